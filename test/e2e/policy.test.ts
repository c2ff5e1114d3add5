import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { casemate } from './casemate.ts';

const cwd = fileURLToPath(new URL('../../examples', import.meta.url));

interface Statement {
  readonly Effect: string;
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
  readonly Condition?: object;
}

test('the policy of one function is a document that IAM takes once its names are filled in', () => {
  const { code, stdout, stderr } = casemate(['policy', 'orders', '--function', 'SaveOrder'], { cwd });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const document = JSON.parse(stdout) as { Version: string; Statement: Statement[] };
  expect(document.Version).toBe('2012-10-17');
  const own = document.Statement.filter((statement) => !statement.Action[0]!.startsWith('logs:'));
  expect(
    own.map(({ Effect, Action, Resource, Condition }) => [Effect, Action, Resource.map((arn) => arn.split(':').at(-1)), Condition]),
  ).toEqual([
    ['Allow', ['dynamodb:PutItem'], ['table/${Orders}'], undefined],
    ['Allow', ['kms:Decrypt'], ['key/${DataKey}'], { StringEquals: { 'kms:ViaService': ['dynamodb.${AWS::Region}.amazonaws.com'] } }],
    ['Allow', ['sqs:SendMessage'], ['${ChargeQueue}'], undefined],
  ]);
});

test('without a function, every function of the app by its logical id', () => {
  const { stdout } = casemate(['policy', 'orders'], { cwd });
  expect(Object.keys(JSON.parse(stdout) as object)).toEqual([
    'SaveOrder',
    'ListOrders',
    'ChargePayment',
    'ExportOrders',
    'RemindCustomers',
    'RenderInvoice',
  ]);
});

test('for SAM, policy templates where one is exact, statements with !GetAtt and !Sub elsewhere', () => {
  const { stdout } = casemate(['policy', 'orders', '--function', 'ChargePayment', '--format', 'sam'], { cwd });
  const tag = (name: string): object => ({ tag: `!${name}`, resolve: (text: string) => ({ [name]: text }) });
  const { Policies } = parse(stdout, { customTags: [tag('Ref'), tag('GetAtt'), tag('Sub')] as never }) as { Policies: object[] };
  expect(Policies).toContainEqual({ AWSSecretsManagerGetSecretValuePolicy: { SecretArn: { Ref: 'GatewayLogin' } } });
  expect(Policies).toContainEqual({ SNSPublishMessagePolicy: { TopicName: { GetAtt: 'OrderEvents.TopicName' } } });
  expect(JSON.stringify(Policies)).toContain('{"GetAtt":"Orders.Arn"}');
});

test('--why gives every grant its chain: the line that calls, the variable, the line of the template', () => {
  const { stdout } = casemate(['policy', 'orders', '--function', 'SaveOrder', '--why'], { cwd });
  expect(stdout).toContain('sqs:SendMessage');
  expect(stdout).toMatch(/orders\/src\/save\.ts:\d+:\d+ {2}sqs SendMessage/);
  expect(stdout).toMatch(/process\.env\.QUEUE_URL -> Environment\.QUEUE_URL -> !Ref ChargeQueue \(orders\/template\.yaml:\d+:\d+\)/);
});

test('a function that does not exist is refused, with the nearest name', () => {
  const { code, stderr } = casemate(['policy', 'orders', '--function', 'SaveOrders'], { cwd });
  expect(code).toBe(2);
  expect(stderr).toContain('Did you mean SaveOrder?');
});
