import { showAtom } from '../../model/value.ts';
import type { Value } from '../../model/value.ts';
import type { Abstract, Origin, TextPart } from '../value.ts';

/** Whether two values are surely the same: objects, lists and models by identity, the rest by content. */
export function sameValue(one: Abstract, other: Abstract): boolean {
  if (one === other) return true;
  switch (one.kind) {
    case 'text':
      return other.kind === 'text' && sameParts(one.parts, other.parts);
    case 'number':
      return other.kind === 'number' && Object.is(one.value, other.value);
    case 'boolean':
      return other.kind === 'boolean' && one.value === other.value;
    case 'nothing':
      return other.kind === 'nothing';
    case 'function':
      return other.kind === 'function' && one.fn === other.fn && one.scope === other.scope && one.self === other.self;
    case 'unknown':
      return other.kind === 'unknown' && sameOrigin(one.origin, other.origin);
    case 'union':
      return (
        other.kind === 'union' &&
        one.members.length === other.members.length &&
        one.members.every((member) => other.members.some((each) => sameValue(member, each)))
      );
    default:
      return false;
  }
}

/** Whether two texts have the same parts. */
function sameParts(one: readonly TextPart[], other: readonly TextPart[]): boolean {
  return one.length === other.length && one.every((part, index) => samePart(part, other[index]));
}

/** Whether two parts of texts are the same. */
export function samePart(one: TextPart | undefined, other: TextPart | undefined): boolean {
  if (one === other) return true;
  if (one === undefined || other === undefined) return false;
  if (one.kind === 'literal') return other.kind === 'literal' && one.text === other.text;
  if (one.kind === 'environment') return other.kind === 'environment' && one.name === other.name && sameSetting(one.value, other.value);
  return other.kind === 'origin' && sameOrigin(one.origin, other.origin);
}

/** One variable has one setting, of which there may be different parts. */
function sameSetting(one: Value | null, other: Value | null): boolean {
  if (one === other) return true;
  if (one?.kind !== 'text' || other?.kind !== 'text') return (one === null) === (other === null);
  return one.atoms.length === other.atoms.length && one.atoms.every((atom, index) => showAtom(atom) === showAtom(other.atoms[index]!));
}

/** Whether two values come from the same place, as far as the analysis can tell. */
function sameOrigin(one: Origin, other: Origin): boolean {
  if (one === other) return true;
  switch (one.from) {
    case 'event':
    case 'context':
      return other.from === one.from && samePath(one.path, other.path);
    case 'answer':
      return (
        other.from === 'answer' &&
        one.service === other.service &&
        one.operation === other.operation &&
        samePath(one.path, other.path) &&
        one.input === other.input
      );
    case 'library':
      return other.from === 'library' && one.name === other.name && samePath(one.path, other.path);
    case 'limit':
      return other.from === 'limit' && one.limit === other.limit;
    default:
      return other.from === one.from && one.because === other.because;
  }
}

function samePath(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((step, index) => step === other[index]);
}
