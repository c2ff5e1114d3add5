import type { Abstract, BooleanValue, NothingValue, NumberValue, Origin, TextPart, TextValue, UnionValue, UnknownValue } from '../value.ts';

/** `null`, `undefined`, `None`. */
export const NOTHING: NothingValue = { kind: 'nothing' };

/** No value at all: what a call gives that never returns. It vanishes in unions. */
export const NEVER: UnionValue = { kind: 'union', members: [] };

/** A number of which only the type is known. */
export const SOME_NUMBER: NumberValue = { kind: 'number', value: null };

/** A truth value that may be either. */
export const SOME_BOOLEAN: BooleanValue = { kind: 'boolean', value: null };

/** The longest text that is kept letter by letter, in UTF-16 units, and the most parts a text has. */
const LONGEST = 20_000;
const MOST_PARTS = 32;

/** Steps of a path that are kept; later ones are dropped, since a loop may add steps without end. */
const LONGEST_PATH = 12;

/** A text that is exactly known. */
export function text(literal: string): TextValue {
  if (literal.length > LONGEST) return textOf([{ kind: 'origin', origin: { from: 'limit', limit: 'length of a text' } }]);
  return { kind: 'text', parts: literal === '' ? [] : [{ kind: 'literal', text: literal }] };
}

/** A text of these parts; neighbouring literals become one. */
export function textOf(parts: readonly TextPart[]): TextValue {
  const merged: TextPart[] = [];
  let length = 0;
  for (const part of parts) {
    const last = merged.at(-1);
    if (part.kind === 'literal') length += part.text.length;
    if (length > LONGEST || merged.length >= MOST_PARTS) {
      merged.push({ kind: 'origin', origin: { from: 'limit', limit: 'length of a text' } });
      break;
    }
    if (part.kind === 'literal' && part.text === '') continue;
    if (part.kind === 'literal' && last?.kind === 'literal') merged[merged.length - 1] = { kind: 'literal', text: last.text + part.text };
    else merged.push(part);
  }
  return { kind: 'text', parts: merged };
}

/** A text that the code cannot tell. */
export function textFrom(origin: Origin): TextValue {
  return { kind: 'text', parts: [{ kind: 'origin', origin }] };
}

/** A number that is exactly known. */
export function number(value: number): NumberValue {
  return { kind: 'number', value };
}

/** A truth value; either one when it is not decided. */
export function boolean(value: boolean | undefined | null): BooleanValue {
  return value === undefined || value === null ? SOME_BOOLEAN : { kind: 'boolean', value };
}

/** The value of a literal in the source. */
export function literal(value: string | number | boolean | null | undefined): Abstract {
  if (typeof value === 'string') return text(value);
  if (typeof value === 'number') return number(value);
  if (typeof value === 'boolean') return boolean(value);
  return NOTHING;
}

/** Something that cannot be told, with where it comes from. */
export function unknownFrom(origin: Origin): UnknownValue {
  return { kind: 'unknown', origin };
}

/** The result of a computation that is not followed: `a date`, `arithmetic`. */
export function unknownCode(because: string): UnknownValue {
  return { kind: 'unknown', origin: { from: 'code', because } };
}

/** The origin of a member, element or result of something: its path is one step longer. */
export function extend(origin: Origin, step: string): Origin {
  switch (origin.from) {
    case 'event':
    case 'context':
      return origin.path.length >= LONGEST_PATH ? origin : { from: origin.from, path: [...origin.path, step] };
    case 'answer':
    case 'library':
      return origin.path.length >= LONGEST_PATH ? origin : { ...origin, path: [...origin.path, step] };
    default:
      return origin;
  }
}

/** Something computed from a value that is not known: `split(:)` of an event's field is still the event's. */
export function derived(value: Abstract, step: string): UnknownValue {
  if (value.kind === 'unknown') return unknownFrom(extend(value.origin, step));
  if (value.kind === 'text') {
    const part = value.parts.find((each) => each.kind === 'origin');
    if (part?.kind === 'origin') return unknownFrom(extend(part.origin, step));
    const variable = value.parts.find((each) => each.kind === 'environment');
    if (variable?.kind === 'environment') return unknownFrom({ from: 'environment', because: `${step} of ${variable.name}` });
  }
  return unknownCode(step);
}
