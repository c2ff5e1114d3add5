import { exactNumber, exactText, isUnknown, show, unknown } from '../../../model/value.ts';
import type { Atom, Value } from '../../../model/value.ts';
import { onlyEntry, stringOf } from '../../../util/node.ts';
import type { Node } from '../../../util/node.ts';
import type { Call, Intrinsic } from '../scope.ts';
import { placed } from '../scope.ts';
import { arnParts, mayHold } from './arn-parts.ts';
import { concatenate, scalar, textParts } from '../text.ts';
import type { TextParts } from '../text.ts';

/** `Fn::Join`. */
export const join: Intrinsic = (call) => {
  const [first, second] = pair(call.argument);
  const delimiter = first === undefined ? undefined : exactText(call.evaluate(first));
  if (delimiter === undefined || second === undefined) return unknown('Fn::Join without a delimiter and a list', call.at);
  const whole = splitBy(second, delimiter, call);
  if (whole !== undefined) return placed(whole, call.at);
  const list = call.evaluate(second);
  if (list?.kind === 'text' && isList(list.atoms) && (delimiter === ',' || delimiter === '')) return placed(list, call.at);
  if (list?.kind !== 'list') return unknown(list === undefined ? 'Fn::Join of AWS::NoValue' : `Fn::Join of ${reason(list)}`, call.at);
  const parts: TextParts[] = [];
  for (const item of list.items) {
    if (parts.length > 0) parts.push({ atoms: [{ kind: 'literal', text: delimiter }], parameters: [] });
    parts.push(textParts(item));
  }
  return concatenate(parts, call.at);
};

/** A list parameter whose items are not known is one atom; joined with the comma it came with, it is itself. */
function isList(atoms: readonly Atom[]): boolean {
  const only = atoms.length === 1 ? atoms[0] : undefined;
  return only?.kind === 'parameter' && isListType(only.type);
}

/** Whether a parameter type is a list: `CommaDelimitedList`, `List<...>`, or an SSM parameter of such a type. */
export function isListType(type: string): boolean {
  return type.includes('List<') || type.includes('CommaDelimitedList');
}

/**
 * The text that `Fn::Split` was given, when `node` is a split by that very delimiter: joining it again gives the text back.
 * The delimiter must be plain, and the text is evaluated once: twice at every level would take exponential time.
 */
function splitBy(node: Node, delimiter: string, call: Call): Value | undefined {
  const only = onlyEntry(node);
  if (only?.key !== 'Fn::Split') return undefined;
  const [first, second] = pair(only.value);
  if (second === undefined || stringOf(first) !== delimiter) return undefined;
  const text = call.evaluate(second);
  if (text?.kind === 'scalar' || text?.kind === 'text') return text;
  return unknown(text === undefined ? 'Fn::Split of AWS::NoValue' : late(`the parts of ${reason(text)}`), call.at);
}

/** `Fn::Select`. */
export const select: Intrinsic = (call) => {
  const [first, second] = pair(call.argument);
  const index = first === undefined ? undefined : exactNumber(call.evaluate(first));
  if (index === undefined || second === undefined) return unknown('Fn::Select without an index that is known', call.at);
  const pieces = piecesOf(second, call);
  if (pieces !== undefined) {
    const piece = index < pieces.certain ? pieces.items[index] : undefined;
    return piece === undefined ? unknown(late(`item ${index} of ${pieces.of}`), call.at) : placed(piece, call.at);
  }
  const list = call.evaluate(second);
  if (list?.kind !== 'list') return unknown(late(`item ${index} of ${list === undefined ? 'AWS::NoValue' : reason(list)}`), call.at);
  const item = list.items[index];
  return item === undefined ? unknown(`item ${index} of a list of ${list.items.length}`, call.at) : placed(item, call.at);
};

/** `Fn::Split`: a list when every piece is certain, else unknown. */
export const split: Intrinsic = (call) => {
  const pieces = splitPieces(call.argument, call);
  if (pieces === undefined) return unknown('Fn::Split without a delimiter and a text', call.at);
  if (pieces.certain < pieces.items.length) return unknown(late(`the parts of ${pieces.of}`), call.at);
  return { kind: 'list', items: pieces.items, at: call.at };
};

