/**
 * The few calls of the AWS SDK that the functions make. The SDK itself comes with Lambda's runtime
 * and is not installed here. Source: AWS SDK for JavaScript v3, API Reference, by client.
 */

/** A call, and what it answers. */
interface AwsCommand<Answer> {
  readonly answer?: Answer;
}

/** A tag as most services spell it. */
interface AwsTag {
  readonly Key?: string;
  readonly Value?: string;
}

declare module "@aws-sdk/client-secrets-manager" {
  export class SecretsManagerClient {
    send<Answer>(command: AwsCommand<Answer>): Promise<Answer>;
  }
  export class GetSecretValueCommand implements AwsCommand<{ readonly SecretString?: string }> {
    constructor(input: { SecretId: string; VersionId?: string; VersionStage?: string });
    readonly answer?: { readonly SecretString?: string };
  }
  export class DescribeSecretCommand implements AwsCommand<DescribedSecret> {
    constructor(input: { SecretId: string });
    readonly answer?: DescribedSecret;
  }
  interface DescribedSecret {
    readonly RotationEnabled?: boolean;
    readonly VersionIdsToStages?: Readonly<Record<string, readonly string[]>>;
  }
  export class PutSecretValueCommand implements AwsCommand<object> {
    constructor(input: {
      SecretId: string;
      ClientRequestToken: string;
      SecretString: string;
      VersionStages: string[];
    });
    readonly answer?: object;
  }
  export class UpdateSecretVersionStageCommand implements AwsCommand<object> {
    constructor(input: {
      SecretId: string;
      VersionStage: string;
      MoveToVersionId: string;
      RemoveFromVersionId?: string;
    });
    readonly answer?: object;
  }
}

declare module "@aws-sdk/client-elasticache" {
  export class ElastiCacheClient {
    send<Answer>(command: AwsCommand<Answer>): Promise<Answer>;
  }
  export class ModifyUserCommand implements AwsCommand<object> {
    constructor(input: {
      UserId: string;
      AuthenticationMode: { Type: "password"; Passwords: readonly string[] };
    });
    readonly answer?: object;
  }
  export class DescribeUsersCommand implements AwsCommand<DescribedUsers> {
    constructor(input: { UserId: string });
    readonly answer?: DescribedUsers;
  }
  interface DescribedUsers {
    readonly Users?: readonly { readonly Status?: string }[];
  }
}

declare module "@aws-sdk/client-ssm" {
  export class SSMClient {
    send<Answer>(command: AwsCommand<Answer>): Promise<Answer>;
  }
  export class GetParameterCommand implements AwsCommand<Parameter> {
    constructor(input: { Name: string });
    readonly answer?: Parameter;
  }
  interface Parameter {
    readonly Parameter?: { readonly Value?: string };
  }
}

declare module "@aws-sdk/client-sfn" {
  export class SFNClient {
    send<Answer>(command: AwsCommand<Answer>): Promise<Answer>;
  }
  export class StartExecutionCommand implements AwsCommand<{ readonly executionArn?: string }> {
    constructor(input: { stateMachineArn: string; name: string; input: string });
    readonly answer?: { readonly executionArn?: string };
  }
}

declare module "@aws-sdk/client-sns" {
  export class SNSClient {
    send<Answer>(command: AwsCommand<Answer>): Promise<Answer>;
  }
  export class PublishCommand implements AwsCommand<object> {
    constructor(input: { TopicArn: string; Subject: string; Message: string });
    readonly answer?: object;
  }
}

