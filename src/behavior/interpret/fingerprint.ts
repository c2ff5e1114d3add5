import type { Abstract } from '../value.ts';
import { show as showSetting } from '../../model/value.ts';
import { showOrigin } from '../values/show.ts';

const identities = new WeakMap<object, number>();
let nextIdentity = 0;

/** A short text that differs for values that differ by what matters: texts, commands, clients, shapes of objects. */
export function fingerprint(value: Abstract): string {
  left = MOST_VALUES;
  return print(value, 6);
}

/** Values that one fingerprint looks at; large or tangled objects are cut. */
const MOST_VALUES = 2_000;
let left = 0;

function print(value: Abstract, levels: number): string {
  left -= 1;
  if (left < 0) return '…';
  switch (value.kind) {
    case 'text':
      return `'${value.parts.map((part) => (part.kind === 'literal' ? part.text : part.kind === 'environment' ? `\u0001${part.name}${part.value?.kind === 'text' ? showSetting(part.value) : ''}\u0001` : `\u0002${showOrigin(part.origin)}\u0002`)).join('')}'`;
    case 'number':
      return String(value.value);
    case 'boolean':
      return `b${value.value}`;
    case 'nothing':
      return '-';
    case 'unknown':
      return `?${showOrigin(value.origin)}`;
    case 'union':
      return [...new Set(value.members.map((member) => print(member, levels)))].toSorted().join('|');
    case 'object': {
      if (levels === 0) return '{…}';
      const fields = [...value.fields].map(([key, field]) => `${key}:${print(field, levels - 1)}`).toSorted();
      const rest = value.rest === null ? '' : `…${value.keys.map((key) => print(key, 1)).join('|')}:${print(value.rest, levels - 1)}`;
      return `${value.cls === null ? '' : identityOf(value.cls)}{${fields.join(',')}${rest}}`;
    }
    case 'list':
      if (levels === 0) return '[…]';
      return `[${value.items.map((item) => print(item, levels - 1)).join(',')}${value.rest === null ? '' : `…${print(value.rest, levels - 1)}`}]`;
    default:
      return `${value.kind[0] ?? ''}${identityOf(value)}`;
  }
}

/** A number that is the same for the same object. */
function identityOf(value: object): number {
  let known = identities.get(value);
  if (known === undefined) {
    nextIdentity += 1;
    identities.set(value, (known = nextIdentity));
  }
  return known;
}
