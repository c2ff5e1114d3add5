import type { App } from '../../model/app.ts';
import type { Authored, Change } from '../../model/change.ts';
import type { SourceFile } from '../../util/span.ts';
import { alarmTopic, letRulePublish } from './alarm-topic.ts';
import { freeId, newResourceIn } from './owner.ts';

/** A rule that tells somebody of calls that a trail recorded. */
export interface TrailWatch {
  readonly changes: readonly Change[];
  readonly todo: readonly string[];
}

/** Calls that blind whoever looks on: few enough that each is worth a message (CloudTrail user guide, security best practices). */
const BLINDING: readonly string[] = ['StopLogging', 'DeleteTrail', 'UpdateTrail', 'PutEventSelectors', 'DisableKey', 'ScheduleKeyDeletion'];

/** A new rule that tells the alarm topic of a file when a trail or a key is switched off or changed. */
export function newWatch(
  app: App,
  file: SourceFile,
  { trail, condition }: { trail: string; condition: { readonly Condition?: string } },
): TrailWatch {
  const id = freeId(app, file, `${trail}Changed`);
  const topic = alarmTopic(app, file);
  const allowed = letRulePublish(app, file, topic, id);
  const body = {
    Type: 'AWS::Events::Rule',
    ...condition,
    Properties: {
      Description: 'Recording or a key was switched off or changed',
      EventPattern: {
        source: ['aws.cloudtrail', 'aws.kms'],
        'detail-type': ['AWS API Call via CloudTrail'],
        detail: { eventName: BLINDING },
      },
      Targets: [targetOf(topic.arn)],
    },
  };
  return {
    changes: [{ ...newResourceIn(file, id, body), after: trail }, ...topic.changes, ...allowed.changes],
    todo: [...topic.todo, ...allowed.todo],
  };
}

/** The topic as the target of a rule. */
export function targetOf(topic: Authored): Authored {
  return { Id: 'Alarms', Arn: topic };
}
