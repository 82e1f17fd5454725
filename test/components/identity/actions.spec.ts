import assert from "node:assert/strict";
import { RESOURCE_TYPES } from "../../../facts/resource-types";
import { SERVICE_ACCOUNT_RIGHTS, type ServiceAccountRights } from "../../../plan/identity/actions";
import { ofType, theOne } from "../../support/find";
import { type Recorded, resourcesOf } from "../../support/recorded";

const ASSOCIATION = "aws:eks/podIdentityAssociation:PodIdentityAssociation";
const ROLE = "aws:iam/role:Role";
const INLINE = "aws:iam/rolePolicy:RolePolicy";
const ATTACHMENT = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";

interface Statement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource?: string | readonly string[];
}

function many<T>(value: T | readonly T[] | undefined): readonly T[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? (value as readonly T[]) : [value as T];
}

function statementsOf(policy: unknown): readonly Statement[] {
  return (JSON.parse(String(policy)) as { readonly Statement: readonly Statement[] }).Statement;
}

/** Services whose resources hold data, by their prefix in actions. */
const DATA_SERVICES = new Set(
  Object.entries(RESOURCE_TYPES)
    .filter(([type, row]) => type.startsWith("aws:") && row.holdsData)
    .map(([type]) => type.split(":")[1]?.split("/")[0]),
);

for (const stack of ["dev", "prod"]) {
  describe(`rights in the cloud of ${stack}`, () => {
    let all: readonly Recorded[] = [];
    before(async () => {
      all = await resourcesOf(stack);
    });

    function statements(): readonly (readonly [name: string, statement: Statement])[] {
      return ofType(all, INLINE).flatMap(({ name, inputs }) =>
        statementsOf(inputs.policy).map((statement) => [name, statement] as const),
      );
    }

    /** What the program grants, spelled as the table spells it. */
    function granted(association: Recorded): Pick<ServiceAccountRights, "managed" | "actions"> {
      const role = theOne(all, ROLE, association.name);
      const inline = ofType(all, INLINE).filter(({ inputs }) => inputs.role === `${role.name}-id`);
      const attached = ofType(all, ATTACHMENT).filter(
        ({ inputs }) => inputs.role === role.inputs.name,
      );
      const actions = inline
        .flatMap(({ inputs }) => statementsOf(inputs.policy))
        .flatMap(({ Action }) => many(Action));
      return {
        managed: attached.map(({ inputs }) => String(inputs.policyArn).split("/").at(-1) ?? ""),
        actions: [...new Set(actions)].toSorted(),
      };
    }

    it("are those of the table, account by account", () => {
      const table: Readonly<Record<string, ServiceAccountRights>> = SERVICE_ACCOUNT_RIGHTS;
      const associations = ofType(all, ASSOCIATION);
      assert.ok(associations.length >= 4);
      for (const association of associations) {
        const { namespace, serviceAccount } = association.inputs;
        const key = `${String(namespace)}/${String(serviceAccount)}`;
        const row = table[key];
        assert.ok(row !== undefined, `plan/identity/actions has no ${key}`);
        const { managed, actions } = row;
        assert.deepEqual(granted(association), { managed, actions }, key);
      }
    });

    it("have no `*` at all, and end no action with `*` on a service that holds data", () => {
      const wide = statements()
        .filter(([, { Effect }]) => Effect === "Allow")
        .filter(([, { Action }]) =>
          many(Action).some((action) => {
            const service = action.split(":")[0] ?? "";
            return action === "*" || (action.includes("*") && DATA_SERVICES.has(service));
          }),
        );
      assert.deepEqual(wide, []);
    });

    it("name what they are for, where they are on everything", () => {
      const everything = statements()
        .filter(([, { Effect, Resource }]) => Effect === "Allow" && many(Resource).includes("*"))
        .flatMap(([, { Action }]) => many(Action))
        .filter((action) => !/^[a-z0-9]+:(Describe|List|Get)/.test(action));
      // Both are limited to the cluster's own tag, or to nothing that holds anything.
      const allowed = [
        "autoscaling:SetDesiredCapacity",
        "autoscaling:TerminateInstanceInAutoScalingGroup",
        // AWS Step Functions Developer Guide, "Logging to CloudWatch Logs": these know no resource.
        "logs:CreateLogDelivery",
        "logs:DeleteLogDelivery",
        "logs:PutResourcePolicy",
        "logs:UpdateLogDelivery",
      ];
      const limited = new Set(allowed);
      assert.deepEqual(
        everything.filter((action) => !limited.has(action)),
        [],
      );
    });

    it("are never those of an administrator", () => {
      for (const { inputs } of ofType(all, ATTACHMENT)) {
        assert.doesNotMatch(String(inputs.policyArn), /Administrator|FullAccess|PowerUser/);
      }
    });
  });
}

describe("the table of rights", () => {
  it("has no account that prod does not have", async () => {
    const prod = ofType(await resourcesOf("prod"), ASSOCIATION).map(
      ({ inputs }) => `${String(inputs.namespace)}/${String(inputs.serviceAccount)}`,
    );
    // The node agents of both sites have the same name.
    assert.deepEqual(Object.keys(SERVICE_ACCOUNT_RIGHTS).toSorted(), [...new Set(prod)].toSorted());
  });
});
