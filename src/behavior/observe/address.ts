import { show } from '../../model/value.ts';
import type { Abstract, TextPart } from '../value.ts';
import { membersOf } from '../values/query.ts';

/** A text of which something is known, with `${NAME}` for variables and `${?}` for the rest; null when nothing is. */
export function addressText(value: Abstract | undefined): string | null {
  for (const member of value === undefined ? [] : membersOf(value)) {
    if (member.kind !== 'text' || member.parts.length === 0) continue;
    if (member.parts.every((part) => part.kind === 'origin')) continue;
    return withoutPassword(member.parts.map(shown).join(''));
  }
  return null;
}

function shown(part: TextPart): string {
  if (part.kind === 'literal') return part.text;
  if (part.kind === 'origin' || part.value === null || part.value.kind === 'unknown')
    return part.kind === 'environment' ? `\${${part.name}}` : '${?}';
  return show(part.value);
}

function withoutPassword(url: string): string {
  return url.replace(/^([a-z][a-z\d+.-]*:\/\/)[^/?#]*@/i, '$1');
}
