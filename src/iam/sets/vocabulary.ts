import { isManyValued } from './key-facts.ts';
import type { Family, ValueSet } from './value-set.ts';

/** One thing that is true or false of a request: some value of the key lies in the set (outside of it when not `within`). */
export interface Atom {
  readonly key: string;
  readonly set: ValueSet;
  readonly within: boolean;
  /** What it is when the request has no such key. */
  readonly whenAbsent: boolean;
}

/** An atom, asserted or denied: twice the atom's number, plus one when denied. */
export type Literal = number;

/** What the policies of one question ask about one key. */
export interface KeyUse {
  readonly families: Set<Family>;
  readonly values: string[];
  readonly sets: Map<string, ValueSet>;
  /** Some condition speaks of several values (`ForAnyValue`, `ForAllValues`). */
  manyValued: boolean;
  /** A policy variable names the key; only keys with one value have a meaning there. */
  isVariable: boolean;
}

/** The key that stands for the resource; no condition key is named so. */
export const RESOURCE = '<resource>';
/** The key that stands for the action, where it is none of those known. */
export const ACTION = '<action>';

/** All atoms of one question, each once, and the policy variables in them. */
export interface Vocabulary {
  readonly atoms: readonly Atom[];
  readonly keys: ReadonlyMap<string, KeyUse>;
  /** Code of the character that stands for a variable -> the variable. */
  readonly variables: ReadonlyMap<number, Variable>;
  readonly literal: (atom: Atom, holds: boolean) => Literal;
  /** The character for a policy variable's value, always the same for equal variables. */
  readonly symbol: (variable: Variable) => string;
  readonly use: (key: string) => KeyUse;
}

/** A policy variable: `${aws:username}`, `${aws:PrincipalTag/team, 'company'}`. */
export interface Variable {
  /** In lower case. */
  readonly key: string;
  readonly fallback: string | null;
}

const FIRST_SYMBOL = 0xe100;

/** An empty vocabulary. */
export function createVocabulary(): Vocabulary {
  const atoms: Atom[] = [];
  const numbers = new Map<string, number>();
  const keys = new Map<string, KeyUse>();
  const variables = new Map<number, Variable>();
  const symbols = new Map<string, string>();
  const use = (key: string): KeyUse => {
    const known = keys.get(key);
    if (known !== undefined) return known;
    const fresh: KeyUse = { families: new Set(), values: [], sets: new Map(), manyValued: isManyValued(key), isVariable: false };
    keys.set(key, fresh);
    return fresh;
  };
  const literal = (atom: Atom, holds: boolean): Literal => {
    const id = `${atom.key}\n${atom.within ? '+' : '-'}${atom.whenAbsent ? '?' : ''}\n${atom.set.id}`;
    let number = numbers.get(id);
    if (number === undefined) {
      number = atoms.push(atom) - 1;
      numbers.set(id, number);
      const { families, values, sets } = use(atom.key);
      // The empty set only asks whether the key is there.
      if (atom.set.id !== '') families.add(atom.set.family);
      values.push(...atom.set.values);
      sets.set(atom.set.id, atom.set);
    }
    return number * 2 + (holds ? 0 : 1);
  };
  const symbol = (variable: Variable): string => {
    use(variable.key).isVariable = true;
    const id = `${variable.key}\n${variable.fallback ?? ''}\n${variable.fallback === null}`;
    let text = symbols.get(id);
    if (text === undefined) {
      text = String.fromCharCode(FIRST_SYMBOL + symbols.size);
      symbols.set(id, text);
      variables.set(text.charCodeAt(0), variable);
    }
    return text;
  };
  return { atoms, keys, variables, literal, symbol, use };
}
