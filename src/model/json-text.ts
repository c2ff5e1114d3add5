import type { Span } from '../util/span.ts';
import { atomsOf, unknown } from './value.ts';
import type { Atom, Value } from './value.ts';

// Private use characters stand for the holes of a text while it is parsed; they are not expected in templates.
const OPEN = '\uE000';
const CLOSE = '\uE001';

/**
 * The data of a value given as JSON text, with what only the deployment knows kept as holes; maps and lists stay as they
 * are. Everything inside stands where the text stands.
 */
export function parsedJson(value: Value): Value {
  const atoms = atomsOf(value);
  if (atoms === undefined || (value.kind === 'scalar' && typeof value.value !== 'string')) return value;
  const holes: Atom[] = [];
  const text = atoms.map((atom) => (atom.kind === 'literal' ? atom.text : `${OPEN}${holes.push(atom) - 1}${CLOSE}`)).join('');
  try {
    return fromData(JSON.parse(text) as unknown, holes, value.at);
  } catch {
    return unknown(holes.length === 0 ? 'a text that is not JSON' : 'a text that is JSON only at deployment', value.at);
  }
}

function fromData(data: unknown, holes: readonly Atom[], at: Span): Value {
  if (Array.isArray(data)) return { kind: 'list', items: data.map((item) => fromData(item, holes, at)), at };
  if (typeof data === 'object' && data !== null) {
    const entries = Object.entries(data).map(([key, part]) => [key, { keyAt: at, value: fromData(part, holes, at) }] as const);
    return { kind: 'map', entries: new Map(entries), at };
  }
  if (typeof data === 'string' && data.includes(OPEN)) return { kind: 'text', atoms: withHoles(data, holes), at };
  return { kind: 'scalar', value: data as string | number | boolean | null, at };
}

function withHoles(text: string, holes: readonly Atom[]): Atom[] {
  return text.split(/(\uE000\d+\uE001)/).flatMap((part): Atom[] => {
    const hole = /^\uE000(\d+)\uE001$/.exec(part)?.[1];
    if (hole !== undefined) return [holes[Number(hole)] ?? { kind: 'unknown', reason: 'a hole without a value' }];
    return part === '' ? [] : [{ kind: 'literal', text: part }];
  });
}
