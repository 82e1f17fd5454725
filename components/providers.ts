/** One explicit provider per region and per cluster: no resource can land elsewhere by default. */
import { Provider as AwsProvider } from "@pulumi/aws/provider";
import { Provider as CloudflareProvider } from "@pulumi/cloudflare/provider";
import { Provider as KubernetesProvider } from "@pulumi/kubernetes/provider";
import { type Output, type ResourceOptions, jsonStringify } from "@pulumi/pulumi";
import { Provider as RandomProvider } from "@pulumi/random/provider";
import type { Region } from "../facts/regions";
import type { CellPlan } from "../plan/cell";

/**
 * The provider of one region. Credentials of another account fail before any call.
 *
 * @param cell The cell whose account it is bound to.
 * @param region The region of everything that it makes.
 */
export function awsProvider(cell: CellPlan, region: Region): AwsProvider {
  return new AwsProvider(`aws-${region}`, { region, allowedAccountIds: [cell.accountId] });
}

/** The provider of generated passwords. */
export function randomProvider(): RandomProvider {
  return new RandomProvider("random");
}

/**
 * The provider of the edge. Its token comes from `CLOUDFLARE_API_TOKEN` and so is in no state; one
 * of another account does not find the cell's zone, which is looked up by account and name.
 */
export function cloudflareProvider(): CloudflareProvider {
  return new CloudflareProvider("cloudflare");
}

/** How the API server of a cluster is reached. */
export interface ClusterAccess {
  readonly name: string;
  readonly region: Region;
  readonly arn: Output<string>;
  readonly endpoint: Output<string>;
  readonly certificateAuthority: Output<string>;
  /** Role that has an access entry; whoever may assume it may deploy. */
  readonly roleArn: Output<string>;
}

/**
 * A kubeconfig that fetches a token when it is used: one that holds a token expires after
 * fifteen minutes and changes at each preview.
 *
 * @param cluster The cluster to reach.
 */
export function kubeconfig(cluster: ClusterAccess): Output<string> {
  const { name, region } = cluster;
  const token = ["eks", "get-token", "--cluster-name", name, "--region", region, "--role-arn"];
  return jsonStringify({
    apiVersion: "v1",
    kind: "Config",
    "current-context": name,
    clusters: [
      {
        name,
        cluster: {
          server: cluster.endpoint,
          "certificate-authority-data": cluster.certificateAuthority,
        },
      },
    ],
    contexts: [{ name, context: { cluster: name, user: name } }],
    users: [
      {
        name,
        user: {
          exec: {
            apiVersion: "client.authentication.k8s.io/v1beta1",
            command: "aws",
            args: [...token, cluster.roleArn],
            interactiveMode: "Never",
          },
        },
      },
    ],
  });
}

/**
 * The provider of one cluster's objects. `clusterIdentifier` alone decides about replacement, so
 * a change of endpoint access or role replaces nothing.
 *
 * @param cluster The cluster.
 * @param opts The component that owns the cluster, and the access entries that come first.
 */
export function kubernetesProvider(
  cluster: ClusterAccess,
  opts: ResourceOptions,
): KubernetesProvider {
  return new KubernetesProvider(
    cluster.name,
    { kubeconfig: kubeconfig(cluster), clusterIdentifier: cluster.arn },
    opts,
  );
}
