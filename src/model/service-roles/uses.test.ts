import { expect, test } from 'vitest';
import { showHoles } from '../../iam/policy.ts';
import type { Json } from '../../util/node.ts';
import { appOf } from '../testing.ts';
import { serviceUses } from './uses.ts';

type Properties = { readonly [name: string]: Json };

const ROLE = { 'Fn::GetAtt': ['Courier', 'Arn'] };
const SHOP: { [id: string]: Json } = {
  Courier: { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: { Statement: [] } } },
  Parcels: { Type: 'AWS::SQS::Queue', Properties: {} },
  Lost: { Type: 'AWS::SQS::Queue', Properties: {} },
  Orders: { Type: 'AWS::DynamoDB::Table', Properties: {} },
  Labels: { Type: 'AWS::S3::Bucket', Properties: {} },
  News: { Type: 'AWS::SNS::Topic', Properties: {} },
  Bus: { Type: 'AWS::Events::EventBus', Properties: { Name: 'shop' } },
  Pack: { Type: 'AWS::Lambda::Function', Properties: {} },
  Ship: { Type: 'AWS::StepFunctions::StateMachine', Properties: { RoleArn: 'arn:aws:iam::111122223333:role/other' } },
  Tracker: { Type: 'AWS::Events::ApiDestination', Properties: { Name: 'tracker' } },
};

/** What the role Courier must allow for these resources, as `action on resource`, `?` before what may not be needed; keys left out. */
function needs(resources: { readonly [id: string]: Json }): string[] {
  const app = appOf({ ...SHOP, ...resources });
  const uses = serviceUses(app, app.roles[0]!);
  const lines = uses.flatMap(({ grants }) =>
    grants.flatMap(({ actions, targets, needed }) =>
      actions.flatMap((action) => targets.map(({ arn }) => `${needed ? '' : '? '}${action} on ${short(arn)}`)),
    ),
  );
  const blocked = uses.flatMap((use) => (use.blocked === null ? [] : [`blocked: ${use.blocked.reason}`]));
  return [...new Set(lines.filter((line) => !line.includes('kms:'))), ...blocked];
}

function short(arn: string): string {
  return showHoles(arn).replace('arn:${AWS::Partition}:', '').replace(':${AWS::Region}:${AWS::AccountId}', '');
}

const uri = (rest: string): Json => ({ 'Fn::Sub': `arn:aws:apigateway:\${AWS::Region}:${rest}` });
const method = (integration: Properties): { [id: string]: Json } => ({
  Post: { Type: 'AWS::ApiGateway::Method', Properties: { Integration: { Type: 'AWS', Credentials: ROLE, ...integration } } },
});
const http = (subtype: string, RequestParameters: Properties): { [id: string]: Json } => ({
  Post: {
    Type: 'AWS::ApiGatewayV2::Integration',
    Properties: { IntegrationType: 'AWS_PROXY', IntegrationSubtype: subtype, CredentialsArn: ROLE, RequestParameters },
  },
});

test.each<[string, { [id: string]: Json }, string[]]>([
  [
    'a queue in the path, the action in the query',
    method({
      Uri: uri('sqs:path/${AWS::AccountId}/${Parcels.QueueName}'),
      RequestParameters: { 'integration.request.querystring.Action': "'SendMessage'" },
    }),
    ['sqs:SendMessage on sqs:${Parcels}'],
  ],
  [
    'a form that a template writes',
    method({
      Uri: uri('sqs:path/${AWS::AccountId}/${Parcels.QueueName}'),
      RequestTemplates: { 'application/json': "Action=SendMessage&MessageBody=$input.json('$')" },
    }),
    ['sqs:SendMessage on sqs:${Parcels}'],
  ],
  [
    'a table in the template of the body',
    method({
      Uri: uri('dynamodb:action/PutItem'),
      RequestTemplates: {
        'application/json': { 'Fn::Sub': '{ "TableName": "${Orders}", "Item": { "id": { "S": "$context.requestId" } } }' },
      },
    }),
    ['dynamodb:PutItem on dynamodb:table/${Orders}'],
  ],
  [
    'an encoded topic',
    method({
      Uri: uri('sns:path//'),
      RequestTemplates: { 'application/json': { 'Fn::Sub': "Action=Publish&TopicArn=$util.urlEncode('${News}')&Message=hello" } },
    }),
    ['sns:Publish on sns:${News}'],
  ],
  [
    'a bucket and a key from the request',
    method({
      Uri: uri('s3:path/${Labels}/{name}'),
      IntegrationHttpMethod: 'GET',
      RequestParameters: { 'integration.request.path.name': 'method.request.path.name' },
    }),
    ['s3:GetObject on s3:::${Labels}/*'],
  ],
  [
    'a function',
    method({ Uri: uri('lambda:path/2015-03-31/functions/${Pack.Arn}/invocations') }),
    ['lambda:InvokeFunction on lambda:function:${Pack}'],
  ],
  [
    'events on the default bus',
    method({ Uri: uri('events:action/PutEvents'), RequestTemplates: { 'application/json': '{ "Entries": [{ "Source": "shop" }] }' } }),
    ['events:PutEvents on events:event-bus/default'],
  ],
  [
    'a state machine that the request names',
    method({
      Uri: uri('states:action/StartExecution'),
      RequestTemplates: { 'application/json': '{ "stateMachineArn": "$input.path(\'$.arn\')" }' },
    }),
    ['states:StartExecution on states:stateMachine:*'],
  ],
  [
    'an operation that nothing names',
    method({ Uri: uri('sqs:path/${AWS::AccountId}/${Parcels.QueueName}') }),
    ['blocked: the integration Post: which operation of sqs it calls is not known'],
  ],
  [
    'a function of a stage variable',
    method({ Uri: uri('lambda:path/2015-03-31/functions/${!stageVariables.fn}/invocations') }),
    ['blocked: the integration Post: which function it invokes is not known'],
  ],
  [
    'a function in a text that no Fn::Sub fills',
    method({
      Uri: 'arn:aws:apigateway:eu-west-1:lambda:path//2015-03-31/functions/arn:aws:lambda:${AWS::Region}:1:function:save/invocations',
    }),
    ['blocked: the integration Post: which function it invokes is not known'],
  ],
  [
    'a function behind two slashes, as the console exports it',
    method({ Uri: uri('lambda:path//2015-03-31/functions/arn:aws:lambda:eu-west-1:111122223333:function:save/invocations') }),
    ['lambda:InvokeFunction on lambda:function:save'],
  ],
])('an integration of a REST API: %s', (_, resources, expected) => {
  expect(needs(resources)).toEqual(expected);
});

