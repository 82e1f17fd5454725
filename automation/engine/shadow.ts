/**
 * The simulated runs' own view of the stack files. A stack file names the secrets provider of the
 * real stack and holds values that only it can open; the engine also writes its salt there. So the
 * simulated runs read a copy: same settings, own passphrase, and the real files stay untouched.
 */
import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse, stringify } from "yaml";
import { PROJECT, stackFile } from "../project";
import type { SimulatedEnvironment } from "./environment";

/** Readable and writable by its owner alone. */
const OWNER_ONLY = 0o600;

/** Keys of a stack file that bind it to its secrets provider. Source: Pulumi, "Project stack settings file". */
const BINDING_KEYS = ["secretsprovider", "encryptedkey", "encryptionsalt"] as const;

/** Stands where the real stack file holds an encrypted value. */
export const SIMULATED_SECRET = "simulated-secret";

/**
 * Makes the folders, the passphrase (once) and the project file of the simulated runs.
 *
 * @param environment The simulated environment.
 * @returns The environment with its passphrase, which goes before any that the user has set.
 */
export function prepareSimulatedHome(environment: SimulatedEnvironment): SimulatedEnvironment {
  mkdirSync(environment.stateFolder, { recursive: true });
  mkdirSync(environment.shadow, { recursive: true });
  const passphrase = join(environment.home, "passphrase");
  try {
    writeFileSync(passphrase, randomBytes(24).toString("base64url"), {
      flag: "wx",
      mode: OWNER_ONLY,
    });
  } catch (error) {
    if (!existsSync(passphrase)) throw error;
  }
  writeIfChanged(
    join(environment.shadow, "Pulumi.yaml"),
    stringify({ name: PROJECT, runtime: "nodejs" }),
  );
  const PULUMI_CONFIG_PASSPHRASE = readFileSync(passphrase, "utf8").trim();
  return { ...environment, variables: { ...environment.variables, PULUMI_CONFIG_PASSPHRASE } };
}

/**
 * Brings the simulated copy of a stack file up to date.
 *
 * @param environment The simulated environment.
 * @param root The project's folder.
 * @param stack A stack of the project.
 * @returns The copy's path, for the engine's `--config-file`.
 */
export function shadowStackFile(
  environment: SimulatedEnvironment,
  root: string,
  stack: string,
): string {
  const target = stackFile(environment.shadow, stack);
  const salt = existsSync(target) ? saltOf(readFileSync(target, "utf8")) : undefined;
  writeIfChanged(target, simulatedSettings(readFileSync(stackFile(root, stack), "utf8"), salt));
  return target;
}

/**
 * @param text The real stack file.
 * @param salt The salt that the engine gave to the simulated stack, where it exists.
 * @returns The text of the copy.
 */
export function simulatedSettings(text: string, salt: string | undefined): string {
  const settings: unknown = parse(text);
  if (!isRecord(settings)) return salt === undefined ? "{}\n" : stringify({ encryptionsalt: salt });
  const kept = Object.entries(settings).filter(
    ([key]) => !BINDING_KEYS.some((binding) => binding === key),
  );
  const own = salt === undefined ? {} : { encryptionsalt: salt };
  return stringify({ ...own, ...Object.fromEntries(kept.map(([k, v]) => [k, withoutSecrets(v)])) });
}

function saltOf(text: string): string | undefined {
  const settings: unknown = parse(text);
  const salt = isRecord(settings) ? settings.encryptionsalt : undefined;
  return typeof salt === "string" ? salt : undefined;
}

/** @param value A value of a stack file: `{secure: …}` becomes {@link SIMULATED_SECRET}. */
export function withoutSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSecrets);
  if (!isRecord(value)) return value;
  const keys = Object.keys(value);
  if (keys.length === 1 && keys[0] === "secure") return SIMULATED_SECRET;
  return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, withoutSecrets(v)]));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Side by side runs may both write: each writes whole files, and only what differs. */
function writeIfChanged(path: string, text: string): void {
  if (existsSync(path) && readFileSync(path, "utf8") === text) return;
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, text, { mode: OWNER_ONLY });
  renameSync(draft, path);
}
