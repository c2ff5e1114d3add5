import { hole } from '../../iam/policy.ts';
import type { Span } from '../../util/span.ts';
import type { App } from '../app.ts';
import type { PlatformGrant, Target } from '../platform-grant.ts';
import { authorizedArn, policyText, resourceArn } from '../policy-text.ts';
import { published } from '../published.ts';
import { property } from '../template.ts';
import type { Resource } from '../template.ts';
import { isUnknown, resourceNamed, show } from '../value.ts';
import type { Value } from '../value.ts';
import { grantOf } from './operation-needs.ts';
import { known, notKnown } from './use.ts';
import type { UseNeeds } from './use.ts';

/** Who delivers with a role. */
export type Deliverer = 'rule' | 'schedule' | 'pipe';

interface Delivery {
  /** What the ARN of the destination looks like, without partition. */
  readonly arn: RegExp;
  readonly actions: readonly string[];
  /** Who may do without: the destination's own policy lets rules in, or it is one of two actions that is needed. */
  readonly optionalFor: readonly Deliverer[];
  /** What some requests need besides. */
  readonly more?: readonly string[];
}

const NOBODY: readonly Deliverer[] = [];

/** What sending to a destination takes.
 *  https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-identity-based.html,
 *  https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-targets-templated.html,
 *  https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-permissions.html, read 2026-11-22. */
const DELIVERIES: readonly Delivery[] = [
  { arn: /^lambda:.*:function:/, actions: ['lambda:InvokeFunction'], optionalFor: ['rule'] },
  { arn: /^sqs:/, actions: ['sqs:SendMessage'], optionalFor: ['rule'] },
  { arn: /^sns:/, actions: ['sns:Publish'], optionalFor: ['rule'] },
  { arn: /^logs:/, actions: ['logs:CreateLogStream', 'logs:PutLogEvents'], optionalFor: ['rule'] },
  { arn: /^states:.*:stateMachine:/, actions: ['states:StartExecution'], optionalFor: NOBODY },
  { arn: /^events:.*:event-bus\//, actions: ['events:PutEvents'], optionalFor: NOBODY },
  { arn: /^events:.*:api-destination\//, actions: ['events:InvokeApiDestination'], optionalFor: NOBODY },
  { arn: /^execute-api:/, actions: ['execute-api:Invoke'], optionalFor: NOBODY, more: ['execute-api:InvalidateCache'] },
  { arn: /^kinesis:/, actions: ['kinesis:PutRecord', 'kinesis:PutRecords'], optionalFor: ['rule', 'schedule', 'pipe'] },
  { arn: /^firehose:/, actions: ['firehose:PutRecord', 'firehose:PutRecordBatch'], optionalFor: ['rule', 'schedule', 'pipe'] },
  { arn: /^codebuild:/, actions: ['codebuild:StartBuild'], optionalFor: NOBODY },
  { arn: /^codepipeline:/, actions: ['codepipeline:StartPipelineExecution'], optionalFor: NOBODY },
];

/** What sending to a destination needs. */
export function deliveryNeeds(app: App, destination: Value, from: { readonly by: Deliverer; readonly because: string }): UseNeeds {
  const { by, because } = from;
  const endpoint = app.resource(resourceNamed(destination));
  if (endpoint?.type === 'AWS::Events::ApiDestination') return known([apiDestinationGrant(app, endpoint, { destination, because })]);
  const target = targetAt(app, destination);
  if ('blocked' in target) return target;
  const delivery = DELIVERIES.find(({ arn }) => arn.test(target.arn.replace(/^arn:[^:]*:/, '')));
  if (delivery === undefined) return notKnown(`${because}: what ${show(destination)} needs is not known`, destination.at);
  const needed = !delivery.optionalFor.includes(by);
  const why = { because, at: destination.at };
  return known([
    grantOf(delivery.actions, [target], { ...why, needed }),
    ...(delivery.more === undefined ? [] : [grantOf(delivery.more, [target], { ...why, needed: false })]),
  ]);
}

/** The ARN of an API destination ends in what AWS draws: policies name it whole, or by its name and a star. */
function apiDestinationGrant(
  app: App,
  endpoint: Resource,
  { destination, because }: { destination: Value; because: string },
): PlatformGrant {
  const { at } = destination;
  const given = property(endpoint, 'Name');
  const name = given === undefined ? hole(endpoint.id) : policyText(app, given);
  const prefix = `arn:${hole('AWS::Partition')}:events:${hole('AWS::Region')}:${hole('AWS::AccountId')}:api-destination`;
  const arns = [hole(`${endpoint.id}.Arn`), `${prefix}/${isUnknown(name) ? '*' : name}/*`];
  const targets = arns.map((arn): Target => ({ logicalId: endpoint.id, arn, unknown: null, via: show(destination), bound: at }));
  return grantOf(['events:InvokeApiDestination'], targets, { because, at, needed: false });
}

/** The target that an ARN of the template names; what is no ARN, or a reference that only the deployment knows, is not told. */
export function targetAt(app: App, value: Value): Target | UseNeeds {
  const machine = machineNamed(app, value);
  const text = machine === undefined ? policyText(app, value) : authorizedArn(resourceArn(app, machine) ?? '');
  if (isUnknown(text)) return { grants: [], blocked: text };
  if (!text.startsWith('arn:')) return notKnown(`which resource ${show(value)} is, is known only at deployment`, value.at);
  const named = machine ?? app.resource(resourceNamed(value)) ?? app.resources.find((one) => resourceArn(app, one) === text);
  return { logicalId: named?.id ?? null, arn: authorizedArn(text), unknown: null, via: show(value), bound: value.at };
}

/** The state machine that a value names itself, or by a version or an alias, about which Step Functions asks. */
function machineNamed(app: App, value: Value): Resource | undefined {
  const named = app.resource(resourceNamed(value));
  const machine = named && published(app, named);
  return machine?.type === 'AWS::StepFunctions::StateMachine' ? machine : undefined;
}

/** Keys that the resources behind a role may be encrypted with: which, is not followed. */
export function keysBehind(at: Span): PlatformGrant {
  const any: Target = {
    logicalId: null,
    arn: '*',
    unknown: 'which keys the resources are encrypted with is not followed',
    via: '',
    bound: null,
  };
  return grantOf(['kms:Decrypt', 'kms:GenerateDataKey'], [any], { because: 'keys', at, needed: false });
}
