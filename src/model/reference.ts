import { property } from './template.ts';
import type { Resource } from './template.ts';
import { atomsOf, resourceNamed, sameValue, show, showAtom, unknown } from './value.ts';
import type { Atom, Unknown, Value } from './value.ts';

/** Whether two texts are equal: certainly, certainly not, or unknown when only the deployment can tell. */
export function textsEqual(a: Value | undefined, b: Value | undefined): boolean | Unknown {
  if (a === undefined || b === undefined) return false;
  if (a.kind === 'unknown') return a;
  if (b.kind === 'unknown') return b;
  const left = atomsOf(a);
  const right = atomsOf(b);
  if (left === undefined || right === undefined) return false;
  if (sameValue(a, b)) return true;
  if (certainlyDiffer(left, right)) return false;
  return unknown(`whether ${show(a)} is ${show(b)} is known only at deployment`, a.at);
}

/**
 * Whether a value names a resource: by reference, by an ARN around one, or by the text of its explicit name in
 * `nameProperty`. A physical id that CloudFormation generates never equals a text from outside the template.
 */
export function refersTo(value: Value | undefined, resource: Resource, nameProperty?: string): boolean | Unknown {
  if (value === undefined) return false;
  if (value.kind === 'unknown') return value;
  const named = resourceNamed(value);
  if (named !== undefined && named === resource.id) return true;
  // A reference to another resource as a whole is never this one, whatever its name.
  if (named !== undefined && value.kind === 'text' && value.atoms.length === 1) return false;
  const blind = value.kind === 'text' ? value.atoms.find((atom) => atom.kind === 'unknown') : undefined;
  if (nameProperty !== undefined) {
    const equal = textsEqual(value, property(resource, nameProperty));
    if (equal !== false) return equal;
  }
  return blind === undefined ? false : unknown(blind.reason, value.at);
}

/** Resources of a list that a value names, and the unknown that stands in the way of being sure. */
export function referredTo(
  value: Value | undefined,
  resources: readonly Resource[],
  nameProperty?: string,
): { readonly resource: Resource | null; readonly unknown: Unknown | null } {
  let blocked: Unknown | null = null;
  for (const resource of resources) {
    const verdict = refersTo(value, resource, nameProperty);
    if (verdict === true) return { resource, unknown: null };
    if (verdict !== false) blocked ??= verdict;
  }
  return { resource: null, unknown: blocked };
}

function certainlyDiffer(a: readonly Atom[], b: readonly Atom[]): boolean {
  const differs = a.findIndex((atom, i) => b[i] === undefined || showAtom(atom) !== showAtom(b[i]));
  const start = differs === -1 ? a.length : differs;
  const left = a.slice(start);
  const right = b.slice(start);
  if (!left.some(isOpen) && !right.some(isOpen)) return true;
  // `${AWS::StackName}-${Orders}` is longer than `${Orders}`, whatever either is.
  if (addsTo(left, right) || addsTo(right, left)) return true;
  // `${Orders}-${Env}` and `${Audit}-${Env}` differ whatever Env is.
  if (left[0]?.kind === 'resource' && right[0]?.kind === 'resource') return true;
  // So do `${Env}-${Orders}` and `${Audit}`.
  const [last, other] = [left.at(-1), right.at(-1)];
  if (last?.kind === 'resource' && other?.kind === 'resource' && showAtom(last) !== showAtom(other)) return true;
  return !startsAgree(textOf(left[0]), textOf(right[0])) || !endsAgree(textOf(left.at(-1)), textOf(right.at(-1)));
}

/** Whether a text ends as the other one does, with some character before that. */
function addsTo(longer: readonly Atom[], shorter: readonly Atom[]): boolean {
  const before = longer.slice(0, longer.length - shorter.length);
  const rest = longer.slice(before.length);
  return before.some(({ kind }) => kind === 'literal') && rest.every((atom, i) => showAtom(atom) === showAtom(shorter[i]!));
}

/** A part that another text could turn out to equal: a generated name of a resource could not. */
function isOpen(atom: Atom): boolean {
  return atom.kind !== 'literal' && atom.kind !== 'resource';
}

/** The text of a literal, or nothing that could disagree. */
function textOf(atom: Atom | undefined): string {
  return atom?.kind === 'literal' ? atom.text : '';
}

function startsAgree(a: string, b: string): boolean {
  return a.startsWith(b) || b.startsWith(a);
}

function endsAgree(a: string, b: string): boolean {
  return a.endsWith(b) || b.endsWith(a);
}
