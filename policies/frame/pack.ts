/** Turns the policies of the pack into those of the policy SDK. */
import * as pulumi from "@pulumi/pulumi";
import type {
  Policies,
  ReportViolation,
  ResourceValidation,
  ResourceValidationArgs,
  ResourceValidationPolicy,
  StackValidation,
  StackValidationPolicy,
} from "@pulumi/policy";

import { findingsOf, linesOf } from "./deliver";
import type { Reporter } from "./deliver";
import { NO_PACK_CONFIG } from "./packConfig";
import type { Declared, PackConfig } from "./packConfig";
import type { Context, Finding, PlatformPolicy } from "./policy";
import { Reader } from "./reader";
import { NAMESPACE, readSettings } from "./settings";
import { Recorder } from "./view";
import { readWaivers } from "./waivers";
import type { Waivers } from "./waivers";

/** Settings that some groups take from the pack configuration as well as from the stack file. */
const CONFIG_SCHEMA = {
  properties: {
    residency: { type: "string" as const, enum: ["eu", "us"] },
    environment: { type: "string" as const },
    budget: {
      type: ["number" as const, "object" as const],
      description: "US dollars a month, or {monthlyUsd, lines}",
    },
  },
};

/** The state of one run of the pack: what the engine configured and what it has shown so far. */
export class Pack {
  private readonly recorder = new Recorder();
  private config: PackConfig = NO_PACK_CONFIG;
  /** Messages of single resources, so that the stack's turn does not repeat them. */
  private readonly told = new Map<string, ReadonlySet<string>>();
  private current?: { readonly context: Context; readonly waivers: Waivers };

  /**
   * @param policies The policies of all groups.
   * @param read Gives a setting of the stack file; undefined where it is absent.
   */
  constructor(
    private readonly policies: readonly PlatformPolicy[],
    private readonly read: (key: string) => unknown = stackSetting,
  ) {}

  /** Names and levels, for whoever watches the pack's configuration. */
  get declared(): Declared {
    const mandatory = this.policies.filter(({ advisoryBecause }) => advisoryBecause === undefined);
    return {
      guards: this.policies
        .map(({ name }) => name)
        .filter((name) => name.startsWith("audit-pack-")),
      mandatory: new Set(mandatory.map(({ name }) => name)),
      all: new Set(this.policies.map(({ name }) => name)),
    };
  }

  /** What the engine configured the pack with. */
  get packConfig(): PackConfig {
    return this.config;
  }

  /** Waivers of the stack file. */
  get waivers(): Waivers {
    return this.state().waivers;
  }

  /** @param config What the engine configures the pack with. */
  configure(config: PackConfig): void {
    this.config = config;
    delete this.current;
  }

  /** The policies as the SDK takes them. */
  enginePolicies(): Policies {
    return this.policies.map((policy) => this.enginePolicy(policy));
  }

  private enginePolicy(policy: PlatformPolicy): ResourceValidationPolicy | StackValidationPolicy {
    const about = {
      name: policy.name,
      description: policy.description,
      enforcementLevel:
        policy.advisoryBecause === undefined ? ("mandatory" as const) : ("advisory" as const),
      ...(takesSettings(policy) ? { configSchema: CONFIG_SCHEMA } : {}),
    };
    // The SDK runs whichever of the two it finds, so that one name can have both.
    const { judgeResource, judgeStack } = policy;
    const resource =
      judgeResource === undefined ? {} : { validateResource: this.resourceStep(policy) };
    return judgeStack === undefined
      ? { ...about, ...resource }
      : { ...about, ...resource, validateStack: this.stackStep(policy) };
  }

  private resourceStep(policy: PlatformPolicy): ResourceValidation {
    const step = (args: ResourceValidationArgs, reportViolation: ReportViolation): void => {
      if (policy.types !== "all" && !policy.types.includes(args.type)) return;
      const view = this.recorder.record(args);
      const { context, waivers } = this.state();
      const verdicts = policy.judgeResource?.({ inputs: new Reader(view.inputs), view, context });
      const reporter: Reporter = { report: reportViolation };
      const lines = linesOf(policy, findingsOf(view, verdicts ?? []), waivers.valid);
      this.told.set(`${policy.name} ${view.urn}`, new Set(lines.map(({ message }) => message)));
      for (const line of lines) reporter.report(line);
    };
    const only = policy.types.length === 1 && policy.types !== "all" ? policy.types[0] : undefined;
    // By this mark the SDK skips a resource of another type before it copies its properties.
    return only === undefined ? step : Object.assign(step, { __pulumiType: only });
  }

  private stackStep(policy: PlatformPolicy): StackValidation {
    return (args, reportViolation) => {
      const { context, waivers } = this.state();
      const findings: readonly Finding[] =
        policy.judgeStack?.(this.recorder.stack(args), context) ?? [];
      const reporter: Reporter = { report: reportViolation };
      for (const line of linesOf(policy, findings, waivers.valid)) {
        const told = this.told.get(`${policy.name} ${line.urn ?? ""}`);
        if (told?.has(line.message) !== true) reporter.report(line);
      }
    };
  }

  private state(): { readonly context: Context; readonly waivers: Waivers } {
    this.current ??= this.freshState();
    return this.current;
  }

  private freshState(): { readonly context: Context; readonly waivers: Waivers } {
    const now = new Date();
    const settings = readSettings(this.read, (key) => this.config.settings[key]);
    return {
      context: { settings, now },
      waivers: readWaivers(settings.waivers, this.declared.all, now),
    };
  }
}

function takesSettings({ group, name }: PlatformPolicy): boolean {
  return group === "residency" || group === "cost" || name.startsWith("audit-pack-");
}

function stackSetting(key: string): unknown {
  return new pulumi.Config(NAMESPACE).get(key);
}
