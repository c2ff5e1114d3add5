import { LOG_DELIVERY } from '../../data/state-machine-integrations.ts';
import type { App } from '../app.ts';
import type { PlatformGrant } from '../platform-grant.ts';
import { property } from '../template.ts';
import type { Resource } from '../template.ts';
import { entriesOf, exactText, get, show } from '../value.ts';
import type { Value } from '../value.ts';
import { deliveryNeeds, targetAt } from './delivery.ts';
import { ANY, grantOf } from './operation-needs.ts';
import { known, notKnown, together } from './use.ts';
import type { RoleUse, UseNeeds } from './use.ts';

/** What reading a source takes: what has to be allowed, what may be, and what takes no resource.
 *  https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-permissions.html, read 2026-11-22. */
const SOURCES: readonly {
  readonly arn: RegExp;
  readonly needed: readonly string[];
  readonly more: readonly string[];
  readonly any: readonly string[];
}[] = [
  { arn: /^sqs:/, needed: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'], more: [], any: [] },
  {
    arn: /^dynamodb:.*\/stream\//,
    needed: ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'],
    more: ['dynamodb:ListStreams'],
    any: ['dynamodb:ListStreams'],
  },
  {
    arn: /^kinesis:/,
    needed: ['kinesis:GetRecords', 'kinesis:GetShardIterator'],
    more: [
      'kinesis:DescribeStream',
      'kinesis:DescribeStreamSummary',
      'kinesis:ListShards',
      'kinesis:ListStreams',
      'kinesis:SubscribeToShard',
    ],
    any: ['kinesis:ListStreams'],
  },
];

/** Roles of pipes: they read the source, ask the enrichment and write to the target. */
export function pipeUses(app: App): RoleUse[] {
  return app.ofType('AWS::Pipes::Pipe').map((pipe) => ({ user: pipe.id, role: property(pipe, 'RoleArn'), ...pipeNeeds(app, pipe) }));
}

function pipeNeeds(app: App, pipe: Resource): UseNeeds {
  const because = `the pipe ${pipe.id}`;
  const [source, enrichment, target] = ['Source', 'Enrichment', 'Target'].map((name) => property(pipe, name));
  const logs = property(pipe, 'LogConfiguration');
  return together([
    source === undefined ? notKnown(`${because} names no source`, pipe.at) : sourceNeeds(app, source, because),
    ...deadLetters(property(pipe, 'SourceParameters')).map((queue) =>
      deliveryNeeds(app, queue, { by: 'pipe', because: `${because}, dead-letter queue` }),
    ),
    ...(enrichment === undefined
      ? []
      : [executed(deliveryNeeds(app, enrichment, { by: 'pipe', because: `${because}, enrichment` }), true)]),
    target === undefined
      ? notKnown(`${because} names no target`, pipe.at)
      : executed(deliveryNeeds(app, target, { by: 'pipe', because }), isSynchronous(pipe)),
    known(logs === undefined ? [] : [logNeeds(logs)]),
  ]);
}

function sourceNeeds(app: App, source: Value, because: string): UseNeeds {
  const target = targetAt(app, source);
  if ('blocked' in target) return target;
  const reads = SOURCES.find(({ arn }) => arn.test(target.arn.replace(/^arn:[^:]*:/, '')));
  if (reads === undefined) return notKnown(`${because}: what reading ${show(source)} needs is not known`, source.at);
  const why = { because: `${because}, source`, at: source.at };
  const more = (actions: readonly string[], targets: PlatformGrant['targets']): PlatformGrant[] =>
    actions.length === 0 ? [] : [grantOf(actions, targets, { ...why, needed: false })];
  return known([grantOf(reads.needed, [target], { ...why, needed: true }), ...more(reads.more, [target]), ...more(reads.any, [ANY])]);
}

function deadLetters(parameters: Value | undefined): Value[] {
  return entriesOf(parameters).flatMap(({ value }) => get(value, 'DeadLetterConfig.Arn') ?? []);
}

/** Whether the pipe waits for the state machine that it starts; null: not said, and then it does only for express workflows.
 *  https://docs.aws.amazon.com/eventbridge/latest/pipes-reference/API_PipeTargetStateMachineParameters.html */
function isSynchronous(pipe: Resource): boolean | null {
  const type = exactText(property(pipe, 'TargetParameters.StepFunctionStateMachineParameters.InvocationType'));
  return type === 'REQUEST_RESPONSE' ? true : type === 'FIRE_AND_FORGET' ? false : null;
}

/** With the action by which a state machine is executed: the enrichment waits for its answer. */
function executed({ grants, blocked }: UseNeeds, isSync: boolean | null): UseNeeds {
  const started = (grant: PlatformGrant): PlatformGrant => {
    if (!grant.actions.includes('states:StartExecution') || isSync === false) return grant;
    if (isSync) return { ...grant, actions: ['states:StartSyncExecution'] };
    return { ...grant, actions: ['states:StartExecution', 'states:StartSyncExecution'], needed: false };
  };
  return { grants: grants.map(started), blocked };
}

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-logs.html */
function logNeeds({ at }: Value): PlatformGrant {
  return grantOf([...LOG_DELIVERY, 'logs:CreateLogStream', 'logs:PutLogEvents'], [ANY], { because: 'logs', at, needed: false });
}
