import { expect, test } from 'vitest';
import { showHoles } from '../iam/policy.ts';
import { stateMachineNeeds } from './state-machine-needs.ts';
import { appOf } from './testing.ts';
import type { Json } from '../util/node.ts';

/** What a machine with this definition needs, as `action on resource`, `?` before what may not be needed; keys left out. */
function needs(definition: Json, more: { [name: string]: Json } = {}): string[] {
  const app = appOf({
    Checkout: { Type: 'AWS::StepFunctions::StateMachine', Properties: { Definition: definition, ...more } },
    Orders: { Type: 'AWS::DynamoDB::Table', Properties: {} },
    Charge: { Type: 'AWS::Lambda::Function', Properties: {} },
    Mails: { Type: 'AWS::SQS::Queue', Properties: {} },
    Shipping: { Type: 'AWS::StepFunctions::StateMachine', Properties: {} },
  });
  const { grants, blocked } = stateMachineNeeds(app, app.resource('Checkout')!);
  const lines = grants.flatMap(({ actions, targets, needed }) =>
    actions.flatMap((action) => targets.map(({ arn }) => `${needed ? '' : '? '}${action} on ${short(arn)}`)),
  );
  return [...lines.filter((line) => !line.includes('kms:')), ...(blocked === null ? [] : [`blocked: ${blocked.reason}`])];
}

function short(arn: string): string {
  return showHoles(arn).replace('arn:${AWS::Partition}:', '').replace(':${AWS::Region}:${AWS::AccountId}', '');
}

const task = (Resource: Json, Parameters?: Json): { [name: string]: Json } => ({
  Type: 'Task',
  Resource,
  ...(Parameters && { Parameters }),
});
const states = (...all: Json[]): Json => ({ StartAt: 'S0', States: Object.fromEntries(all.map((state, i) => [`S${i}`, state])) });

test('an optimised integration needs the action of its API on the resource that it names', () => {
  const put = task('arn:aws:states:::dynamodb:putItem', { TableName: { Ref: 'Orders' }, Item: {} });
  const send = task('arn:aws:states:::sqs:sendMessage.waitForTaskToken', { QueueUrl: { Ref: 'Mails' }, MessageBody: 'paid' });
  const put2 = task('arn:aws:states:::events:putEvents', { Entries: [{ Source: 'shop' }] });
  expect(needs(states(put, send, put2))).toEqual([
    'dynamodb:PutItem on dynamodb:table/${Orders}',
    'sqs:SendMessage on sqs:${Mails}',
    'events:PutEvents on events:event-bus/default',
  ]);
});

test('functions are invoked by integration or by their own ARN, in branches and maps too', () => {
  const direct = task({ 'Fn::GetAtt': ['Charge', 'Arn'] });
  const invoke = task('arn:aws:states:::lambda:invoke', { FunctionName: { 'Fn::GetAtt': ['Charge', 'Arn'] } });
  const nested = [
    { Type: 'Parallel', Branches: [states(direct)] },
    { Type: 'Map', ItemProcessor: states(invoke) },
  ];
  expect(needs(states(...nested))).toEqual([
    'lambda:InvokeFunction on lambda:function:${Charge}',
    'lambda:InvokeFunction on lambda:function:${Charge}',
  ]);
});

test('waiting for an execution takes a rule of EventBridge and a look at the execution', () => {
  const start = task('arn:aws:states:::states:startExecution.sync:2', { StateMachineArn: { Ref: 'Shipping' } });
  expect(needs(states(start))).toEqual([
    'states:StartExecution on states:stateMachine:${Shipping}',
    'events:PutTargets on events:rule/StepFunctionsGetEventsForStepFunctionsExecutionRule',
    'events:PutRule on events:rule/StepFunctionsGetEventsForStepFunctionsExecutionRule',
    'events:DescribeRule on events:rule/StepFunctionsGetEventsForStepFunctionsExecutionRule',
    ...['Start', 'Describe', 'Stop', 'Redrive'].flatMap((verb) => [
      `? states:${verb}Execution on states:stateMachine:\${Shipping}`,
      `? states:${verb}Execution on states:execution:\${Shipping}:*`,
    ]),
  ]);
});

test('substitutions are filled in, and what the input gives is not known', () => {
  const put = task('arn:aws:states:::dynamodb:putItem', { TableName: '${Table}', Item: {} });
  expect(needs(states(put), { DefinitionSubstitutions: { Table: { Ref: 'Orders' } } })).toEqual([
    'dynamodb:PutItem on dynamodb:table/${Orders}',
  ]);
  const open = task('arn:aws:states:::dynamodb:putItem', { 'TableName.$': '$.table', Item: {} });
  expect(needs(states(open))).toEqual(['dynamodb:PutItem on dynamodb:table/*']);
});

test('any API of the SDK is known by the rules of its operations', () => {
  const get = task('arn:aws:states:::aws-sdk:s3:getObject', { Bucket: 'shop-invoices', 'Key.$': '$.key' });
  const query = task('arn:aws:states:::aws-sdk:dynamodb:query', { TableName: { Ref: 'Orders' }, IndexName: 'byDay' });
  expect(needs(states(get, query))).toEqual([
    's3:GetObject on s3:::shop-invoices/*',
    'dynamodb:Query on dynamodb:table/${Orders}/index/byDay',
  ]);
});

test('what is not covered is said to be', () => {
  expect(needs(states(task('arn:aws:states:::http:invoke', {})))).toEqual(['blocked: the state S0: what http:invoke needs is not known']);
  expect(needs(states(task('arn:aws:states:::athena:startQueryExecution.sync', {}))).at(-1)).toBe(
    'blocked: the state S0: what waiting for athena:startQueryExecution needs is not known',
  );
  expect(needs('{')).toEqual(['blocked: the definition is not a map']);
});

test('logs, traces and distributed maps are what the platform does with the role', () => {
  const map = { Type: 'Map', ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED' }, States: {} } };
  const all = needs(states(map), { LoggingConfiguration: { Level: 'ALL' }, TracingConfiguration: { Enabled: true } });
  expect(all).toContain('? states:StartExecution on states:stateMachine:${Checkout}');
  expect(all).toContain('? logs:CreateLogDelivery on *');
  expect(all).toContain('? xray:PutTraceSegments on *');
});

test('what a list from the input holds may be given or not', () => {
  const remove = task('arn:aws:states:::aws-sdk:s3:deleteObjects', { Bucket: 'photos', Delete: { 'Objects.$': '$.Items' } });
  expect(needs(states(remove))).toEqual(['s3:DeleteObject on s3:::photos/*', '? s3:DeleteObjectVersion on s3:::photos/*']);
});

test('an empty name is one that the deployment is to give', () => {
  const start = task('arn:aws:states:::aws-sdk:glue:startCrawler', { Name: '' });
  expect(needs(states(start))).toEqual(['glue:StartCrawler on glue:crawler/*']);
});
