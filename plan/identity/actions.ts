/**
 * What each service account of the cluster may do in the cloud, and why. The program grants rights
 * where it needs them; this table is what a reviewer reads, and a test holds the two together.
 */

/** The rights of one service account. */
export interface ServiceAccountRights {
  /** Policies of the vendor, by the end of their names. */
  readonly managed: readonly string[];
  /** Actions of our own policies, sorted. */
  readonly actions: readonly string[];
  readonly why: string;
  /** Vendor document or part of the program that asks for exactly these. */
  readonly source: string;
}

const ENCRYPTED_WRITES = ["kms:Decrypt", "kms:GenerateDataKey"] as const;

/** What the application may do with its own objects. */
const OBJECTS = {
  managed: [],
  actions: [
    ...ENCRYPTED_WRITES,
    "s3:AbortMultipartUpload",
    "s3:DeleteObject",
    "s3:GetObject",
    "s3:ListBucket",
    "s3:PutObject",
  ],
  why: "keeps the objects that users upload and the application makes",
  source: 'Amazon S3 User Guide, "Required permissions for Amazon S3 API operations"',
} as const;

/** Rights by namespace and name of the service account. */
export const SERVICE_ACCOUNT_RIGHTS = {
  "kube-system/aws-node": {
    managed: ["AmazonEKS_CNI_Policy"],
    actions: [],
    why: "gives nodes the interfaces and prefixes that pods get addresses from",
    source: 'Amazon EKS User Guide, "Configure Amazon VPC CNI plugin to use IAM"',
  },
  "kube-system/ebs-csi-controller-sa": {
    managed: ["AmazonEBSCSIDriverPolicy"],
    actions: [
      "kms:CreateGrant",
      "kms:Decrypt",
      "kms:DescribeKey",
      "kms:GenerateDataKeyWithoutPlaintext",
      "kms:ListGrants",
      "kms:RevokeGrant",
    ],
    why: "makes volumes that are encrypted under the cell's own key",
    source: 'Amazon EKS User Guide, "Store Kubernetes volumes with Amazon EBS"',
  },
  "external-secrets/external-secrets": {
    managed: [],
    actions: ["kms:Decrypt", "secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"],
    why: "mirrors the secrets that components name, one by one, and no other",
    source: 'External Secrets Operator, "AWS Secrets Manager", IAM policy',
  },
  "podcast-platform/api-service": OBJECTS,
  "podcast-platform/celery-worker": OBJECTS,
  "outbox/outbox-shipper": {
    managed: [],
    actions: ["kms:Decrypt", "kms:GenerateDataKey", "s3:AbortMultipartUpload", "s3:PutObject"],
    why: "adds events to the bucket that is replicated to the standby region",
    source: 'Amazon S3 User Guide, "Uploading and copying objects using multipart upload"',
  },
  "cluster-autoscaler/cluster-autoscaler": {
    managed: [],
    actions: [
      "autoscaling:DescribeAutoScalingGroups",
      "autoscaling:DescribeAutoScalingInstances",
      "autoscaling:DescribeLaunchConfigurations",
      "autoscaling:DescribeScalingActivities",
      "autoscaling:DescribeTags",
      "autoscaling:SetDesiredCapacity",
      "autoscaling:TerminateInstanceInAutoScalingGroup",
      "ec2:DescribeImages",
      "ec2:DescribeInstanceTypes",
      "ec2:DescribeLaunchTemplateVersions",
      "ec2:GetInstanceTypesFromInstanceRequirements",
      "eks:DescribeNodegroup",
    ],
    why: "looks at all groups, and changes those that carry its own cluster's tag",
    source: 'Cluster Autoscaler on AWS, "IAM Policy", full features',
  },
  "aws-load-balancer-controller/aws-load-balancer-controller": {
    managed: [],
    actions: [
      "ec2:DescribeInstances",
      "ec2:DescribeSecurityGroups",
      "ec2:DescribeVpcs",
      "elasticloadbalancing:DeregisterTargets",
      "elasticloadbalancing:DescribeTargetGroups",
      "elasticloadbalancing:DescribeTargetHealth",
      "elasticloadbalancing:RegisterTargets",
    ],
    why: "keeps the addresses of the gateway's pods in target groups that the program made",
    source: 'AWS Load Balancer Controller, "TargetGroupBinding"',
  },
  "monitoring/alertmanager": {
    managed: [],
    actions: [...ENCRYPTED_WRITES, "sns:Publish"],
    why: "hands alerts to the encrypted topics of the cell",
    source: 'Amazon SNS Developer Guide, "Managing Amazon SNS encryption keys"',
  },
  "monitoring/grafana": {
    managed: [],
    actions: ["cloudwatch:GetMetricData", "cloudwatch:ListMetrics"],
    why: "draws the metrics of stores, which CloudWatch alone has",
    source: 'Grafana documentation, "Configure CloudWatch", metrics only',
  },
  "node-agents/fluent-bit": {
    managed: [],
    actions: [
      "kms:GenerateDataKey",
      "logs:CreateLogStream",
      "logs:DescribeLogStreams",
      "logs:PutLogEvents",
      "s3:PutObject",
    ],
    why: "writes logs to the hot group and the cold bucket, and reads neither",
    source: 'Fluent Bit manual, "Amazon CloudWatch" and "Amazon S3"',
  },
  "timeseries/timeseries-g1": {
    managed: [],
    actions: [
      ...ENCRYPTED_WRITES,
      "s3:AbortMultipartUpload",
      "s3:DeleteObject",
      "s3:GetBucketLocation",
      "s3:GetObject",
      "s3:ListBucket",
      "s3:ListMultipartUploadParts",
      "s3:PutObject",
    ],
    why: "ships write-ahead logs and backups to its own bucket, and ends old ones",
    source: 'Barman documentation, "Backup to S3", permissions',
  },
  "timeseries/parquet-export": {
    managed: [],
    actions: [...ENCRYPTED_WRITES, "s3:AbortMultipartUpload", "s3:GetObject", "s3:PutObject"],
    why: "writes what is older than 90 days as files, and reads them back to compare",
    source: "runtime/images/parquet-export",
  },
  "tenancy/tenant-export": {
    managed: [],
    actions: [...ENCRYPTED_WRITES, "s3:AbortMultipartUpload", "s3:PutObject"],
    why: "writes a tenant's export into the exports bucket, and reads none",
    source: "components/tenancy",
  },
} as const satisfies Record<string, ServiceAccountRights>;
