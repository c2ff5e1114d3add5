import { ACCOUNT, REGION } from './physical.ts';
import type { Physical } from './physical.ts';

/** A call that was made, as the SDK was given it. */
export interface RecordedCall {
  /** botocore's name of the service. */
  readonly service: string;
  readonly operation: string;
  readonly input: Readonly<Record<string, unknown>>;
  /** Access key it was made with; empty or absent when it was not sent. */
  readonly key?: string;
}

/** What AWS asks the caller's policies for. */
export interface Asked {
  readonly action: string;
  readonly arn: string;
}

type Input = Readonly<Record<string, unknown>>;
type Rule = (input: Input, physical: Physical) => readonly Asked[];

/**
 * What a recorded call needs, written by hand from the Service Authorization Reference for the operations that the handlers use, apart from
 * the tables that the analysis has. Throws for an operation that is not among them.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
export function askedOf({ service, operation, input }: RecordedCall, physical: Physical): readonly Asked[] {
  const rule = (Object.hasOwn(RULES, service) ? RULES[service] : undefined)?.[operation];
  if (rule === undefined) throw new Error(`needed.ts says nothing of ${service} ${operation}`);
  return rule(input, physical);
}

const arn = (service: string, resource: string): string => `arn:aws:${service}:${REGION}:${ACCOUNT}:${resource}`;
const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const list = (value: unknown): readonly Input[] => (Array.isArray(value) ? (value as Input[]) : []);
const keys = (value: unknown): readonly string[] => Object.keys(value ?? {});
const whole = (service: string, value: unknown, before = ''): string =>
  text(value).startsWith('arn:') ? text(value) : arn(service, `${before}${text(value)}`);

/** The action of an operation, on what a member of its input names. */
const on =
  (action: string, find: (input: Input, physical: Physical) => string | readonly string[]): Rule =>
  (input, physical) =>
    [find(input, physical)].flat().map((each) => ({ action, arn: each }));

const table = (input: Input): string => whole('dynamodb', input['TableName'], 'table/');
const tableOrIndex = (input: Input): string =>
  input['IndexName'] === undefined ? table(input) : `${table(input)}/index/${text(input['IndexName'])}`;
const tables = (input: Input): string[] => keys(input['RequestItems']).map((name) => whole('dynamodb', name, 'table/'));
const statementTable = (statement: unknown): string =>
  arn('dynamodb', `table/${/(?:FROM|INTO|UPDATE)\s+"?([\w.-]+)"?/i.exec(text(statement))?.[1] ?? ''}`);
const statementAction = (statement: unknown): string =>
  `dynamodb:PartiQL${
    /^\s*(\w)(\w+)/
      .exec(text(statement))
      ?.slice(1)
      .map((part, i) => (i === 0 ? part.toUpperCase() : part.toLowerCase()))
      .join('') ?? ''
  }`;
const partiql = (statement: unknown): Asked => ({ action: statementAction(statement), arn: statementTable(statement) });

const TRANSACTED: Readonly<Record<string, string>> = {
  Put: 'PutItem',
  Update: 'UpdateItem',
  Delete: 'DeleteItem',
  ConditionCheck: 'ConditionCheckItem',
  Get: 'GetItem',
};
const transacted: Rule = (input) =>
  list(input['TransactItems']).flatMap((item) =>
    Object.entries(item).map(([kind, inner]) => ({ action: `dynamodb:${TRANSACTED[kind]}`, arn: table(inner as Input) })),
  );

const bucket = (input: Input): string => `arn:aws:s3:::${text(input['Bucket'])}`;
const object = (input: Input): string => `${bucket(input)}/${text(input['Key'])}`;
const versioned =
  (action: string): Rule =>
  (input, physical) =>
    on(input['VersionId'] === undefined ? action : `${action}Version`, object)(input, physical);
const source = (input: Input): string => {
  const given = input['CopySource'];
  if (typeof given === 'object' && given !== null) return object(given as Input);
  return `arn:aws:s3:::${decodeURIComponent(text(given)).replace(/^\//, '').replace(/\?.*$/, '')}`;
};
const put: Rule = (input) => [
  { action: 's3:PutObject', arn: object(input) },
  ...(input['Tagging'] === undefined ? [] : [{ action: 's3:PutObjectTagging', arn: object(input) }]),
  ...(input['ACL'] === undefined ? [] : [{ action: 's3:PutObjectAcl', arn: object(input) }]),
];

