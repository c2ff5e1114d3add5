import type { Span } from '../util/span.ts';
import type { App } from './app.ts';
import { functionNamed } from './permission.ts';
import { property } from './template.ts';
import type { Resource } from './template.ts';
import { exactText, firstUnknown, get, itemsOf, resourceNamed } from './value.ts';
import type { Value } from './value.ts';
import { own } from '../util/own.ts';

/** How a source invokes a function; it decides who retries and where failures go. */
export type Invocation = 'synchronous' | 'asynchronous' | 'poll';

/** Something that invokes a function. */
export interface Trigger {
  readonly functionId: string;
  /** Service of the source: apigateway, s3, sns, events, sqs, kinesis, dynamodb, url, ... */
  readonly source: string;
  readonly invocation: Invocation;
  /** Id of the source when it is a resource of the app. */
  readonly sourceId: string | null;
  /** Id of the resource that makes the connection: permission, mapping, URL, rule. */
  readonly via: string;
  readonly at: Span;
}

/** Services that call a function and wait (AWS Lambda developer guide, "Invoking Lambda with events from other AWS services"). */
const SYNCHRONOUS_PRINCIPALS: ReadonlySet<string> = new Set([
  'apigateway',
  'elasticloadbalancing',
  'cognito-idp',
  'cognito-sync',
  'lex',
  'lexv2',
  'alexa-appkit',
  'alexa-connectedhome',
  'cloudfront',
  'edgelambda',
  'bedrock',
  'secretsmanager',
  'firehose',
  'vpc-lattice',
  'connect',
  'appsync',
]);

/** All triggers of the app's functions that the template declares. */
export function triggersOf(app: App): Trigger[] {
  return [...pushTriggers(app), ...pollTriggers(app), ...urlTriggers(app), ...scheduleTriggers(app)];
}

function pushTriggers(app: App): Trigger[] {
  return app.permissions.flatMap((permission): Trigger[] => {
    if (permission.functionId === null || permission.functionUrlAuthType !== undefined || permission.invokedViaFunctionUrl !== undefined)
      return [];
    // An account or anyone (`*`) may invoke in any way, at any time: no trigger that the template declares.
    const service = /^([\w-]+)(?:\.[\w-]+)*\.amazon(?:aws)?\.com/.exec(exactText(permission.principal) ?? '')?.[1];
    if (service === undefined) return [];
    return [
      {
        functionId: permission.functionId,
        source: service,
        invocation: SYNCHRONOUS_PRINCIPALS.has(service) ? 'synchronous' : 'asynchronous',
        sourceId: resourceNamed(permission.sourceArn) ?? (service === 's3' ? notifyingBucket(app, permission.functionId) : null),
        via: permission.resource.id,
        at: permission.at,
      },
    ];
  });
}

/**
 * The only bucket that notifies the function. Its permission often names the account alone, since naming the bucket would make a circle.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-s3-bucket-notificationconfiguration.html
 */
function notifyingBucket(app: App, functionId: string): string | null {
  const notifies = (bucket: Resource): boolean =>
    itemsOf(property(bucket, 'NotificationConfiguration.LambdaConfigurations')).some(
      (one) => functionNamed(app, get(one, 'Function')) === functionId,
    );
  const [bucket, ...others] = app.ofType('AWS::S3::Bucket').filter(notifies);
  return bucket === undefined || others.length > 0 ? null : bucket.id;
}

function pollTriggers(app: App): Trigger[] {
  return app.ofType('AWS::Lambda::EventSourceMapping').flatMap((mapping): Trigger[] => {
    const functionId = functionNamed(app, property(mapping, 'FunctionName'));
    if (functionId === null) return [];
    const sourceId = resourceNamed(property(mapping, 'EventSourceArn')) ?? null;
    return [
      { functionId, source: polledService(app, mapping.id, sourceId), invocation: 'poll', sourceId, via: mapping.id, at: mapping.at },
    ];
  });
}

