import { runtimeOf } from '../../../data/runtimes.ts';
import type { LambdaFunction } from '../../../model/function.ts';
import type { App } from '../../../model/app.ts';
import { exactText } from '../../../model/value.ts';
import { ownPlace } from '../../../util/own-place.ts';

/** Loggers that write a line of JSON for each entry unless they are told otherwise. */
const JSON_LOGGERS: ReadonlySet<string> = new Set(
  '@aws-lambda-powertools/logger @dazn/lambda-powertools-logger bunyan lambda-log pino pino-lambda pythonjsonlogger aws_lambda_logging'.split(
    ' ',
  ),
);

/** Why Lambda's format setting says nothing about the lines of this function; null where it does. */
export function ownFormat(app: App, fn: LambdaFunction): string | null {
  if (fn.environment.some(({ name }) => name === 'POWERTOOLS_SERVICE_NAME' || name === 'POWERTOOLS_LOG_LEVEL')) {
    return 'Powertools for AWS Lambda writes its lines as JSON';
  }
  // Only managed runtimes turn what the code prints into JSON; elsewhere the code must do it itself
  // (AWS Lambda developer guide, Configuring JSON and plain text log formats).
  if (fn.packageType === 'Image') return 'a container image brings its own logging';
  const runtime = exactText(fn.runtime);
  if (runtime !== undefined && runtimeOf(runtime)?.kind === 'provided') return 'an OS-only runtime brings its own logging';
  const logger = loggerOf(app, fn);
  return logger === null ? null : `its code logs through ${logger}, which writes its lines as JSON`;
}

/** The logger of the code whose lines are JSON. */
function loggerOf(app: App, fn: LambdaFunction): string | null {
  const imports = app.packageOf(fn)?.imports ?? [];
  // Powertools for Python is one package, of which the logger is a part.
  const found = imports.find(({ name, at }) =>
    name === 'aws_lambda_powertools' ? /\bLogger\s*\(/.test(ownPlace(at).source.text) : JSON_LOGGERS.has(name),
  );
  return found?.name ?? null;
}