test('integrations of HTTP APIs name what they use by parameters', () => {
  expect(needs(http('SQS-SendMessage', { QueueUrl: { Ref: 'Parcels' }, MessageBody: '$request.body' }))).toEqual([
    'sqs:SendMessage on sqs:${Parcels}',
  ]);
  expect(
    needs(http('EventBridge-PutEvents', { EventBusName: { Ref: 'Bus' }, Detail: '$request.body', DetailType: 'Sale', Source: 'shop' })),
  ).toEqual(['events:PutEvents on events:event-bus/shop']);
  expect(needs(http('StepFunctions-StartSyncExecution', { StateMachineArn: { Ref: 'Ship' } }))).toEqual([
    'states:StartSyncExecution on states:stateMachine:${Ship}',
  ]);
});

test('an OpenAPI document names roles of integrations and authorizers', () => {
  const integration = {
    type: 'aws',
    httpMethod: 'POST',
    credentials: ROLE,
    uri: uri('kinesis:action/PutRecord'),
    requestTemplates: { 'application/json': '{ "StreamName": "clicks", "Data": "$input.body" }' },
  };
  const authorizer = { authorizerCredentials: ROLE, authorizerUri: uri('lambda:path/2015-03-31/functions/${Pack.Arn}/invocations') };
  const Body = {
    openapi: '3.0.1',
    paths: { '/clicks': { post: { 'x-amazon-apigateway-integration': integration } } },
    components: { securitySchemes: { guard: { type: 'apiKey', 'x-amazon-apigateway-authorizer': authorizer } } },
  };
  expect(needs({ Api: { Type: 'AWS::ApiGateway::RestApi', Properties: { Body } } })).toEqual([
    'kinesis:PutRecord on kinesis:stream/clicks',
    'lambda:InvokeFunction on lambda:function:${Pack}',
  ]);
});

test('a rule starts what it targets, and queues let rules in by themselves', () => {
  const Targets = [
    { Id: 'ship', Arn: { Ref: 'Ship' }, RoleArn: ROLE },
    { Id: 'keep', Arn: { 'Fn::GetAtt': ['Parcels', 'Arn'] }, RoleArn: ROLE },
    { Id: 'track', Arn: { 'Fn::GetAtt': ['Tracker', 'Arn'] }, RoleArn: ROLE },
  ];
  expect(needs({ Sold: { Type: 'AWS::Events::Rule', Properties: { Targets } } })).toEqual([
    'states:StartExecution on states:stateMachine:${Ship}',
    '? sqs:SendMessage on sqs:${Parcels}',
    '? events:InvokeApiDestination on ${Tracker.Arn}',
    '? events:InvokeApiDestination on events:api-destination/tracker/*',
  ]);
});

test('an alias of a state machine is asked about by the machine itself', () => {
  const Live = {
    Type: 'AWS::StepFunctions::StateMachineAlias',
    Properties: { Name: 'live', RoutingConfiguration: [{ StateMachineVersionArn: { Ref: 'First' }, Weight: 100 }] },
  };
  const First = { Type: 'AWS::StepFunctions::StateMachineVersion', Properties: { StateMachineArn: { Ref: 'Ship' } } };
  const Targets = [{ Id: 'ship', Arn: { Ref: 'Live' }, RoleArn: ROLE }];
  expect(needs({ Live, First, Sold: { Type: 'AWS::Events::Rule', Properties: { Targets } } })).toEqual([
    'states:StartExecution on states:stateMachine:${Ship}',
  ]);
  expect(needs({ Live, First, ...http('StepFunctions-StartExecution', { StateMachineArn: { Ref: 'Live' } }) })).toEqual([
    'states:StartExecution on states:stateMachine:${Ship}',
  ]);
});

