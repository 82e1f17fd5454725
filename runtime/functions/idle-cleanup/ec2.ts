/** Finds and ends what EC2 knows: volumes, addresses, snapshots, machines. */
import {
  CreateTagsCommand,
  DeleteSnapshotCommand,
  DeleteTagsCommand,
  DeleteVolumeCommand,
  DescribeAddressesCommand,
  DescribeInstancesCommand,
  DescribeSnapshotsCommand,
  DescribeVolumesCommand,
  EC2Client,
  ReleaseAddressCommand,
} from "@aws-sdk/client-ec2";
import { type Found, IDLE_SINCE } from "./judge";

const ec2 = new EC2Client();

/**
 * Tags by key.
 *
 * @param tags As most services spell them.
 */
export function tagsOf(tags: readonly AwsTag[] | undefined): Readonly<Record<string, string>> {
  return Object.fromEntries((tags ?? []).map(({ Key = "", Value = "" }) => [Key, Value]));
}

/** All pages of a list. */
async function pages<Page extends { readonly NextToken?: string }>(
  ask: (token: { NextToken?: string }) => Promise<Page>,
): Promise<readonly Page[]> {
  const all: Page[] = [];
  let token: string | undefined;
  do {
    const page = await ask(token === undefined ? {} : { NextToken: token });
    all.push(page);
    token = page.NextToken;
  } while (token !== undefined);
  return all;
}

/** Volumes; idle while they hang on no machine. */
export async function volumes(): Promise<readonly Found[]> {
  const found = await pages((token) => ec2.send(new DescribeVolumesCommand(token)));
  return found
    .flatMap(({ Volumes = [] }) => Volumes)
    .map(({ VolumeId: id = "", State, Tags }) => ({
      kind: "volume",
      id,
      tags: tagsOf(Tags),
      idle: State === "available",
    }));
}

/** Public addresses; idle while they point to nothing. */
export async function addresses(): Promise<readonly Found[]> {
  const { Addresses = [] } = await ec2.send(new DescribeAddressesCommand({}));
  return Addresses.map(({ AllocationId: id = "", AssociationId, Tags }) => ({
    kind: "address",
    id,
    tags: tagsOf(Tags),
    idle: AssociationId === undefined,
  }));
}

/** Snapshots of this account; idle once their volume is gone. */
export async function snapshots(): Promise<readonly Found[]> {
  const known = new Set((await volumes()).map(({ id }) => id));
  const found = await pages((token) =>
    ec2.send(new DescribeSnapshotsCommand({ OwnerIds: ["self"], ...token })),
  );
  return found
    .flatMap(({ Snapshots = [] }) => Snapshots)
    .map(({ SnapshotId: id = "", VolumeId = "", Tags }) => ({
      kind: "snapshot",
      id,
      tags: tagsOf(Tags),
      idle: !known.has(VolumeId),
    }));
}

/** Machines; idle while they are stopped. */
export async function instances(): Promise<readonly Found[]> {
  const found = await pages((token) => ec2.send(new DescribeInstancesCommand(token)));
  return found
    .flatMap(({ Reservations = [] }) => Reservations)
    .flatMap(({ Instances = [] }) => Instances)
    .map(({ InstanceId: id = "", State, Tags }) => ({
      kind: "instance",
      id,
      tags: tagsOf(Tags),
      idle: State?.Name === "stopped",
    }));
}

/**
 * Writes since when something is idle.
 *
 * @param found What.
 * @param since As ISO 8601.
 */
export async function mark({ id }: Found, since: string): Promise<void> {
  const tag = { Key: IDLE_SINCE, Value: since };
  await ec2.send(new CreateTagsCommand({ Resources: [id], Tags: [tag] }));
}

/**
 * Forgets since when something is idle.
 *
 * @param found What.
 */
export async function unmark({ id }: Found): Promise<void> {
  await ec2.send(new DeleteTagsCommand({ Resources: [id], Tags: [{ Key: IDLE_SINCE }] }));
}

/**
 * Deletes a volume.
 *
 * @param found The volume.
 */
export async function deleteVolume({ id }: Found): Promise<void> {
  await ec2.send(new DeleteVolumeCommand({ VolumeId: id }));
}

/**
 * Gives a public address back.
 *
 * @param found The address.
 */
export async function releaseAddress({ id }: Found): Promise<void> {
  await ec2.send(new ReleaseAddressCommand({ AllocationId: id }));
}

/**
 * Deletes a snapshot.
 *
 * @param found The snapshot.
 */
export async function deleteSnapshot({ id }: Found): Promise<void> {
  await ec2.send(new DeleteSnapshotCommand({ SnapshotId: id }));
}
