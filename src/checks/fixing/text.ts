import type { Authored } from '../../model/change.ts';
import type { Atom, Value } from '../../model/value.ts';
import { getAtt, ref, sub } from './owner.ts';

/**
 * A text of the model as its owner would write it: plain, a reference, or `Fn::Sub`. Undefined for what came by a parameter's value
 * or from another stack, and for what is no text.
 */
export function authoredText(value: Value | undefined): Authored | undefined {
  if (value?.kind === 'scalar') return value.parameters === undefined && typeof value.value === 'string' ? value.value : undefined;
  if (value?.kind !== 'text') return undefined;
  const [only, ...others] = value.atoms;
  if (only !== undefined && others.length === 0) return whole(only);
  const parts = value.atoms.map(part);
  return parts.includes(undefined) ? undefined : sub(parts.join(''));
}

function whole(atom: Atom): Authored | undefined {
  switch (atom.kind) {
    case 'resource':
      if (atom.id.includes('/')) return undefined;
      return atom.attribute === null ? ref(atom.id) : getAtt(atom.id, atom.attribute);
    case 'parameter':
    case 'pseudo':
      return ref(atom.name);
    default:
      return undefined;
  }
}

function part(atom: Atom): string | undefined {
  switch (atom.kind) {
    case 'literal':
      return atom.text.replaceAll('${', '${!');
    case 'resource':
      if (atom.id.includes('/')) return undefined;
      return atom.attribute === null ? `\${${atom.id}}` : `\${${atom.id}.${atom.attribute}}`;
    case 'parameter':
    case 'pseudo':
      return `\${${atom.name}}`;
    default:
      return undefined;
  }
}
