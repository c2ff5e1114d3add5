import { describe, expect, test } from 'vitest';
import { entryKeys } from './lines.ts';
import { arnAttributeOf, attributesOf, hasFreeAttributes, refAttributeOf, refKind } from './resource-types.ts';
import type { RefKind } from './resource-types.ts';
import entries from './resource-types.generated.json' with { type: 'json' };

const REFERENCE = 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-';

interface Sample {
  readonly type: string;
  readonly ref: RefKind;
  readonly arn: string | undefined;
  readonly has: readonly string[];
  readonly page: string;
}

/** Written by hand from the "Return values" of each type's page. */
const SAMPLES: readonly Sample[] = [
  sample('AWS::Lambda::Function', 'name', 'Arn', 'Arn SnapStartResponse.ApplyOn', 'lambda-function'),
  sample('AWS::Lambda::Alias', 'arn', 'AliasArn', 'AliasArn', 'lambda-alias'),
  sample('AWS::Lambda::Version', 'arn', 'FunctionArn', 'FunctionArn Version', 'lambda-version'),
  sample('AWS::Lambda::LayerVersion', 'arn', 'LayerVersionArn', 'LayerVersionArn', 'lambda-layerversion'),
  sample('AWS::Lambda::Url', 'arn', undefined, 'FunctionArn FunctionUrl', 'lambda-url'),
  sample('AWS::Lambda::EventSourceMapping', 'id', 'EventSourceMappingArn', 'Id EventSourceMappingArn', 'lambda-eventsourcemapping'),
  sample('AWS::Lambda::CodeSigningConfig', 'arn', 'CodeSigningConfigArn', 'CodeSigningConfigId', 'lambda-codesigningconfig'),
  sample('AWS::ApiGateway::RestApi', 'id', undefined, 'RestApiId RootResourceId', 'apigateway-restapi'),
  sample('AWS::ApiGateway::Stage', 'name', undefined, '', 'apigateway-stage'),
  sample('AWS::ApiGateway::Deployment', 'id', undefined, 'DeploymentId', 'apigateway-deployment'),
  sample('AWS::ApiGateway::UsagePlan', 'id', undefined, 'Id', 'apigateway-usageplan'),
  sample('AWS::ApiGatewayV2::Api', 'id', undefined, 'ApiEndpoint ApiId', 'apigatewayv2-api'),
  sample('AWS::ApiGatewayV2::Stage', 'name', undefined, '', 'apigatewayv2-stage'),
  sample('AWS::AppSync::GraphQLApi', 'arn', 'Arn', 'ApiId GraphQLUrl', 'appsync-graphqlapi'),
  sample('AWS::Cognito::UserPool', 'id', 'Arn', 'ProviderName ProviderURL UserPoolId', 'cognito-userpool'),
  sample('AWS::Cognito::UserPoolClient', 'id', undefined, 'ClientId ClientSecret Name', 'cognito-userpoolclient'),
  sample('AWS::DynamoDB::Table', 'name', 'Arn', 'StreamArn', 'dynamodb-table'),
  sample('AWS::DynamoDB::GlobalTable', 'name', 'Arn', 'StreamArn TableId', 'dynamodb-globaltable'),
  sample('AWS::S3::Bucket', 'name', 'Arn', 'DomainName DualStackDomainName RegionalDomainName WebsiteURL', 's3-bucket'),
  sample('AWS::SQS::Queue', 'url', 'Arn', 'QueueName QueueUrl', 'sqs-queue'),
  sample('AWS::SNS::Topic', 'arn', 'TopicArn', 'TopicName', 'sns-topic'),
  sample('AWS::SNS::Subscription', 'arn', 'Arn', '', 'sns-subscription'),
  sample('AWS::Events::EventBus', 'name', 'Arn', 'Name', 'events-eventbus'),
  sample('AWS::Events::Rule', 'name', 'Arn', '', 'events-rule'),
  sample('AWS::Scheduler::Schedule', 'name', 'Arn', '', 'scheduler-schedule'),
  sample('AWS::Pipes::Pipe', 'name', 'Arn', 'CurrentState', 'pipes-pipe'),
  sample('AWS::StepFunctions::StateMachine', 'arn', 'Arn', 'Name StateMachineRevisionId', 'stepfunctions-statemachine'),
  sample('AWS::StepFunctions::Activity', 'arn', 'Arn', 'Name', 'stepfunctions-activity'),
  sample('AWS::Kinesis::Stream', 'name', 'Arn', '', 'kinesis-stream'),
  sample('AWS::KinesisFirehose::DeliveryStream', 'name', 'Arn', '', 'kinesisfirehose-deliverystream'),
  sample('AWS::SecretsManager::Secret', 'arn', 'Id', '', 'secretsmanager-secret'),
  sample('AWS::SecretsManager::RotationSchedule', 'arn', undefined, '', 'secretsmanager-rotationschedule'),
  sample('AWS::SSM::Parameter', 'name', 'Arn', 'Type Value', 'ssm-parameter'),
  sample('AWS::KMS::Key', 'id', 'Arn', 'KeyId', 'kms-key'),
  sample('AWS::KMS::Alias', 'name', undefined, '', 'kms-alias'),
  sample('AWS::Logs::LogGroup', 'name', 'Arn', '', 'logs-loggroup'),
  sample('AWS::CloudWatch::Alarm', 'name', 'Arn', '', 'cloudwatch-alarm'),
  sample('AWS::CloudTrail::Trail', 'name', 'Arn', 'SnsTopicArn', 'cloudtrail-trail'),
  sample('AWS::IAM::Role', 'name', 'Arn', 'RoleId', 'iam-role'),
  sample('AWS::IAM::ManagedPolicy', 'arn', 'PolicyArn', '', 'iam-managedpolicy'),
  sample('AWS::RDS::DBInstance', 'name', 'DBInstanceArn', 'Endpoint.Address Endpoint.Port', 'rds-dbinstance'),
  sample('AWS::RDS::DBCluster', 'name', 'DBClusterArn', 'ReadEndpoint.Address MasterUserSecret.SecretArn', 'rds-dbcluster'),
  sample('AWS::RDS::DBProxy', 'name', 'DBProxyArn', 'Endpoint', 'rds-dbproxy'),
  sample(
    'AWS::ElastiCache::ReplicationGroup',
    'name',
    undefined,
    'PrimaryEndPoint.Address ReaderEndPoint.Port',
    'elasticache-replicationgroup',
  ),
  sample('AWS::OpenSearchService::Domain', 'name', 'Arn', 'DomainEndpoint DomainArn', 'opensearchservice-domain'),
  sample('AWS::EC2::VPC', 'id', undefined, 'CidrBlock DefaultSecurityGroup', 'ec2-vpc'),
  sample('AWS::EC2::SecurityGroup', 'id', undefined, 'GroupId VpcId', 'ec2-securitygroup'),
  sample('AWS::ElasticLoadBalancingV2::LoadBalancer', 'arn', 'LoadBalancerArn', 'DNSName', 'elasticloadbalancingv2-loadbalancer'),
  sample('AWS::CertificateManager::Certificate', 'arn', undefined, '', 'certificatemanager-certificate'),
  sample('AWS::CloudFront::Distribution', 'id', undefined, 'DomainName Id', 'cloudfront-distribution'),
  sample('AWS::CodeBuild::Project', 'name', 'Arn', '', 'codebuild-project'),
  sample('AWS::ECR::Repository', 'name', 'Arn', 'RepositoryUri', 'ecr-repository'),
  sample('AWS::EFS::AccessPoint', 'id', 'Arn', 'AccessPointId', 'efs-accesspoint'),
  sample('AWS::WAFv2::WebACL', 'other', 'Arn', 'Id', 'wafv2-webacl'),
];

