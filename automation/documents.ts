/**
 * The documents that `--json` prints: one on stdout, whatever happens. Fields are added, never
 * changed or removed, within a major version.
 */
import { z } from "zod";

const ExitCodeField = z
  .union([z.literal(0), z.literal(1), z.literal(2), z.literal(3), z.literal(4)])
  .describe("0 done, 1 error, 2 blocked by a policy or the cost, 3 drift, 4 bad configuration");

const Base = z.object({
  stack: z.string(),
  simulated: z.boolean().describe("true where the simulated clouds answered"),
  exitCode: ExitCodeField,
  tookMs: z.number().describe("wall time of the command in milliseconds"),
});

/** One resource that changes. */
export const ChangeDocument = z.object({
  urn: z.string(),
  type: z.string(),
  name: z.string(),
  component: z.string().describe("outermost component: network, data, cache, compute, …"),
  kind: z.enum(["create", "update", "replace", "delete", "import", "keep", "forget"]),
  paths: z.array(z.string()).describe("inputs that change"),
  replacedBy: z.array(z.string()).describe("inputs that force the replacement"),
  dangerous: z.boolean().describe("deletes or replaces what holds data"),
});

/** What the pack said. */
export const PoliciesDocument = z.object({
  policyCount: z.number(),
  checkCount: z.number(),
  blocked: z.boolean(),
  complaints: z.array(
    z.object({
      policy: z.string(),
      resource: z.string(),
      urn: z.string().optional(),
      message: z.string(),
      standing: z.enum(["blocks", "undecided", "advice", "waived"]),
    }),
  ),
});

/** What the cell costs a month, list prices, before tax. */
export const CostSummaryDocument = z.object({
  monthlyUsd: z.number(),
  maximumMonthlyUsd: z.number().describe("where every autoscaling limit is reached"),
  atLeast: z.boolean().describe("true where something is unpriced"),
  sharedUsd: z.number().describe("what no enterprise tenant has alone: the ceiling limits it"),
  ceilingUsd: z.number(),
  tenants: z
    .array(z.object({ name: z.string(), monthlyUsd: z.number(), ceilingUsd: z.number() }))
    .describe("enterprise tenants, each against its own ceiling"),
  increaseUsd: z.number().optional().describe("by this change; absent at the first bring-up"),
  allowedIncreaseUsd: z.number(),
  blocked: z.boolean(),
  lines: z.record(z.string(), z.number()),
  unpriced: z.array(z.object({ urn: z.string(), type: z.string(), reason: z.string() })),
});

const PreviewFields = Base.extend({
  counts: z.record(z.string(), z.number()).describe("resources by kind of change"),
  changes: z.array(ChangeDocument),
  policies: PoliciesDocument,
  cost: CostSummaryDocument,
  reasons: z
    .array(z.object({ what: z.string(), choice: z.string(), why: z.string() }))
    .describe("why the planner chose what it chose"),
  errors: z.array(z.string()),
  report: z.string().optional().describe("folder of the report"),
});

/** What `preview` prints. */
export const PreviewDocument = PreviewFields.extend({ command: z.literal("preview") });

/** What the repair did, or would do. */
export const RepairDocument = Base.extend({
  command: z.literal("repair"),
  lock: z.enum(["none", "cleared", "held"]),
  settled: z.array(
    z.object({
      urn: z.string(),
      was: z.string().describe("the operation that was pending, or `unrecorded`"),
      verdict: z.enum(["imported", "never-made", "resolved"]),
      id: z.string().optional(),
      how: z.string().describe("by which evidence it was settled"),
    }),
  ),
  errors: z.array(z.string()),
});

/** What `up` prints. */
export const UpDocument = PreviewFields.extend({
  command: z.literal("up"),
  applied: z.boolean().describe("false where nothing was to do, or it was not done"),
  planKept: z.boolean().describe("true where exactly the previewed plan was applied"),
  resourceCount: z.number().describe("resources of the stack in the end"),
  repaired: z.array(RepairDocument.shape.settled.element),
});

/** What `bootstrap` prints. */
export const BootstrapDocument = PreviewFields.extend({
  command: z.literal("bootstrap"),
  applied: z.boolean().describe("false where nothing was to do, or it was not done"),
  backendUrl: z.string().optional().describe("for `pulumi login`"),
  secretsProvider: z.string().optional().describe("for `pulumi stack init --secrets-provider`"),
  externalSecrets: z.array(z.string()).describe("secrets whose values a person puts in"),
});

/** What `doctor` prints. */
export const DoctorDocument = Base.extend({
  command: z.literal("doctor"),
  findings: z.array(
    z.object({
      what: z.string(),
      standing: z.enum(["ok", "missing", "unknown"]),
      detail: z.string(),
      mend: z.string().optional().describe("what to do about it"),
    }),
  ),
});

/** What `destroy` prints. */
export const DestroyDocument = Base.extend({
  command: z.literal("destroy"),
  removed: z.number(),
  outlives: z
    .array(
      z.object({ urn: z.string(), type: z.string(), id: z.string().optional(), why: z.string() }),
    )
    .describe("what stays in the account by declaration"),
  errors: z.array(z.string()),
});

/** What `cost` prints. */
export const CostDocument = z.object({
  monthlyUsd: z.number(),
  maximumMonthlyUsd: z.number(),
  atLeast: z.boolean(),
  unverifiedUsd: z.number(),
  lines: z.record(z.string(), z.number()),
  resources: z.array(
    z.object({
      urn: z.string(),
      type: z.string(),
      line: z.string(),
      monthlyUsd: z.number(),
      maximumMonthlyUsd: z.number(),
      components: z.array(
        z.object({
          name: z.string(),
          monthlyUsd: z.number(),
          quantity: z.number(),
          unit: z.string(),
          unitPriceUsd: z.number(),
          source: z.string(),
          verified: z.boolean(),
        }),
      ),
    }),
  ),
  unpriced: z.array(z.object({ urn: z.string(), type: z.string(), reason: z.string() })),
  assumptions: z.array(
    z.object({
      urn: z.string(),
      what: z.string(),
      quantity: z.number(),
      origin: z.string(),
      monthlyUsd: z.number(),
    }),
  ),
});

/** What every command prints when it ends before it has anything else to say. */
export const FailureDocument = z.object({
  command: z.string(),
  stack: z.string().optional(),
  exitCode: ExitCodeField,
  error: z.string(),
});

/** Types of the documents. */
export type PreviewDocument = z.infer<typeof PreviewDocument>;
export type UpDocument = z.infer<typeof UpDocument>;
export type DestroyDocument = z.infer<typeof DestroyDocument>;
export type RepairDocument = z.infer<typeof RepairDocument>;
export type BootstrapDocument = z.infer<typeof BootstrapDocument>;
export type DoctorDocument = z.infer<typeof DoctorDocument>;
export type CostDocument = z.infer<typeof CostDocument>;
export type FailureDocument = z.infer<typeof FailureDocument>;
/** One settled operation. */
export type Settlement = RepairDocument["settled"][number];
