import type { LambdaFunction } from '../../model/function.ts';
import { property } from '../../model/template.ts';
import type { Resource } from '../../model/template.ts';
import { textPlaces } from '../../model/text-places.ts';
import { showAtom } from '../../model/value.ts';
import type { Value } from '../../model/value.ts';

/** A stretch of a text in the code: the code's own, or what the template fills in there. */
export type InlineText = { readonly literal: string } | { readonly given: Value };

/**
 * A text of code that stands in the template, with what `Fn::Sub` fills in told apart: in `ZipFile: !Sub "cluster = '${Cluster}'"` the
 * name is the template's. Texts of other code stay whole.
 */
export function inlineText(fn: LambdaFunction, text: string): readonly InlineText[] {
  if (!text.includes('${')) return [{ literal: text }];
  const given = givenIn(fn.resource);
  return text
    .split(/(\$\{[^}]*\})/)
    .filter((part) => part !== '')
    .map((part) => {
      const value = given.get(part);
      return value === undefined ? { literal: part } : { given: value };
    });
}

/** What the code of a function in the template has filled in, by how it is shown there, at the first place where it is. */
function givenIn(resource: Resource): ReadonlyMap<string, Value> {
  const found = known.get(resource);
  if (found !== undefined) return found;
  const given = new Map<string, Value>();
  const code = property(resource, 'Code.ZipFile');
  if (code?.kind === 'text') {
    const places = textPlaces(code);
    let behind = 0;
    for (const atom of code.atoms) {
      const start = behind;
      const shown = showAtom(atom);
      behind += shown.length;
      if (atom.kind === 'literal' || given.has(shown)) continue;
      given.set(shown, { kind: 'text', atoms: [atom], at: places?.(start, behind) ?? code.at });
    }
  }
  known.set(resource, given);
  return given;
}

const known = new WeakMap<Resource, ReadonlyMap<string, Value>>();