const POLLED_TYPES: Readonly<Record<string, string>> = {
  'AWS::SQS::Queue': 'sqs',
  'AWS::DynamoDB::Table': 'dynamodb',
  'AWS::DynamoDB::GlobalTable': 'dynamodb',
  'AWS::Kinesis::Stream': 'kinesis',
  'AWS::Kinesis::StreamConsumer': 'kinesis',
  'AWS::MSK::Cluster': 'kafka',
  'AWS::MSK::ServerlessCluster': 'kafka',
  'AWS::AmazonMQ::Broker': 'mq',
  'AWS::DocDB::DBCluster': 'docdb',
};

function polledService(app: App, mappingId: string, sourceId: string | null): string {
  const mapping = app.resource(mappingId)!;
  const byType = own(POLLED_TYPES, app.resource(sourceId ?? undefined)?.type ?? '');
  if (byType !== undefined) return byType;
  const arn = property(mapping, 'EventSourceArn');
  const service = /^arn:[^:]*:([\w-]+):/.exec(exactText(arn) ?? (arn?.kind === 'text' ? shownPrefix(arn) : ''))?.[1];
  if (service !== undefined) return service;
  // Each of these properties belongs to one kind of source. https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html
  if (property(mapping, 'SelfManagedEventSource') !== undefined || property(mapping, 'Topics') !== undefined) return 'kafka';
  if (property(mapping, 'Queues') !== undefined) return 'mq';
  if (property(mapping, 'DocumentDBEventSourceConfig') !== undefined) return 'docdb';
  if (property(mapping, 'StartingPosition') !== undefined) return 'stream';
  // A queue alone asks for none of them.
  return arn === undefined ? 'unknown' : 'sqs';
}

function shownPrefix(value: Value): string {
  return value.kind === 'text' ? value.atoms.map((atom) => (atom.kind === 'literal' ? atom.text : 'x')).join('') : '';
}

function urlTriggers(app: App): Trigger[] {
  return app.ofType('AWS::Lambda::Url').flatMap((url): Trigger[] => {
    const functionId = functionNamed(app, property(url, 'TargetFunctionArn'));
    return functionId === null ? [] : [{ functionId, source: 'url', invocation: 'synchronous', sourceId: url.id, via: url.id, at: url.at }];
  });
}

/** EventBridge Scheduler and Pipes invoke with a role, not with a permission. */
function scheduleTriggers(app: App): Trigger[] {
  const schedules = app
    .ofType('AWS::Scheduler::Schedule')
    .map((resource) => ({ resource, target: property(resource, 'Target.Arn'), source: 'scheduler' }));
  const pipes = app.ofType('AWS::Pipes::Pipe').map((resource) => ({ resource, target: property(resource, 'Target'), source: 'pipes' }));
  return [...schedules, ...pipes].flatMap(({ resource, target, source }): Trigger[] => {
    const functionId = functionNamed(app, target);
    return functionId === null
      ? []
      : [
          {
            functionId,
            source,
            invocation: source === 'scheduler' ? 'asynchronous' : 'synchronous',
            sourceId: resource.id,
            via: resource.id,
            at: resource.at,
          },
        ];
  });
}

/** Where failed asynchronous events of a function go: its DeadLetterConfig or an on-failure destination; the unknown in the way; or null. */
export function failureTarget(app: App, functionId: string): Value | null {
  const resource = app.resource(functionId)!;
  const deadLetter = property(resource, 'DeadLetterConfig');
  const target = get(deadLetter, 'TargetArn');
  if (target !== undefined) return target;
  for (const config of app.ofType('AWS::Lambda::EventInvokeConfig')) {
    if (functionNamed(app, property(config, 'FunctionName')) !== functionId) continue;
    const destination = property(config, 'DestinationConfig.OnFailure.Destination') ?? firstUnknown(property(config, 'DestinationConfig'));
    if (destination !== undefined) return destination;
  }
  return itemsOf(deadLetter).find((item) => item.kind === 'unknown') ?? null;
}
