import { expect, test } from 'vitest';
import { showHoles } from '../../iam/policy.ts';
import { appOf, valueOf } from '../../model/testing.ts';
import { SourceFile } from '../../util/span.ts';
import type { Json } from '../../util/node.ts';
import type { Abstract } from '../value.ts';
import { literal, text, textOf, unknownFrom } from '../values/values.ts';
import { bindCall } from './call.ts';
import { nameOf } from './name.ts';

const app = appOf({
  Save: { Type: 'AWS::Lambda::Function', Properties: {} },
  Orders: { Type: 'AWS::DynamoDB::Table', Properties: { SSESpecification: { KMSMasterKeyId: { Ref: 'Key' } } } },
  Archive: { Type: 'AWS::DynamoDB::Table', Properties: { TableName: 'archive' } },
  Key: { Type: 'AWS::KMS::Key', Properties: {} },
  KeyAlias: { Type: 'AWS::KMS::Alias', Properties: { AliasName: 'alias/orders', TargetKeyId: { Ref: 'Key' } } },
  Worker: { Type: 'AWS::IAM::Role', Properties: {} },
  Articles: { Type: 'AWS::OpenSearchServerless::Collection', Properties: { Name: 'articles' } },
  Report: { Type: 'AWS::ECS::TaskDefinition', Properties: { Family: 'report', TaskRoleArn: { 'Fn::GetAtt': ['Worker', 'Arn'] } } },
  Search: { Type: 'AWS::Kendra::Index', Properties: {} },
  Pages: { Type: 'AWS::Kendra::DataSource', Properties: { IndexId: { Ref: 'Search' } } },
  Charges: { Type: 'AWS::SQS::Queue', Properties: {} },
  Events: { Type: 'AWS::SNS::Topic', Properties: {} },
  Invoices: { Type: 'AWS::S3::Bucket', Properties: {} },
  Ledger: { Type: 'AWS::DSQL::Cluster', Properties: {} },
  Published: { Type: 'AWS::Lambda::Version', Properties: { FunctionName: { 'Fn::GetAtt': ['Save', 'Arn'] } } },
  Checkout: { Type: 'AWS::StepFunctions::StateMachine', Properties: {} },
  CheckoutVersion: { Type: 'AWS::StepFunctions::StateMachineVersion', Properties: { StateMachineArn: { Ref: 'Checkout' } } },
  CheckoutLive: {
    Type: 'AWS::StepFunctions::StateMachineAlias',
    Properties: { Name: 'live', RoutingConfiguration: [{ StateMachineVersionArn: { Ref: 'CheckoutVersion' }, Weight: 100 }] },
  },
  Login: { Type: 'AWS::SecretsManager::Secret', Properties: {} },
  Url: { Type: 'AWS::SSM::Parameter', Properties: { Name: '/shop/table', Value: { Ref: 'Orders' } } },
  Uploads: { Type: 'AWS::S3::Bucket', Properties: {} },
  UploadsMaySave: {
    Type: 'AWS::Lambda::Permission',
    Properties: { FunctionName: { Ref: 'Save' }, Principal: 's3.amazonaws.com', SourceArn: { 'Fn::GetAtt': ['Uploads', 'Arn'] } },
  },
});

const env = (name: string, value: Json | null): Abstract =>
  textOf([{ kind: 'environment', name, value: value === null ? null : valueOf(value) }]);
const event = (...path: string[]): Abstract => unknownFrom({ from: 'event', path });

/** What a call needs, a line each: action, resource of the app or ARN, and why it is not known. */
function bound(service: string, operation: string, input: Record<string, Abstract>): string[] {
  const object: Abstract = { kind: 'object', fields: new Map(Object.entries(input)), rest: null, keys: [], cls: null, depth: 0 };
  const client = { region: null, endpoint: null, credentials: null };
  const at = { file: 'save.mjs', start: 0, end: 1 };
  const raw = { service, operation, input: object, client, at, stack: [], must: true, how: null };
  const { call } = bindCall(raw, { app, fn: app.functions[0]!, language: 'javascript' }, ({ file, start, end }) => ({
    source: new SourceFile(file, 'x'),
    start,
    end,
  }));
  return call.grants.flatMap((grant) =>
    grant.targets.map((target) => {
      const arn = showHoles(target.arn)
        .replaceAll('AWS::', '')
        .replace(/^arn:\$\{Partition\}:(\w+):[^:]*:[^:]*:/, '$1:');
      return `${grant.action} ${target.logicalId ?? '-'} ${arn}${target.unknown === null ? '' : ` (${target.unknown})`}`;
    }),
  );
}

