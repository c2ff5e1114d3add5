import type { WatchedMetric } from '../../model/alarm.ts';
import { watches } from '../../model/alarm.ts';
import type { App } from '../../model/app.ts';
import type { Unknown } from '../../model/value.ts';
import { any } from '../outcomes.ts';

/** Whether some alarm of the app looks at one of the metrics. */
export function isWatched(app: App, metrics: readonly WatchedMetric[]): boolean | Unknown {
  const open: Unknown[] = [];
  for (const alarm of app.alarms) {
    for (const metric of metrics) {
      const verdict = watches(alarm, metric);
      if (verdict === true) return true;
      if (verdict !== false) open.push(verdict);
    }
  }
  return any(open);
}
