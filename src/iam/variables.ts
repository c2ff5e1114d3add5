import { literalPattern } from './match.ts';
import type { Policy, Request } from './policy.ts';

const VARIABLE = /\$\{\s*([^{},']*?)\s*(?:,\s*'([^']*)'\s*)?\}/g;
const LITERALS = new Set(['*', '?', '$']);
const COLONS_BEFORE_RESOURCE = 5;

/** A text of a policy with its variables replaced by the request's values, as a pattern in which those values stand literally.
 *  Null, which fits nothing, when a variable has no value to take: its key is absent and it names no default, or the key has several values.
 *  Before version 2012-10-17 there are no variables, and `${...}` is plain text. Replacement happens once.
 *  https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html */
export function resolveVariables(text: string, version: Policy['version'], context: Request['context']): string | null {
  if (version !== '2012-10-17' || !text.includes('${')) return text;
  let unresolved = false;
  const resolved = text.replaceAll(VARIABLE, (_, name: string, fallback: string | undefined) => {
    if (LITERALS.has(name) && fallback === undefined) return literalPattern(name);
    const values = context.get(name.toLowerCase()) ?? [];
    const value = values.length === 1 ? values[0] : values.length === 0 ? fallback : undefined;
    if (value === undefined) unresolved = true;
    return literalPattern(value ?? '');
  });
  return unresolved ? null : resolved;
}

/** A pattern of a `Resource` element with its variables replaced. They count only after the fifth colon of an ARN: a variable in
 *  the place of a service or an account stays plain text, which no ARN holds. Null as in `resolveVariables`. */
export function resolveResource(pattern: string, version: Policy['version'], context: Request['context']): string | null {
  if (!pattern.startsWith('arn:')) return resolveVariables(pattern, version, context);
  const start = resourcePart(pattern);
  const resolved = resolveVariables(pattern.slice(start), version, context);
  return resolved === null ? null : pattern.slice(0, start) + resolved;
}

/** Where the part after the fifth colon begins; colons within `${...}` do not count. The text's length where there is none. */
function resourcePart(arn: string): number {
  let colons = 0;
  let depth = 0;
  for (let i = 0; i < arn.length; i++) {
    if (arn.startsWith('${', i)) depth++;
    else if (arn[i] === '}' && depth > 0) depth--;
    else if (arn[i] === ':' && depth === 0 && ++colons === COLONS_BEFORE_RESOURCE) return i + 1;
  }
  return arn.length;
}
