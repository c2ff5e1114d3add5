import type { Span } from '../util/span.ts';
import type { App } from './app.ts';
import { readPolicyDocument } from './statement.ts';
import type { PolicyDocument } from './statement.ts';
import { property } from './template.ts';
import type { Resource } from './template.ts';
import { itemsOf, resourceNamed } from './value.ts';
import type { Value } from './value.ts';

/** A policy that stands on a resource and says who may use it. */
export interface ResourcePolicy {
  /** Id of the resource the document is written in: the policy resource, or the guarded resource itself. */
  readonly subject: string;
  readonly service: string;
  readonly resource: Resource;
  /** Ids of the app's resources it guards. */
  readonly guards: readonly string[];
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
      const value = property(resource, path);
      if (value === undefined) return [];
      const document = readPolicyDocument(path === 'Statement' ? asDocument(value) : value, resource.id, resource.at);
      const guarded = guards === null ? [resource.id] : itemsOf(property(resource, guards)).map((item) => guardedId(app, item));
      return [{ subject: resource.id, service, resource, guards: guarded.filter((id) => id !== undefined), document, at: value.at }];
    }),
  );
}

/** EventBusPolicy carries one bare statement instead of a document. */
function asDocument(statement: Value): Value {
  if (statement.kind !== 'map' || statement.entries.has('Statement')) return statement;
  return { kind: 'map', entries: new Map([['Statement', { keyAt: statement.at, value: statement }]]), at: statement.at };
}

function guardedId(app: App, value: Value): string | undefined {
  const id = resourceNamed(value);
  return app.resource(id) === undefined ? undefined : id;
}
