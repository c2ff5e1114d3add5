/** Lines of code beyond which a function is taken to do something. */
const MOST_LINES = 12;

/**
 * Whether code in a template is there only until a script or a pipeline uploads the real one, so that nothing follows from what it does
 * not call: it does nothing but raise an error, or the handler is in another file than the one that CloudFormation makes of it.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-lambda-function-code.html
 */
export function isPlaceholder(code: string, handler: string): boolean {
  if (!handler.startsWith('index.')) return true;
  const lines = code
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !/^(?:#|\/\/|\/?\*)/.test(line));
  return (
    lines.length <= MOST_LINES &&
    lines.filter((line) => /^(?:raise\b|throw\b|exports\.\w+ = .*\bthrow\b)/.test(line)).length === 1 &&
    lines.every((line) => PART.test(line))
  );
}

/** The lines of such a handler: its head, the error, perhaps a line for the log. */
const PART =
  /^(?:(?:async )?def \w+\(.*\):|(?:exports\.\w+|export const \w+) = .*|export (?:async )?function .*|(?:raise|throw)\b.*|(?:print|console\.\w+)\(.*\);?|[{}();]+|'use strict';)$/;