const queue = (input: Input): string =>
  arn(
    'sqs',
    text(input['QueueUrl'] ?? input['QueueName'])
      .split('/')
      .at(-1) ?? '',
  );
const topic = (input: Input): string => text(input['TopicArn'] ?? input['TargetArn'] ?? '*');
const secret = (input: Input, physical: Physical): string => {
  const id = text(input['SecretId']);
  return (
    Object.values(physical).find((each) => each['name'] === id && each['Arn']?.includes(':secret:'))?.['Arn'] ??
    whole('secretsmanager', id, 'secret:').replace(/^(.*:secret:[^:]+)$/, id.startsWith('arn:') ? '$1' : '$1-a1b2c3')
  );
};
const parameter = (name: unknown): string => whole('ssm', text(name).replace(/^\/|:[^/:]+$/g, ''), 'parameter/');
const key = (input: Input, physical: Physical): string => {
  const id = text(input['KeyId']);
  if (id.includes('alias/')) return Object.values(physical).find((each) => each['KeyId'] !== undefined)?.['Arn'] ?? whole('kms', id);
  return whole('kms', id, 'key/');
};
/** Ciphertext names its key itself. */
const ownKey = (_: Input, physical: Physical): string => Object.values(physical).find((each) => each['KeyId'] !== undefined)?.['Arn'] ?? '';
const lambda = (input: Input): string => whole('lambda', input['FunctionName'], 'function:');
const group = (input: Input): string => whole('logs', input['logGroupName'], 'log-group:');
const logStream = (input: Input): string => `${group(input)}:log-stream:${text(input['logStreamName'])}`;
const pool = (input: Input): string => arn('cognito-idp', `userpool/${text(input['UserPoolId'])}`);
const stream = (input: Input): string => text(input['StreamARN']) || arn('kinesis', `stream/${text(input['StreamName'])}`);
const delivery = (input: Input): string => arn('firehose', `deliverystream/${text(input['DeliveryStreamName'])}`);
const sender =
  (name: string) =>
  (input: Input): string =>
    arn('ses', `identity/${/<(.*)>/.exec(text(input[name]))?.[1] ?? text(input[name])}`);
/** The API is in the client's address, which a recorded input does not have: the app's own. */
const connection =
  (verb: string) =>
  (input: Input, physical: Physical): string =>
    arn(
      'execute-api',
      `${Object.values(physical).find((each) => each['ApiId'] !== undefined)?.['ApiId']}/live/${verb}/@connections/${text(input['ConnectionId'])}`,
    );
const any = (): string => '*';
const nothing: Rule = () => [];
const buses = (input: Input): readonly string[] => [
  ...new Set(list(input['Entries']).map((entry) => whole('events', entry['EventBusName'] ?? 'default', 'event-bus/'))),
];

/** Rules for operations that need the action of their own name. */
const same = (
  prefix: string,
  operations: string,
  find: (input: Input, physical: Physical) => string | readonly string[],
): Record<string, Rule> => Object.fromEntries(operations.split(' ').map((operation) => [operation, on(`${prefix}:${operation}`, find)]));

