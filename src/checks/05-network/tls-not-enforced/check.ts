import type { App } from '../../../model/app.ts';
import { defineCheck } from '../../../model/check.ts';
import type { Check } from '../../../model/check.ts';
import type { Outcome, Severity } from '../../../model/finding.ts';
import { policiesGuarding } from '../../../model/resource-policy.ts';
import type { ResourcePolicy } from '../../../model/resource-policy.ts';
import type { Statement } from '../../../model/statement.ts';
import { property } from '../../../model/template.ts';
import type { Resource } from '../../../model/template.ts';
import { atomsOf, exactText, firstUnknown, isUnknown, unknown } from '../../../model/value.ts';
import type { Unknown, Value } from '../../../model/value.ts';
import { cannotTell, fail, notApplicable, pass } from '../../outcomes.ts';

/** Services that also answer unencrypted requests, by the type that holds the data. */
const HOLDERS: Readonly<Record<string, { readonly service: string; readonly word: string; readonly severity: Severity }>> = {
  'AWS::S3::Bucket': { service: 's3', word: 'objects', severity: 'medium' },
  // The SDKs speak to queues and topics over HTTPS unless told otherwise by code.
  'AWS::SQS::Queue': { service: 'sqs', word: 'messages', severity: 'low' },
  'AWS::SNS::Topic': { service: 'sns', word: 'messages', severity: 'low' },
  // Lambda itself mounts file systems with TLS; other clients choose.
  'AWS::EFS::FileSystem': { service: 'elasticfilesystem', word: 'files', severity: 'low' },
};

const check: Check = defineCheck({
  id: 'tls-not-enforced',
  title: 'Data can be asked for over plain HTTP',
  practices: [5],
  severity: 'medium',
  promise: 'rule',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html#transit',
    'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-security-best-practices.html',
    'https://docs.aws.amazon.com/sns/latest/dg/sns-security-best-practices.html',
    'https://docs.aws.amazon.com/efs/latest/ug/encryption-in-transit.html',
  ],
  looksAt: Object.keys(HOLDERS),
  messages: {
    noPolicy: '{resource} has no policy that denies requests without TLS, so its {word} can travel in plain text',
    allowed: '{policy} does not deny requests without TLS, so what {resource} holds can travel in plain text',
    partial: '{policy} denies requests without TLS only for a part of what {resource} answers',
  },
  remedy: 'Add a statement to the resource policy that denies every action to everyone where aws:SecureTransport is false.',
  *run(app) {
    for (const resource of app.ofType(...Object.keys(HOLDERS))) yield judge(app, resource);
  },
});
export default check;

function judge(app: App, resource: Resource): Outcome {
  const subject = resource.id;
  const { word, severity } = HOLDERS[resource.type]!;
  // Website endpoints of S3 have no TLS at all (S3 user guide, website endpoints).
  if (property(resource, 'WebsiteConfiguration') !== undefined)
    return notApplicable(subject, 'a website endpoint of S3 answers only plain HTTP');
  const { policies, unknown: unsure } = policiesGuarding(app, resource);
  const answers = policies.flatMap((policy) => policy.document.statements.map((statement) => deniesPlain(resource, statement)));
  if (answers.includes('all')) return pass(subject);
  const blocked = unsure ?? policies.flatMap((policy) => policy.document.unreadable)[0] ?? answers.find(isUnknown);
  if (blocked !== undefined) return cannotTell(subject, blocked);
  const policy = policies[0];
  const common = { subject, at: resource.at, severity, absence: true };
  if (policy === undefined) return fail({ ...common, message: 'noPolicy', args: { resource: resource.logicalId, word } });
  const args = { resource: resource.logicalId, policy: policy.resource.logicalId };
  return fail({ ...common, message: answers.includes('part') ? 'partial' : 'allowed', args, evidence: policies.map(evidenceOf) });
}

function evidenceOf(policy: ResourcePolicy): { text: string; at: ResourcePolicy['at'] } {
  return { text: `${policy.resource.logicalId} is the policy`, at: policy.at };
}

/** Whether a statement denies plain requests to all of a resource, to a part of it, or not at all. */
function deniesPlain(resource: Resource, statement: Statement): 'all' | 'part' | 'none' | Unknown {
  if (isUnknown(statement.effect)) return statement.effect;
  if (statement.effect !== 'Deny' || !statement.principals.some(({ kind }) => kind === 'any')) return 'none';
  const unreadable = statement.conditions.find(({ operator }) => operator === '?');
  if (unreadable !== undefined) return firstUnknown(unreadable.values[0]) ?? unknown('a condition that cannot be read', unreadable.at);
  const [condition, ...others] = statement.conditions;
  if (condition === undefined || !isPlainTransport(condition)) return 'none';
  const blind = [...statement.actions, ...statement.resources].find(isUnknown);
  if (blind !== undefined) return blind;
  return others.length === 0 && coversActions(resource, statement.actions) && coversData(resource, statement.resources) ? 'all' : 'part';
}

function isPlainTransport({ operator, key, values }: Statement['conditions'][number]): boolean {
  if (!/^bool(?:ifexists)?$/i.test(operator) || key.toLowerCase() !== 'aws:securetransport') return false;
  return values.some((value) => value.kind === 'scalar' && String(value.value).toLowerCase() === 'false');
}

/** What carries the data: a Deny of these alone already keeps it off plain HTTP. */
const DATA_ACTIONS: Readonly<Record<string, readonly string[]>> = {
  s3: ['s3:getobject', 's3:putobject'],
  sqs: ['sqs:sendmessage', 'sqs:receivemessage'],
  sns: ['sns:publish'],
  elasticfilesystem: ['elasticfilesystem:clientmount'],
};

function coversActions(resource: Resource, actions: readonly Value[]): boolean {
  const { service } = HOLDERS[resource.type]!;
  const patterns = actions.map((action) => exactText(action)?.toLowerCase() ?? '');
  return DATA_ACTIONS[service]!.every((action) =>
    patterns.some((pattern) => pattern === '*' || pattern === `${service}:*` || pattern === action),
  );
}

/** A bucket's data are its objects: an ARN that ends with `/*`, or any `*`. */
function coversData(resource: Resource, resources: readonly Value[]): boolean {
  if (resource.type !== 'AWS::S3::Bucket') return true;
  return resources.some((value) => {
    const last = atomsOf(value)?.at(-1);
    return last?.kind === 'literal' && last.text.endsWith('*');
  });
}
