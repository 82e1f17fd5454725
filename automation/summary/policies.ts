/** What the policy pack said of a preview. */
import type { PolicyVerdict } from "../engine/events";
import type { EngineRecord } from "../engine/record";
import { nameOf } from "../text";

/** One complaint, taken apart for people. */
export interface Complaint {
  readonly policy: string;
  /** Logical name of the resource, or `stack`. */
  readonly resource: string;
  readonly urn?: string;
  readonly message: string;
  readonly standing: "blocks" | "undecided" | "advice" | "waived";
}

/** The verdicts of one preview. */
export interface PolicySummary {
  /** Policies that judged at least one resource or the stack. */
  readonly policyCount: number;
  /** Judgements: one policy on one resource, or on the stack. */
  readonly checkCount: number;
  readonly complaints: readonly Complaint[];
  /** True where at least one complaint blocks. */
  readonly blocked: boolean;
}

/** Shown in this order. */
const STANDINGS: readonly Complaint["standing"][] = ["blocks", "undecided", "advice", "waived"];

/** @param record What an engine operation showed. */
export function policySummaryOf(record: EngineRecord): PolicySummary {
  const complaints = unique(record.verdicts.map(complaintOf)).toSorted(
    (a, b) =>
      STANDINGS.indexOf(a.standing) - STANDINGS.indexOf(b.standing) ||
      a.policy.localeCompare(b.policy) ||
      a.resource.localeCompare(b.resource),
  );
  return {
    policyCount: record.checks.policies.length,
    checkCount: record.checks.count,
    complaints,
    blocked: record.verdicts.some(({ mandatory }) => mandatory),
  };
}

/**
 * Takes a message of the pack apart. The SDK puts the description of the policy before the
 * complaint; the pack begins the complaint with the resource.
 */
function complaintOf(verdict: PolicyVerdict): Complaint {
  const lines = verdict.message.split("\n").map((line) => line.trim());
  const [description, ...rest] = lines.filter((line) => line !== "");
  const message = rest.length > 0 ? rest.join(" ") : (description ?? "");
  return {
    policy: verdict.policy,
    resource: verdict.urn === undefined ? "stack" : nameOf(verdict.urn),
    ...(verdict.urn === undefined ? {} : { urn: verdict.urn }),
    message,
    standing: standingOf(verdict.mandatory, message),
  };
}

function standingOf(mandatory: boolean, message: string): Complaint["standing"] {
  if (message.startsWith("waived until ")) return "waived";
  if (mandatory) return message.includes("undecided: ") ? "undecided" : "blocks";
  return "advice";
}

function unique(complaints: readonly Complaint[]): readonly Complaint[] {
  const byText = new Map(complaints.map((one) => [JSON.stringify(one), one]));
  return [...byText.values()];
}
