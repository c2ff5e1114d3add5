import type { App } from '../../../model/app.ts';
import { defineCheck } from '../../../model/check.ts';
import type { Check } from '../../../model/check.ts';
import type { Outcome, Severity } from '../../../model/finding.ts';
import { speaksOfAnyone } from '../../../model/restriction.ts';
import type { ResourcePolicy } from '../../../model/resource-policy.ts';
import type { Statement } from '../../../model/statement.ts';
import { property } from '../../../model/template.ts';
import { isUnknown, show } from '../../../model/value.ts';
import type { Unknown } from '../../../model/value.ts';
import { showHoles } from '../../../iam/policy.ts';
import { cannotTell, fail, notApplicable, pass } from '../../outcomes.ts';
import { heldElsewhere } from './held-elsewhere.ts';
import { requestText, strangersRequest } from './strangers-request.ts';
import { fix } from './fix.ts';

const check: Check = defineCheck({
  id: 'resource-policy-public',
  title: 'Resource policy lets anyone in',
  practices: [1],
  severity: 'critical',
  promise: 'proof',
  proves: 'statements of resource policies that let no stranger in',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html',
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status',
  ],
  looksAt: [
    'AWS::S3::BucketPolicy',
    'AWS::SQS::QueuePolicy',
    'AWS::SNS::TopicPolicy',
    'AWS::KMS::Key',
    'AWS::SecretsManager::ResourcePolicy',
    'AWS::Events::EventBusPolicy',
    'AWS::DynamoDB::Table',
    'AWS::ECR::Repository',
    'AWS::OpenSearchService::Domain',
    'AWS::ApiGateway::RestApi',
  ],
  messages: {
    anyone: '{policy} allows {actions} on {guarded} to anyone, and no condition says who or from where',
    everyoneElse: '{policy} allows {actions} on {guarded} to everyone except those it names',
  },
  remedy: 'Name the principals that need access, or add a condition on aws:PrincipalOrgID, aws:SourceArn or aws:SourceAccount.',
  fix,
  *run(app) {
    for (const policy of app.resourcePolicies) {
      for (const blocked of policy.document.unreadable) yield cannotTell(policy.subject, blocked);
      for (const statement of policy.document.statements) if (statement.effect !== 'Deny') yield judge(app, policy, statement);
    }
  },
});
export default check;

function judge(app: App, policy: ResourcePolicy, statement: Statement): Outcome {
  const { subject } = statement;
  const anyone = speaksOfAnyone(statement);
  if (anyone === false) return pass(subject);
  if (isUnknown(statement.effect)) return cannotTell(subject, statement.effect);
  const request = strangersRequest(app, policy, statement);
  if (request === null) return pass(subject);
  const held = heldElsewhere(app, policy);
  if (typeof held === 'string') return notApplicable(subject, held);
  const blocked = [anyone, request, held].find(isUnknown);
  if (blocked !== undefined || isUnknown(request)) return cannotTell(subject, blocked ?? (request as Unknown));
  const actions = (statement.actions.length > 0 ? statement.actions : statement.notActions).map(show);
  const named = policy.guards.map((id) => app.resource(id)?.logicalId ?? id);
  const message = statement.notPrincipals.length > 0 ? 'everyoneElse' : 'anyone';
  return fail({
    subject,
    message,
    args: {
      policy: policy.resource.logicalId,
      actions: statement.notActions.length > 0 ? [`all but ${actions.join(', ')}`] : actions,
      guarded: named.length > 0 ? named : ['its resource'],
    },
    at: (statement.notPrincipals[0] ?? statement.principals.find(({ kind }) => kind === 'any'))?.value.at ?? statement.at,
    severity: severityOf(app, policy, actions),
    evidence: [{ text: `a stranger's request that gets in: ${requestText(request)}` }],
    data: {
      actions,
      guards: policy.guards,
      request: { ...request, context: Object.fromEntries(request.context), resource: showHoles(request.resource) },
    },
  });
}

/** Pages and pictures for the web are often open on purpose; keys, secrets, queues and writes never are. */
function severityOf(app: App, policy: ResourcePolicy, actions: readonly string[]): Severity {
  if (policy.service !== 's3' || !actions.every((action) => /^s3:GetObject(?:Version)?$/i.test(action))) return 'critical';
  const website = policy.guards.some((id) => property(app.resource(id)!, 'WebsiteConfiguration') !== undefined);
  return website ? 'medium' : 'high';
}
