import type { ModelValue } from '../../value.ts';
import { argument, fn, harmless, moduleModel } from './build.ts';

/** `aws-embedded-metrics`: metrics leave with the log. `metricScope(metrics => handler)` gives the handler. */
export function embeddedMetrics(): ModelValue {
  const metricScope = fn('metricScope', (made) =>
    fn('function', ({ args, host, at }) => {
      const handler = host.call(argument(made, 0), [harmless('aws-embedded-metrics', ['metrics'])], { at });
      return host.call(handler, args, { at });
    }),
  );
  return moduleModel('aws-embedded-metrics', { metricScope }, (key) => harmless('aws-embedded-metrics', [key]));
}
