import { isEnvironment } from './environment-use.ts';
import type { LoggedData } from '../../model/behavior.ts';
import { originalOf } from '../builtins/javascript/json.ts';
import type { Abstract, Origin } from '../value.ts';

/** How deep values are looked for in what is logged, and how many at most. */
const DEEPEST = 4;
const MOST_VALUES = 200;

/** Data from outside the code that is in these values, at any depth that is looked at: events, answers, variables. */
export function dataIn(values: readonly Abstract[]): LoggedData[] {
  const seen = new Set<Abstract>();
  const found: LoggedData[] = [];
  const fromOrigin = (origin: Origin, level: number): void => {
    const original = originalOf(origin);
    if (original !== undefined) visit(original, level);
    else if (origin.from === 'event' || origin.from === 'context') found.push({ from: origin.from, path: origin.path });
    else if (origin.from === 'answer' && !isPlainParameter(origin))
      found.push({ from: 'answer', service: origin.service, operation: origin.operation, path: origin.path });
  };
  const visit = (value: Abstract, level: number): void => {
    if (level > DEEPEST || seen.size >= MOST_VALUES || seen.has(value)) return;
    seen.add(value);
    if (value.kind === 'unknown') fromOrigin(value.origin, level);
    else if (value.kind === 'text') {
      for (const part of value.parts) {
        if (part.kind === 'origin') fromOrigin(part.origin, level);
        else if (part.kind === 'environment') found.push({ from: 'environment', name: part.name });
      }
    } else if (isEnvironment(value)) found.push({ from: 'environment', name: '*' });
    else if (value.kind === 'union') for (const member of value.members) visit(member, level);
    else if (value.kind === 'list')
      for (const item of [...value.items, ...(value.rest === null ? [] : [value.rest])]) visit(item, level + 1);
    else if (value.kind === 'object')
      for (const field of [...value.fields.values(), ...(value.rest === null ? [] : [value.rest])]) visit(field, level + 1);
  };
  for (const value of values) visit(value, 0);
  return found;
}

/** A parameter that is not decrypted is a secret of nobody: a `SecureString` comes as its cipher text (AWS Systems Manager, GetParameter). */
function isPlainParameter(origin: Extract<Origin, { from: 'answer' }>): boolean {
  if (origin.service !== 'ssm') return false;
  const input = origin.input?.kind === 'object' ? origin.input : null;
  const decrypts = input?.fields.get('WithDecryption');
  return decrypts?.kind !== 'boolean' || decrypts.value !== true;
}
