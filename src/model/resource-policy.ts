import type { Span } from '../util/span.ts';
import type { App } from './app.ts';
import { referredTo } from './reference.ts';
import { readPolicyDocument } from './statement.ts';
import type { PolicyDocument } from './statement.ts';
import { property } from './template.ts';
import type { Resource } from './template.ts';
import { exactText, get, isUnknown, itemsOf, resourceNamed } from './value.ts';
import type { Unknown, Value } from './value.ts';

/** A policy that stands on a resource and says who may use it. */
export interface ResourcePolicy {
  /** Id of the resource the document is written in: the policy resource, or the guarded resource itself. */
  readonly subject: string;
  readonly service: string;
  readonly resource: Resource;
  /** Ids of the app's resources it guards. */
  readonly guards: readonly string[];
  /** Why one of them cannot be told, if so. */
  readonly guardsUnknown: Unknown | null;
  readonly document: PolicyDocument;
  readonly at: Span;
}

/** Where resource policies live: type, property of the document, property that names what it guards (null: the resource itself). */
const PLACES: readonly { type: string; document: string; guards: string | null; service: string }[] = [
  { type: 'AWS::S3::BucketPolicy', document: 'PolicyDocument', guards: 'Bucket', service: 's3' },
  { type: 'AWS::SQS::QueuePolicy', document: 'PolicyDocument', guards: 'Queues', service: 'sqs' },
  { type: 'AWS::SQS::QueueInlinePolicy', document: 'PolicyDocument', guards: 'Queue', service: 'sqs' },
  { type: 'AWS::SNS::TopicPolicy', document: 'PolicyDocument', guards: 'Topics', service: 'sns' },
  { type: 'AWS::SNS::TopicInlinePolicy', document: 'PolicyDocument', guards: 'TopicArn', service: 'sns' },
  { type: 'AWS::KMS::Key', document: 'KeyPolicy', guards: null, service: 'kms' },
  { type: 'AWS::KMS::ReplicaKey', document: 'KeyPolicy', guards: null, service: 'kms' },
  { type: 'AWS::SecretsManager::ResourcePolicy', document: 'ResourcePolicy', guards: 'SecretId', service: 'secretsmanager' },
  { type: 'AWS::Events::EventBusPolicy', document: 'Statement', guards: 'EventBusName', service: 'events' },
  { type: 'AWS::Events::EventBus', document: 'Policy', guards: null, service: 'events' },
  { type: 'AWS::DynamoDB::Table', document: 'ResourcePolicy.PolicyDocument', guards: null, service: 'dynamodb' },
  { type: 'AWS::ECR::Repository', document: 'RepositoryPolicyText', guards: null, service: 'ecr' },
  { type: 'AWS::EFS::FileSystem', document: 'FileSystemPolicy', guards: null, service: 'elasticfilesystem' },
  { type: 'AWS::ApiGateway::RestApi', document: 'Policy', guards: null, service: 'execute-api' },
  { type: 'AWS::OpenSearchService::Domain', document: 'AccessPolicies', guards: null, service: 'es' },
  { type: 'AWS::Elasticsearch::Domain', document: 'AccessPolicies', guards: null, service: 'es' },
  { type: 'AWS::Kinesis::ResourcePolicy', document: 'ResourcePolicy', guards: 'ResourceArn', service: 'kinesis' },
  { type: 'AWS::S3::AccessPoint', document: 'Policy', guards: 'Bucket', service: 's3' },
  { type: 'AWS::Backup::BackupVault', document: 'AccessPolicy', guards: null, service: 'backup' },
];

/** Every resource policy of the app. Permissions of functions and layers have their own types. */
export function resourcePoliciesOf(app: App): ResourcePolicy[] {
  return PLACES.flatMap(({ type, document: path, guards, service }) =>
    app.ofType(type).flatMap((resource): ResourcePolicy[] => {
      const value = property(resource, path) ?? busStatement(resource);
      if (value === undefined) return [];
      const document = readPolicyDocument(path === 'Statement' ? asDocument(value) : value, resource.id, resource.at);
      const guarded = guards === null ? [] : itemsOf(property(resource, guards)).map((item) => guardedBy(app, service, item));
      const ids = guarded.flatMap((one) => (one.resource === null ? [] : [one.resource.id]));
      return [
        {
          subject: resource.id,
          service,
          resource,
          guards: guards === null ? [resource.id] : ids,
          guardsUnknown: guarded.find((one) => one.unknown !== null)?.unknown ?? null,
          document,
          at: value.at,
        },
      ];
    }),
  );
}

/** The policies that guard a resource, and the unknown that stands in the way of being sure that these are all. */
export function policiesGuarding(
  app: App,
  resource: Resource,
): { readonly policies: readonly ResourcePolicy[]; readonly unknown: Unknown | null } {
  const policies = app.resourcePolicies.filter((policy) => policy.guards.includes(resource.id));
  const service = PLACES.find(({ service: name }) => resource.type.toLowerCase().startsWith(`aws::${name}::`))?.service;
  const open = app.resourcePolicies.find((policy) => policy.service === service && policy.guardsUnknown !== null);
  return { policies, unknown: open?.guardsUnknown ?? null };
}

/** EventBusPolicy carries one bare statement instead of a document. */
function asDocument(statement: Value): Value {
  if (statement.kind !== 'map' || statement.entries.has('Statement')) return statement;
  return mapOf({ Statement: statement }, statement.at);
}

/** An EventBusPolicy without a statement says it with properties: one action, one principal, at most one condition. */
function busStatement(resource: Resource): Value | undefined {
  const principal = property(resource, 'Principal');
  if (resource.type !== 'AWS::Events::EventBusPolicy' || principal === undefined) return undefined;
  const effect: Value = { kind: 'scalar', value: 'Allow', at: resource.at };
  const condition = property(resource, 'Condition');
  const [operator, key, value] = ['Type', 'Key', 'Value'].map((name) => get(condition, name));
  const written = mapOf({ [exactText(operator) ?? '?']: mapOf({ [exactText(key) ?? '?']: value }, principal.at) }, principal.at);
  const asked = condition === undefined || isUnknown(condition) ? condition : written;
  const caller = exactText(principal) === '*' ? principal : mapOf({ AWS: principal }, principal.at);
  return mapOf({ Effect: effect, Action: property(resource, 'Action'), Principal: caller, Condition: asked }, resource.at);
}

function mapOf(parts: Readonly<Record<string, Value | undefined>>, at: Span): Value {
  const entries = Object.entries(parts).flatMap(([key, value]) =>
    value === undefined ? [] : [[key, { keyAt: value.at, value }] as const],
  );
  return { kind: 'map', entries: new Map(entries), at };
}

/** Buckets may also be named by their own names; the others are named by URL or ARN, which only a reference can give. */
function guardedBy(app: App, service: string, value: Value): { readonly resource: Resource | null; readonly unknown: Unknown | null } {
  const named = app.resource(resourceNamed(value));
  if (named !== undefined) return { resource: named, unknown: null };
  if (service === 's3') return referredTo(value, app.ofType('AWS::S3::Bucket'), 'BucketName');
  return { resource: null, unknown: isUnknown(value) ? value : null };
}
