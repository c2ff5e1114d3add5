import { exactText, show, showAtom, unknown } from '../../model/value.ts';
import type { Atom, Unknown, Value } from '../../model/value.ts';
import { onlyEntry, stringOf, toJson } from '../../util/node.ts';
import type { Node } from '../../util/node.ts';
import { OTHER, choiceOf, undecided } from './choices.ts';
import type { Choice, Choices } from './choices.ts';
import { textParts } from './text.ts';

/** What deciding conditions needs of a template. */
export interface ConditionScope {
  readonly prefix: string;
  readonly choices: Choices;
  /** Evaluates with what conditions may know: the values of NoEcho parameters too. */
  evaluate(node: Node): Value | undefined;
  /** A condition of the Conditions section. */
  named(name: string, at: Node): boolean | Unknown;
  /** Parameters without a settled value that an expression mentions anywhere. */
  openParameters(node: Node): readonly string[];
}

/** Whether a condition holds: true, false, or what it hangs on. */
export function decide(node: Node, scope: ConditionScope): boolean | Unknown {
  const name = stringOf(node);
  if (name !== undefined) return scope.named(name, node);
  if (node.kind === 'scalar' && typeof node.value === 'boolean') return node.value;
  const only = onlyEntry(node);
  const items = only?.value.kind === 'list' ? only.value.items : [];
  switch (only?.key) {
    case 'Condition':
      return decide(only.value, scope);
    case 'Fn::Not': {
      const inner = items[0] === undefined ? unknown('Fn::Not without a condition', node.at) : decide(items[0], scope);
      return typeof inner === 'boolean' ? !inner : inner;
    }
    case 'Fn::And':
      return all(items, scope, false);
    case 'Fn::Or':
      return all(items, scope, true);
    case 'Fn::Equals':
      if (items.length !== 2) return unknown('Fn::Equals without two values', node.at);
      return equals(items[0]!, items[1]!, scope, node);
    default:
      return unknown('a condition that is no condition function', node.at);
  }
}

/** And (settled by one false) or Or (settled by one true). */
function all(items: readonly Node[], scope: ConditionScope, settles: boolean): boolean | Unknown {
  let open: Unknown | undefined;
  for (const item of items) {
    const holds = decide(item, scope);
    if (holds === settles) return settles;
    if (typeof holds !== 'boolean') open ??= holds;
  }
  return open ?? !settles;
}

function equals(left: Node, right: Node, scope: ConditionScope, whole: Node): boolean | Unknown {
  const a = scope.evaluate(left);
  const b = scope.evaluate(right);
  for (const value of [a, b]) if (value?.kind === 'unknown' && choiceOf(value) !== undefined) return value;
  if (isData(a) && isData(b)) return dataText(a) === dataText(b);
  const x = textParts(a).atoms;
  const y = textParts(b).atoms;
  const known = [...x, ...y].every((atom) => atom.kind !== 'unknown');
  if (known && x.length === y.length && x.every((atom, i) => showAtom(atom) === showAtom(y[i]!))) return true;
  if (known && cannotBeEqual(x, y)) return false;
  const open = openAtom([...x, ...y], scope) ?? (known ? undefined : scope.openParameters(whole)[0]);
  if (open !== undefined) {
    return undecided({ kind: 'parameter', name: open }, `the value of ${open} is known at deployment`, whole.at);
  }
  if (isOther(x, y, scope) || isOther(y, x, scope)) return false;
  const key = `${scope.prefix} ${JSON.stringify(toJson(whole))}`;
  const chosen = scope.choices.comparisons.get(key);
  if (chosen !== undefined) return chosen;
  const choice: Choice = { kind: 'comparison', key };
  return undecided(choice, `whether ${show(a)} equals ${show(b)} is known at deployment`, whole.at);
}

function isData(value: Value | undefined): value is Value {
  if (value === undefined) return false;
  if (value.kind === 'list') return value.items.every(isData);
  if (value.kind === 'map') return [...value.entries.values()].every((entry) => isData(entry.value));
  return value.kind === 'scalar';
}

/** CloudFormation compares the texts of numbers and booleans. */
function dataText(value: Value): string {
  if (value.kind === 'list') return `[${value.items.map(dataText).join()}]`;
  if (value.kind === 'map')
    return `{${[...value.entries].map(([key, entry]) => `${JSON.stringify(key)}:${dataText(entry.value)}`).join()}}`;
  return JSON.stringify(exactText(value) ?? (value.kind === 'scalar' ? String(value.value) : null));
}

/** Texts whose known beginnings or ends differ. */
function cannotBeEqual(x: readonly Atom[], y: readonly Atom[]): boolean {
  const [startX, startY] = [x[0], y[0]].map(literal) as [string, string];
  const [endX, endY] = [x.at(-1), y.at(-1)].map(literal) as [string, string];
  const start = Math.min(startX.length, startY.length);
  const end = Math.min(endX.length, endY.length);
  if (startX.slice(0, start) !== startY.slice(0, start)) return true;
  if (end > 0 && endX.slice(-end) !== endY.slice(-end)) return true;
  // A text with some literal part is not empty, and an exact text cannot be shorter than another's literal parts.
  const [exact, holes] = isExact(x) ? [x, y] : [y, x];
  return isExact(exact) && literalLength(holes) > literalLength(exact);
}

function isExact(atoms: readonly Atom[]): boolean {
  return atoms.every((atom) => atom.kind === 'literal');
}

function literal(atom: Atom | undefined): string {
  return atom?.kind === 'literal' ? atom.text : '';
}

function literalLength(atoms: readonly Atom[]): number {
  return atoms.reduce((sum, atom) => sum + literal(atom).length, 0);
}

function openAtom(atoms: readonly Atom[], scope: ConditionScope): string | undefined {
  for (const atom of atoms) {
    if ((atom.kind === 'parameter' || atom.kind === 'pseudo') && !scope.choices.parameters.has(atom.name)) return atom.name;
  }
  return undefined;
}

/** A parameter alone whose value was chosen to be none of those compared with, against one of these. */
function isOther(side: readonly Atom[], constant: readonly Atom[], scope: ConditionScope): boolean {
  const only = side.length === 1 ? side[0] : undefined;
  if (only?.kind !== 'parameter' && only?.kind !== 'pseudo') return false;
  return scope.choices.parameters.get(only.name) === OTHER && isExact(constant);
}
