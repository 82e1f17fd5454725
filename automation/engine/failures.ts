/** Why an engine operation ended badly, told from its events and its output. */
import { CommandError, ConcurrentUpdateError, StackNotFoundError } from "@pulumi/pulumi/automation";
import { plainText } from "../text";
import type { Diagnostic, EngineRecord } from "./record";

/** Kinds of failure: each has its own advice. */
export type Failure =
  | { readonly kind: "locked"; readonly message: string }
  | { readonly kind: "no-stack" }
  | { readonly kind: "policy" }
  | { readonly kind: "plan-violated"; readonly differences: readonly string[] }
  | { readonly kind: "configuration"; readonly message: string }
  | { readonly kind: "error"; readonly errors: readonly Diagnostic[]; readonly output: string };

/** The engine's words for a planned step that never came. Source: as below, deployment_executor.go. */
const UNREACHED = "expected resource operations for";

/**
 * The engine's words for a step that the plan does not hold.
 * Source: Pulumi 3.220.0, pkg/resource/deploy/step_generator.go and step_executor.go.
 */
const PLAN_VIOLATIONS = [
  "violates plan",
  "not allowed by the plan",
  "no plan for resource",
  UNREACHED,
  "Expected a new resource plan",
] as const;

/** How the configuration's own message begins. */
const CONFIGURATION = /Pulumi\.[A-Za-z0-9_-]+\.yaml has \d+ problems?[^]*/;

/** Lines of a stack trace, which say nothing to whoever wrote the stack file. */
const TRACE = /\n\s+at [^]*$/;

/**
 * @param error What the Automation API threw.
 * @param record What the operation showed before.
 */
export function failureOf(error: unknown, record: EngineRecord): Failure {
  if (error instanceof ConcurrentUpdateError) {
    return { kind: "locked", message: outputOf(error) };
  }
  if (error instanceof StackNotFoundError) return { kind: "no-stack" };
  const errors = causesAmong(record.errors);
  const violations = errors.filter(({ message }) => isPlanViolation(message));
  if (violations.length > 0 && violations.length === errors.length) {
    const differences = violations.map(({ message }) => withoutValues(message));
    return { kind: "plan-violated", differences };
  }
  const texts = [...errors.map(({ message }) => message), outputOf(error)];
  const configuration = texts.flatMap((text) => CONFIGURATION.exec(text)?.[0] ?? [])[0];
  if (configuration !== undefined) {
    return { kind: "configuration", message: configuration.replace(TRACE, "").trimEnd() };
  }
  if (record.verdicts.some(({ mandatory }) => mandatory) && withoutOwnCause(record, errors)) {
    return { kind: "policy" };
  }
  return { kind: "error", errors, output: outputOf(error) };
}

function isPlanViolation(message: string): boolean {
  return PLAN_VIOLATIONS.some((words) => message.includes(words));
}

/**
 * Once one step has failed, the engine also complains of every planned step that it no longer
 * reached. Where something else went wrong, that is the consequence and not the cause.
 */
function causesAmong(errors: readonly Diagnostic[]): readonly Diagnostic[] {
  const causes = errors.filter(({ message }) => !message.includes(UNREACHED));
  return causes.length === 0 ? errors : causes;
}

/**
 * The engine prints both values of what differs from the plan, and does not hide secrets there:
 * only the names of the inputs are kept.
 */
function withoutValues(message: string): string {
  const marker = "properties changed: ";
  const start = message.indexOf(marker);
  if (start < 0) return message;
  const inputs = [
    ...message.slice(start + marker.length).matchAll(/(?:^|, )[-+~=]{2}([A-Za-z_]\w*)/g),
  ];
  return message.slice(0, start + marker.length) + inputs.map(([, name]) => name).join(", ");
}

/** A policy's veto makes no error of a provider or of the program. */
function withoutOwnCause(record: EngineRecord, errors: readonly Diagnostic[]): boolean {
  return record.failed.length === 0 && errors.every(({ message }) => isEpilogue(message));
}

/** What the engine says of itself once a policy has said no. */
function isEpilogue(message: string): boolean {
  return /^(preview|update|destroy) failed$/.test(message) || /polic(y|ies)/i.test(message);
}

/** @param error What the Automation API threw: the CLI's own words where there are any. */
export function outputOf(error: unknown): string {
  if (!(error instanceof CommandError)) {
    return error instanceof Error ? error.message : String(error);
  }
  const stderr = / stderr: ([^]*?)\n err\?:/.exec(error.message)?.[1] ?? "";
  const cause = /\n err\?: ([^]*)$/.exec(error.message)?.[1] ?? "";
  const text = plainText(stderr.trim() === "" ? cause : stderr);
  // The engine sums its progress up under this heading.
  const diagnostics = text.indexOf("\nDiagnostics:\n");
  return diagnostics < 0 ? text : text.slice(diagnostics + 1);
}
