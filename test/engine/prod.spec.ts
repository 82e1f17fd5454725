import assert from "node:assert/strict";
import { PreviewDocument } from "../../automation/documents";
import {
  copiedProject,
  sideBySide,
  SimulatedPlace,
  type Edit,
  type Ended,
} from "../support/engine";

/** Previews side by side: each is an engine, a program, a pack and the plugins. */
const WIDTH = 2;

/** A change of one line that the pack must refuse. */
interface BadChange extends Edit {
  readonly policy: string;
  /** Logical name of the resource, as the message says it. */
  readonly resource: RegExp;
  /** What the message says mends it. */
  readonly mend: RegExp;
}

const BAD_CHANGES: readonly BadChange[] = [
  {
    file: "components/data/aws.ts",
    from: "storageEncrypted: true,",
    to: "storageEncrypted: false,",
    policy: "encryption-rds-instance-require-storage-encryption",
    resource: /primary-data-g1/,
    mend: /storageEncrypted is false; set it to true/,
  },
  {
    file: "components/cache/aws.ts",
    from: "transitEncryptionEnabled: true,",
    to: "transitEncryptionEnabled: false,",
    policy: "encryption-elasticache-group-require-transit-encryption",
    resource: /primary-cache/,
    mend: /transitEncryptionEnabled is false; set it to true/,
  },
  {
    file: "components/data/aws.ts",
    from: "publiclyAccessible: false,",
    to: "publiclyAccessible: true,",
    policy: "exposure-rds-instance-forbid-public-access",
    resource: /primary-data-g1/,
    mend: /publiclyAccessible is true; set it to false/,
  },
  {
    file: "components/compute/aws-cluster.ts",
    from: "publicAccessCidrs: [...ranges]",
    to: 'publicAccessCidrs: ["0.0.0.0/0"]',
    policy: "exposure-eks-cluster-limit-endpoint-ranges",
    resource: /primary-compute/,
    mend: /list the ranges of your runners, or set endpointPublicAccess to false/,
  },
  {
    file: "components/data/aws.ts",
    from: "publiclyAccessible: false,",
    to: 'publiclyAccessible: false, region: "eu-central-1",',
    policy: "residency-resource-require-allowed-place",
    resource: /primary-data-g1/,
    mend: /eu-central-1/,
  },
  {
    file: "Pulumi.prod.yaml",
    from: "monthlyUsd: 1400",
    to: "monthlyUsd: 500",
    policy: "cost-stack-limit-monthly",
    resource: /stack/,
    mend: /500/,
  },
  {
    file: "components/data/aws.ts",
    from: "instanceClass: plan.instanceClass,",
    to: 'instanceClass: "db.r6g.16xlarge",',
    policy: "cost-resources-forbid-unpriced",
    resource: /primary-data-g1/,
    mend: /use a size that facts\/prices has/,
  },
  {
    file: "components/data/aws.ts",
    from: "multiAz: plan.multiAz,",
    to: "multiAz: false,",
    policy: "resilience-rds-instance-require-multi-az",
    resource: /primary-data-g1/,
    mend: /multiAz is false; set it to true/,
  },
  {
    file: "components/data/aws.ts",
    from: "skipFinalSnapshot: !plan.finalSnapshot,",
    to: "skipFinalSnapshot: true,",
    policy: "resilience-rds-instance-require-final-snapshot",
    resource: /primary-data-g1/,
    mend: /skipFinalSnapshot/,
  },
  {
    file: "components/compute/aws-cluster.ts",
    from: "enabledClusterLogTypes: [...LOG_TYPES],",
    to: 'enabledClusterLogTypes: ["api"],',
    policy: "audit-eks-cluster-require-control-plane-logs",
    resource: /primary-compute/,
    mend: /audit/,
  },
  {
    file: "components/compute/kubernetes/pod.ts",
    from: "allowPrivilegeEscalation: false,",
    to: "allowPrivilegeEscalation: true,",
    policy: "workload-pod-require-unprivileged",
    resource: /api-service/,
    mend: /allowPrivilegeEscalation/,
  },
];

const PREVIEW = [
  "preview",
  "-s",
  "prod",
  "--policy-pack",
  "policies",
  "--non-interactive",
] as const;

describe("prod on the simulated clouds", () => {
  let refused: readonly Ended[] = [];

  before(async function () {
    this.timeout(900_000);
    refused = await sideBySide(BAD_CHANGES, WIDTH, async (change) => {
      const place = new SimulatedPlace(copiedProject(change));
      try {
        return await place.simulate(...PREVIEW);
      } finally {
        place.remove();
      }
    });
  });

  it("passes the pack as it is", async () => {
    const place = new SimulatedPlace();
    const { code, stdout, stderr } = await place.simulate(...PREVIEW);
    place.remove();
    assert.equal(code, 0, stdout + stderr);
    assert.match(stdout, /\+ \d+ to create/);
  });

  it("ends platform with exit code 2 and the complaint in its document when it is refused", async () => {
    const [change] = BAD_CHANGES;
    assert.ok(change !== undefined);
    const place = new SimulatedPlace(copiedProject(change));
    const preview = await place.document(PreviewDocument, "preview", "--stack", "prod");
    place.remove();
    assert.equal(preview.exitCode, 2);
    assert.deepEqual(
      preview.policies.complaints.map(({ policy, resource, standing }) => [
        policy,
        resource,
        standing,
      ]),
      // The plan is that of every database of the cell, an enterprise tenant's among them.
      [
        [change.policy, "primary-data-g1", "blocks"],
        [change.policy, "primary-tenant-acme-data-g1", "blocks"],
      ],
    );
    assert.match(preview.policies.complaints[0]?.message ?? "", change.mend);
  });

  for (const [at, { file, to, policy, resource, mend }] of BAD_CHANGES.entries()) {
    it(`is refused by ${policy} when ${file} says ${to}`, () => {
      const { code, stdout = "" } = refused[at] ?? {};
      assert.notEqual(code, 0);
      const complaint = stdout.slice(stdout.indexOf("Policies:"));
      assert.ok(complaint.includes(policy), stdout);
      const lines = complaint.split("\n");
      const about = lines.slice(lines.findIndex((line) => line.includes(policy))).join("\n");
      assert.match(about, resource);
      assert.match(about, mend);
    });
  }
});
