import { expect, test } from 'vitest';
import { expandAction } from './iam-actions.ts';
import { keptOperations, keptServices, operationRule } from './operation-rules.ts';
import { unlistedOperations } from './operation-rules/unlisted.ts';
import { resourceKind } from './resource-kinds.ts';
import { operationsOf, sdkServices } from './sdk.ts';

/** The clients that Lambda functions use most, and what they manage. */
const CLIENTS =
  'acm apigateway apigatewaymanagementapi apigatewayv2 appconfig appconfigdata application-autoscaling appsync athena autoscaling batch bedrock bedrock-agent bedrock-agent-runtime bedrock-runtime budgets ce cloudformation cloudfront cloudfront-keyvaluestore cloudtrail cloudwatch codebuild codecommit codedeploy codepipeline cognito-identity cognito-idp comprehend comprehendmedical connect connectparticipant dsql dynamodb dynamodbstreams ec2 ecr ecs efs eks elasticache elbv2 es events firehose geo-maps geo-places geo-routes glue guardduty iam identitystore iot iot-data iot-jobs-data kafka kendra keyspaces kinesis kinesisvideo kms lambda lex-runtime lexv2-runtime location logs mediaconvert medialive memorydb mq neptune opensearch opensearchserverless organizations personalize personalize-events personalize-runtime pinpoint pinpoint-sms-voice-v2 pipes polly pricing rds rds-data redshift redshift-data redshift-serverless rekognition resource-groups resourcegroupstaggingapi route53 route53resolver s3 s3control s3tables s3vectors sagemaker-featurestore-runtime sagemaker-runtime scheduler schemas secretsmanager securityhub service-quotas servicediscovery ses sesv2 signer sns sqs ssm stepfunctions sts support swf textract timestream-query timestream-write transcribe transcribe-streaming translate verifiedpermissions wafv2 workmailmessageflow xray'.split(
    ' ',
  );

const accounts = CLIENTS.flatMap((service) =>
  operationsOf(service).map((operation) => ({ name: `${service}:${operation}`, rule: operationRule(service, operation) })),
);
const count = (kind: string): number => accounts.filter(({ rule }) => rule?.kind === kind).length;

test(`of ${accounts.length} operations of ${CLIENTS.length} clients ${count('needs')} have actions, ${count('free')} need none, ${count('unlisted')} newer than the reference are mapped to the action of their name; 0 are unaccounted`, () => {
  expect(CLIENTS.every((service) => operationsOf(service).length > 0)).toBe(true);
  expect(accounts.length).toBeGreaterThan(7_900);
  expect(accounts.filter(({ rule }) => rule === undefined).map(({ name }) => name)).toEqual([]);
  expect(count('unlisted') / accounts.length).toBeLessThan(0.035);
});

test('every action of every rule is an action of IAM, in its spelling, and every kind of resource has an ARN with the parts that the rule names', () => {
  const wrong: string[] = [];
  for (const service of new Set([...sdkServices(), ...keptServices()])) {
    for (const operation of new Set([...operationsOf(service), ...keptOperations(service)])) {
      const rule = operationRule(service, operation);
      for (const { action, resource } of rule?.kind === 'needs' ? rule.needs : []) {
        if (expandAction(action)[0] !== action) wrong.push(`${service}:${operation} needs ${action}`);
        const parts = resource === null ? [] : resourceKind(resource.kind)?.parts;
        if (!resource?.parts.every(({ name }) => parts?.includes(name)) && resource !== null)
          wrong.push(`${service}:${operation} on ${resource.kind}`);
      }
    }
  }
  expect(wrong).toEqual([]);
});

test('hand-kept rules are for operations that exist, or for requests that code signs itself', () => {
  const others = keptServices().flatMap((service) =>
    keptOperations(service)
      .filter((operation) => !operationsOf(service).includes(operation))
      .map((operation) => `${service}:${operation}`),
  );
  const methods = ['', 'Delete', 'Get', 'Head', 'Patch', 'Post', 'Put'].map((method) => `es:ESHttp${method}`);
  const connections = ['elasticache:Connect', 'kafka:Connect', 'memorydb:Connect', 'neptunedata:Connect', 'rds-db:connect'];
  const databases = ['dsql:DbConnect', 'dsql:DbConnectAdmin', 'kafka:ReadData', 'kafka:WriteData'];
  const apis = ['appsync:GraphQL', 'execute-api:Invoke', 'lambda:InvokeFunctionUrl', 'opensearchserverless:APIAccessAll'];
  expect(others.toSorted()).toEqual([methods, connections, databases, apis].flat().toSorted());
});

test('an operation is declared without an action only while it exists and the reference has none', () => {
  const wrong = unlistedOperations().filter((name) => {
    const [service = '', operation = ''] = name.split(':');
    return !operationsOf(service).includes(operation) || operationRule(service, operation)?.kind !== 'unlisted';
  });
  expect(wrong).toEqual([]);
});

test('what needs no permission says why', () => {
  const reasons = accounts.flatMap(({ rule }) => (rule?.kind === 'free' ? [rule.reason] : []));
  expect(reasons.length).toBeGreaterThan(50);
  expect(reasons.every((reason) => reason.split(' ').length > 3)).toBe(true);
});
