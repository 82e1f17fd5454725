/** Everything that an AWS account holds before the first `up` of its cell. */
import { Provider } from "@pulumi/aws/provider";
import { ComponentResource, type Output, type ProviderResource } from "@pulumi/pulumi";
import type { Region } from "../../../facts/regions";
import type { BootstrapPlan } from "../../../plan/bootstrap";
import { accountSettings, pipelineIssuer, regionSettings } from "./account";
import { imageRegistry } from "./registry";
import { externalSecrets } from "./secrets";
import { stateStore } from "./state";
import { standardTags } from "./tags";

/** The provider of each region of the cell. */
export type Providers = ReadonlyMap<Region, ProviderResource>;

/** What the parts are made on. */
export interface Ground {
  readonly parent: ComponentResource;
  readonly plan: BootstrapPlan;
  /** @throws Error if the cell has no such region. */
  readonly provider: (region: Region) => ProviderResource;
}

/** What the user needs next. */
export interface Told {
  /** For `pulumi login`. */
  readonly backendUrl: Output<string>;
  /** For `pulumi stack init --secrets-provider`. */
  readonly secretsProvider: string;
  readonly repositories: readonly string[];
  /** Secrets that wait for a value. */
  readonly externalSecrets: readonly string[];
}

/** Comes before the cell, and outlives it. */
export class AwsBootstrap extends ComponentResource {
  readonly told: Told;

  /**
   * @param name Logical name.
   * @param plan What the account must hold.
   */
  constructor(name: string, plan: BootstrapPlan) {
    super("platform:bootstrap:AwsBootstrap", name, {}, { transformations: [standardTags(plan)] });
    const providers = new Map(
      regionsOf(plan).map((region) => [
        region,
        new Provider(
          `aws-${region}`,
          { region, allowedAccountIds: [plan.accountId] },
          { parent: this },
        ),
      ]),
    );
    const ground: Ground = { parent: this, plan, provider: (region) => found(providers, region) };
    accountSettings(ground);
    pipelineIssuer(ground);
    for (const region of providers.keys()) regionSettings(ground, region);
    imageRegistry(ground);
    externalSecrets(ground);
    const { bucket } = stateStore(ground);
    this.told = {
      backendUrl: bucket.apply((id) => `s3://${id}?region=${plan.stateRegion}&awssdk=v2`),
      secretsProvider: `awskms://${plan.stateKeyAlias}?region=${plan.stateRegion}&awssdk=v2`,
      repositories: plan.repositories,
      externalSecrets: plan.externalSecrets.map((secret) => secret.name),
    };
    this.registerOutputs({ ...this.told });
  }
}

function regionsOf({ primary, standby }: BootstrapPlan): readonly Region[] {
  return standby === undefined ? [primary] : [primary, standby];
}

function found(providers: Providers, region: Region): ProviderResource {
  const provider = providers.get(region);
  if (provider === undefined) throw new Error(`the cell has no region ${region}`);
  return provider;
}
