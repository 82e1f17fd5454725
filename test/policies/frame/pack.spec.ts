import assert from "node:assert/strict";

import type {
  PolicyResource,
  ResourceValidationArgs,
  ResourceValidationPolicy,
  StackValidationArgs,
  StackValidationPolicy,
} from "@pulumi/policy";
import {
  ConfigureAnalyzerRequest,
  EnforcementLevel,
  PolicyConfig,
} from "@pulumi/pulumi/proto/analyzer_pb";

import { UNKNOWN_SENTINEL } from "../../../facts/values";
import { packGuards } from "../../../policies/audit/guards";
import type { Watched } from "../../../policies/audit/guards";
import type { Line } from "../../../policies/frame/deliver";
import { Pack } from "../../../policies/frame/pack";
import { inspect } from "../../../policies/frame/packConfig";
import { resourcePolicy, stackPolicy } from "../../../policies/frame/policy";
import { findingsOf } from "../../../policies/frame/deliver";
import { Reader } from "../../../policies/frame/reader";
import { contextOf, SETTINGS, urnOf } from "../../support/policy";
import { bagOf } from "../../support/unknowns";

const TYPE = "aws:ebs/volume:Volume";
const args = {
  name: "encryption-ebs-volume-require-encryption",
  description: "A volume is encrypted.",
  types: [TYPE],
};
const single = resourcePolicy({
  ...args,
  judge: (volume) => volume.bool("encrypted", false).mustBe(true, "set it to true"),
});
const both = stackPolicy({
  ...args,
  judge: (stack) =>
    stack.ofType(TYPE).flatMap((view) =>
      findingsOf(
        view,
        single.judgeResource?.({
          inputs: new Reader(view.inputs),
          view,
          context: contextOf(SETTINGS),
        }) ?? [],
      ),
    ),
  judgeResource: (inputs) => inputs.bool("encrypted", false).mustBe(true, "set it to true"),
});
const settings: Readonly<Record<string, unknown>> = { residency: "us", budget: "300" };
const opts = {
  protect: false,
  ignoreChanges: [],
  aliases: [],
  customTimeouts: { createSeconds: 0, updateSeconds: 0, deleteSeconds: 0 },
  additionalSecretOutputs: [],
};

/** Typed like the SDK's own: the caller says what it expects of a configuration. */
const noConfig: ResourceValidationArgs["getConfig"] = () => Object.create(null) as never;

function argsOf(name: string, props: object, type = TYPE): ResourceValidationArgs {
  return {
    type,
    name,
    urn: urnOf(type, name),
    props: bagOf(props),
    opts,
    stackTags: new Map(),
    isType: () => false,
    asType: () => undefined,
    getConfig: noConfig,
    notApplicable: () => {
      throw new Error("not applicable");
    },
  };
}

function stackOf(...names: readonly string[]): StackValidationArgs {
  const resources = names.map((name): PolicyResource => ({
    ...argsOf(name, {}),
    dependencies: [],
    propertyDependencies: {},
    asType: () => undefined,
  }));
  return {
    resources,
    stackTags: new Map(),
    getConfig: noConfig,
    notApplicable: () => {
      throw new Error("not applicable");
    },
  };
}

/** The SDK's callback takes a text or the parts of a line; the pack gives parts. */
function collector(): { readonly lines: Line[]; readonly report: (line: string | Line) => void } {
  const lines: Line[] = [];
  const report = (line: string | Line): void => {
    if (typeof line === "string") assert.fail(line);
    lines.push(line);
  };
  return { lines, report };
}

async function judge(policy: unknown, given: ResourceValidationArgs): Promise<readonly Line[]> {
  const { validateResource } = policy as ResourceValidationPolicy;
  const { lines, report } = collector();
  assert.equal(typeof validateResource, "function");
  if (typeof validateResource === "function") await validateResource(given, report);
  return lines;
}

async function judgeStack(policy: unknown, given: StackValidationArgs): Promise<readonly Line[]> {
  const { lines, report } = collector();
  await (policy as StackValidationPolicy).validateStack(given, report);
  return lines;
}

const packOf = (policy = single, more: Readonly<Record<string, unknown>> = {}) =>
  new Pack([policy], (key) => ({ ...settings, ...more })[key]);

