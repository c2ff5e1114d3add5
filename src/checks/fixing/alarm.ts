import type { App } from '../../model/app.ts';
import type { Authored, Change } from '../../model/change.ts';
import type { SourceFile } from '../../util/span.ts';
import { alarmTopic } from './alarm-topic.ts';
import type { AlarmTopic } from './alarm-topic.ts';
import { conditionOf, freeId } from './owner.ts';
import type { Written } from './owner.ts';
import { alarmsIn } from './told-topics.ts';

/** An alarm that is to be there: goes off when so many of the last five minutes reach the threshold; no data is no reason to. */
export interface AlarmWish {
  /** Logical id, if it is free: `SaveOrderErrors`. */
  readonly id: string;
  readonly description?: string;
  readonly namespace: string;
  readonly metric: string;
  /** Dimension values by name; none for the account's sum. */
  readonly dimensions: Readonly<Record<string, Authored>>;
  /** `Sum`, `Average`, `Maximum`, or a percentile (`p99`). */
  readonly statistic: string;
  readonly threshold: number;
  /** Minutes out of five. */
  readonly minutes: 1 | 3 | 5;
}

/** An alarm, and the resource that it goes behind and under whose condition; null: at the end of the file. */
export interface PlacedAlarm {
  readonly wish: AlarmWish;
  readonly beside: Written | null;
  /** What it goes behind instead, such as a resource that is made with it. */
  readonly after?: string;
  readonly todo?: readonly string[];
}

/** The alarms' logical ids, the changes that make them and their topic, and what is left to do. */
export interface PlacedAlarms {
  readonly ids: readonly string[];
  readonly changes: readonly Change[];
  readonly todo: readonly string[];
}

/** Adds alarms, those of one resource one behind the other; each tells the topic of its file. `file`: of those beside nothing. */
export function placeAlarms(app: App, file: SourceFile, alarms: readonly PlacedAlarm[]): PlacedAlarms {
  const changes: Change[] = [];
  const topics: Change[] = [];
  const todo: string[] = [];
  const ids: string[] = [];
  const last = new Map<Written, string>();
  const seen = new Set<string>();
  for (const { wish, beside, after: given, todo: left = [] } of alarms) {
    const place = beside?.file ?? file;
    if (seen.has(`${place.path} ${wish.id}`)) continue;
    seen.add(`${place.path} ${wish.id}`);
    const topic = alarmTopic(app, place);
    const id = freeId(app, place, named(place, wish.id));
    const after = beside === null ? {} : { after: given ?? last.get(beside) ?? beside.logicalId };
    if (beside !== null) last.set(beside, id);
    changes.push({ kind: 'set', file: place, path: ['Resources', id], value: body(wish, beside, topic), ...after });
    topics.push(...topic.changes);
    ids.push(id);
    todo.push(...topic.todo, ...left);
  }
  return { ids, changes: [...changes, ...once(topics)], todo: [...new Set(todo)] };
}

/** Changes in their order, equal ones once. */
function once(changes: readonly Change[]): Change[] {
  const key = (change: Change): string => JSON.stringify({ ...change, file: change.file.path });
  const distinct = [...new Set(changes)];
  return distinct.length < 2 ? distinct : [...new Map(distinct.map((change) => [key(change), change])).values()];
}

/** `errors, throttles and duration`, for titles. */
export function enumerated(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

function body(wish: AlarmWish, beside: Written | null, topic: AlarmTopic): Authored {
  const dimensions = Object.entries(wish.dimensions).map(([Name, Value]) => ({ Name, Value }));
  const statistic = wish.statistic.startsWith('p') ? { ExtendedStatistic: wish.statistic } : { Statistic: wish.statistic };
  return {
    Type: 'AWS::CloudWatch::Alarm',
    ...conditionOf(beside),
    Properties: {
      ...(wish.description === undefined ? {} : { AlarmDescription: wish.description }),
      Namespace: wish.namespace,
      MetricName: wish.metric,
      ...(dimensions.length === 0 ? {} : { Dimensions: dimensions }),
      ...statistic,
      Period: 60,
      EvaluationPeriods: 5,
      DatapointsToAlarm: wish.minutes,
      Threshold: wish.threshold,
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      TreatMissingData: 'notBreaching',
      AlarmActions: [topic.arn],
    },
  };
}

/** Where the owner's alarms are all called `...Alarm`, new ones are too. */
function named(file: SourceFile, wish: string): string {
  const ids = [...alarmsIn(file).keys()];
  return ids.length > 0 && ids.every((id) => id.endsWith('Alarm')) ? `${wish}Alarm` : wish;
}
