import type { Alarm, WatchedMetric } from '../../model/alarm.ts';
import { watches } from '../../model/alarm.ts';
import type { App } from '../../model/app.ts';
import type { Unknown } from '../../model/value.ts';
import { any } from '../outcomes.ts';

/** Whether some alarm of the app looks at one of the metrics. */
export function isWatched(app: App, metrics: readonly WatchedMetric[]): boolean | Unknown {
  return any(app.alarms.flatMap((alarm: Alarm) => metrics.map((metric) => watches(alarm, metric))));
}
