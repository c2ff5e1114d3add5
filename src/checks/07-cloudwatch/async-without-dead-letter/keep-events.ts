import type { App } from '../../../model/app.ts';
import type { Authored, Change } from '../../../model/change.ts';
import type { FailOutcome } from '../../../model/finding.ts';
import type { Fix, NoFix } from '../../../model/fix.ts';
import type { LambdaFunction } from '../../../model/function.ts';
import { functionNamed } from '../../../model/permission.ts';
import { property } from '../../../model/template.ts';
import { failedEvents } from '../../fixing/dead-letters.ts';
import type { DeadLetters } from '../../fixing/dead-letters.ts';
import { conditionOf, freeId, newResource, noFix, notWritten, ref, setProperty, writtenOf, writtenProperty } from '../../fixing/owner.ts';
import type { Written } from '../../fixing/owner.ts';
import { authoredText } from '../../fixing/text.ts';
import { maySend } from './may-send.ts';

/** An on-failure destination: unlike a dead-letter queue's message, its records name the function and the error. */
export function keepEvents(fail: FailOutcome, app: App): Fix | NoFix {
  const fn = app.functions.find(({ id }) => id === fail.subject)!;
  const written = writtenOf(fn.resource);
  if (written === undefined) return notWritten(fn.resource);
  const isSam = written.type === 'AWS::Serverless::Function';
  if (isSam && isChosen(written)) return noFix('its EventInvokeConfig hangs on a condition');
  const queue = failedEvents(app, written.file);
  const sends = maySend(app, fn, queue);
  if (typeof sends === 'string') return noFix(sends);
  const destination = isSam ? ofSam(written, queue) : ofCloudFormation(app, fn, { written, queue, policies: sends });
  if (typeof destination === 'string') return noFix(destination);
  return {
    safety: 'safe',
    title: `Keep events that ${fn.resource.logicalId} fails to handle in ${queue.logicalId}`,
    changes: [destination, ...sends, ...queue.changes],
    ...(queue.todo.length === 0 ? {} : { todo: queue.todo }),
  };
}

function isChosen(written: Written): boolean {
  const paths = ['EventInvokeConfig', 'EventInvokeConfig.DestinationConfig', 'EventInvokeConfig.DestinationConfig.OnFailure'];
  return paths.some((path) => {
    const node = writtenProperty(written, path);
    return node !== undefined && (node.kind !== 'map' || node.keys().some((key) => key.startsWith('Fn::') || key === 'Ref'));
  });
}

function ofSam(written: Written, queue: DeadLetters): Change {
  return setProperty(written, 'EventInvokeConfig.DestinationConfig.OnFailure', { Type: 'SQS', Destination: queue.arn });
}

/** On the configuration that the function has, else on a new one: of its alias, where events come in by one. */
function ofCloudFormation(
  app: App,
  fn: LambdaFunction,
  { written, queue, policies }: { written: Written; queue: DeadLetters; policies: readonly Change[] },
): Change | string {
  const known = app
    .ofType('AWS::Lambda::EventInvokeConfig')
    .find((config) => functionNamed(app, property(config, 'FunctionName')) === fn.id);
  if (known !== undefined) {
    const config = writtenOf(known);
    if (config?.type !== 'AWS::Lambda::EventInvokeConfig') return `${known.logicalId} is not written as a resource of its own`;
    return setProperty(config, 'DestinationConfig.OnFailure.Destination', queue.arn);
  }
  const [alias, ...others] = fn.aliases;
  if (others.length > 0) return 'it has several aliases, each with a configuration of its own';
  const qualifier: Authored | undefined = alias === undefined ? '$LATEST' : authoredText(property(alias, 'Name'));
  if (qualifier === undefined) return 'the name of its alias is known only at deployment';
  // The permission must be there first: https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
  const waits = [...new Set([...(alias === undefined ? [] : [alias.logicalId]), ...separate(policies, fn)])];
  return newResource(written, freeId(app, written.file, `${written.logicalId}AsyncConfig`), {
    Type: 'AWS::Lambda::EventInvokeConfig',
    ...conditionOf(written),
    ...(waits.length === 0 ? {} : { DependsOn: waits }),
    Properties: {
      FunctionName: ref(written.logicalId),
      Qualifier: qualifier,
      DestinationConfig: { OnFailure: { Destination: queue.arn } },
    },
  });
}

/** Policies that stand apart from the role, which the function does not wait for. */
function separate(policies: readonly Change[], fn: LambdaFunction): string[] {
  const ids = policies.map((change) => ('path' in change ? String(change.path[1]) : ''));
  return ids.filter((id) => id !== fn.roleId && id !== '');
}