function sample(type: string, ref: RefKind, arn: string | undefined, has: string, page: string): Sample {
  return { type, ref, arn, has: has === '' ? [] : has.split(' '), page: REFERENCE + page };
}

test.each(SAMPLES)('$type gives what $page says', ({ type, ref, arn, has }) => {
  expect(refKind(type)).toBe(ref);
  expect(arnAttributeOf(type)).toBe(arn);
  expect([...(attributesOf(type) ?? [])]).toEqual(expect.arrayContaining([...has, ...(arn ? [arn] : [])]));
});

test('an attribute that a type does not have is not in its set', () => {
  expect(attributesOf('AWS::SQS::Queue')?.has('QueueArn')).toBe(false);
  expect(attributesOf('AWS::SNS::Topic')?.has('Arn')).toBe(false);
});

test('the attribute that Ref gives is named where there is one', () => {
  expect(refAttributeOf('AWS::DynamoDB::Table')).toBe('TableName');
  expect(refAttributeOf('AWS::SQS::Queue')).toBe('QueueUrl');
  expect(refAttributeOf('AWS::Kinesis::Stream')).toBe('Name');
  expect(refAttributeOf('AWS::WAFv2::WebACL')).toBeUndefined();
});

test('types that AWS does not publish have no attributes', () => {
  for (const type of [
    'AWS::Lambda::Orders',
    'Custom::Seed',
    'AWS::CloudFormation::CustomResource',
    'AWS::Serverless::Function',
    '//',
    '',
  ]) {
    expect(attributesOf(type)).toBeUndefined();
    expect(refKind(type)).toBe('other');
  }
});

describe('free attributes', () => {
  test.each(['Custom::Seed', 'AWS::CloudFormation::CustomResource', 'AWS::CloudFormation::Stack'])('%s', (type) => {
    expect(hasFreeAttributes(type)).toBe(true);
  });
  test.each(['AWS::CloudFormation::StackSet', 'AWS::S3::Bucket', 'MyCustom::Seed'])('not %s', (type) => {
    expect(hasFreeAttributes(type)).toBe(false);
  });
});

test('every published type can be read', () => {
  const types = entryKeys(entries);
  expect(types.length).toBeGreaterThan(1700);
  for (const type of types) {
    expect(type).toMatch(/^(AWS|Alexa)::\w+::\w+$/);
    const arn = arnAttributeOf(type);
    if (arn) expect(attributesOf(type)).toContain(arn);
  }
});
