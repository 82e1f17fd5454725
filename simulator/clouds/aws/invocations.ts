/** Functions of the AWS package. Source: Pulumi AWS SDK, functions of each module. */
import { isFields, type Value, type Values } from "../../../facts/values";
import { Refusal } from "../../refusal";
import type { CloudView, Invocation, Scope, StoredResource } from "../../contract";
import { everyText, given, hex, isOn, known, list, text, texts } from "../read";
import { EKS_MINORS } from "./eks-rules";
import { ACCOUNT_ANSWERS } from "./invocations-account";
import { covers } from "./policy-document";
import { zonesOf } from "./places";
import { POSTGRES_MINORS } from "./rds-models";

type Answer = Invocation["answer"];

const inRegion = (scope: Scope, one: StoredResource): boolean => one.scope.region === scope.region;

/** The tags that the cloud sees: those of the provider under those of the resource. */
const tagsOf = (one: StoredResource): Values => {
  const tags = known(one).tagsAll ?? one.inputs.tags;
  return isFields(tags) ? tags : {};
};

/** Whether tags pass a filter: a key alone asks that it is there, values that one of them is it. */
function passes(tags: Values, filter: Value): boolean {
  const value = text(tags, text(filter, "key") ?? "");
  const wanted = texts(filter, "values");
  return value !== undefined && (wanted.length === 0 || wanted.includes(value));
}

const getResources: Answer = (args, scope, cloud) => {
  const filters = list(args, "tagFilters");
  const kinds = texts(args, "resourceTypeFilters");
  const found = cloud.all().filter((one) => {
    const arn = text(known(one), "arn");
    const isKind =
      kinds.length === 0 || kinds.some((kind) => arn?.split(":")[2] === kind.split(":")[0]);
    return (
      arn !== undefined &&
      isKind &&
      inRegion(scope, one) &&
      filters.every((filter) => passes(tagsOf(one), filter))
    );
  });
  return {
    resourceTagMappingLists: found.map((one) => ({
      resourceArn: text(known(one), "arn") ?? "",
      tags: tagsOf(one),
      complianceDetails: [],
    })),
  };
};

/** Names of a statement's fields in the JSON of a policy. */
const STATEMENT_KEYS = {
  actions: "Action",
  notActions: "NotAction",
  resources: "Resource",
  notResources: "NotResource",
} as const;

const single = (items: readonly Value[]): Value => (items.length === 1 ? (items[0] ?? "") : items);

function principals(statement: Value, key: string): Values {
  const entries = list(statement, key).map((one): [string, Value] => [
    text(one, "type") ?? "",
    single(list(one, "identifiers")),
  ]);
  return entries.length === 0
    ? {}
    : {
        [key === "principals" ? "Principal" : "NotPrincipal"]:
          entries[0]?.[0] === "*" ? "*" : Object.fromEntries(entries),
      };
}

function conditions(statement: Value): Values {
  const tests: Record<string, Record<string, Value>> = {};
  for (const one of list(statement, "conditions")) {
    const test = text(one, "test") ?? "";
    tests[test] = { ...tests[test], [text(one, "variable") ?? ""]: single(list(one, "values")) };
  }
  return Object.keys(tests).length === 0 ? {} : { Condition: tests };
}

const getPolicyDocument: Answer = (args) => {
  const statements = list(args, "statements").map((one): Values => ({
    ...(given(one, "sid") ? { Sid: text(one, "sid") ?? "" } : {}),
    Effect: text(one, "effect") ?? "Allow",
    ...Object.fromEntries(
      Object.entries(STATEMENT_KEYS).flatMap(([key, name]): [string, Value][] =>
        list(one, key).length === 0 ? [] : [[name, single(list(one, key))]],
      ),
    ),
    ...principals(one, "principals"),
    ...principals(one, "notPrincipals"),
    ...conditions(one),
  }));
  const json = JSON.stringify(
    { Version: text(args, "version") ?? "2012-10-17", Statement: statements },
    null,
    2,
  );
  return { json, minifiedJson: JSON.stringify(JSON.parse(json)), id: hex(json, 10) };
};

function parameter(args: Values, scope: Scope, cloud: CloudView): Values {
  const name = text(args, "name") ?? "";
  const stored = cloud
    .list("aws:ssm/parameter:Parameter")
    .find((one) => inRegion(scope, one) && one.inputs.name === name);
  if (stored !== undefined)
    return {
      arn: text(stored.outputs, "arn") ?? "",
      name,
      type: text(stored.inputs, "type") ?? "String",
      value: text(stored.inputs, "value") ?? "",
      version: 1,
      id: name,
    };
  // Parameters below /aws/service are the vendor's own: images of nodes.
  if (name.startsWith("/aws/service/"))
    return {
      arn: `arn:aws:ssm:${scope.region}::parameter${name}`,
      name,
      type: "String",
      value: `ami-${hex(`${scope.region}${name}`, 17)}`,
      version: 1,
      id: name,
    };
  throw new Refusal(`reading SSM Parameter (${name}): couldn't find resource`);
}

