import type { Abstract } from '../../value.ts';
import { members, passThrough } from './build.ts';

/** A package whose decorators give back what they decorate, and that calls nothing itself; traces go to the X-Ray daemon. */
function decorating(specifier: string): Abstract {
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

/** Packages of tracing, logging, retries and caches by their name. */
export const DECORATING: Readonly<Record<string, () => Abstract>> = Object.fromEntries(
  `
    aws_embedded_metrics aws_lambda_logging aws_xray_sdk backoff beartype cachetools datadog_lambda ddtrace deprecated lumigo_tracer
    opentelemetry ratelimit retry retrying sentry_sdk structlog tenacity timeout_decorator typeguard
  `
    .trim()
    .split(/\s+/)
    .map((name) => [name, () => decorating(name)]),
);
