/** Hands complaints to the engine: in a fixed order, each once, waived where a waiver says so. */
import type { EnforcementLevel } from "@pulumi/policy";

import type { ResourceView } from "../../analysis/resource";
import { listed } from "./verdict";
import type { Undecided, Verdict, Verdicts, Violation } from "./verdict";
import type { Finding, PlatformPolicy } from "./policy";
import { waiverFor } from "./waivers";
import type { Waiver } from "./waivers";

/** A complaint as the engine takes it. */
export interface Line {
  readonly name: string;
  readonly description: string;
  readonly message: string;
  readonly urn?: string;
  readonly enforcementLevel: EnforcementLevel;
}

/** Takes complaints. A method, so that the SDK's callback for plain texts fits as well. */
export interface Reporter {
  report(line: Line | string, urn?: string): void;
}

/**
 * The complaints among verdicts over one resource.
 *
 * @param resource The resource that was judged.
 * @param verdicts What the judgement said.
 */
export function findingsOf(resource: ResourceView, verdicts: Verdicts): readonly Finding[] {
  return listed(verdicts)
    .filter(isComplaint)
    .map((verdict) => ({ resource, verdict }));
}

/**
 * Turns complaints into lines, sorted by resource, path and text, without repetition.
 *
 * @param policy The policy that complains.
 * @param findings Its complaints in any order.
 * @param waivers Waivers in force.
 */
export function linesOf(
  policy: PlatformPolicy,
  findings: readonly Finding[],
  waivers: readonly Waiver[],
): readonly Line[] {
  const lines = findings.map((finding) => lineOf(policy, finding, waivers));
  const key = (line: Line): string => `${line.urn ?? ""} ${line.message}`;
  const unique = new Map(lines.map((line) => [key(line), line]));
  return [...unique.keys()].toSorted().flatMap((at) => unique.get(at) ?? []);
}

/**
 * The text of a complaint, without the resource that it concerns.
 *
 * @param verdict A violation or an undecided fact.
 * @param resource The resource, whose dependencies say what an unknown waits for.
 */
export function messageOf(verdict: Violation | Undecided, resource?: ResourceView): string {
  if (verdict.kind === "violation") return verdict.message;
  const sources = sourcesOf(verdict.path, resource);
  const from = sources.length === 0 ? "" : `, which comes from ${sources.join(", ")}`;
  return `undecided: waits for ${verdict.waitsFor}${from}; state a value that is known at preview.`;
}

function lineOf(policy: PlatformPolicy, finding: Finding, waivers: readonly Waiver[]): Line {
  const { resource, verdict } = finding;
  const names = resource === undefined ? ["stack"] : [resource.name, resource.urn];
  const waiver = waiverFor(waivers, { policy: policy.name, names });
  const where = resource === undefined ? "stack" : `${resource.name} (${resource.type})`;
  const text = `${where}: ${messageOf(verdict, resource)}`;
  return {
    name: policy.name,
    description: policy.description,
    message:
      waiver === undefined
        ? text
        : `waived until ${waiver.expiry} by ${waiver.owner} (${waiver.reason}): ${text}`,
    ...(resource === undefined ? {} : { urn: resource.urn }),
    enforcementLevel:
      waiver !== undefined || policy.advisoryBecause !== undefined ? "advisory" : "mandatory",
  };
}

function isComplaint(verdict: Verdict): verdict is Violation | Undecided {
  return verdict.kind !== "ok";
}

/** Logical names of what the unknown input is made from: the engine knows them before the value. */
function sourcesOf(path: string, resource: ResourceView | undefined): readonly string[] {
  const key = /^[^.[]+/.exec(path)?.[0] ?? "";
  return (resource?.dependencies[key] ?? []).map((urn) => urn.slice(urn.lastIndexOf("::") + 2));
}
