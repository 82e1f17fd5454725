/**
 * Rotates secrets in the four steps of Secrets Manager. Each step may come twice, and ends in the
 * same state. Passwords of database roles need SQL, which this function does not speak: a job in
 * the cluster rotates them.
 * Source: AWS Secrets Manager User Guide, "Rotation by Lambda function".
 */
import { fieldsOf, textAt } from "../shared/json";
import type { Log } from "../shared/runtime";
import { type Random, type Rotated, type Values, checkValues, nextValues } from "./kinds";

/** A secret's versions and their stages. */
export interface Described {
  readonly rotationEnabled: boolean;
  /** Stages by version. */
  readonly stages: Readonly<Record<string, readonly string[]>>;
}

/** What the rotation asks of the world. */
export interface RotationPort {
  describe(secretId: string): Promise<Described>;
  /** A version's text; undefined where there is no such version. */
  read(secretId: string, version: Version): Promise<string | undefined>;
  writePending(secretId: string, token: string, text: string): Promise<void>;
  /** Makes a version the current one, instead of another. */
  makeCurrent(secretId: string, token: string, instead: string | undefined): Promise<void>;
  /** Sets the passwords that a user of the cache may use: one or two. */
  setCachePasswords(userId: string, passwords: readonly string[]): Promise<void>;
  /** `active` once the cache has taken a change. */
  cacheUserStatus(userId: string): Promise<string>;
  sleep(milliseconds: number): Promise<void>;
  readonly random: Random;
  readonly log: Log;
}

/** Which version: by its stage, or the pending one that a token names. */
export type Version =
  { readonly stage: "AWSCURRENT" } | { readonly stage: "AWSPENDING"; readonly token: string };

/** What Secrets Manager asks for. */
interface Order {
  readonly step: string;
  readonly secretId: string;
  readonly token: string;
  readonly rotated: Rotated;
}

/** Pauses while the cache takes a change, and how many of them: four minutes. */
const POLL_MS = 5000;
const POLLS = 48;

/** Name of a secret: its ARN without the six characters that the service adds. */
function nameOf(secretId: string): string {
  return secretId.replace(/^arn:.*:secret:/, "").replace(/-[A-Za-z0-9]{6}$/, "");
}

function orderOf(event: unknown, secrets: ReadonlyMap<string, Rotated>): Order {
  const step = textAt(event, "Step") ?? "";
  const secretId = textAt(event, "SecretId") ?? "";
  const token = textAt(event, "ClientRequestToken") ?? "";
  const name = nameOf(secretId);
  const rotated = secrets.get(name);
  if (rotated === undefined) throw new Error(`${name} is not rotated by this function`);
  return { step, secretId, token, rotated };
}

function valuesOf(text: string | undefined): Values {
  const fields = text === undefined ? {} : fieldsOf(JSON.parse(text) as unknown);
  return Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, String(value)]));
}

async function createSecret(order: Order, port: RotationPort): Promise<void> {
  const { secretId, token, rotated } = order;
  const pending = await port.read(secretId, { stage: "AWSPENDING", token });
  if (pending !== undefined) return;
  const current = valuesOf(await port.read(secretId, { stage: "AWSCURRENT" }));
  const next = nextValues(rotated, current, port.random);
  await port.writePending(secretId, token, JSON.stringify(next));
}

/** Waits until the cache has taken what came before: it refuses two changes at once. */
async function untilActive(userId: string, port: RotationPort): Promise<void> {
  for (let poll = 0; poll < POLLS; poll++) {
    if ((await port.cacheUserStatus(userId)) === "active") return;
    await port.sleep(POLL_MS);
  }
  throw new Error(`user ${userId} of the cache does not become active`);
}

/** Both passwords are valid until the next rotation, so that no pod is locked out. */
async function setSecret(order: Order, port: RotationPort): Promise<void> {
  const { secretId, token, rotated } = order;
  if (rotated.kind !== "cache-user") return;
  const current = valuesOf(await port.read(secretId, { stage: "AWSCURRENT" }));
  const pending = valuesOf(await port.read(secretId, { stage: "AWSPENDING", token }));
  const passwords = [pending.password, current.password].filter((each) => each !== undefined);
  await untilActive(rotated.userId, port);
  await port.setCachePasswords(rotated.userId, [...new Set(passwords)]);
  await untilActive(rotated.userId, port);
}

/**
 * The version is complete and the cache stands by it. A rotation that is only configured is tried
 * with this step alone, so nothing here asks whether the value is new.
 */
async function testSecret(order: Order, port: RotationPort): Promise<void> {
  const { secretId, token, rotated } = order;
  const pending = await port.read(secretId, { stage: "AWSPENDING", token });
  const text = pending ?? (await port.read(secretId, { stage: "AWSCURRENT" }));
  checkValues(rotated, valuesOf(text));
  if (rotated.kind === "cache-user") await untilActive(rotated.userId, port);
}

async function finishSecret(order: Order, port: RotationPort): Promise<void> {
  const { secretId, token } = order;
  const { stages } = await port.describe(secretId);
  const current = Object.keys(stages).find((id) => stages[id]?.includes("AWSCURRENT") === true);
  await port.makeCurrent(secretId, token, current);
}

const STEPS: Readonly<Record<string, (order: Order, port: RotationPort) => Promise<void>>> = {
  createSecret,
  setSecret,
  testSecret,
  finishSecret,
};

/**
 * Takes one step of a rotation.
 *
 * @param event What Secrets Manager asks for.
 * @param secrets What each secret opens, by its name: others are refused.
 * @param port The world.
 * @throws Error if the step cannot be taken; Secrets Manager then tries again.
 */
export async function rotate(
  event: unknown,
  secrets: ReadonlyMap<string, Rotated>,
  port: RotationPort,
): Promise<void> {
  const order = orderOf(event, secrets);
  const take = Object.hasOwn(STEPS, order.step) ? STEPS[order.step] : undefined;
  const name = nameOf(order.secretId);
  if (take === undefined) throw new Error(`${order.step} is no step of a rotation`);
  const { rotationEnabled, stages } = await port.describe(order.secretId);
  if (!rotationEnabled) throw new Error(`${name} is not set to be rotated`);
  const stage = stages[order.token] ?? [];
  // A step that comes again after the end of its rotation.
  if (stage.includes("AWSCURRENT")) return;
  if (!stage.includes("AWSPENDING")) throw new Error(`${name} has no such version pending`);
  await take(order, port).catch((error: unknown) => {
    throw new Error(`${order.step} of ${name}: ${error instanceof Error ? error.message : "?"}`);
  });
  port.log("info", "step taken", { step: order.step, secret: name });
}
