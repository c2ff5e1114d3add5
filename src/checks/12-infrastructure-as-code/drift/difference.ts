import type { PropertyDifference, ResourceDrift } from '../../../model/live.ts';
import type { Resource } from '../../../model/template.ts';
import type { Value } from '../../../model/value.ts';
import type { Span } from '../../../util/span.ts';

/** Longest word and path that are shown; longer words are names, keys or documents. */
const LONGEST_WORD = 24;
const LONGEST_PATH = 120;

/** A difference for a message: `TracingConfig/Mode is PassThrough instead of Active`. Values that may be secrets or names are not shown. */
export function differenceText(resource: Resource, { expected }: ResourceDrift, { path, kind, actual }: PropertyDifference): string {
  const whole = path.join('/');
  const name = whole.length > LONGEST_PATH ? `${whole.slice(0, LONGEST_PATH - 1)}…` : whole;
  if (kind === 'REMOVE') return `${name} is gone`;
  if (kind === 'ADD') return `${name} is new`;
  const before = wordOf(dataAt(expected, path) ?? scalarAt(resource.properties, path));
  const after = wordOf(actual);
  if (before === undefined || after === undefined || mayBeSecret(path)) return `${name} has another value`;
  return `${name} is ${after} instead of ${before}`;
}

/** Where the template says what is different: the deepest key or item on the way, else the resource. `isSecret`: the place is a value that may be one. */
export function differencePlace(resource: Resource, { path }: PropertyDifference): { readonly at: Span; readonly isSecret: boolean } {
  let at = resource.at;
  let value: Value | undefined = resource.properties;
  for (const step of path) {
    if (value?.kind === 'map') {
      const entry = value.entries.get(step);
      if (entry === undefined) return { at, isSecret: false };
      at = entry.keyAt;
      value = entry.value;
    } else if (value?.kind === 'list') {
      value = value.items[Number(step)];
      if (value === undefined) return { at, isSecret: false };
      at = value.at;
    } else return { at, isSecret: false };
  }
  // The line would be shown: it is known then which part of it to hide.
  return value?.kind === 'scalar' && mayBeSecret(path) ? { at: value.at, isSecret: true } : { at, isSecret: false };
}

/** A number, a truth value, or one word such as `Active`. */
function wordOf(value: unknown): string | undefined {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value !== 'string' || value.length > LONGEST_WORD) return undefined;
  return /^(?:[A-Za-z]+(?:[_-][A-Za-z]+)*|\d+|nodejs[\d.x]+|python[\d.]+)$/.test(value) ? value : undefined;
}

/** Environment variables and properties named after secrets hold anything. */
function mayBeSecret(path: readonly string[]): boolean {
  return path.some((step) => /^(?:Environment|Variables|Parameters)$|secret|password|token|credential|key/i.test(step));
}

function dataAt(data: ResourceDrift['expected'], path: readonly string[]): unknown {
  let current: unknown = data;
  for (const step of path) {
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, step)) return undefined;
    current = (current as Record<string, unknown>)[step];
  }
  return current;
}

function scalarAt(properties: Value, path: readonly string[]): unknown {
  let value: Value | undefined = properties;
  for (const step of path) {
    if (value?.kind === 'map') value = value.entries.get(step)?.value;
    else if (value?.kind === 'list') value = value.items[Number(step)];
    else return undefined;
  }
  return value?.kind === 'scalar' ? value.value : undefined;
}
