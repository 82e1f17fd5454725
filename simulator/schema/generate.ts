/**
 * Generates the schema caches: `node --require tsx/cjs simulator/schema/generate.ts [package…]`.
 * Set-up calls it once; a provider that finds no cache calls it for its own package.
 */
import type { PackageName } from "../contract";
import { sdkPackage, writeCache } from "./cache";
import { schemaOfPackage } from "./package-source";

/** Packages with a generated schema. */
const PACKAGES: readonly PackageName[] = ["aws", "kubernetes", "random", "gcp", "cloudflare"];

/**
 * Generates what is missing, with one line on stderr for each package that it generates.
 *
 * @param packages The packages to look at.
 * @returns The packages that were generated.
 */
export function generateSchemas(packages: readonly PackageName[]): readonly PackageName[] {
  return packages.filter((packageName) => {
    const sdk = sdkPackage(packageName);
    return writeCache(sdk, () => {
      process.stderr.write(`reading the declarations of @pulumi/${packageName} (once) … `);
      const started = performance.now();
      const modules = schemaOfPackage(sdk.folder);
      process.stderr.write(`${((performance.now() - started) / 1000).toFixed(1)} s\n`);
      return modules;
    });
  });
}

function isPackage(name: string): name is PackageName {
  return (PACKAGES as readonly string[]).includes(name);
}

if (require.main === module) {
  const asked = process.argv.slice(2);
  const unknown = asked.filter((name) => !isPackage(name));
  if (unknown.length > 0) {
    process.stderr.write(`no package ${unknown.join(", ")}; there are ${PACKAGES.join(", ")}\n`);
    process.exitCode = 1;
  } else {
    generateSchemas(asked.length === 0 ? PACKAGES : asked.filter(isPackage));
  }
}
