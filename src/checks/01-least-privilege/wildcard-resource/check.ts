import { accessLevel, expandAction, supportsResource } from '../../../data/iam-actions.ts';
import { managedPolicyDocument } from '../../../data/managed-policy-documents.ts';
import { defineCheck } from '../../../model/check.ts';
import type { Check } from '../../../model/check.ts';
import type { App } from '../../../model/app.ts';
import type { Outcome } from '../../../model/finding.ts';
import type { Condition } from '../../../model/statement.ts';
import { entriesOf, exactText, isUnknown, show } from '../../../model/value.ts';
import type { Value } from '../../../model/value.ts';
import { cannotTell, fail, notApplicable, pass } from '../../outcomes.ts';
import { everythingIn, isGenerated, judgeGrants } from '../grants.ts';
import type { Everything, Grant } from '../grants.ts';
import { isAnnounced } from './announced.ts';
import { fix } from './fix.ts';

const check: Check = defineCheck({
  id: 'wildcard-resource',
  title: 'Policy allows an action on every resource',
  practices: [1],
  severity: 'medium',
  promise: 'rule',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege',
    'https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html',
  ],
  looksAt: ['AWS::IAM::Role', 'AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy', 'AWS::Serverless::Function'],
  yieldsTo: ['role-too-wide', 'wildcard-action'],
  messages: { everything: '{holder} allows {actions} on every resource of the account, though these actions can be limited to named ones' },
  remedy: 'Name the ARNs that are used in Resource; keep `*` only for actions that take no resource.',
  fix,
  run: (app) => judgeGrants(app, (grant) => judge(app, grant)),
});
export default check;

function judge(app: App, grant: Grant): Outcome {
  const { statement, holder, functions, services } = grant;
  const { subject } = statement;
  // SAM's own statements cannot be narrowed without leaving the policy template.
  if (isGenerated(grant)) return pass(subject);
  if (statement.notActions.length > 0 || statement.notResources.length > 0)
    return notApplicable(subject, 'the statement says what it leaves out');
  const resources = statement.resources.map(everythingIn);
  const wide = resources.filter((resource): resource is Everything => resource !== null && !isUnknown(resource));
  const blocked = resources.find(isUnknown);
  if (wide.length === 0) return blocked === undefined ? pass(subject) : cannotTell(subject, blocked);
  if (statement.conditions.some(namesResource)) return pass(subject);
  const actions = statement.actions
    .map(exactText)
    .filter((action) => action !== undefined && !isTextMessage(action, services) && wide.some((one) => isTooWide(action, one))) as string[];
  if (actions.length > 0 && actions.every(isPublish) && !namesTopics(app)) {
    return cannotTell(subject, {
      reason: 'no topic is in sight: a text message needs *, as a telephone number has no ARN',
      at: wide[0]!.value.at,
    });
  }
  if (actions.length > 0 && wide.every(({ value }) => isAnnounced(app, grant, { actions, resource: value }))) return pass(subject);
  if (actions.length > 0) {
    const severity = actions.every(onlyLists) ? 'low' : 'medium';
    return fail({
      subject,
      message: 'everything',
      args: { holder, actions },
      at: wide[0]!.value.at,
      severity,
      data: { actions, functions },
    });
  }
  const unreadable = statement.actions.find((action) => exactText(action) === undefined);
  return unreadable === undefined
    ? pass(subject)
    : cannotTell(subject, { reason: 'an action is known only at deployment', at: unreadable.at });
}

/** Whether the action takes resources of the service that is allowed whole, and the platform does not need it so. */
function isTooWide(pattern: string, everything: Everything): boolean {
  return expandAction(pattern).some((action) => {
    const [service = '', name = ''] = action.split(':');
    if (everything.service !== '*' && everything.service !== service) return false;
    return supportsResource(service, name) === true && !platformActions().has(action);
  });
}

/** A user pool sends text messages with `sns:Publish`, and a telephone number has no ARN (Cognito developer guide, SMS message settings). */
function isTextMessage(action: string, services: readonly string[]): boolean {
  return isPublish(action) && services.includes('cognito-idp.amazonaws.com');
}

function isPublish(action: string): boolean {
  return action.toLowerCase() === 'sns:publish';
}

/** Whether the app declares a topic or speaks of one (an ARN, a parameter): then that is what it publishes to. */
function namesTopics(app: App): boolean {
  const speaksOfTopic = (value: Value): boolean => {
    if (value.kind === 'list') return value.items.some(speaksOfTopic);
    if (value.kind === 'map') return entriesOf(value).some((entry) => speaksOfTopic(entry.value));
    return /^arn:[^:]+:sns:|topic/i.test(show(value));
  };
  return app.ofType('AWS::SNS::Topic').length > 0 || app.resources.some((resource) => speaksOfTopic(resource.properties));
}

/** Names of resources in a list tell an attacker where to go next, no more. */
function onlyLists(pattern: string): boolean {
  return expandAction(pattern).every((action) => {
    const [service = '', name = ''] = action.split(':');
    return accessLevel(service, name) === 'List' || supportsResource(service, name) === false;
  });
}

/** Tags, encryption contexts, leading keys and the like choose resources as an ARN does; who calls, from where and when does not. */
function namesResource(condition: Condition): boolean {
  const key = condition.key.toLowerCase();
  return !key.startsWith('aws:') || key.startsWith('aws:resourcetag/') || key === '?';
}

// What AWS's own execution policies allow on every resource for the platform: logs, traces, network interfaces, checkpoints.
const PLATFORM_POLICIES: readonly string[] = [
  'AWSLambdaBasicDurableExecutionRolePolicy',
  'AWSLambdaBasicExecutionRole',
  'AWSLambdaVPCAccessExecutionRole',
  'AWSLambdaENIManagementAccess',
  'AWSXRayDaemonWriteAccess',
  'CloudWatchLambdaInsightsExecutionRolePolicy',
  'AmazonS3ObjectLambdaExecutionRolePolicy',
];

// PassRole has a check of its own. Names of log streams come with the platform's log statements. The others take only a
// terminology, lexicon or adapter of the caller's own, and most calls bring none.
const EXEMPT: readonly string[] = [
  'iam:PassRole',
  'logs:DescribeLogStreams',
  'translate:TranslateText',
  'translate:TranslateDocument',
  'polly:SynthesizeSpeech',
  'rekognition:DetectModerationLabels',
];
let platform: ReadonlySet<string> | undefined;

function platformActions(): ReadonlySet<string> {
  return (platform ??= new Set([...EXEMPT, ...PLATFORM_POLICIES.flatMap(actionsOf)]));
}

function actionsOf(policy: string): readonly string[] {
  const document = JSON.parse(managedPolicyDocument(policy) ?? '{"Statement":[]}') as { Statement: { Action: string | string[] }[] };
  return document.Statement.flatMap((statement) => statement.Action);
}