const RULES: Readonly<Record<string, Readonly<Record<string, Rule>>>> = {
  dynamodb: {
    ...same('dynamodb', 'GetItem PutItem UpdateItem DeleteItem DescribeTable UpdateTimeToLive DescribeTimeToLive', table),
    ...same('dynamodb', 'Query Scan', tableOrIndex),
    ...same('dynamodb', 'BatchGetItem BatchWriteItem', tables),
    TransactWriteItems: transacted,
    TransactGetItems: transacted,
    ExecuteStatement: (input) => [partiql(input['Statement'])],
    BatchExecuteStatement: (input) => list(input['Statements']).map((each) => partiql(each['Statement'])),
    ExecuteTransaction: (input) => list(input['TransactStatements']).map((each) => partiql(each['Statement'])),
  },
  scheduler: {
    CreateSchedule: (input) => [
      {
        action: 'scheduler:CreateSchedule',
        arn: arn('scheduler', `schedule/${text(input['GroupName']) || 'default'}/${text(input['Name'])}`),
      },
      { action: 'iam:PassRole', arn: text((input['Target'] as Input | undefined)?.['RoleArn']) },
    ],
  },
  s3: {
    ...same('s3', 'GetObjectTagging PutObjectTagging PutObjectAcl GetObjectAcl AbortMultipartUpload', object),
    GetObject: versioned('s3:GetObject'),
    HeadObject: versioned('s3:GetObject'),
    DeleteObject: versioned('s3:DeleteObject'),
    PutObject: put,
    CreateMultipartUpload: put,
    UploadPart: on('s3:PutObject', object),
    CompleteMultipartUpload: on('s3:PutObject', object),
    DeleteObjects: (input) =>
      list((input['Delete'] as Input | undefined)?.['Objects']).map((each) => ({
        action: each['VersionId'] === undefined ? 's3:DeleteObject' : 's3:DeleteObjectVersion',
        arn: object({ Bucket: input['Bucket'], Key: each['Key'] }),
      })),
    CopyObject: (input) => [{ action: 's3:GetObject', arn: source(input) }, ...put(input, {})],
    ListObjectsV2: on('s3:ListBucket', bucket),
    ListObjects: on('s3:ListBucket', bucket),
    ListObjectVersions: on('s3:ListBucketVersions', bucket),
    HeadBucket: on('s3:ListBucket', bucket),
    ...same('s3', 'GetBucketVersioning GetBucketLocation GetBucketTagging', bucket),
    CreateBucket: on('s3:CreateBucket', bucket),
    ListBuckets: on('s3:ListAllMyBuckets', any),
  },
  sqs: {
    ...same('sqs', 'SendMessage ReceiveMessage DeleteMessage GetQueueUrl GetQueueAttributes ChangeMessageVisibility PurgeQueue', queue),
    SendMessageBatch: on('sqs:SendMessage', queue),
    DeleteMessageBatch: on('sqs:DeleteMessage', queue),
    ChangeMessageVisibilityBatch: on('sqs:ChangeMessageVisibility', queue),
  },
  sns: { Publish: on('sns:Publish', topic), PublishBatch: on('sns:Publish', topic), Subscribe: on('sns:Subscribe', topic) },
  secretsmanager: same('secretsmanager', 'GetSecretValue PutSecretValue DescribeSecret UpdateSecret UpdateSecretVersionStage', secret),
  ssm: {
    ...same('ssm', 'GetParameter PutParameter DeleteParameter', (input) => parameter(input['Name'])),
    GetParameters: on('ssm:GetParameters', (input) => (input['Names'] as string[]).map(parameter)),
    GetParametersByPath: on('ssm:GetParametersByPath', (input) => parameter(text(input['Path']).replace(/\/$/, ''))),
  },
  stepfunctions: same('states', 'StartExecution StartSyncExecution', (input) => text(input['stateMachineArn'])),
  apigatewaymanagementapi: { PostToConnection: on('execute-api:ManageConnections', connection('POST')) },
  events: { PutEvents: on('events:PutEvents', buses) },
  kinesis: same('kinesis', 'PutRecord PutRecords DescribeStreamSummary ListShards', stream),
  firehose: same('firehose', 'PutRecord PutRecordBatch', delivery),
  kms: {
    ...same('kms', 'Encrypt GenerateDataKey Sign Verify GetPublicKey GenerateMac VerifyMac', key),
    Decrypt: on('kms:Decrypt', ownKey),
  },
  lambda: { Invoke: on('lambda:InvokeFunction', lambda) },
  cloudwatch: same('cloudwatch', 'PutMetricData GetMetricData GetMetricStatistics', any),
  logs: {
    ...same('logs', 'CreateLogStream', logStream),
    ...same('logs', 'PutLogEvents', logStream),
    FilterLogEvents: on('logs:FilterLogEvents', group),
    CreateLogGroup: on('logs:CreateLogGroup', group),
  },
  'cognito-idp': same(
    'cognito-idp',
    'AdminCreateUser AdminGetUser AdminDeleteUser AdminAddUserToGroup AdminUpdateUserAttributes AdminInitiateAuth AdminDisableUser AdminListGroupsForUser AdminSetUserPassword ListUsers ListUsersInGroup',
    pool,
  ),
  ses: same('ses', 'SendEmail SendRawEmail SendTemplatedEmail', sender('Source')),
  sesv2: { SendEmail: on('ses:SendEmail', sender('FromEmailAddress')) },
  sts: { AssumeRole: on('sts:AssumeRole', (input) => text(input['RoleArn'])), GetCallerIdentity: nothing },
};
