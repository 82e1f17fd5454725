/** Simulated clouds in this process, for the engine to attach to (`PULUMI_DEBUG_PROVIDERS`). */
import { CLOUDS } from "./clouds";
import type { CloudDefinition, PackageName } from "./contract";
import { readFaults } from "./faults";
import type { Fault } from "./faults";
import { openLedger } from "./ledger/ledger";
import type { FaultGate } from "./protocol/fault-gate";
import { serve } from "./protocol/server";

/** What to start. */
export interface AttachOptions {
  /** The folder of everything simulated. */
  readonly home: string;
  /** The packages to serve. */
  readonly packages: readonly PackageName[];
  /**
   * The clouds to choose from.
   * @default the project's
   */
  readonly clouds?: readonly CloudDefinition[];
  /**
   * Faults, asked for at each call.
   * @default those of the environment, else of `faults.json` in the home
   */
  readonly faults?: () => readonly Fault[];
}

/** Simulated clouds that run. */
export interface AttachedClouds {
  /** Value of `PULUMI_DEBUG_PROVIDERS` for the engine. */
  readonly debugProviders: string;
  /** Port of the first package. */
  readonly port: number;
  /** Port of each package. */
  readonly ports: Readonly<Partial<Record<PackageName, number>>>;
  stop(): void;
}

/**
 * Starts a server for each package.
 *
 * @param options What to start.
 * @throws Error when there is no cloud for a package.
 */
export async function startSimulatedClouds(options: AttachOptions): Promise<AttachedClouds> {
  const { home, packages, clouds = CLOUDS } = options;
  const gate: FaultGate = {
    store: openLedger(home),
    faults: options.faults ?? (() => readFaults(home, process.env)),
    crash: () => process.exit(137),
  };
  const servers = await Promise.all(
    packages.map(async (packageName) => {
      const server = await serve(cloudOf(clouds, packageName), gate);
      return { packageName, server };
    }),
  );
  return {
    debugProviders: servers
      .map(({ packageName, server }) => `${packageName}:${server.port}`)
      .join(","),
    port: servers[0]?.server.port ?? 0,
    ports: Object.fromEntries(servers.map(({ packageName, server }) => [packageName, server.port])),
    stop: () => {
      for (const { server } of servers) {
        server.stop();
      }
    },
  };
}

function cloudOf(clouds: readonly CloudDefinition[], packageName: PackageName): CloudDefinition {
  const found = clouds.find((cloud) => cloud.package === packageName);
  if (found === undefined) {
    const known = clouds.map((cloud) => cloud.package).join(", ");
    throw new Error(`there is no simulated cloud for ${packageName}; there are ${known}`);
  }
  return found;
}
