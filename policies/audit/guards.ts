/** The guards of the pack itself: they look at its settings, waivers and levels. */
import type { Pack } from "../frame/pack";
import { stackPolicy } from "../frame/policy";
import type { Finding, PlatformPolicy } from "../frame/policy";
import { violation } from "../frame/verdict";

/** What the guards watch; filled in once the pack is assembled. */
export interface Watched {
  pack?: Pack;
}

/**
 * The guards. They judge once for the stack, and each resource too where they already know better,
 * so that an update without preview is stopped as well.
 *
 * @param watched Holds the pack as soon as it is assembled.
 */
export function packGuards(watched: Watched): readonly PlatformPolicy[] {
  return [settingsGuard(), waiverGuard(watched), levelGuard(watched)];
}

function settingsGuard(): PlatformPolicy {
  return stackPolicy({
    name: "audit-pack-require-readable-settings",
    description: "The stack states its residency and its budget, and each of them once.",
    types: "all",
    frameworks: ["SOC 2 CC8.1"],
    example: { good: "podcast-platform:residency: eu", bad: "no podcast-platform:residency" },
    judge: (_stack, { settings }) => complaints("config", settings.problems),
    // Nothing to say of one resource: this part makes the frame see the inputs of every type.
    judgeResource: () => [],
  });
}

function waiverGuard(watched: Watched): PlatformPolicy {
  return stackPolicy({
    name: "audit-pack-require-valid-waivers",
    description: "Each waiver names policy, resource, owner, reason and a day that has not passed.",
    types: "all",
    frameworks: ["SOC 2 CC3.4"],
    example: {
      good: '{policy, resource: "old-db", owner, reason, expiry: "2027-01-31"}',
      bad: '{policy, resource: "*", …}, or an expiry that has passed',
    },
    judge: () => complaints("waivers", watched.pack?.waivers.problems ?? []),
  });
}

function levelGuard(watched: Watched): PlatformPolicy {
  return stackPolicy({
    name: "audit-pack-forbid-weakened-levels",
    description: "The pack configuration disables no policy and names only policies that exist.",
    types: "all",
    frameworks: ["SOC 2 CC8.1"],
    example: { good: '{"cost-stack-limit-monthly": {"budget": 300}}', bad: '{"all": "disabled"}' },
    judge: () => {
      const config = watched.pack?.packConfig;
      const weakened = config?.weakened ?? [];
      const unknown = config?.unknownPolicies ?? [];
      return complaints("policy-pack-config", [
        ...(weakened.length === 0
          ? []
          : [
              `the pack configuration weakens ${weakened.length} mandatory policies (${some(weakened)}); remove the levels and waive single resources in the stack file.`,
            ]),
        ...unknown.map(
          (name) =>
            `the pack configuration names the policy "${name}", which the pack does not have; copy the name from policies/README.md.`,
        ),
      ]);
    },
  });
}

const SHOWN_NAMES = 3;

function some(names: readonly string[]): string {
  const rest = names.length - SHOWN_NAMES;
  return [...names.slice(0, SHOWN_NAMES), ...(rest > 0 ? [`${rest} more`] : [])].join(", ");
}

function complaints(path: string, messages: readonly string[]): readonly Finding[] {
  return messages.map((message) => ({ verdict: violation(path, message) }));
}
