/** Where generated schemas are kept, so that a provider starts without parsing declarations. */
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { PackageName } from "../contract";
import { withLock } from "../ledger/lock";
import { projectFolder } from "../project";
import type { ModuleSchema } from "./shapes";

/** Raised when the form of the cache files changes. */
const FORMAT = 3;

/** The SDK that a simulated cloud's inputs are checked against. */
export interface SdkPackage {
  /** Its version: the simulated provider speaks that version's schema. */
  readonly version: string;
  /** Its folder in node_modules. */
  readonly folder: string;
  /** The folder of its generated schema; there only when it is whole. */
  readonly cache: string;
}

/** @param packageName The package, such as `aws`. */
export function sdkPackage(packageName: PackageName): SdkPackage {
  const project = projectFolder();
  const { resolve } = createRequire(join(project, "package.json"));
  const manifest = resolve(`@pulumi/${packageName}/package.json`);
  const { version } = JSON.parse(readFileSync(manifest, "utf8")) as { readonly version: string };
  const cacheRoot = join(project, "node_modules", ".cache", "podcast-platform", "schema");
  return {
    version,
    folder: dirname(manifest),
    cache: join(cacheRoot, `${packageName}-${version}-f${FORMAT}`),
  };
}

/**
 * Writes a package's schema, unless it is there: safe in parallel and when killed half-way.
 *
 * @param sdk The package.
 * @param generate Parses the declarations; not called when the schema is there.
 * @returns True when this call wrote it.
 */
export function writeCache(
  sdk: SdkPackage,
  generate: () => ReadonlyMap<string, ModuleSchema>,
): boolean {
  mkdirSync(dirname(sdk.cache), { recursive: true });
  return withLock(`${sdk.cache}.lock`, () => {
    if (existsSync(sdk.cache)) {
      return false;
    }
    const draft = `${sdk.cache}.${process.pid}.draft`;
    mkdirSync(draft, { recursive: true });
    for (const [name, module] of generate()) {
      writeFileSync(join(draft, `${name}.json`), JSON.stringify(module));
    }
    try {
      renameSync(draft, sdk.cache);
      return true;
    } catch (error) {
      // A process that was stopped for long finds the work done by another.
      rmSync(draft, { recursive: true });
      if (existsSync(sdk.cache)) {
        return false;
      }
      throw error;
    }
  });
}

/**
 * @param sdk The package, whose cache is there.
 * @param module The module's name.
 * @returns The module's schema; empty when the SDK has no such module.
 */
export function readModule(sdk: SdkPackage, module: string): ModuleSchema {
  const path = join(sdk.cache, `${module}.json`);
  return existsSync(path)
    ? (JSON.parse(readFileSync(path, "utf8")) as ModuleSchema)
    : { resources: {}, types: {} };
}
