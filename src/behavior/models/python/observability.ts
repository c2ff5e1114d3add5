import type { Abstract } from '../../value.ts';
import { members, passThrough } from './build.ts';

/** Packages of tracing, logging and metrics whose decorators give back what they decorate; traces go to the X-Ray daemon. */
function observing(specifier: string): Abstract {
  const recorder: Abstract = members(specifier, (key) => (key.startsWith('__') ? undefined : passThrough(`${specifier}.${key}`)));
  return members(
    specifier,
    (key) => {
      if (key.startsWith('__')) return undefined;
      return key === 'xray_recorder' || key === 'core' || key === 'tracer' ? recorder : passThrough(`${specifier}.${key}`);
    },
    { data: { type: 'module', specifier } },
  );
}

/** Packages of observability by their package. */
export const OBSERVABILITY: Readonly<Record<string, () => Abstract>> = Object.fromEntries(
  ['aws_xray_sdk', 'ddtrace', 'datadog_lambda', 'aws_embedded_metrics', 'lumigo_tracer', 'sentry_sdk', 'aws_lambda_logging'].map((name) => [
    name,
    () => observing(name),
  ]),
);
