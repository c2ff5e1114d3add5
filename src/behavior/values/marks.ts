import type { Atom, Value } from '../../model/value.ts';
import type { Abstract, TextPart, TextValue } from '../value.ts';
import { textOf } from './make.ts';

/** A text in which each piece that only the deployment knows stands as one character, to be taken apart like any text. */
export interface Marked {
  readonly text: string;
  /** A text with such characters as a value again. */
  readonly restore: (piece: string) => TextValue;
}

/** Characters of Unicode's private use area, which no text of a program holds. */
const FIRST_MARK = 0xe100;
const MOST_MARKS = 256;
const MARK = /([\uE100-\uE1FF])/;

/** Whether a text holds a mark. */
export function hasMark(text: string): boolean {
  return MARK.test(text);
}

/**
 * A text to be split at a separator. Undefined when it has pieces that may hold the separator, such as what a parameter is given; names of
 * resources hold no commas and spaces, and ARNs are written out, so that their colons and slashes are seen. The separator null stands for
 * what no piece holds: the marks of JSON.
 */
export function marked(value: Abstract, separator: string | null): Marked | undefined {
  if (value.kind !== 'text') return undefined;
  const pieces: TextPart[] = [];
  let text = '';
  const add = (part: TextPart): void => {
    if (part.kind === 'literal') text += part.text;
    else text += String.fromCharCode(FIRST_MARK + pieces.push(part) - 1);
  };
  for (const part of value.parts) {
    const taken = takenApart(part, separator);
    if (taken === undefined) return undefined;
    taken.forEach(add);
  }
  if (pieces.length > MOST_MARKS) return undefined;
  const restore = (piece: string): TextValue =>
    textOf(piece.split(MARK).map((each) => pieces[each.charCodeAt(0) - FIRST_MARK] ?? { kind: 'literal', text: each }));
  return { text, restore };
}

function takenApart(part: TextPart, separator: string | null): readonly TextPart[] | undefined {
  if (part.kind === 'literal') return [part];
  if (part.kind === 'origin') return undefined;
  const { value } = part;
  if (value?.kind === 'scalar') {
    const whole = String(value.value);
    // What a parameter brings stays that, as another deployment may set it otherwise; only a default that is a list is taken apart.
    const stays = (value.parameters ?? []).length > 0 && separator !== null && !whole.includes(separator);
    return [stays ? part : { kind: 'literal', text: whole }];
  }
  if (value?.kind !== 'text') return undefined;
  const atoms = value.atoms.map((atom) => piecesOf(atom, separator));
  if (atoms.includes(undefined)) return undefined;
  return atoms.flatMap((atom) => atom ?? []).map((atom) => (atom.kind === 'literal' ? atom : { ...part, value: settingOf(atom, value) }));
}

function settingOf(atom: Atom, whole: Value): Value {
  return { kind: 'text', atoms: [atom], at: whole.at };
}

/** The atoms that an atom is made of, none of which holds the separator unless it is literal. */
function piecesOf(atom: Atom, separator: string | null): readonly Atom[] | undefined {
  if (atom.kind === 'literal' || separator === null) return [atom];
  const isList = /[,;|\s]/.test(separator);
  if (!isList && !/[/:]/.test(separator)) return undefined;
  // Code that looks for `arn:aws:` is written for that partition.
  if (atom.kind === 'pseudo') return [atom.name === 'AWS::Partition' ? { kind: 'literal', text: 'aws' } : atom];
  if (atom.kind !== 'resource') return undefined;
  return isList
    ? [atom]
    : atom.parts?.flatMap((part) => (part === atom || part.kind === 'resource' ? [part] : (piecesOf(part, separator) ?? [part])));
}