test('a name from the environment is the resource that the template refers to, with its customer key', () => {
  expect(bound('dynamodb', 'GetItem', { TableName: env('TABLE', { Ref: 'Orders' }) })).toEqual([
    'dynamodb:GetItem Orders dynamodb:table/${Orders}',
    'kms:Decrypt Key kms:key/${Key}',
  ]);
});

test('a literal is the resource that has this name', () => {
  expect(bound('dynamodb', 'PutItem', { TableName: text('archive') })).toEqual(['dynamodb:PutItem Archive dynamodb:table/archive']);
  expect(bound('dynamodb', 'PutItem', { TableName: text('other') })).toEqual(['dynamodb:PutItem - dynamodb:table/other']);
});

test('a query on an index is on the index', () => {
  const input = { TableName: env('TABLE', { Ref: 'Archive' }), IndexName: text('byDay') };
  expect(bound('dynamodb', 'Query', input)).toEqual(['dynamodb:Query Archive dynamodb:table/archive/index/byDay']);
});

test('a queue is found by its URL, a topic and a secret by their ARNs', () => {
  expect(bound('sqs', 'SendMessage', { QueueUrl: env('QUEUE', { Ref: 'Charges' }) })).toEqual(['sqs:SendMessage Charges sqs:${Charges}']);
  expect(bound('sns', 'Publish', { TopicArn: env('TOPIC', { Ref: 'Events' }) })).toEqual(['sns:Publish Events sns:${Events}']);
  expect(bound('secretsmanager', 'GetSecretValue', { SecretId: env('SECRET', { Ref: 'Login' }) })).toEqual([
    'secretsmanager:GetSecretValue Login secretsmanager:secret:${Login}-??????',
  ]);
});

test('an object’s key is as exact as the code is', () => {
  const key = textOf([
    { kind: 'literal', text: 'audit/' },
    { kind: 'origin', origin: { from: 'event', path: ['id'] } },
  ]);
  expect(bound('s3', 'PutObject', { Bucket: env('BUCKET', { Ref: 'Invoices' }), Key: key })).toEqual([
    's3:PutObject Invoices s3:${Invoices}/audit/*',
  ]);
});

test('a record’s bucket is the one that triggers the function', () => {
  const input = { Bucket: event('Records', '[]', 's3', 'bucket', 'name'), Key: event('Records', '[]', 's3', 'object', 'key') };
  expect(bound('s3', 'GetObject', input)).toEqual(['s3:GetObject Uploads s3:${Uploads}/*']);
});

test('a name from the event is unknown, with its path', () => {
  expect(bound('dynamodb', 'GetItem', { TableName: event('table') })).toEqual([
    'dynamodb:GetItem - dynamodb:table/* (the name comes from the event: event.table)',
  ]);
});

test('a name kept in a parameter of the app is what the template puts there', () => {
  const answer = unknownFrom({
    from: 'answer',
    service: 'ssm',
    operation: 'GetParameter',
    path: ['Parameter', 'Value'],
    input: { kind: 'object', fields: new Map([['Name', literal('/shop/table')]]), rest: null, keys: [], cls: null, depth: 0 },
  });
  expect(bound('dynamodb', 'GetItem', { TableName: answer })[0]).toBe('dynamodb:GetItem Orders dynamodb:table/${Orders}');
});

test('a value known only at deployment whose name says ARN is an ARN', () => {
  expect(bound('sns', 'Publish', { TopicArn: env('TOPIC_ARN', { 'Fn::ImportValue': 'shop-topic' }) })[0]).toBe(
    'sns:Publish - ${import shop-topic}',
  );
  expect(bound('dynamodb', 'GetItem', { TableName: env('TABLE', { 'Fn::ImportValue': 'shop-table' }) })[0]).toBe(
    'dynamodb:GetItem - dynamodb:table/${import shop-table}',
  );
});

test('a transaction needs what its items are', () => {
  const item = (kind: string, table: string): Abstract => ({
    kind: 'object',
    fields: new Map([[kind, { kind: 'object', fields: new Map([['TableName', text(table)]]), rest: null, keys: [], cls: null, depth: 0 }]]),
    rest: null,
    keys: [],
    cls: null,
    depth: 0,
  });
  const items: Abstract = { kind: 'list', items: [item('Put', 'archive'), item('Delete', 'old')], rest: null, depth: 0 };
  expect(bound('dynamodb', 'TransactWriteItems', { TransactItems: items })).toEqual([
    'dynamodb:PutItem Archive dynamodb:table/archive',
    'dynamodb:DeleteItem - dynamodb:table/old',
  ]);
});

