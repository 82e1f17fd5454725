/** Functions, queues and topics on AWS: what is paid by the call. */
import type { Pricer, PricerTable } from "../quote";
import { known, listAt, numberAt, switchAt } from "../read";
import { statedUsage } from "../subject";

/** Calls a month of a function that runs every minute; most run far less. */
const MONTHLY_CALLS = 43_800;
/** Milliseconds of a call that finds nothing to do. */
const CALL_MS = 1000;

/** Source: AWS Lambda API Reference, CreateFunction: 128 MB and x86_64 where nothing is said. */
const DEFAULT_MB = 128;

const fn: Pricer = (subject, quote) => {
  const { inputs } = subject.view;
  const architectures = listAt(inputs, "architectures");
  const isArm = Array.isArray(architectures) && architectures.includes("arm64");
  const memoryGb = known(numberAt(inputs, "memorySize"), DEFAULT_MB) / 1024;
  const calls = statedUsage(subject, "monthlyRequests") ?? MONTHLY_CALLS;
  quote.usage({
    name: "requests",
    service: "lambda",
    sku: "requests",
    key: "monthlyRequests",
    assume: MONTHLY_CALLS,
    factor: 1e-6,
    fixed: true,
    origin: "a call a minute",
  });
  quote.usage({
    name: "duration",
    service: "lambda",
    sku: isArm ? "duration arm64 (first 7.5B)" : "duration x86_64 (first 6B)",
    key: "requestDurationMs",
    assume: CALL_MS,
    factor: (calls * memoryGb) / 1000,
    fixed: true,
    origin: "a call that finds nothing to do",
  });
};

const queue: Pricer = (subject, quote) => {
  const isFifo = switchAt(subject.view.inputs, "fifoQueue", { absent: false, dearer: true });
  quote.usage({
    name: "requests",
    service: "sqs",
    sku: `requests (${isFifo ? "FIFO" : "standard"})`,
    key: "monthlyRequests",
    assume: 10_000,
    factor: 1e-6,
    fixed: true,
    origin: "failures are few; who reads them asks now and then",
  });
};

const topic: Pricer = (_subject, quote) => {
  quote.usage({
    name: "requests",
    service: "sns",
    sku: "API requests",
    key: "monthlyRequests",
    assume: 10_000,
    factor: 1e-6,
    fixed: true,
    origin: "alerts are few; the free million of each month is not counted",
  });
};

/** Pricers of functions, queues and topics. */
export const AWS_FUNCTIONS: PricerTable = {
  "aws:lambda/function:Function": fn,
  "aws:sqs/queue:Queue": queue,
  "aws:sns/topic:Topic": topic,
};
