import type { Abstract, TextPart } from '../../value.ts';
import { derived, text, textOf, unknownCode } from '../../values/make.ts';
import { exactText } from '../../values/query.ts';

/** A text that a value is written as; a gap for what cannot be written out. */
export function written(value: Abstract | undefined): readonly TextPart[] {
  if (value?.kind === 'text') return value.parts;
  if (value?.kind === 'number' && value.value !== null) return [{ kind: 'literal', text: String(value.value) }];
  if (value?.kind === 'unknown') return [{ kind: 'origin', origin: value.origin }];
  return [{ kind: 'origin', origin: { from: 'code', because: 'a formatted value' } }];
}

const PERCENT = /%(?:\((\w+)\))?[-+ #0]*(?:\d+|\*)?(?:\.\d+)?([a-zA-Z%])/g;
const BRACES = /\{\{|\}\}|\{([^{}:!]*)(?:![rsa])?(?::[^{}]*)?\}/g;

/** Python's `'orders-%s' % stage` and `'%(a)s' % {'a': …}`. */
export function formatPercent(pattern: Abstract, value: Abstract): Abstract {
  const exact = exactText(pattern);
  if (exact === undefined) return derived(pattern, '%');
  const items = value.kind === 'list' ? value.items : [value];
  let next = 0;
  return fill(exact, PERCENT, (match) => {
    if (match[2] === '%') return [{ kind: 'literal', text: '%' }];
    if (match[1] !== undefined) return written(value.kind === 'object' ? value.fields.get(match[1]) : unknownCode('format'));
    next += 1;
    return written(items[next - 1]);
  });
}

/** Python's `'orders-{}'.format(stage)`, with positions and names. */
export function formatBraces(pattern: Abstract, args: readonly Abstract[], named: ReadonlyMap<string, Abstract>): Abstract {
  const exact = exactText(pattern);
  if (exact === undefined) return derived(pattern, 'format');
  let next = 0;
  return fill(exact, BRACES, (match) => {
    const field = match[1];
    if (field === undefined) return [{ kind: 'literal', text: match[0].slice(0, 1) }];
    if (field === '') {
      next += 1;
      return written(args[next - 1]);
    }
    return written(/^\d+$/.test(field) ? args[Number(field)] : named.get(field));
  });
}

function fill(pattern: string, holes: RegExp, value: (match: RegExpExecArray) => readonly TextPart[]): Abstract {
  const parts: TextPart[] = [];
  let end = 0;
  for (const match of pattern.matchAll(holes)) {
    parts.push({ kind: 'literal', text: pattern.slice(end, match.index) }, ...value(match));
    end = match.index + match[0].length;
  }
  return parts.length === 0 ? text(pattern) : textOf([...parts, { kind: 'literal', text: pattern.slice(end) }]);
}