test('an object of a bucket that is not known is an object of any bucket', () => {
  expect(bound('s3', 'GetObject', { Bucket: event('bucket'), Key: event('key') })).toEqual([
    's3:GetObject - s3:*/* (the name comes from the event: event.bucket)',
  ]);
});

test('what is left over of a batch is of the tables that the batch was of', () => {
  const batch: Abstract = {
    kind: 'object',
    fields: new Map([['archive', { kind: 'nothing' }]]),
    rest: null,
    keys: [],
    cls: null,
    depth: 0,
  };
  const input: Abstract = { kind: 'object', fields: new Map([['RequestItems', batch]]), rest: null, keys: [], cls: null, depth: 0 };
  const left = unknownFrom({ from: 'answer', service: 'dynamodb', operation: 'BatchWriteItem', input, path: ['UnprocessedItems'] });
  expect(bound('dynamodb', 'BatchWriteItem', { RequestItems: left })).toEqual(['dynamodb:BatchWriteItem Archive dynamodb:table/archive']);
});

test('a copy from a path of names copies no older version', () => {
  const source = textOf([
    { kind: 'literal', text: 'photos/' },
    { kind: 'origin', origin: { from: 'event', path: ['key'] } },
  ]);
  const actions = bound('s3', 'CopyObject', { Bucket: env('BUCKET', { Ref: 'Invoices' }), Key: text('a'), CopySource: source });
  expect(actions.filter((line) => line.includes('Version'))).toEqual([]);
  expect(actions[0]).toBe('s3:GetObject - s3:photos/*');
});

test('a durable execution’s own checkpoints are of the function itself', () => {
  const own = unknownFrom({ from: 'context', path: ['durableExecutionArn'] });
  expect(bound('lambda', 'CheckpointDurableExecution', { DurableExecutionArn: own })).toEqual([
    'lambda:CheckpointDurableExecution Save lambda:function:${Save}:*/durable-execution/*',
  ]);
});

test('a token for a database is the right to connect as its user; the host tells an Aurora DSQL cluster', () => {
  expect(bound('rds-db', 'connect', { username: text('clerk'), hostname: text('orders.example.com') })).toEqual([
    'rds-db:connect - arn:${Partition}:rds-db:${Region}:${AccountId}:dbuser:*/clerk',
  ]);
  const host = (value: Json): Abstract => env('HOST', value);
  expect(bound('dsql', 'DbConnect', { hostname: host({ 'Fn::Sub': '${Ledger}.dsql.${AWS::Region}.on.aws' }) })).toEqual([
    'dsql:DbConnect Ledger dsql:cluster/${Ledger}',
  ]);
  expect(bound('dsql', 'DbConnectAdmin', { Hostname: host({ 'Fn::GetAtt': ['Ledger', 'Endpoint'] }) })).toEqual([
    'dsql:DbConnectAdmin Ledger dsql:cluster/${Ledger}',
  ]);
});

test('a model called by the id of a cross-region profile is called through it, and in regions that are not known', () => {
  expect(bound('bedrock-runtime', 'Converse', { modelId: text('us.amazon.nova-lite-v1:0') })).toEqual([
    'bedrock:InvokeModel - bedrock:inference-profile/us.amazon.nova-lite-v1:0',
    'bedrock:InvokeModel - bedrock:foundation-model/amazon.nova-lite-v1:0',
  ]);
  expect(bound('bedrock-runtime', 'Converse', { modelId: text('amazon.nova-lite-v1:0') })).toEqual([
    'bedrock:InvokeModel - bedrock:foundation-model/amazon.nova-lite-v1:0',
  ]);
});

test('a task of the app is run as its definition, with the roles that it names', () => {
  expect(bound('ecs', 'RunTask', { taskDefinition: env('TASK', { Ref: 'Report' }) })).toEqual([
    'ecs:RunTask Report ecs:task-definition/report:${Report}',
    'iam:PassRole Worker iam:role/${Worker}',
  ]);
});

test('a family stands for any revision, and its roles are not known', () => {
  expect(bound('ecs', 'RunTask', { taskDefinition: text('invoice') })).toEqual([
    'ecs:RunTask - ecs:task-definition/invoice:*',
    'iam:PassRole - iam:role/* (the call does not say which role)',
  ]);
  expect(bound('ecs', 'RunTask', { taskDefinition: text('invoice:3') })[0]).toBe('ecs:RunTask - ecs:task-definition/invoice:3');
});