describe("Pack", () => {
  it("names resource, path and mending change, as a mandatory line", async () => {
    const lines = await judge(packOf().enginePolicies()[0], argsOf("disk", {}));
    assert.deepEqual(lines, [
      {
        name: args.name,
        description: args.description,
        message: `disk (${TYPE}): encrypted is not set, which means false; set it to true.`,
        urn: urnOf(TYPE, "disk"),
        enforcementLevel: "mandatory",
      },
    ]);
  });

  it("blocks on an unknown value instead of turning advisory", async () => {
    const [line] = await judge(
      packOf().enginePolicies()[0],
      argsOf("disk", { encrypted: UNKNOWN_SENTINEL }),
    );
    assert.equal(line?.enforcementLevel, "mandatory");
    assert.match(line.message, /^disk .*: undecided: waits for the value of encrypted; /);
  });

  it("marks the one type of a policy, so that the SDK skips others early", () => {
    const [policy] = packOf().enginePolicies();
    assert.equal(
      Reflect.get(Reflect.get(policy ?? {}, "validateResource") as object, "__pulumiType"),
      TYPE,
    );
  });

  it("turns a waived complaint into an advisory line that shows the waiver", async () => {
    const expiry = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
    const waiver = { policy: args.name, resource: "disk", owner: "ann", reason: "scratch", expiry };
    const pack = packOf(single, { waivers: JSON.stringify([waiver]) });
    const [line] = await judge(pack.enginePolicies()[0], argsOf("disk", {}));
    assert.equal(line?.enforcementLevel, "advisory");
    assert.match(line.message, /^waived until \d{4}-\d\d-\d\d by ann \(scratch\): disk /);
    const [other] = await judge(pack.enginePolicies()[0], argsOf("other", {}));
    assert.equal(other?.enforcementLevel, "mandatory");
  });

  it("sorts the stack's lines and does not repeat what a resource was told", async () => {
    const [policy] = packOf(both).enginePolicies();
    assert.equal((await judge(policy, argsOf("a", {}))).length, 1);
    const lines = await judgeStack(policy, stackOf("c", "a", "b"));
    assert.deepEqual(
      lines.map(({ urn }) => urn),
      [urnOf(TYPE, "b"), urnOf(TYPE, "c")],
    );
  });

  it("judges the stack by the inputs that it saw before", async () => {
    const [policy] = packOf(both).enginePolicies();
    await judge(policy, argsOf("a", { encrypted: true }));
    assert.deepEqual(await judgeStack(policy, stackOf("a")), []);
  });
});

describe("the guards of the pack", () => {
  const guarded = (more: Readonly<Record<string, unknown>> = {}) => {
    const watched: Watched = {};
    const pack = new Pack(
      [...packGuards(watched), single],
      (key) => ({ ...settings, ...more })[key],
    );
    watched.pack = pack;
    return pack;
  };
  const said = async (pack: Pack) => {
    const lines: string[] = [];
    for (const policy of pack.enginePolicies().slice(0, 3)) {
      lines.push(...(await judgeStack(policy, stackOf())).map(({ message }) => message));
    }
    return lines;
  };

  it("are silent on a good stack", async () => {
    assert.deepEqual(await said(guarded()), []);
  });

  it("name a missing setting", async () => {
    assert.deepEqual(await said(guarded({ residency: undefined })), [
      'stack: podcast-platform:residency is missing or unreadable; set it to "eu" or "us".',
    ]);
  });

  it("name a waiver that has expired", async () => {
    const waivers = [
      { policy: args.name, resource: "disk", owner: "a", reason: "b", expiry: "2020-01-01" },
    ];
    assert.deepEqual(await said(guarded({ waivers })), [
      "stack: waivers[0] expired on 2020-01-01; mend the resource or let its owner renew it.",
    ]);
  });

  it("stay armed when the configuration disables everything, and say so", async () => {
    const pack = guarded();
    const request = new ConfigureAnalyzerRequest();
    for (const name of ["all", "stkk", args.name, ...pack.declared.guards]) {
      request
        .getPolicyconfigMap()
        .set(name, new PolicyConfig().setEnforcementlevel(EnforcementLevel.DISABLED));
    }
    pack.configure(inspect(request, pack.declared));
    for (const guard of pack.declared.guards) {
      const level = request.getPolicyconfigMap().get(guard)?.getEnforcementlevel();
      assert.equal(level, EnforcementLevel.MANDATORY);
    }
    assert.deepEqual(await said(pack), [
      `stack: the pack configuration names the policy "stkk", which the pack does not have; copy the name from policies/README.md.`,
      `stack: the pack configuration weakens 1 mandatory policies (${args.name}); remove the levels and waive single resources in the stack file.`,
    ]);
  });
});
