import { generatedList } from './generated-list.ts';
import { entryOf } from './lines.ts';

/** Paths below `policy/`, the commonest first. */
const PATHS = ['/', 'service-role/', 'aws-service-role/', 'job-function/', 'root-task/'] as const;

/** What AWS attaches so that the platform can run a function, feed it, or write its logs and traces.
 *  https://docs.aws.amazon.com/lambda/latest/dg/permissions-managed-policies.html
 *  https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html
 *  https://docs.aws.amazon.com/appsync/latest/devguide/monitoring.html */
const PLATFORM: ReadonlySet<string> = new Set([
  'AWSAppSyncPushToCloudWatchLogs',
  'AWSLambdaBasicDurableExecutionRolePolicy',
  'AWSLambdaBasicExecutionRole',
  'AWSLambdaDynamoDBExecutionRole',
  'AWSLambdaENIManagementAccess',
  'AWSLambdaKinesisExecutionRole',
  'AWSLambdaMSKExecutionRole',
  'AWSLambdaSQSQueueExecutionRole',
  'AWSLambdaVPCAccessExecutionRole',
  'AWSXRayDaemonWriteAccess',
  'AWSXrayWriteOnlyAccess',
  'AmazonAPIGatewayPushToCloudWatchLogs',
  'CloudWatchLambdaApplicationSignalsExecutionRolePolicy',
  'CloudWatchLambdaInsightsExecutionRolePolicy',
]);

const lists = new Map<string, ReadonlySet<string>>();

/** The ARN of the AWS managed policy with this name (case counts), with its path; undefined when AWS has none of that name.
 *  Names are those of the partition `aws`; the other partitions have most of them, at the same path.
 *  https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html */
export function managedPolicyArn(name: string, partition: string = 'aws'): string | undefined {
  const path = PATHS.find((candidate) => list(candidate).has(name));
  return path === undefined ? undefined : `arn:${partition}:iam::aws:policy/${path === '/' ? '' : path}${name}`;
}

/** The name in the ARN of an AWS managed policy of any partition; undefined for customer policies and names that AWS does not have. */
export function managedPolicyName(arn: string): string | undefined {
  const name = /^arn:[\w-]+:iam::aws:policy\/(?:[\w-]+\/)*([\w+=,.@-]+)$/.exec(arn)?.[1];
  return name !== undefined && managedPolicyArn(name) !== undefined ? name : undefined;
}

/** Whether AWS made this policy for what the platform itself does with an execution role: run, poll a source, join a VPC, write logs and traces. */
export function isPlatformPolicy(name: string): boolean {
  return PLATFORM.has(name);
}

/** Whether the policy's document allows every action, all but a few (`NotAction`), the IAM actions that give any permission, or ten services as a whole. */
export function isAdministrative(name: string): boolean {
  return list('administrative').has(name);
}

/** Whether the policy's document allows `<service>:*` of at least one service on every resource, without a condition. */
export function isFullAccess(name: string): boolean {
  return list('full access').has(name);
}

function list(key: string): ReadonlySet<string> {
  const known = lists.get(key);
  if (known) return known;
  const names = new Set(entryOf(generatedList('managed-policies'), key)?.split(' '));
  lists.set(key, names);
  return names;
}