test('a key by its alias is the key that the alias of the app stands for', () => {
  expect(bound('kms', 'Decrypt', { KeyId: env('KEY', { Ref: 'KeyAlias' }) })).toEqual(['kms:Decrypt Key kms:key/${Key}']);
  expect(bound('kms', 'Decrypt', { KeyId: text('alias/orders') })).toEqual(['kms:Decrypt Key kms:key/${Key}']);
  expect(bound('kms', 'Decrypt', { KeyId: text('alias/other') })).toEqual([
    'kms:Decrypt - kms:key/* (which key alias/other stands for is known only in the account)',
  ]);
});

test('a data source of an index is named by its own id and by the index', () => {
  const input = { IndexId: env('INDEX', { 'Fn::GetAtt': ['Search', 'Id'] }), Id: env('SOURCE', { 'Fn::GetAtt': ['Pages', 'Id'] }) };
  expect(bound('kendra', 'StartDataSourceSyncJob', input)).toEqual([
    'kendra:StartDataSourceSyncJob Pages kendra:index/${Search}/data-source/${Pages.Id}',
    'kendra:StartDataSourceSyncJob Search kendra:index/${Search}',
  ]);
});

test('what no member of the input names is not known', () => {
  expect(bound('athena', 'GetQueryResults', { QueryExecutionId: event('query') })[0]).toBe(
    'athena:GetQueryResults - athena:workgroup/* (the call does not say which workgroup)',
  );
  expect(bound('athena', 'StartQueryExecution', { QueryString: text('SELECT 1') })[0]).toBe(
    'athena:StartQueryExecution - athena:workgroup/primary',
  );
});

test('an empty name is none', () => {
  const either: Abstract = { kind: 'union', members: [text(''), text('archive')] };
  expect(bound('dynamodb', 'PutItem', { TableName: either })).toEqual(['dynamodb:PutItem Archive dynamodb:table/archive']);
});

test('what goes on with a session is on what the session was begun with', () => {
  const answer = (service: string, operation: string, input: Record<string, Abstract>, member: string): Abstract =>
    unknownFrom({
      from: 'answer',
      service,
      operation,
      path: [member],
      input: { kind: 'object', fields: new Map(Object.entries(input)), rest: null, keys: [], cls: null, depth: 0 },
    });
  const query = answer('athena', 'StartQueryExecution', { WorkGroup: text('reports') }, 'QueryExecutionId');
  expect(bound('athena', 'GetQueryResults', { QueryExecutionId: query })[0]).toBe('athena:GetQueryResults - athena:workgroup/reports');
  expect(bound('athena', 'GetQueryExecution', { QueryExecutionId: event('id') })[0]).toContain('athena:workgroup/*');
  const parts = {
    ApplicationIdentifier: text('abc1234'),
    EnvironmentIdentifier: text('def5678'),
    ConfigurationProfileIdentifier: text('ghi9012'),
  };
  const first = answer('appconfigdata', 'StartConfigurationSession', parts, 'InitialConfigurationToken');
  const next = answer('appconfigdata', 'GetLatestConfiguration', { ConfigurationToken: first }, 'NextPollConfigurationToken');
  expect(bound('appconfigdata', 'GetLatestConfiguration', { ConfigurationToken: next })).toEqual([
    'appconfig:GetLatestConfiguration - appconfig:application/abc1234/environment/def5678/configuration/ghi9012',
  ]);
});

test('a version of a function is the function’s with a number', () => {
  expect(bound('lambda', 'Invoke', { FunctionName: env('VERSION', { Ref: 'Published' }) })).toEqual([
    'lambda:InvokeFunction Save lambda:function:${Save}:${Published}',
  ]);
});

test('a version or alias of a state machine is started by the right to start the state machine', () => {
  const started = (arn: Json): string[] => bound('stepfunctions', 'StartExecution', { stateMachineArn: env('MACHINE_ARN', arn) });
  const own = ['states:StartExecution Checkout states:stateMachine:${Checkout}'];
  expect(started({ 'Fn::Sub': '${Checkout}:live' })).toEqual(own);
  expect(started({ Ref: 'CheckoutLive' })).toEqual(own);
  expect(started({ Ref: 'CheckoutVersion' })).toEqual(own);
  expect(started('arn:aws:states:eu-west-1:111122223333:stateMachine:Refunds:live')).toEqual([
    'states:StartExecution - states:stateMachine:Refunds',
  ]);
});

