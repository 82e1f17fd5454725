/** What this machine needs: tools that the engine and the cluster's provider call. */
import { spawnSync } from "node:child_process";
import type { CellConfig } from "../../plan/config/schema";
import { type Check, NotSo } from "./check";

/** A command that must be on PATH. */
interface Tool {
  readonly command: string;
  readonly args: readonly string[];
  readonly mend: string;
}

/** The engine, which every run needs. */
const ENGINE: Tool = {
  command: "pulumi",
  args: ["version"],
  mend: "Run `npm run setup`; it says which version it takes and from where.",
};

/** What fetches the token of a cluster, by cloud. Source: the kubeconfig of each cloud's cluster. */
const TOKEN_TOOLS = {
  aws: {
    command: "aws",
    args: ["--version"],
    mend: "Install the AWS CLI, version 2: the kubeconfig fetches its token with it.",
  },
  gcp: {
    command: "gke-gcloud-auth-plugin",
    args: ["--version"],
    mend: "Install gke-gcloud-auth-plugin: the kubeconfig fetches its token with it.",
  },
} as const satisfies Record<CellConfig["cloud"], Tool>;

function toolCheck({ command, args, mend }: Tool): Check {
  return {
    what: `this machine: ${command}`,
    mend,
    look: () => {
      const { error, status, stdout, stderr } = spawnSync(command, [...args], { encoding: "utf8" });
      if (error !== undefined) throw new NotSo(`${command} is not on PATH`);
      if (status !== 0) throw new NotSo(`${command} ends with ${status ?? "a signal"}: ${stderr}`);
      return Promise.resolve((stdout === "" ? stderr : stdout).split("\n")[0] ?? "");
    },
  };
}

/**
 * Checks of this machine.
 *
 * @param cloud Cloud of the cell.
 * @param simulated True where the simulated clouds answer: they need no token.
 */
export function localChecks(cloud: CellConfig["cloud"], simulated: boolean): readonly Check[] {
  return [ENGINE, ...(simulated ? [] : [TOKEN_TOOLS[cloud]])].map(toolCheck);
}
