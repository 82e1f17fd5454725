/** EBS volumes, alone or as the disks of machines. */
import { unitPrice } from "../../../facts/prices";
import { UNKNOWN, type Values } from "../../../facts/values";
import { known, numberAt, textAt } from "../read";
import type { Pricer, PricerTable, Quote } from "../quote";
import type { Subject } from "../subject";

/** gp3 holds this much without extra charge. Source: Amazon EBS pricing, "General Purpose SSD (gp3)". */
const GP3_FREE_IOPS = 3000;
const GP3_FREE_MBPS = 125;

/** One kind of disk and how many of it. */
export interface Disk {
  readonly name: string;
  /** `volumeType`, `volumeSize` or `size`, `iops`, `throughput` as EC2 spells them. */
  readonly values: Values;
  readonly count: number;
  readonly maximumCount?: number;
  /** GiB where the inputs state none. */
  readonly defaultGib: number;
  /** Type where the inputs state none. */
  readonly defaultType: string;
  readonly origin: string;
}

/** The book spells io1 and io2 together where one price list has both. */
function ioSku(subject: Subject, what: "storage" | "provisioned IOPS", type: string): string {
  const together = `io1/io2 ${what}`;
  const { region } = subject;
  const listed =
    region !== undefined && unitPrice({ cloud: "aws", service: "ebs", sku: together, region });
  return listed === null ? `${type} ${what}` : together;
}

/** IOPS and throughput that are paid beside the storage. */
function performance(subject: Subject, quote: Quote, disk: Disk, type: string): void {
  const add = (name: string, sku: string, each: number): void => {
    if (each <= 0) return;
    const maximum = (disk.maximumCount ?? disk.count) * each;
    quote.monthly({ name, service: "ebs", sku, quantity: disk.count * each, maximum });
  };
  const iops = numberAt(disk.values, "iops");
  const mbps = numberAt(disk.values, "throughput");
  if (iops === UNKNOWN) quote.missing(`${disk.name}: its IOPS are not known`);
  if (mbps === UNKNOWN) quote.missing(`${disk.name}: its throughput is not known`);
  if (type === "gp3") {
    add(`${disk.name}: IOPS`, "gp3 extra IOPS (>3000)", known(iops, 0) - GP3_FREE_IOPS);
    const extra = known(mbps, 0) - GP3_FREE_MBPS;
    add(`${disk.name}: throughput`, "gp3 extra throughput (>125 MB/s)", extra);
  } else if (type === "io1" || type === "io2") {
    if (iops === undefined) quote.missing(`${disk.name}: ${type} without stated IOPS`);
    add(`${disk.name}: IOPS`, ioSku(subject, "provisioned IOPS", type), known(iops, 0));
  }
}

/**
 * Adds disks to a quote.
 *
 * @param subject The resource that they belong to.
 * @param quote Its quote.
 * @param disk Size, type and number.
 */
export function addDisk(subject: Subject, quote: Quote, disk: Disk): void {
  const type = textAt(disk.values, "volumeType") ?? textAt(disk.values, "type") ?? disk.defaultType;
  const size = numberAt(disk.values, "volumeSize") ?? numberAt(disk.values, "size");
  if (type === UNKNOWN) return void quote.missing(`${disk.name}: its type is not known`);
  if (size === UNKNOWN) return void quote.missing(`${disk.name}: its size is not known`);
  const gib = size ?? disk.defaultGib;
  const io = type === "io1" || type === "io2";
  const sku = io ? ioSku(subject, "storage", type) : `${type} storage`;
  const cost = quote.monthly({
    name: `${disk.name}: ${type} storage`,
    service: "ebs",
    sku,
    quantity: disk.count * gib,
    maximum: (disk.maximumCount ?? disk.count) * gib,
  });
  if (size === undefined) quote.assume(`${disk.name} GiB`, gib, disk.origin, cost);
  performance(subject, quote, disk, type);
}

const volume: Pricer = (subject, quote) => {
  const snapshot = subject.view.inputs.snapshotId !== undefined;
  const sized = subject.view.inputs.size !== undefined;
  if (snapshot && !sized) return void quote.missing("the size is that of a snapshot");
  addDisk(subject, quote, {
    name: "volume",
    values: subject.view.inputs,
    count: 1,
    defaultGib: 1,
    defaultType: "gp2",
    origin: "Amazon EC2 API Reference, CreateVolume",
  });
};

const snapshot: Pricer = (_subject, quote) => {
  quote.usage({
    name: "snapshot storage",
    service: "ebs",
    sku: "snapshot",
    key: "storageGb",
    assume: 20,
    origin: "a snapshot of a root disk",
    fixed: true,
  });
};

/** Pricers of disks. */
export const AWS_DISKS: PricerTable = {
  "aws:ebs/volume:Volume": volume,
  "aws:ebs/snapshot:Snapshot": snapshot,
  "aws:ebs/snapshotCopy:SnapshotCopy": snapshot,
};