test('the name that Lambda gives the function in its environment is its own, and the region that of the stack', () => {
  expect(bound('lambda', 'Invoke', { FunctionName: env('AWS_LAMBDA_FUNCTION_NAME', null) })).toEqual([
    'lambda:InvokeFunction Save lambda:function:${Save}',
  ]);
  const arn = textOf([
    { kind: 'literal', text: 'arn:aws:lambda:' },
    { kind: 'environment', name: 'AWS_REGION', value: null },
    { kind: 'literal', text: ':111122223333:function:print' },
  ]);
  expect(bound('lambda', 'Invoke', { FunctionName: arn })).toEqual(['lambda:InvokeFunction - lambda:function:print']);
});

test('a placeholder names nothing', () => {
  expect(bound('kms', 'Encrypt', { KeyId: env('KEY_ARN', 'please-set-me') })).toEqual([
    'kms:Encrypt - kms:key/* (please-set-me stands for what is put there later)',
  ]);
  expect(bound('dynamodb', 'GetItem', { TableName: env('TABLE', 'settlements') })).toEqual([
    'dynamodb:GetItem - dynamodb:table/settlements',
  ]);
});

test('a language that Translate is to find out is found out with the caller’s rights', () => {
  const translate = (code: string): string[] => bound('translate', 'TranslateText', { SourceLanguageCode: text(code) });
  expect(translate('de')).toEqual(['translate:TranslateText - *']);
  expect(translate('auto')).toEqual(['translate:TranslateText - *', 'comprehend:DetectDominantLanguage - *']);
});

test('a collection is told by its id, by its host or by the endpoint that the template gives', () => {
  const called = (collection: Abstract): string[] => bound('opensearchserverless', 'APIAccessAll', { CollectionId: collection });
  const own = ['aoss:APIAccessAll Articles aoss:collection/${Articles}'];
  expect(called(env('HOST', { 'Fn::Sub': '${Articles.Id}.${AWS::Region}.aoss.amazonaws.com' }))).toEqual(own);
  expect(called(env('HOST', { 'Fn::GetAtt': ['Articles', 'CollectionEndpoint'] }))).toEqual(own);
  expect(called(env('ID', { Ref: 'Articles' }))).toEqual(own);
  expect(called(text('search.example.com'))[0]).toContain('aoss:collection/* (');
});

test('a name that is filled into code in the template is what the template gives', () => {
  const code = { 'Fn::Sub': "list('${Orders}')" };
  const inline = appOf({
    Save: { Type: 'AWS::Lambda::Function', Properties: { Code: { ZipFile: code } } },
    Orders: { Type: 'AWS::DynamoDB::Table', Properties: {} },
  });
  const named = (name: string): string => nameOf(literal(name), { app: inline, fn: inline.functions[0]!, language: 'javascript' }).text;
  expect(showHoles(named('table/${Orders}/index'))).toBe('table/${Orders}/index');
  expect(named('${Orders}')).not.toBe('${Orders}');
  expect(named('${Other}')).toBe('${Other}');
});

test('an execution of a state machine that the answer tells is one of that state machine', () => {
  const fields = new Map([['stateMachineArn', env('FLOW', { Ref: 'Checkout' })]]);
  const input: Abstract = { kind: 'object', fields, rest: null, keys: [], cls: null, depth: 0 };
  const stopped = (operation: string, ...path: string[]): string[] =>
    bound('stepfunctions', 'StopExecution', {
      executionArn: unknownFrom({ from: 'answer', service: 'stepfunctions', operation, path, input }),
    });
  const expected = ['states:StopExecution Checkout states:execution:${Checkout}:*'];
  expect(stopped('StartExecution', 'executionArn')).toEqual(expected);
  expect(stopped('ListExecutions', 'executions', '[]', 'executionArn')).toEqual(expected);
  expect(stopped('ListExecutions', 'executions', '0', 'executionArn')).toEqual(expected);
});

test('what only its whole ARN names is, where that is not known, anything of its kind', () => {
  const unknown = '(the name comes from the event: event.arn)';
  expect(bound('stepfunctions', 'RedriveExecution', { executionArn: event('arn') })).toEqual([
    `states:RedriveExecution - states:execution:*:* ${unknown}`,
  ]);
  const copied = bound('fsx', 'CopySnapshotAndUpdateVolume', { VolumeId: literal('fsvol-1'), SourceSnapshotARN: event('arn') });
  expect(copied).toContain(`fsx:CopySnapshotAndUpdateVolume - fsx:snapshot/*/* ${unknown}`);
});
