import { expect, test } from 'vitest';
import { arnPlaceholderDefault, arnTemplateOf } from './arn-templates.ts';
import { refAttributeOf } from './resource-types.ts';

test.each([
  ['AWS::DynamoDB::Table', 'arn:${Partition}:dynamodb:${Region}:${Account}:table/${TableName}'],
  ['AWS::DynamoDB::GlobalTable', 'arn:${Partition}:dynamodb:${Region}:${Account}:table/${TableName}'],
  ['AWS::S3::Bucket', 'arn:${Partition}:s3:::${BucketName}'],
  ['AWS::SQS::Queue', 'arn:${Partition}:sqs:${Region}:${Account}:${QueueName}'],
  ['AWS::SNS::Topic', 'arn:${Partition}:sns:${Region}:${Account}:${TopicName}'],
  ['AWS::Lambda::Function', 'arn:${Partition}:lambda:${Region}:${Account}:function:${FunctionName}'],
  ['AWS::StepFunctions::StateMachine', 'arn:${Partition}:states:${Region}:${Account}:stateMachine:${StateMachineName}'],
  ['AWS::Kinesis::Stream', 'arn:${Partition}:kinesis:${Region}:${Account}:stream/${Name}'],
  ['AWS::ApiGateway::RestApi', 'arn:${Partition}:apigateway:${Region}::/restapis/${RestApiId}'],
  ['AWS::Cognito::UserPool', 'arn:${Partition}:cognito-idp:${Region}:${Account}:userpool/${UserPoolId}'],
  ['AWS::IAM::Role', 'arn:${Partition}:iam::${Account}:role${Path}${RoleName}'],
  ['AWS::Route53::HostedZone', 'arn:${Partition}:route53:::hostedzone/${Id}'],
  ['AWS::CloudFront::Distribution', 'arn:${Partition}:cloudfront::${Account}:distribution/${Id}'],
  ['AWS::KinesisFirehose::DeliveryStream', 'arn:${Partition}:firehose:${Region}:${Account}:deliverystream/${DeliveryStreamName}'],
  ['AWS::OpenSearchService::Domain', 'arn:${Partition}:es:${Region}:${Account}:domain/${DomainName}'],
  ['AWS::KMS::Alias', 'arn:${Partition}:kms:${Region}:${Account}:${AliasName}'],
])('the ARN of %s', (type, arn) => {
  expect(arnTemplateOf(type)).toBe(arn);
});

test("a log group's ARN ends as Fn::GetAtt gives it", () => {
  expect(arnTemplateOf('AWS::Logs::LogGroup')).toMatch(/:log-group:\$\{LogGroupName\}:\*$/);
});

test('no ARN is made up for a type whose ARN ends in an id nobody can know', () => {
  for (const type of ['AWS::Events::Connection', 'AWS::RDS::DBProxy', 'AWS::Events::Rule', 'Custom::Seed', 'AWS::Serverless::Function']) {
    expect(arnTemplateOf(type)).toBeUndefined();
  }
});

test('the placeholder of a named resource is what its Ref gives', () => {
  for (const type of [
    'AWS::DynamoDB::Table',
    'AWS::Kinesis::Stream',
    'AWS::Lambda::Function',
    'AWS::EC2::SecurityGroup',
    'AWS::Logs::LogGroup',
  ]) {
    expect(arnTemplateOf(type)).toContain(`\${${refAttributeOf(type)}}`);
  }
});

test('a path and a schedule group have defaults', () => {
  expect(arnPlaceholderDefault('AWS::IAM::Role', 'Path')).toBe('/');
  expect(arnPlaceholderDefault('AWS::Scheduler::Schedule', 'GroupName')).toBe('default');
  expect(arnPlaceholderDefault('AWS::DynamoDB::Table', 'TableName')).toBeUndefined();
});
