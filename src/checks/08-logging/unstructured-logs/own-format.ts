import { runtimeOf } from '../../../data/runtimes.ts';
import type { LambdaFunction } from '../../../model/function.ts';
import { exactText } from '../../../model/value.ts';

/** Why Lambda's format setting says nothing about the lines of this function; null where it does. */
export function ownFormat(fn: LambdaFunction): string | null {
  if (fn.environment.some(({ name }) => name === 'POWERTOOLS_SERVICE_NAME' || name === 'POWERTOOLS_LOG_LEVEL')) {
    return 'Powertools for AWS Lambda writes its lines as JSON';
  }
  // Only managed runtimes turn what the code prints into JSON; elsewhere the code must do it itself
  // (AWS Lambda developer guide, Configuring JSON and plain text log formats).
  if (fn.packageType === 'Image') return 'a container image brings its own logging';
  const runtime = exactText(fn.runtime);
  if (runtime !== undefined && runtimeOf(runtime)?.kind === 'provided') return 'an OS-only runtime brings its own logging';
  return null;
}
