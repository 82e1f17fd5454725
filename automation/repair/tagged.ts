/**
 * Asks the cloud which resources carry the tag `platform:urn`, through the same provider plugin
 * and credentials that made them. One small inline program on a throw-away backend: the state of
 * the stack has no part in it, and nothing is made.
 */
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ProviderResource, runtime } from "@pulumi/pulumi";
import { LocalWorkspace } from "@pulumi/pulumi/automation";
import { z } from "zod";
import { TAG, urnOfTagValue } from "../../facts/tags";
import { UNKNOWN, type Value, type Values } from "../../facts/values";
import type { EngineEnvironment } from "../engine/environment";
import { outputOf } from "../engine/failures";
import { UserError } from "../exit-codes";

/** A provider instance as the state or a preview shows it. */
export interface ProviderInstance {
  readonly urn: string;
  /** Inputs of the instance: region, account, role. */
  readonly inputs: Values;
}

/** A resource that exists in a cloud, found by its tag. */
export interface TaggedResource {
  readonly urn: string;
  readonly arn: string;
  /** URN of the provider instance that sees it. */
  readonly provider: string;
}

/** A provider by its package name alone: the SDK's class would load the whole SDK. */
class AwsInstance extends ProviderResource {}

/** Function of the AWS provider. Source: AWS provider, `resourcegroupstaggingapi.getResources`. */
const GET_RESOURCES = "aws:resourcegroupstaggingapi/getResources:getResources";

const Answer = z.object({
  resourceTagMappingLists: z
    .array(z.object({ resourceArn: z.string(), tags: z.record(z.string(), z.string()) }))
    .default([]),
});

/**
 * @param environment Where the provider's plugin and credentials are.
 * @param providers AWS provider instances; each is asked in its own region and account.
 * @returns Every resource that carries the tag.
 * @throws UserError if the cloud cannot be asked.
 */
export async function taggedResources(
  environment: EngineEnvironment,
  providers: readonly ProviderInstance[],
): Promise<readonly TaggedResource[]> {
  if (providers.length === 0) return [];
  const found: TaggedResource[] = [];
  const folder = mkdtempSync(join(tmpdir(), "podcast-lookup-"));
  try {
    const stack = await LocalWorkspace.createStack(
      {
        projectName: "podcast-platform-lookup",
        stackName: "lookup",
        program: async () => {
          for (const provider of providers) found.push(...(await ask(provider)));
        },
      },
      {
        workDir: folder,
        envVars: {
          ...environment.variables,
          PULUMI_BACKEND_URL: `file://${folder}`,
          PULUMI_CONFIG_PASSPHRASE: randomBytes(12).toString("hex"),
        },
      },
    );
    await stack.preview({ color: "never" });
  } catch (error) {
    throw new UserError(`The cloud could not be asked for tagged resources: ${outputOf(error)}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return found;
}

async function ask({ urn, inputs }: ProviderInstance): Promise<readonly TaggedResource[]> {
  const { version, ...settings } = inputs;
  const name = urn.slice(urn.lastIndexOf("::") + 2);
  const instance = new AwsInstance("aws", name, plainSettings(settings), {
    ...(typeof version === "string" ? { version } : {}),
  });
  const answer: unknown = await runtime.invoke(
    GET_RESOURCES,
    { tagFilters: [{ key: TAG.urn }] },
    { provider: instance },
  );
  const { resourceTagMappingLists } = Answer.parse(answer);
  return resourceTagMappingLists.flatMap(({ resourceArn, tags }) => {
    const value = tags[TAG.urn];
    return value === undefined
      ? []
      : [{ urn: urnOfTagValue(value), arn: resourceArn, provider: urn }];
  });
}

/** Settings that are known; what is secret or unknown comes from the user's environment. */
function plainSettings(settings: Values): Record<string, Value> {
  return Object.fromEntries(
    Object.entries(settings).filter(([key, value]) => value !== UNKNOWN && !key.startsWith("__")),
  );
}