interface Pieces {
  readonly items: readonly Value[];
  /** So many items from the start have a certain place and text; a hole may hide further delimiters. */
  readonly certain: number;
  /** The text that was split, for messages. */
  readonly of: string;
}

function piecesOf(node: Node, call: Call): Pieces | undefined {
  const only = onlyEntry(node);
  return only?.key === 'Fn::Split' ? splitPieces(only.value, call) : undefined;
}

function splitPieces(argument: Node, call: Call): Pieces | undefined {
  const [first, second] = pair(argument);
  const delimiter = first === undefined ? undefined : exactText(call.evaluate(first));
  const text = second === undefined ? undefined : call.evaluate(second);
  if (delimiter === undefined || delimiter === '' || text === undefined) return undefined;
  if (isUnknown(text)) return { items: [], certain: 0, of: reason(text) };
  const { atoms, parameters } = textParts(text);
  const groups: Atom[][] = [[]];
  let certain = Infinity;
  for (const [atom, isPart] of atoms.flatMap((one) => taken(one, call))) {
    if (atom.kind !== 'literal') {
      groups.at(-1)!.push(atom);
      if (mayContain(atom, delimiter) && (!isPart || mayHold(atom, delimiter))) certain = Math.min(certain, groups.length - 1);
      continue;
    }
    for (const [position, piece] of atom.text.split(delimiter).entries()) {
      if (position > 0) groups.push([]);
      groups.at(-1)!.push({ kind: 'literal', text: piece });
    }
  }
  const items = groups.map((group) => concatenate([{ atoms: group, parameters }], call.at));
  return { items, certain: Math.min(certain, items.length), of: show(text) };
}

/** The parts of an ARN, and whether an atom is one of those; anything else stays whole. */
function taken(atom: Atom, { scope }: Call): readonly (readonly [Atom, boolean])[] {
  const parts = arnParts(atom, scope);
  return parts === undefined ? [[atom, false]] : parts.map((part) => [part, true]);
}

/** Characters that AWS uses in these values; whatever else may contain any delimiter. */
const ALPHABETS: Readonly<Record<string, RegExp>> = {
  'AWS::AccountId': /^[0-9]+$/,
  'AWS::Region': /^[a-z0-9-]+$/,
  'AWS::Partition': /^[a-z-]+$/,
  'AWS::StackName': /^[A-Za-z0-9-]+$/,
  'AWS::URLSuffix': /^[a-z.]+$/,
};

function mayContain(atom: Atom, delimiter: string): boolean {
  const alphabet = atom.kind === 'pseudo' ? ALPHABETS[atom.name] : undefined;
  return alphabet === undefined || alphabet.test(delimiter);
}

/** `Fn::Length` of AWS::LanguageExtensions. */
export const length: Intrinsic = (call) => {
  const list = call.evaluate(call.argument);
  if (list?.kind === 'list') return scalar(list.items.length, call.at);
  return unknown(`the length of ${list === undefined ? 'AWS::NoValue' : reason(list)}`, call.at);
};

/** `Fn::GetAZs`: only the account knows its availability zones. */
export const getAZs: Intrinsic = (call) => unknown('the availability zones of the region', call.at);

/** The two items of a list argument. */
function pair(argument: Node): readonly [Node | undefined, Node | undefined] {
  return argument.kind === 'list' ? [argument.items[0], argument.items[1]] : [undefined, undefined];
}

function reason(value: Value): string {
  return value.kind === 'unknown' ? value.reason : show(value);
}

/** A reason as a sentence, whatever it is made of: `item 1 of the parts of ${Queue} is known only at deployment`. */
function late(what: string): string {
  const whole = what.replaceAll(/ (?:is|are) known only at deployment/g, '');
  return `${whole} ${whole.startsWith('the parts of') ? 'are' : 'is'} known only at deployment`;
}
