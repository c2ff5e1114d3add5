import type { WatchedMetric } from '../../model/alarm.ts';
import { watches } from '../../model/alarm.ts';
import type { App } from '../../model/app.ts';
import { property } from '../../model/template.ts';
import { flag, unknown } from '../../model/value.ts';
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
  return any([...open, ...setByInsights(app)]);
}

/**
 * With automatic configuration, Application Insights sets alarms of its own on the functions, tables, queues and APIs of a resource group.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/appinsights-what-is.html
 */
function setByInsights(app: App): Unknown[] {
  return app
    .ofType('AWS::ApplicationInsights::Application')
    .filter((one) => flag(property(one, 'AutoConfigurationEnabled'), false) !== false)
    .map((one) => unknown(`${one.logicalId} has Application Insights set alarms, which are not in the template`, one.at));
}