function keyOf(args: Values, scope: Scope, cloud: CloudView): Values {
  const id = (text(args, "keyId") ?? "").split("/").at(-1);
  const key = cloud
    .all()
    .find((one) => inRegion(scope, one) && one.type.startsWith("aws:kms/") && one.id === id);
  if (key === undefined)
    throw new Refusal(`reading KMS Key (${text(args, "keyId")}): couldn't find resource`);
  return {
    arn: text(key.outputs, "arn") ?? "",
    keyId: key.id,
    enabled: true,
    multiRegion: isOn(key.inputs, "multiRegion"),
    id: key.id,
  };
}

function alias(args: Values, scope: Scope, cloud: CloudView): Values {
  const name = text(args, "name") ?? "";
  const found = cloud
    .list("aws:kms/alias:Alias")
    .find((one) => inRegion(scope, one) && one.id === name);
  if (found === undefined && !name.startsWith("alias/aws/"))
    throw new Refusal(`reading KMS Alias (${name}): couldn't find resource`);
  const arn = `arn:aws:kms:${scope.region}:${scope.account}:`;
  const target =
    (text(found?.inputs, "targetKeyId") ?? hex(`${scope.account}${scope.region}${name}`, 32))
      .split("/")
      .at(-1) ?? "";
  return {
    arn: arn + name,
    name,
    targetKeyId: target,
    targetKeyArn: `${arn}key/${target}`,
    id: arn + name,
  };
}

function engineVersion(args: Values): Values {
  const wanted = text(args, "version") ?? texts(args, "preferredVersions")[0] ?? "17";
  const [major = "", minor] = wanted.split(".");
  const newest = POSTGRES_MINORS[major];
  if (newest === undefined)
    throw new Refusal(`no RDS engine versions match the criteria: ${wanted}`);
  const version = `${major}.${minor ?? newest}`;
  return {
    engine: text(args, "engine") ?? "postgres",
    version,
    versionActual: version,
    parameterGroupFamily: `postgres${major}`,
    id: version,
  };
}

const callers: Answer = (_, scope) => ({
  accountId: scope.account,
  arn: `arn:aws:iam::${scope.account}:user/simulated`,
  userId: "AIDASIMULATEDCALLER00",
  id: scope.account,
});

const ANSWERS: Readonly<Record<string, Answer>> = {
  ...ACCOUNT_ANSWERS,
  "aws:index/getCallerIdentity:getCallerIdentity": callers,
  "aws:index/getRegion:getRegion": (args, scope) => {
    const region = text(args, "region") ?? text(args, "name") ?? scope.region ?? "";
    return {
      name: region,
      region,
      id: region,
      endpoint: `ec2.${region}.amazonaws.com`,
      description: region,
    };
  },
  "aws:index/getPartition:getPartition": () => ({
    partition: "aws",
    dnsSuffix: "amazonaws.com",
    reverseDnsPrefix: "com.amazonaws",
    id: "aws",
  }),
  "aws:index/getAvailabilityZones:getAvailabilityZones": (args, scope) => {
    const names = zonesOf(text(args, "region") ?? scope.region).filter(
      (zone) => !texts(args, "excludeNames").includes(zone),
    );
    return {
      names,
      zoneIds: names.map((_, i) => `${scope.region}-az${i + 1}`),
      groupNames: [scope.region ?? ""],
      id: scope.region ?? "",
    };
  },
  "aws:resourcegroupstaggingapi/getResources:getResources": getResources,
  "aws:iam/getPolicyDocument:getPolicyDocument": getPolicyDocument,
  "aws:ssm/getParameter:getParameter": parameter,
  "aws:kms/getKey:getKey": keyOf,
  "aws:kms/getAlias:getAlias": alias,
  "aws:rds/getEngineVersion:getEngineVersion": engineVersion,
  "aws:eks/getClusterAuth:getClusterAuth": (args) => ({
    name: text(args, "name") ?? "",
    id: text(args, "name") ?? "",
    token: `k8s-aws-v1.${hex(text(args, "name") ?? "", 40)}`,
  }),
  "aws:eks/getAddonVersion:getAddonVersion": (args) => ({
    ...args,
    version: `v1.${text(args, "kubernetesVersion")?.split(".")[1] ?? EKS_MINORS.at(-1) ?? 0}.0-eksbuild.1`,
    id: text(args, "addonName") ?? "",
  }),
  "aws:ec2/getManagedPrefixList:getManagedPrefixList": (args, scope) => {
    const name =
      text(args, "name") ??
      [...everyText(args.filters)].find((one) => covers("com.amazonaws.*", one)) ??
      "";
    return {
      id: `pl-${hex(`${scope.region}${name}`, 8)}`,
      name,
      arn: `arn:aws:ec2:${scope.region}:aws:prefix-list/pl-${hex(`${scope.region}${name}`, 8)}`,
      entries: [],
      ownerId: "AWS",
      addressFamily: "IPv4",
      maxEntries: 0,
      tags: {},
      version: 1,
    };
  },
};

/** Functions that AWS answers. */
export const AWS_INVOCATIONS: readonly Invocation[] = Object.entries(ANSWERS).map(
  ([token, answer]) => ({ token, answer }),
);