test('a schedule calls its target and keeps what it could not deliver', () => {
  const dead = { DeadLetterConfig: { Arn: { 'Fn::GetAtt': ['Lost', 'Arn'] } }, RoleArn: ROLE };
  const schedule = (Target: Properties): { [id: string]: Json } => ({
    Daily: { Type: 'AWS::Scheduler::Schedule', Properties: { Target } },
  });
  expect(needs(schedule({ Arn: { 'Fn::GetAtt': ['Pack', 'Arn'] }, ...dead }))).toEqual([
    'lambda:InvokeFunction on lambda:function:${Pack}',
    'sqs:SendMessage on sqs:${Lost}',
  ]);
  const Input = { 'Fn::Sub': '{ "TableName": "${Orders}" }' };
  expect(needs(schedule({ Arn: 'arn:aws:scheduler:::aws-sdk:dynamodb:describeTable', Input, RoleArn: ROLE }))).toEqual([
    'dynamodb:DescribeTable on dynamodb:table/${Orders}',
  ]);
});

test('a pipe reads, asks and writes with one role', () => {
  const pipe = (more: Properties): { [id: string]: Json } => ({
    Belt: { Type: 'AWS::Pipes::Pipe', Properties: { RoleArn: ROLE, Source: { 'Fn::GetAtt': ['Parcels', 'Arn'] }, ...more } },
  });
  expect(needs(pipe({ Enrichment: { Ref: 'Ship' }, Target: { 'Fn::GetAtt': ['Bus', 'Arn'] } }))).toEqual([
    'sqs:ReceiveMessage on sqs:${Parcels}',
    'sqs:DeleteMessage on sqs:${Parcels}',
    'sqs:GetQueueAttributes on sqs:${Parcels}',
    'states:StartSyncExecution on states:stateMachine:${Ship}',
    'events:PutEvents on events:event-bus/shop',
  ]);
  const TargetParameters = { StepFunctionStateMachineParameters: { InvocationType: 'FIRE_AND_FORGET' } };
  expect(needs(pipe({ Target: { Ref: 'Ship' }, TargetParameters })).at(-1)).toBe('states:StartExecution on states:stateMachine:${Ship}');
  expect(needs(pipe({ Target: { Ref: 'Ship' } })).slice(-2)).toEqual([
    '? states:StartExecution on states:stateMachine:${Ship}',
    '? states:StartSyncExecution on states:stateMachine:${Ship}',
  ]);
});

const source = {
  Type: 'AWS::AppSync::DataSource',
  Properties: { Name: 'orders', Type: 'AMAZON_DYNAMODB', ServiceRoleArn: ROLE, DynamoDBConfig: { TableName: { Ref: 'Orders' } } },
};
const resolver = (Properties: Properties): Json => ({
  Type: 'AWS::AppSync::Resolver',
  Properties: { DataSourceName: { 'Fn::GetAtt': ['Source', 'Name'] }, ...Properties },
});

test.each([
  [
    'a mapping template',
    { RequestMappingTemplate: '{ "version": "2018-05-29", "operation": "GetItem" }' },
    ['dynamodb:GetItem on dynamodb:table/${Orders}'],
  ],
  [
    'an index',
    { RequestMappingTemplate: '{ "operation": "Query", "index": "byDay" }' },
    ['dynamodb:Query on dynamodb:table/${Orders}/index/byDay'],
  ],
  [
    'code',
    { Code: "export const request = (ctx) => ({ operation: 'PutItem', key: ctx.args.id });" },
    ['dynamodb:PutItem on dynamodb:table/${Orders}'],
  ],
  [
    'code with helpers',
    { Code: "import * as ddb from '@aws-appsync/utils/dynamodb';\nexport const request = (ctx) => ddb.remove({ key: ctx.args });" },
    ['dynamodb:DeleteItem on dynamodb:table/${Orders}'],
  ],
  [
    'a computed operation',
    { Code: 'export const request = (ctx) => ({ operation: ctx.stash.operation });' },
    ['blocked: which operations Get asks for is not known'],
  ],
  ['code elsewhere', { CodeS3Location: 's3://code/get.js' }, ['blocked: the request of Get is not in the template']],
])("resolvers say what a table's data source asks: %s", (_, properties, expected) => {
  expect(needs({ Source: source, Get: resolver(properties) })).toEqual(expected);
});

test('a data source that no resolver uses is not judged', () => {
  expect(needs({ Source: source })).toEqual(['blocked: no resolver of the app uses Source']);
});
