import { escapesDeny } from '../../../iam/allows-anyone.ts';
import type { PolicyCondition, PolicyStatement } from '../../../iam/policy.ts';
import { showHoles } from '../../../iam/policy.ts';
import type { App } from '../../../model/app.ts';
import { resourceArn } from '../../../model/policy-text.ts';
import type { ResourcePolicy } from '../../../model/resource-policy.ts';
import { resourceStatement } from '../../../model/resource-statement.ts';
import type { Resource } from '../../../model/template.ts';
import { isUnknown, unknown } from '../../../model/value.ts';
import type { Unknown } from '../../../model/value.ts';

/** Whether a request without TLS is denied to everyone. */
export interface PlainRequest {
  /** One that is not denied; null: all are. */
  readonly request: { readonly action: string; readonly resource: string } | null;
  /** What of the policies cannot be read or decided. */
  readonly blocked: Unknown | null;
  /** What denials speak of: a part of such requests, those with TLS alone, or nothing of the kind. */
  readonly denies: 'part' | 'tls' | null;
}

/** What carries the data: a Deny of these alone already keeps it off plain HTTP. */
const DATA_ACTIONS: Readonly<Record<string, readonly string[]>> = {
  'AWS::S3::Bucket': ['s3:GetObject', 's3:PutObject'],
  'AWS::SQS::Queue': ['sqs:SendMessage', 'sqs:ReceiveMessage'],
  'AWS::SNS::Topic': ['sns:Publish'],
  'AWS::EFS::FileSystem': ['elasticfilesystem:ClientMount'],
};

const PLAIN: PolicyCondition = { operator: 'Bool', qualifier: null, ifExists: false, key: 'aws:SecureTransport', values: ['false'] };

/** Looks for a request without TLS that no Deny for everyone takes away. */
export function plainRequest(app: App, resource: Resource, policies: readonly ResourcePolicy[]): PlainRequest {
  const arn = resourceArn(app, resource) ?? '*';
  const isBucket = resource.type === 'AWS::S3::Bucket';
  const read = policies.flatMap(({ document }) => document.statements).map((statement) => resourceStatement(app, statement));
  const statements = read.filter((one): one is PolicyStatement => !isUnknown(one)).map((one) => ofItself(one, isBucket ? arn : null));
  const answer = escapesDeny(
    { version: '2012-10-17', statements },
    { conditions: [PLAIN], actions: DATA_ACTIONS[resource.type]!, resources: [isBucket ? `${arn}/*` : arn] },
  );
  const denies = deniedPart(statements);
  const unreadable = policies.flatMap(({ document }) => document.unreadable)[0] ?? read.find(isUnknown) ?? null;
  if (!answer.decided) return { request: { action: '', resource: '' }, blocked: unknown(answer.because, resource.at), denies };
  if (answer.witness === null) return { request: null, blocked: null, denies };
  const { action, resource: object } = answer.witness;
  return { request: { action, resource: showHoles(object) }, blocked: unreadable, denies };
}

function deniedPart(statements: readonly PolicyStatement[]): PlainRequest['denies'] {
  const spoken = statements.filter(({ effect, conditions }) => effect === 'Deny' && conditions.some(isAboutTransport));
  if (spoken.length === 0) return null;
  return spoken.every(({ conditions }) => conditions.some((one) => isAboutTransport(one) && asksForTls(one))) ? 'tls' : 'part';
}

function isAboutTransport({ key }: PolicyCondition): boolean {
  return key.toLowerCase() === 'aws:securetransport';
}

/** `Bool: { aws:SecureTransport: true }`: whatever else the statement says, requests without TLS are none of its business. */
function asksForTls({ operator, values }: PolicyCondition): boolean {
  return operator === 'Bool' && values.every((value) => value.toLowerCase() === 'true');
}

/**
 * A policy speaks of the resource it stands on, however its name is written there: S3 refuses other buckets, the others do not look.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/troubleshoot-403-errors.html
 */
function ofItself(statement: PolicyStatement, bucket: string | null): PolicyStatement {
  const { resources } = statement;
  if (bucket === null || resources === null) return { ...statement, resources: null };
  const patterns = resources.patterns.map((pattern) =>
    pattern.replace(/^(?:arn:[^:]*:s3:::(?:\uE000[^\uE001]*\uE001|[^/*\uE000])+|\uE000[^\uE001]*\uE001)(?=\/|$)/, () => bucket),
  );
  return { ...statement, resources: { ...resources, patterns } };
}
