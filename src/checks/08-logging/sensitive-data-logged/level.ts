import type { Behavior } from '../../../model/behavior.ts';
import type { LambdaFunction } from '../../../model/function.ts';
import { property } from '../../../model/template.ts';
import { exactText } from '../../../model/value.ts';
import { observed } from '../../followed.ts';

const FINE: ReadonlySet<string> = new Set(['debug', 'trace', 'verbose', 'silly']);

/**
 * Whether what is logged through a function comes to be written. Loggers leave out details unless they are told otherwise;
 * Python's leave out everything below warnings, and the runtime's JSON format writes from INFO on.
 * https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-log-level.html
 * https://docs.python.org/3/howto/logging.html
 */
export function isWritten(through: string, fn: LambdaFunction, behavior: Behavior): boolean {
  const level = through.slice(through.lastIndexOf('.') + 1);
  const applied = exactText(property(fn.resource, 'LoggingConfig.ApplicationLogLevel'))?.toUpperCase();
  const isJson = exactText(property(fn.resource, 'LoggingConfig.LogFormat'))?.toUpperCase() === 'JSON';
  if (through === 'print' || through.startsWith('pprint.')) return true;
  if (applied !== undefined && /^(?:WARN|ERROR|FATAL)$/.test(applied) && /^(?:log|info|debug|trace|dir|table)$/.test(level)) return false;
  if (FINE.has(level)) return through.startsWith('console.') ? !isJson || isFine(applied) : isFine(applied) || asksForDetails(fn);
  if (!through.startsWith('logging.') || level !== 'info') return true;
  return (
    isJson || observed(behavior, 'log-level').some((one) => !/^(?:WARN|WARNING|ERROR|CRITICAL|FATAL|30|40|50)$/i.test(one.level ?? ''))
  );
}

function isFine(level: string | undefined): boolean {
  return level === 'DEBUG' || level === 'TRACE';
}

/** `LOG_LEVEL: DEBUG` and its kin. */
function asksForDetails(fn: LambdaFunction): boolean {
  return fn.environment.some(
    ({ name, value }) => /LOG_?LEVEL$/i.test(name) && /^(?:debug|trace|verbose|silly)$/i.test(exactText(value) ?? ''),
  );
}
