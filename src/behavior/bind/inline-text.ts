import type { LambdaFunction } from '../../model/function.ts';
import { property } from '../../model/template.ts';
import type { Resource } from '../../model/template.ts';
import { show } from '../../model/value.ts';
import type { Atom, Value } from '../../model/value.ts';

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

/** What the code of a function in the template has filled in, by how it is shown there. */
function givenIn(resource: Resource): ReadonlyMap<string, Value> {
  const found = known.get(resource);
  if (found !== undefined) return found;
  const code = property(resource, 'Code.ZipFile');
  const atoms = code?.kind === 'text' ? code.atoms.filter((atom) => atom.kind !== 'literal') : [];
  const given = new Map(atoms.map((atom) => alone(atom, code!)));
  known.set(resource, given);
  return given;
}

function alone(atom: Atom, { at }: Value): [shown: string, Value] {
  const value: Value = { kind: 'text', atoms: [atom], at };
  return [show(value), value];
}

const known = new WeakMap<Resource, ReadonlyMap<string, Value>>();
