/**
 * The functions that run beside the cluster: how large and how long. What they do is in
 * runtime/functions; what they may do is said where each is built.
 */

/** Size and time of a function. */
export interface FunctionFacts {
  /** Shown in the vendor's console. */
  readonly description: string;
  /**
   * More memory is more of a processor too. Source: AWS Lambda Developer Guide, "Configure Lambda
   * function memory": 128 to 10,240 MB.
   */
  readonly memoryMb: number;
  /** Source: AWS Lambda Developer Guide, "Configure Lambda function timeout": at most 900. */
  readonly timeoutSeconds: number;
  /**
   * Times that the service calls it again after an error, where it does not wait for the answer.
   * Source: AWS Lambda Developer Guide, "Configuring error handling settings": 0 to 2.
   */
  readonly retries: number;
}

/** Loading the SDK takes seconds at 128 MB, which costs more than the memory saves. */
const MEMORY_MB = 256;

/** Functions by name: the folder in runtime/functions. */
export const FUNCTIONS = {
  "alert-relay": {
    description: "Hands alerts on to PagerDuty and Slack",
    memoryMb: MEMORY_MB,
    timeoutSeconds: 60,
    retries: 2,
  },
  detector: {
    description: "Probes the cell from its standby region and starts the failover",
    memoryMb: MEMORY_MB,
    // Five probes within a minute, and the calls around them.
    timeoutSeconds: 120,
    // The next minute probes again.
    retries: 0,
  },
  "idle-cleanup": {
    description: "Finds, and where allowed ends, what has been idle for 24 hours",
    memoryMb: MEMORY_MB,
    timeoutSeconds: 300,
    retries: 1,
  },
  rotation: {
    description: "Rotates secrets that need no SQL",
    memoryMb: MEMORY_MB,
    // ElastiCache takes up to minutes until a user is active again.
    timeoutSeconds: 300,
    retries: 2,
  },
} as const satisfies Record<string, FunctionFacts>;

/** Name of a function. */
export type FunctionName = keyof typeof FUNCTIONS;

/**
 * Runtime of every function. Source: AWS Lambda Developer Guide, "Lambda runtimes": deprecated not
 * before April 2028.
 */
export const FUNCTION_RUNTIME = "nodejs24.x";

/**
 * The packed code of a function, from the project's root: built by `node tools/functions.mjs`, and
 * committed, so that no run packs anything and the same code is the same archive.
 *
 * @param name Which function.
 */
export function functionArchive(name: FunctionName): string {
  return `runtime/functions/dist/${name}.zip`;
}

/**
 * What the service calls: a file of the archive, and what it exports.
 *
 * @param name Which function.
 */
export function functionHandler(name: FunctionName): string {
  return `${name}/index.handler`;
}
