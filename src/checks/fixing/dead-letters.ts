import type { App } from '../../model/app.ts';
import type { Authored, Change } from '../../model/change.ts';
import { property } from '../../model/template.ts';
import type { Resource } from '../../model/template.ts';
import { failureTarget } from '../../model/trigger.ts';
import { flag, resourceNamed } from '../../model/value.ts';
import { toJson } from '../../util/node.ts';
import type { SourceFile } from '../../util/span.ts';
import { placeAlarms } from './alarm.ts';
import { customerKey } from './customer-key.ts';
import { conditionOf, freeId, getAtt, newResource, newResourceIn, writtenOf, writtenProperty } from './owner.ts';
import type { Written } from './owner.ts';
import { queueDepth } from './queue-alarms.ts';
import { newPolicy, plainHttpDenied, policyIdOf } from './tls.ts';

/** A queue that keeps what could not be handled, and what makes it. */
export interface DeadLetters {
  readonly logicalId: string;
  /** `!GetAtt FailedEvents.Arn`. */
  readonly arn: Authored;
  /** The key that senders must be allowed to use; null without one. */
  readonly key: Authored | null;
  readonly changes: readonly Change[];
  readonly todo: readonly string[];
}

const WISH = 'FailedEvents';

/** Fourteen days, the longest that SQS keeps a message. */
const RETENTION_SECONDS = 1_209_600;

/** Where failed events of a file's functions go: what others of the file send theirs to, else a new queue. The same for everybody who asks. */
export function failedEvents(app: App, file: SourceFile): DeadLetters {
  const known = [...targetsOf(app), ...app.ofType('AWS::SQS::Queue').filter(({ logicalId }) => logicalId === WISH)].find((queue) => {
    const written = queue.at.source === file ? writtenOf(queue) : undefined;
    return written?.type === 'AWS::SQS::Queue' && !written.node.has('Condition') && property(queue, 'KmsMasterKeyId') === undefined;
  });
  if (known !== undefined) return { logicalId: known.logicalId, arn: getAtt(known.logicalId, 'Arn'), key: null, changes: [], todo: [] };
  const id = freeId(app, file, WISH);
  const key = asksForKey(app) ? customerKey(app, file, 'account') : null;
  const properties = {
    MessageRetentionPeriod: RETENTION_SECONDS,
    ...(key === null ? { SqsManagedSseEnabled: true } : { KmsMasterKeyId: key.arn }),
  };
  const made = newResourceIn(file, id, { Type: 'AWS::SQS::Queue', Properties: properties });
  const policy = newResourceIn(file, policyIdOf(id), tlsOnly(id, {}));
  const alarm = placeAlarms(app, file, [{ wish: queueDepth(id), beside: null }]);
  return {
    logicalId: id,
    arn: getAtt(id, 'Arn'),
    key: key?.arn ?? null,
    changes: [...(key?.changes ?? []), made, policy, ...alarm.changes],
    todo: alarm.todo,
  };
}

/** Queues that keep failed events of some function or stream. */
function targetsOf(app: App): Resource[] {
  const ofFunctions = app.functions.map((fn) => failureTarget(app, fn.id) ?? undefined);
  const ofStreams = app
    .ofType('AWS::Lambda::EventSourceMapping')
    .map((mapping) => property(mapping, 'DestinationConfig.OnFailure.Destination'));
  const found = [...ofFunctions, ...ofStreams].map((target) => app.resource(resourceNamed(target)));
  return found.filter((queue) => queue !== undefined).filter(({ type }) => type === 'AWS::SQS::Queue');
}

/** The dead-letter queue for a queue of the owner's: one that is there for it and not used yet, else a new one of its kind behind it. */
export function deadLettersFor(app: App, queue: Resource, written: Written): DeadLetters {
  const isFifo = flag(property(queue, 'FifoQueue'), false) === true;
  const spare = spareQueue(app, queue, isFifo);
  if (spare !== undefined) return { logicalId: spare, arn: getAtt(spare, 'Arn'), key: null, changes: [], todo: [] };
  const id = freeId(app, written.file, `${written.logicalId}DeadLetters`);
  const condition = conditionOf(written);
  const own = writtenProperty(written, 'KmsMasterKeyId');
  const made = own === undefined && asksForKey(app) ? customerKey(app, written.file, 'account') : null;
  const key = own === undefined ? made?.arn : toJson(own);
  const twin = newResource(written, id, {
    Type: 'AWS::SQS::Queue',
    ...condition,
    Properties: {
      ...(isFifo ? { FifoQueue: true } : {}),
      MessageRetentionPeriod: RETENTION_SECONDS,
      ...(key === undefined ? { SqsManagedSseEnabled: true } : { KmsMasterKeyId: key }),
    },
  });
  const policy: Change = { ...newResource(written, policyIdOf(id), tlsOnly(id, condition)), after: id };
  const alarm = placeAlarms(app, written.file, [{ wish: queueDepth(id), beside: written, after: policyIdOf(id) }]);
  return {
    logicalId: id,
    arn: getAtt(id, 'Arn'),
    key: null,
    changes: [...(made?.changes ?? []), twin, policy, ...alarm.changes],
    todo: alarm.todo,
  };
}

function asksForKey(app: App): boolean {
  return app.config.storage.encryption === 'customer-key';
}

/** A queue declared beside this one for dead letters, by its name, that nothing reads and nothing names yet. */
function spareQueue(app: App, queue: Resource, isFifo: boolean): string | undefined {
  const taken = new Set(app.resources.flatMap((resource) => (resource.type === 'AWS::SQS::Queue' ? [redriveTarget(resource)] : [])));
  const spare = app.ofType('AWS::SQS::Queue').filter((other) => {
    const written = other.at.source === queue.at.source ? writtenOf(other) : undefined;
    const isFree = !taken.has(other.id) && !app.triggers.some(({ sourceId }) => sourceId === other.id);
    const isAlike = (flag(property(other, 'FifoQueue'), false) === true) === isFifo;
    return (
      other !== queue && written !== undefined && !written.node.has('Condition') && isFree && isAlike && isForDeadLetters(other, queue)
    );
  });
  return spare.length === 1 ? spare[0]!.logicalId : undefined;
}

function isForDeadLetters(other: Resource, queue: Resource): boolean {
  const stem = queue.logicalId.replace(/Queue$/i, '');
  return /dlq|dead/i.test(other.logicalId) && other.logicalId.toLowerCase().startsWith(stem.toLowerCase());
}

function redriveTarget(queue: Resource): string | undefined {
  return resourceNamed(property(queue, 'RedrivePolicy.deadLetterTargetArn'));
}

function tlsOnly(id: string, condition: { readonly Condition?: string }): { readonly Type: string; readonly [key: string]: Authored } {
  const statements = [plainHttpDenied('AWS::SQS::Queue', getAtt(id, 'Arn'))];
  return newPolicy('AWS::SQS::Queue', id, { condition, statements });
}
