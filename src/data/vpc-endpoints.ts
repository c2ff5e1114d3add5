/** How the calls of a service stay inside a VPC. */
export interface ServiceEndpoint {
  /** Last part of the endpoint's service name: `com.amazonaws.<region>.<name>`. */
  readonly name: string;
  /** Whether a gateway endpoint exists beside the interface one: it costs nothing. */
  readonly hasGateway: boolean;
}

// botocore's name of a service -> its VPC endpoint, where the two differ in name. 2026-11.
// https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html
const NAMES: Readonly<Record<string, string>> = {
  stepfunctions: 'states',
  cloudwatch: 'monitoring',
  kinesis: 'kinesis-streams',
  firehose: 'kinesis-firehose',
  'sagemaker-runtime': 'sagemaker.runtime',
  sagemaker: 'sagemaker.api',
  ecr: 'ecr.api',
  efs: 'elasticfilesystem',
  'iot-data': 'iot.data',
  elbv2: 'elasticloadbalancing',
  elb: 'elasticloadbalancing',
  emr: 'elasticmapreduce',
  appconfig: 'appconfig',
};

const SAME_NAME: ReadonlySet<string> = new Set(
  (
    'dynamodb s3 sqs sns secretsmanager ssm kms lambda events logs sts bedrock bedrock-runtime bedrock-agent bedrock-agent-runtime athena glue rds rds-data ' +
    'redshift redshift-data textract rekognition comprehend translate transcribe polly ec2 ecs batch appconfigdata cloudformation cloudtrail codebuild ' +
    'codepipeline config datasync scheduler pipes xray autoscaling elasticache backup acm-pca servicediscovery synthetics organizations ' +
    'rolesanywhere sagemaker-featurestore-runtime transfer verifiedpermissions workspaces guardduty inspector2 securityhub macie2 mq kendra lakeformation forecast'
  ).split(' '),
);

/** The endpoint of a service, by botocore's name of it; null where none is known. */
export function serviceEndpoint(service: string): ServiceEndpoint | null {
  const name = Object.hasOwn(NAMES, service) ? NAMES[service] : SAME_NAME.has(service) ? service : undefined;
  if (name === undefined) return null;
  // https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html
  return { name, hasGateway: name === 's3' || name === 'dynamodb' };
}
