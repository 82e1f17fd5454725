/** Looks up declared types, module by module, from the cache that the SDK's declarations fill. */
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { PackageName } from "../contract";
import { projectFolder } from "../project";
import { readModule, sdkPackage } from "./cache";
import type { SdkPackage } from "./cache";
import type { ModuleSchema, ResourceShape, Schema } from "./shapes";
import { moduleOf } from "./tokens";

/** The schema of one package; a module is loaded when its first type is asked for. */
class PackageSchema implements Schema {
  private readonly modules = new Map<string, ModuleSchema>();
  private readonly found = new Map<string, ResourceShape | undefined>();
  private sdk: SdkPackage | undefined;

  constructor(private readonly packageName: PackageName) {}

  resource(type: string): ResourceShape | undefined {
    if (!this.found.has(type)) {
      const { resources, types } = this.module(moduleOf(type));
      const resource = resources[type];
      this.found.set(type, resource === undefined ? undefined : { ...resource, types });
    }
    return this.found.get(type);
  }

  private module(name: string): ModuleSchema {
    const known = this.modules.get(name);
    if (known !== undefined) {
      return known;
    }
    this.sdk ??= ready(this.packageName);
    const module = readModule(this.sdk, name);
    this.modules.set(name, module);
    return module;
  }
}

const schemas = new Map<PackageName, Schema>();

/**
 * @param packageName The package.
 * @returns Its schema; the cache is made first where it is missing.
 */
export function schemaFor(packageName: PackageName): Schema {
  const schema = schemas.get(packageName) ?? new PackageSchema(packageName);
  schemas.set(packageName, schema);
  return schema;
}

/** A process of its own parses: a provider never carries the TypeScript compiler. */
function ready(packageName: PackageName): SdkPackage {
  const sdk = sdkPackage(packageName);
  if (!existsSync(sdk.cache)) {
    const project = projectFolder();
    const loader = createRequire(join(project, "package.json")).resolve("tsx/cjs");
    const script = join(project, "simulator", "schema", "generate.ts");
    execFileSync(process.execPath, ["--require", loader, script, packageName], {
      stdio: ["ignore", "ignore", "inherit"],
    });
  }
  return sdk;
}
