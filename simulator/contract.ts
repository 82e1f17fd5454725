/**
 * What a simulated cloud is made of: models that answer, rules that refuse, and a view of what
 * exists. The protocol, the ledger on disk and fault injection are the same for all clouds and
 * know none of them.
 */
import type { Value, Values } from "../facts/values";

/** Packages that have a simulated cloud. */
export type PackageName = "aws" | "kubernetes" | "random" | "gcp" | "cloudflare";

/** Where a call goes: one account of one cloud, as its provider instance is configured. */
export interface Scope {
  readonly package: PackageName;
  /** AWS account id, Google project, cluster endpoint, Cloudflare account; `local` for random. */
  readonly account: string;
  /** Region of the call: the resource's own `region` input, else that of the provider. */
  readonly region?: string;
  /** Inputs of the provider instance. */
  readonly provider: Values;
}

/** A resource that exists in a simulated cloud. */
export interface StoredResource {
  /** Key in the ledger: unique over all clouds. */
  readonly key: string;
  readonly type: string;
  /** The id that the cloud gave, as `pulumi import` takes it. */
  readonly id: string;
  readonly scope: Scope;
  readonly inputs: Values;
  readonly outputs: Values;
  /**
   * Made by the cloud itself for another resource (a node of a node group, the load balancer of
   * a Service): the key of that resource. Such children are in no Pulumi state.
   */
  readonly madeFor?: string;
}

/** What exists, for rules and models to look at. Reads are consistent within one call. */
export interface CloudView {
  /** Resources of one type in the scope's account, every region. */
  list(type: string): readonly StoredResource[];
  /** Resources of the scope's account and package, every type. */
  all(): readonly StoredResource[];
  /** Resources of another package, every account: a cluster looks up its nodes this way. */
  elsewhere(packageName: PackageName): readonly StoredResource[];
  /** The resource of that type and id in the scope's account. */
  find(type: string, id: Value | undefined): StoredResource | undefined;
}

/** The calls that a rule may refuse. `check` runs at preview too; the others only when applied. */
export type Verb = "check" | "create" | "update" | "delete";

/** One call, as rules see it. */
export interface Call {
  readonly verb: Verb;
  readonly type: string;
  /** Logical name in the program; a cloud does not know it, messages do not use it. */
  readonly urn: string;
  /** The new inputs (for `delete`: those that it was made with). Unknown parts at `check` only. */
  readonly inputs: Values;
  /** The inputs before, for `update` and for a `check` of something that exists. */
  readonly olds?: Values;
  /** The id, where the resource exists. */
  readonly id?: string;
  readonly scope: Scope;
  readonly cloud: CloudView;
  /** The simulated time in milliseconds since the epoch. */
  readonly now: number;
  /**
   * The outputs before, for `update` and `delete`: a model keeps from here what must not change
   * when the inputs do (a generated password, a creation date).
   * @default undefined for `check` and `create`
   */
  readonly before?: Values;
}

/** A refusal of a real cloud. */
export interface Rule {
  /** Kebab-case, unique: the name under which a test triggers it. */
  readonly id: string;
  /** The vendor's document or issue thread that the refusal is taken from. */
  readonly source: string;
  /** Type tokens that it concerns; `*` alone means every type of the package. */
  readonly types: readonly string[];
  readonly verbs: readonly Verb[];
  /**
   * @param call The call to judge.
   * @returns The cloud's message when it refuses, else undefined.
   */
  refuse(call: Call): string | undefined;
}

/** How one resource type answers, where the generated answer is not enough. */
export interface Model {
  /** A type token; `*` is the model of every type of the package that has none of its own. */
  readonly type: string;
  /**
   * The id that the cloud gives.
   * @default a generated id in the vendor's form, stable for the call
   */
  id?(call: Call): string;
  /**
   * Outputs beside the inputs, merged over the generated ones. Only what is listed is computed;
   * at preview every key listed here and every generated one is unknown.
   */
  outputs?(call: Call & { readonly id: string }): Values;
  /**
   * Input paths (`vpcConfig.subnetIds`) whose change replaces the resource, beside those that
   * the SDK's documentation says force a new resource.
   */
  readonly replaceOn?: readonly string[];
  /** Input paths that the SDK's documentation names as forcing replacement and that do not. */
  readonly updateInPlace?: readonly string[];
  /** Input paths that the cloud never returns (write-only arguments): not in outputs. */
  readonly writeOnly?: readonly string[];
  /**
   * Defaults that the provider fills in at `check`, as the real provider does; merged deep under
   * the program's inputs, which always win. Physical names are made up before, for every type.
   */
  defaults?(inputs: Values): Values;
  /** Children that the cloud makes by itself when the resource is created or updated. */
  children?(
    call: Call & { readonly id: string },
  ): readonly { readonly type: string; readonly id: string; readonly outputs: Values }[];
  /**
   * What stays in the cloud after a delete and is in no Pulumi state: a final snapshot, a name
   * that is blocked during a recovery window. It has a type of its own and no `madeFor`.
   */
  remains?(
    call: Call & { readonly id: string },
  ): readonly { readonly type: string; readonly id: string; readonly outputs: Values }[];
  /** Whether the cloud has removed it by itself after some time, such as a finished Job. */
  vanishes?(resource: StoredResource, cloud: CloudView): boolean;
  /** What happens when time passes: new outputs, as the cloud would change them by itself. */
  age?(resource: StoredResource, cloud: CloudView): Values | undefined;
}

/** A function of a package, such as `aws:index/getCallerIdentity:getCallerIdentity`. */
export interface Invocation {
  readonly token: string;
  answer(args: Values, scope: Scope, cloud: CloudView): Values;
}

/** One simulated cloud. */
export interface CloudDefinition {
  readonly package: PackageName;
  /**
   * The account that a provider instance with these inputs reaches, or the refusal of its
   * credentials.
   */
  connect(
    provider: Values,
    cloud: CloudView,
  ): { readonly account: string; readonly region?: string } | { readonly refusal: string };
  /**
   * True where nothing exists beside the stack's own state (random): reads echo the state, and
   * nothing enters the ledger.
   * @default false
   */
  readonly stateless?: boolean;
  readonly models: readonly Model[];
  readonly rules: readonly Rule[];
  readonly invocations: readonly Invocation[];
}
