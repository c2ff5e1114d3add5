/** Lines of code beyond which a function is taken to do something. */
const MOST_LINES = 12;

/** What a function that is made in the console answers until somebody writes it. */
const CONSOLE = /Hello from Lambda!?['"]/;

/**
 * Whether code in a template does nothing but raise an error, or is what the console begins with: it stands there until a script or a
 * pipeline uploads the real code, so that nothing follows from what it does not call.
 */
export function isPlaceholder(code: string): boolean {
  const lines = code
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !/^(?:#|\/\/|\/?\*)/.test(line));
  if (lines.length <= MOST_LINES && CONSOLE.test(code) && !/boto3|aws-sdk/.test(code)) return true;
  return (
    lines.length <= MOST_LINES &&
    lines.filter((line) => /^(?:raise\b|throw\b|exports\.\w+ = .*\bthrow\b)/.test(line)).length === 1 &&
    lines.every((line) => PART.test(line))
  );
}

/** The lines of such a handler: its head, the error, perhaps a line for the log. */
const PART =
  /^(?:(?:async )?def \w+\(.*\):|(?:exports\.\w+|export const \w+) = .*|export (?:async )?function .*|(?:raise|throw)\b.*|(?:print|console\.\w+)\(.*\);?|[{}();]+|'use strict';)$/;
