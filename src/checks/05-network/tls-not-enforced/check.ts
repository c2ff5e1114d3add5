import type { App } from '../../../model/app.ts';
import { defineCheck } from '../../../model/check.ts';
import type { Check } from '../../../model/check.ts';
import type { Evidence, Outcome, Severity } from '../../../model/finding.ts';
import { policiesGuarding } from '../../../model/resource-policy.ts';
import type { ResourcePolicy } from '../../../model/resource-policy.ts';
import { property } from '../../../model/template.ts';
import type { Resource } from '../../../model/template.ts';
import { cannotTell, fail, notApplicable, pass } from '../../outcomes.ts';
import { fix } from './fix.ts';
import { plainRequest } from './plain-request.ts';
import type { PlainRequest } from './plain-request.ts';

/** Services that also answer unencrypted requests, by the type that holds the data. */
const HOLDERS: Readonly<Record<string, { readonly word: string; readonly severity: Severity }>> = {
  'AWS::S3::Bucket': { word: 'objects', severity: 'medium' },
  // The SDKs speak to queues and topics over HTTPS unless told otherwise by code.
  'AWS::SQS::Queue': { word: 'messages', severity: 'low' },
  'AWS::SNS::Topic': { word: 'messages', severity: 'low' },
  // Lambda itself mounts file systems with TLS; other clients choose.
  'AWS::EFS::FileSystem': { word: 'files', severity: 'low' },
};

const check: Check = defineCheck({
  id: 'tls-not-enforced',
  title: 'Data can be asked for over plain HTTP',
  practices: [5],
  severity: 'medium',
  promise: 'proof',
  proves: 'stores of data that answer no request without TLS',
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
    inverted:
      '{policy} denies requests only where aws:SecureTransport is true, that is with TLS, so what {resource} holds can travel in plain text',
    partial: '{policy} denies requests without TLS only for a part of what {resource} answers',
  },
  remedy: 'Add a statement to the resource policy that denies every action to everyone where aws:SecureTransport is false.',
  fix,
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
  const answer = plainRequest(app, resource, policies);
  if (answer.request === null) return pass(subject);
  const blocked = unsure ?? answer.blocked;
  if (blocked !== null) return cannotTell(subject, blocked);
  const policy = policies[0];
  const common = { subject, at: resource.at, severity, absence: true, data: { request: answer.request } };
  if (policy === undefined) return fail({ ...common, message: 'noPolicy', args: { resource: resource.logicalId, word } });
  const args = { resource: resource.logicalId, policy: policy.resource.logicalId };
  const gets = { text: `a request that gets in: ${answer.request.action} on ${answer.request.resource} over plain HTTP` };
  return fail({ ...common, message: messageFor(answer), args, evidence: [...policies.map(evidenceOf), gets] });
}

function messageFor({ denies }: PlainRequest): string {
  if (denies === null) return 'allowed';
  return denies === 'tls' ? 'inverted' : 'partial';
}

function evidenceOf(policy: ResourcePolicy): Evidence {
  return { text: `${policy.resource.logicalId} is the policy`, at: policy.at };
}
