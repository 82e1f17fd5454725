/**
 * Runs the checks inside the engine, so that credentials, endpoints and regions are exactly those
 * of an `up`. The state of this run is thrown away; nothing is made.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Provider as AwsProvider } from "@pulumi/aws/provider";
import { Provider as CloudflareProvider } from "@pulumi/cloudflare/provider";
import { LocalWorkspace } from "@pulumi/pulumi/automation";
import type { Region } from "../../facts/regions";
import { type AwsView, awsChecks } from "./aws";
import { type Check, findingOf, type Finding } from "./check";
import { zoneCheck } from "./cloudflare";

/** A check and what it found. */
export interface Checked {
  readonly what: string;
  readonly finding: Finding;
}

/** What to look at, and through which environment. */
export interface ProbeArgs {
  readonly stack: string;
  readonly variables: Readonly<Record<string, string>>;
  readonly view: Omit<AwsView, "providerOf">;
}

/** One provider a region, made when it is first asked for, and bound to the account. */
function providers(accountId: string): (region: Region) => AwsProvider {
  const made = new Map<Region, AwsProvider>();
  return (region) => {
    const provider =
      made.get(region) ??
      new AwsProvider(`aws-${region}`, { region, allowedAccountIds: [accountId] });
    made.set(region, provider);
    return provider;
  };
}

/**
 * Carries out checks one after the other.
 *
 * @param checks The checks.
 */
export async function carryOut(checks: readonly Check[]): Promise<readonly Checked[]> {
  const found: Checked[] = [];
  for (const check of checks) found.push({ what: check.what, finding: await findingOf(check) });
  return found;
}

/**
 * Looks at the clouds of a cell.
 *
 * @param args The cell.
 * @returns What was found, in the order of the checks.
 */
export async function probe({ stack, variables, view }: ProbeArgs): Promise<readonly Checked[]> {
  const folder = mkdtempSync(join(tmpdir(), "podcast-doctor-"));
  let found: readonly Checked[] = [];
  const program = async (): Promise<void> => {
    const zone = zoneCheck(view.plan.zone, new CloudflareProvider("cloudflare", {}));
    found = await carryOut([
      ...awsChecks({ ...view, providerOf: providers(view.plan.accountId) }),
      zone,
    ]);
  };
  try {
    const looking = await LocalWorkspace.createOrSelectStack(
      { stackName: stack, projectName: "podcast-platform-doctor", program },
      {
        envVars: {
          ...variables,
          PULUMI_BACKEND_URL: `file://${folder}`,
          PULUMI_CONFIG_PASSPHRASE: "nothing is kept here",
        },
      },
    );
    await looking.preview();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return found;
}
