/** AWS Identity and Access Management. */
import type { Call, Model, Rule } from "../../contract";
import { firstOf, given, isOn, known, list, on, rules, text, when } from "../read";
import { models } from "./model";
import { apiError } from "./places";
import { arnPrincipals, parsePolicy, statementsOf } from "./policy-document";

const ROLE = "aws:iam/role:Role";
const POLICY = "aws:iam/policy:Policy";
const INLINE = "aws:iam/rolePolicy:RolePolicy";
const ATTACHMENT = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";
const ISSUER = "aws:iam/openIdConnectProvider:OpenIdConnectProvider";
const PROFILE = "aws:iam/instanceProfile:InstanceProfile";

const IAM = "arn:aws:iam::{account}";

/** Models of identities. */
export const IAM_MODELS: readonly Model[] = models([
  {
    type: "iam/role:Role",
    id: "{.name}",
    outputs: {
      arn: (call) =>
        `arn:aws:iam::${call.scope.account}:role${text(call.inputs, "path") ?? "/"}${call.id}`,
      uniqueId: "AROA{upper17}",
      createDate: "2026-01-01T00:00:00Z",
    },
    replaceOn: ["name", "namePrefix", "path"],
  },
  {
    type: "iam/policy:Policy",
    id: `${IAM}:policy/{.name}`,
    outputs: { arn: "{id}", policyId: "ANPA{upper17}", attachmentCount: 0 },
    replaceOn: ["name", "namePrefix", "path", "description"],
  },
  {
    type: "iam/rolePolicy:RolePolicy",
    id: "{.role}:{.name}",
    replaceOn: ["role", "name", "namePrefix"],
  },
  {
    type: "iam/rolePolicyAttachment:RolePolicyAttachment",
    id: "{.role}-{hex26}",
    replaceOn: ["role", "policyArn"],
  },
  {
    type: "iam/openIdConnectProvider:OpenIdConnectProvider",
    id: (call: Call) => `arn:aws:iam::${call.scope.account}:oidc-provider/${bareUrl(call.inputs)}`,
    outputs: { arn: "{id}", thumbprintLists: ["{hex40}"] },
    replaceOn: ["url"],
  },
  {
    type: "iam/instanceProfile:InstanceProfile",
    id: "{.name}",
    outputs: { arn: `${IAM}:instance-profile/{.name}`, uniqueId: "AIPA{upper17}" },
    replaceOn: ["name", "namePrefix", "path"],
  },
]);

