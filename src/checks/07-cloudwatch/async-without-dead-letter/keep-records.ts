import type { App } from '../../../model/app.ts';
import type { Change } from '../../../model/change.ts';
import type { FailOutcome } from '../../../model/finding.ts';
import type { Fix, NoFix } from '../../../model/fix.ts';
import { functionNamed } from '../../../model/permission.ts';
import { property } from '../../../model/template.ts';
import type { Resource } from '../../../model/template.ts';
import { written as writtenAt } from '../../../model/written.ts';
import { at } from '../../../util/node.ts';
import { failedEvents } from '../../fixing/dead-letters.ts';
import type { DeadLetters } from '../../fixing/dead-letters.ts';
import { noFix, notWritten, setProperty, writtenOf } from '../../fixing/owner.ts';
import type { Written } from '../../fixing/owner.ts';
import { pathAt } from '../../fixing/place.ts';
import { maySend } from './may-send.ts';

/** An on-failure destination of the mapping, which tells where in the stream the records are. */
export function keepRecords(fail: FailOutcome, app: App): Fix | NoFix {
  const mapping = app.resource(fail.subject)!;
  const written = writtenOf(mapping);
  const fn = app.functions.find(({ id }) => id === functionNamed(app, property(mapping, 'FunctionName')));
  if (written === undefined || fn === undefined) return notWritten(mapping);
  const queue = failedEvents(app, written.file);
  const sends = maySend(app, fn, queue);
  if (typeof sends === 'string') return noFix(sends);
  const destination = destinationOf(mapping, written, { queue, policies: sends });
  if (typeof destination === 'string') return noFix(destination);
  const endless = isEndless(mapping)
    ? ['Limit MaximumRetryAttempts: until then a record that fails holds up its shard until it expires']
    : [];
  const todo = [...queue.todo, ...endless];
  return {
    safety: 'safe',
    title: `Keep records that ${fn.resource.logicalId} fails to handle in ${queue.logicalId}`,
    changes: [...destination, ...sends, ...queue.changes],
    ...(todo.length === 0 ? {} : { todo }),
  };
}

function destinationOf(
  mapping: Resource,
  written: Written,
  { queue, policies }: { queue: DeadLetters; policies: readonly Change[] },
): Change[] | string {
  if (written.type === 'AWS::Lambda::EventSourceMapping') {
    const waits = policies.map((change) => ('path' in change ? String(change.path[1]) : '')).filter((id) => id.endsWith('Policy'));
    const path = [...written.path, 'DependsOn'];
    const first = writtenAt(written.file, path);
    const isList = first === undefined || first.kind === 'list';
    return [
      setProperty(written, 'DestinationConfig.OnFailure.Destination', queue.arn),
      ...(isList && waits.length > 0 ? [{ kind: 'append', file: written.file, path, items: waits } as const] : []),
    ];
  }
  const place = pathAt(mapping.at) ?? [];
  const event = place.indexOf('Events') === 3 ? place.slice(0, 5) : undefined;
  const node = event === undefined ? undefined : writtenAt(written.file, event);
  if (event === undefined || at(node, 'Properties')?.kind !== 'map')
    return `${mapping.logicalId} is not written as an event of ${written.logicalId}`;
  const value = { Type: 'SQS', Destination: queue.arn };
  return [{ kind: 'set', file: written.file, path: [...event, 'Properties', 'DestinationConfig', 'OnFailure'], value }];
}

/** Kinesis and DynamoDB streams are tried again until their records expire, unless told otherwise (Lambda API reference, MaximumRetryAttempts). */
function isEndless(mapping: Resource): boolean {
  const isStream = property(mapping, 'StartingPosition') !== undefined && property(mapping, 'Topics') === undefined;
  return (
    isStream && property(mapping, 'MaximumRetryAttempts') === undefined && property(mapping, 'MaximumRecordAgeInSeconds') === undefined
  );
}
