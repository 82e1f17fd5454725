/**
 * Watches the pack's own configuration. Whoever runs `--policy-pack-config` can set any policy, or
 * `all`, to a weaker level, and the SDK shows a policy no level but silently skips it. The request
 * that carries the configuration is therefore read before the SDK sees it, and the guard of the
 * pack stays armed to say what was found.
 */
import { AnalyzerService } from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import { EnforcementLevel } from "@pulumi/pulumi/proto/analyzer_pb";
import type { ConfigureAnalyzerRequest } from "@pulumi/pulumi/proto/analyzer_pb";

import { NAMESPACE } from "./settings";

/** The engine's word for every policy; what it sets arrives with each of them as well. */
const EVERY = "all";

/** What the pack configuration says. */
export interface PackConfig {
  /** Names that the pack does not have. */
  readonly unknownPolicies: readonly string[];
  /** Mandatory policies that it disables or makes advisory. */
  readonly weakened: readonly string[];
  /** Settings given with any policy, such as `residency`. */
  readonly settings: Readonly<Record<string, unknown>>;
}

/** Levels and names that the pack declares. */
export interface Declared {
  readonly guards: readonly string[];
  readonly mandatory: ReadonlySet<string>;
  readonly all: ReadonlySet<string>;
}

/** A pack configuration that says nothing. */
export const NO_PACK_CONFIG: PackConfig = { unknownPolicies: [], weakened: [], settings: {} };

/**
 * Calls back with the configuration of the pack each time that the engine sends it.
 *
 * @param declared Names and levels of the pack's policies.
 * @param receive Takes what the configuration says.
 */
export function watchPackConfig(declared: Declared, receive: (config: PackConfig) => void): void {
  const method = AnalyzerService.configure;
  const read = method.requestDeserialize;
  method.requestDeserialize = (bytes: Buffer): ConfigureAnalyzerRequest => {
    const request = read(bytes);
    receive(inspect(request, declared));
    return request;
  };
}

/**
 * Reads a configuration request, and re-arms the guards in it.
 *
 * @param request The request; its guards leave it mandatory.
 * @param declared Names and levels of the pack's policies.
 */
export function inspect(request: ConfigureAnalyzerRequest, declared: Declared): PackConfig {
  const entries = [...request.getPolicyconfigMap().entries()];
  const settings = entries.map(
    ([, config]) => (config.getProperties()?.toJavaScript() ?? {}) as Record<string, unknown>,
  );
  for (const [name, config] of entries) {
    if (declared.guards.includes(name)) config.setEnforcementlevel(EnforcementLevel.MANDATORY);
  }
  return {
    unknownPolicies: entries
      .map(([name]) => name)
      .filter((name) => name !== EVERY && name !== NAMESPACE && !declared.all.has(name)),
    weakened: entries
      .filter(
        ([name, config]) => declared.mandatory.has(name) && isWeak(config.getEnforcementlevel()),
      )
      .map(([name]) => name)
      .toSorted(),
    settings: Object.assign({}, ...settings) as Record<string, unknown>,
  };
}

function isWeak(level: EnforcementLevel): boolean {
  return level === EnforcementLevel.DISABLED || level === EnforcementLevel.ADVISORY;
}