declare module "@aws-sdk/client-ec2" {
  interface Page {
    readonly NextToken?: string;
  }
  interface Filter {
    readonly Name: string;
    readonly Values: string[];
  }
  export class EC2Client {
    send<Answer>(command: AwsCommand<Answer>): Promise<Answer>;
  }
  export class DescribeVolumesCommand implements AwsCommand<DescribedVolumes> {
    constructor(input: { Filters?: Filter[]; NextToken?: string });
    readonly answer?: DescribedVolumes;
  }
  interface DescribedVolumes extends Page {
    readonly Volumes?: readonly {
      readonly VolumeId?: string;
      readonly State?: string;
      readonly CreateTime?: Date;
      readonly Tags?: readonly AwsTag[];
    }[];
  }
  export class DescribeAddressesCommand implements AwsCommand<DescribedAddresses> {
    constructor(input: object);
    readonly answer?: DescribedAddresses;
  }
  interface DescribedAddresses {
    readonly Addresses?: readonly {
      readonly AllocationId?: string;
      readonly AssociationId?: string;
      readonly Tags?: readonly AwsTag[];
    }[];
  }
  export class DescribeSnapshotsCommand implements AwsCommand<DescribedSnapshots> {
    constructor(input: { OwnerIds: string[]; NextToken?: string });
    readonly answer?: DescribedSnapshots;
  }
  interface DescribedSnapshots extends Page {
    readonly Snapshots?: readonly {
      readonly SnapshotId?: string;
      readonly VolumeId?: string;
      readonly StartTime?: Date;
      readonly Tags?: readonly AwsTag[];
    }[];
  }
  export class DescribeInstancesCommand implements AwsCommand<DescribedInstances> {
    constructor(input: { Filters?: Filter[]; NextToken?: string });
    readonly answer?: DescribedInstances;
  }
  interface DescribedInstances extends Page {
    readonly Reservations?: readonly {
      readonly Instances?: readonly {
        readonly InstanceId?: string;
        readonly State?: { readonly Name?: string };
        readonly LaunchTime?: Date;
        readonly Tags?: readonly AwsTag[];
      }[];
    }[];
  }
  export class DeleteVolumeCommand implements AwsCommand<object> {
    constructor(input: { VolumeId: string });
    readonly answer?: object;
  }
  export class ReleaseAddressCommand implements AwsCommand<object> {
    constructor(input: { AllocationId: string });
    readonly answer?: object;
  }
  export class DeleteSnapshotCommand implements AwsCommand<object> {
    constructor(input: { SnapshotId: string });
    readonly answer?: object;
  }
  export class CreateTagsCommand implements AwsCommand<object> {
    constructor(input: { Resources: string[]; Tags: { Key: string; Value: string }[] });
    readonly answer?: object;
  }
  export class DeleteTagsCommand implements AwsCommand<object> {
    constructor(input: { Resources: string[]; Tags: { Key: string }[] });
    readonly answer?: object;
  }
}

declare module "@aws-sdk/client-elastic-load-balancing-v2" {
  export class ElasticLoadBalancingV2Client {
    send<Answer>(command: AwsCommand<Answer>): Promise<Answer>;
  }
  export class DescribeLoadBalancersCommand implements AwsCommand<DescribedBalancers> {
    constructor(input: { Marker?: string });
    readonly answer?: DescribedBalancers;
  }
  interface DescribedBalancers {
    readonly NextMarker?: string;
    readonly LoadBalancers?: readonly {
      readonly LoadBalancerArn?: string;
      readonly CreatedTime?: Date;
    }[];
  }
  export class DescribeTargetGroupsCommand implements AwsCommand<DescribedGroups> {
    constructor(input: { LoadBalancerArn: string });
    readonly answer?: DescribedGroups;
  }
  interface DescribedGroups {
    readonly TargetGroups?: readonly { readonly TargetGroupArn?: string }[];
  }
  export class DescribeTargetHealthCommand implements AwsCommand<DescribedHealth> {
    constructor(input: { TargetGroupArn: string });
    readonly answer?: DescribedHealth;
  }
  interface DescribedHealth {
    readonly TargetHealthDescriptions?: readonly object[];
  }
  export class DescribeTagsCommand implements AwsCommand<DescribedTags> {
    constructor(input: { ResourceArns: string[] });
    readonly answer?: DescribedTags;
  }
  interface DescribedTags {
    readonly TagDescriptions?: readonly {
      readonly ResourceArn?: string;
      readonly Tags?: readonly AwsTag[];
    }[];
  }
  export class AddTagsCommand implements AwsCommand<object> {
    constructor(input: { ResourceArns: string[]; Tags: { Key: string; Value: string }[] });
    readonly answer?: object;
  }
  export class RemoveTagsCommand implements AwsCommand<object> {
    constructor(input: { ResourceArns: string[]; TagKeys: string[] });
    readonly answer?: object;
  }
  export class DeleteLoadBalancerCommand implements AwsCommand<object> {
    constructor(input: { LoadBalancerArn: string });
    readonly answer?: object;
  }
}
