import type { ResourceDrift } from '../../model/live.ts';
import type { Stack } from '../../model/template.ts';
import { showAtom } from '../../model/value.ts';
import type { Atom, Value } from '../../model/value.ts';
import type { Json } from '../../util/node.ts';
import type { Span } from '../../util/span.ts';

/** Turns live data into values, in which names and ARNs of the stack's own resources are references to them again. */
export interface KnownNames {
  valueOf(data: Json, at: Span): Value;
}

/** Shorter physical ids, and shorter values of parameters, are words that stand for other things as well. */
const SHORTEST_NAME = 4;
const SHORTEST_VALUE = 8;

/**
 * The names that the deployment gave to the app's resources: the physical ids, and every text of the template that only the
 * deployment knows whole and whose deployed value the drift result holds; and its account and region.
 */
export function knownNames(stack: Stack, records: ReadonlyMap<string, ResourceDrift>): KnownNames {
  const names = new Map<string, readonly Atom[] | null>();
  const learn = (text: string, atoms: readonly Atom[]): void => {
    if (text.length < SHORTEST_NAME) return;
    const known = names.get(text);
    if (known === undefined) names.set(text, atoms);
    // One name for two things stands for neither.
    else if (known !== null && shown(known) !== shown(atoms)) names.set(text, null);
  };
  for (const [id, { expected }] of records) {
    if (expected !== undefined) learnFrom(stack.resources.get(id)!.properties, expected, learn);
  }
  for (const { stackId } of records.values()) {
    const [, , , region = '', account = ''] = stackId.split(':');
    learn(region, [{ kind: 'pseudo', name: 'AWS::Region' }]);
    learn(account, [{ kind: 'pseudo', name: 'AWS::AccountId' }]);
  }
  for (const [id, { physicalId }] of records) {
    if (physicalId !== null && !names.has(physicalId)) learn(physicalId, [{ kind: 'resource', id, attribute: null }]);
  }
  return { valueOf: (data, at) => valueOf(data, at, names) };
}

function shown(atoms: readonly Atom[]): string {
  return atoms.map(showAtom).join('');
}

function learnFrom(value: Value, expected: Json, learn: (text: string, atoms: readonly Atom[]) => void): void {
  if (value.kind === 'text') {
    if (typeof expected !== 'string' || value.atoms.some(({ kind }) => kind === 'unknown')) return;
    if (expected.length >= SHORTEST_VALUE || value.atoms.some(({ kind }) => kind === 'resource')) learn(expected, value.atoms);
  } else if (value.kind === 'list') {
    if (!Array.isArray(expected) || expected.length !== value.items.length) return;
    for (const [i, item] of value.items.entries()) learnFrom(item, expected[i]!, learn);
  } else if (value.kind === 'map' && typeof expected === 'object' && expected !== null && !Array.isArray(expected)) {
    for (const [key, entry] of value.entries) if (Object.hasOwn(expected, key)) learnFrom(entry.value, expected[key]!, learn);
  }
}

function valueOf(data: Json, at: Span, names: ReadonlyMap<string, readonly Atom[] | null>): Value {
  if (typeof data === 'string') return textOf(data, at, names);
  if (typeof data !== 'object' || data === null) return { kind: 'scalar', value: data, at };
  if (Array.isArray(data)) return { kind: 'list', items: data.map((item) => valueOf(item, at, names)), at };
  const entries = Object.entries(data).map(([key, item]) => [key, { keyAt: at, value: valueOf(item, at, names) }] as const);
  return { kind: 'map', entries: new Map(entries), at };
}

/** A text that is a known name, or has known names between its colons and slashes: `arn:aws:s3:::orders-1a2b/*`. */
function textOf(text: string, at: Span, names: ReadonlyMap<string, readonly Atom[] | null>): Value {
  const whole = names.get(text);
  if (whole !== undefined && whole !== null) return { kind: 'text', atoms: whole, at };
  const atoms: Atom[] = [];
  let literal = '';
  for (const part of text.split(/(?<=[:/])|(?=[:/])/)) {
    const known = names.get(part);
    if (known === undefined || known === null) literal += part;
    else {
      if (literal !== '') atoms.push({ kind: 'literal', text: literal });
      atoms.push(...known);
      literal = '';
    }
  }
  if (atoms.length === 0) return { kind: 'scalar', value: text, at };
  if (literal !== '') atoms.push({ kind: 'literal', text: literal });
  return { kind: 'text', atoms, at };
}
