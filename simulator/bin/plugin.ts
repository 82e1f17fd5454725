/**
 * The process behind a `pulumi-resource-…` on PATH: serves one package, prints its port for the
 * engine, and ends when the engine goes away.
 */
import type { PackageName } from "../contract";
import { simulatedHome } from "../home";
import { startSimulatedClouds } from "../attach";

/** How often the process looks whether the engine, its parent, still lives. */
const PARENT_CHECK_MS = 250;

/**
 * Serves a package until the engine goes away.
 *
 * @param packageName The package of the executable.
 */
export async function runPlugin(packageName: PackageName): Promise<void> {
  // SIGINT is the engine's goodbye: it starts plugins in process groups of their own, which Ctrl-C
  // in a terminal does not reach, and waits five seconds for those that do not end.
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => process.exit(0));
  }
  const engine = process.ppid;
  const home = simulatedHome(process.env);
  const clouds = await startSimulatedClouds({ home, packages: [packageName] });
  process.stdout.write(`${clouds.port}\n`);
  // An engine that was killed says no goodbye: its child then belongs to another parent.
  setInterval(() => {
    if (process.ppid !== engine) {
      process.exit(0);
    }
  }, PARENT_CHECK_MS);
}