const bareUrl = (inputs: Call["inputs"]): string =>
  (text(inputs, "url") ?? "").replace(/^https:\/\//, "");

/** Characters of documents, without blanks. Source: IAM User Guide, IAM and AWS STS quotas. */
const LIMITS: Readonly<Record<string, readonly [path: string, limit: number, quota: string]>> = {
  [POLICY]: ["policy", 6144, "policy size: 6144"],
  [INLINE]: ["policy", 10240, "10240 bytes for role"],
  [ROLE]: ["assumeRolePolicy", 2048, "ACLSizePerRole: 2048"],
};

function tooLong(call: Call): string | undefined {
  const [path = "", limit = Infinity, quota] = LIMITS[call.type] ?? [];
  const size = (text(call.inputs, path) ?? "").replace(/\s/g, "").length;
  return when(
    size > limit,
    apiError("IAM: CreatePolicy", `LimitExceeded: Cannot exceed quota for ${quota}`),
  );
}

function malformed(call: Call): string | undefined {
  const [path = ""] = LIMITS[call.type] ?? [];
  const document = text(call.inputs, path);
  if (document === undefined) return undefined;
  const policy = parsePolicy(document);
  if (policy === undefined) return `"${path}" contains an invalid JSON policy`;
  const isBare =
    statementsOf(policy).length === 0 || statementsOf(policy).some((one) => !given(one, "Effect"));
  return when(
    isBare,
    apiError("IAM: CreatePolicy", "MalformedPolicyDocument: Syntax errors in policy."),
  );
}

const assume = (error: string): string =>
  apiError("IAM: CreateRole", `MalformedPolicyDocument: ${error}`);

function trustFault(call: Call): string | undefined {
  const policy = parsePolicy(text(call.inputs, "assumeRolePolicy"));
  const statements = statementsOf(policy);
  if (statements.some((one) => !given(one, "Principal")))
    return assume("AssumeRole policy must contain a principal");
  if (statements.some((one) => given(one, "Resource")))
    return assume("Has prohibited field Resource");
  const roles = new Set(call.cloud.all().map((one) => text(one.outputs, "arn")));
  const mine = `arn:aws:iam::${call.scope.account}:role/`;
  const stranger = arnPrincipals(policy).find(
    (arn) => arn.startsWith(mine) && !arn.includes("aws-service-role") && !roles.has(arn),
  );
  return when(stranger !== undefined, assume(`Invalid principal in policy: "AWS":"${stranger}"`));
}

/** Resources that name a role. */
const attached = (call: Call, types: readonly string[]): boolean =>
  types.flatMap((type) => call.cloud.list(type)).some((one) => one.inputs.role === call.id);

/** Refusals of identities. */
export const IAM_RULES: readonly Rule[] = [
  ...rules("IAM User Guide, IAM and AWS STS quotas", on("check", [ROLE, PROFILE]), {
    "iam-name-form": (call) => {
      const name = text(call.inputs, "name");
      const limit = call.type === ROLE ? 64 : 128;
      if (name !== undefined && name.length > limit)
        return `expected length of name to be in the range (1 - ${limit}), got ${name}`;
      return when(
        name !== undefined && !/^[\w+=,.@-]+$/.test(name),
        `invalid value for name (must match [\\w+=,.@-]), got ${name}`,
      );
    },
  }),
  ...rules("IAM User Guide, IAM and AWS STS quotas", on("create update", [POLICY, INLINE, ROLE]), {
    "iam-document-too-long": tooLong,
  }),
  ...rules(
    "IAM User Guide, Grammar of the IAM JSON policy language",
    on("create update", [POLICY, INLINE, ROLE]),
    { "iam-document-malformed": malformed },
  ),
  ...rules("IAM API Reference, CreateRole", on("create update", [ROLE]), {
    "iam-trust-policy": trustFault,
  }),
  ...rules("IAM API Reference, CreateRole", on("create", [ROLE, POLICY, PROFILE]), {
    "iam-duplicate": (call) =>
      when(
        call.cloud.list(call.type).some((one) => one.inputs.name === call.inputs.name),
        apiError(
          "IAM: CreateRole",
          `EntityAlreadyExists: ${call.type.split(":")[2]} with name ${text(call.inputs, "name")} already exists.`,
        ),
      ),
  }),
  ...rules(
    "IAM API Reference, PutRolePolicy and AttachRolePolicy",
    on("create", [INLINE, ATTACHMENT]),
    {
      "iam-role-missing": (call) => {
        const role = text(call.inputs, "role");
        const exists = call.cloud
          .list(ROLE)
          .some((one) => one.id === role || known(one).arn === role);
        return when(
          role !== undefined && !exists,
          apiError(
            "IAM: AttachRolePolicy",
            `NoSuchEntity: The role with name ${role} cannot be found.`,
          ),
        );
      },
      "iam-policy-missing": (call) => {
        const arn = text(call.inputs, "policyArn");
        const isOurs = arn?.startsWith(`arn:aws:iam::${call.scope.account}:`) === true;
        return when(
          isOurs && call.cloud.find(POLICY, arn) === undefined,
          apiError(
            "IAM: AttachRolePolicy",
            `NoSuchEntity: Policy ${arn} does not exist or is not attachable.`,
          ),
        );
      },
    },
  ),
  ...rules("IAM API Reference, DeleteRole", on("delete", [ROLE]), {
    "iam-role-has-policies": (call) =>
      when(
        !isOn(call.inputs, "forceDetachPolicies") && attached(call, [INLINE, ATTACHMENT]),
        apiError(
          "IAM: DeleteRole",
          "DeleteConflict: Cannot delete entity, must detach all policies first.",
        ),
      ),
    "iam-role-in-profile": (call) =>
      when(
        attached(call, [PROFILE]),
        apiError(
          "IAM: DeleteRole",
          "DeleteConflict: Cannot delete entity, must remove roles from instance profile first.",
        ),
      ),
  }),
  ...rules("IAM API Reference, DeletePolicy", on("delete", [POLICY]), {
    "iam-policy-attached": (call) =>
      when(
        call.cloud.list(ATTACHMENT).some((one) => one.inputs.policyArn === call.id),
        apiError(
          "IAM: DeletePolicy",
          "DeleteConflict: Cannot delete a policy attached to entities.",
        ),
      ),
  }),
  ...rules("IAM API Reference, CreateOpenIDConnectProvider", on("create", [ISSUER]), {
    "oidc-provider-second": (call) => {
      const isTaken = call.cloud
        .list(ISSUER)
        .some((one) => bareUrl(one.inputs) === bareUrl(call.inputs));
      return when(
        isTaken,
        apiError(
          "IAM: CreateOpenIDConnectProvider",
          `EntityAlreadyExists: Provider with url ${text(call.inputs, "url")} already exists.`,
        ),
      );
    },
  }),
  ...rules("IAM API Reference, CreateOpenIDConnectProvider", on("check", [ISSUER]), {
    "oidc-provider-audience": (call) =>
      firstOf([
        when(
          text(call.inputs, "url")?.startsWith("http://") === true,
          `invalid url: must begin with https://, got ${text(call.inputs, "url")}`,
        ),
        when(
          given(call.inputs, "clientIdLists") &&
            list(call.inputs, "clientIdLists").length === 0 &&
            Array.isArray(call.inputs.clientIdLists),
          "client_id_list: attribute requires 1 item minimum, got 0",
        ),
      ]),
  }),
];
