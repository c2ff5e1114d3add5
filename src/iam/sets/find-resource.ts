import { findText, NONE } from './find-text.ts';
import type { Found } from './find-text.ts';
import { shortestText } from './shortest-text.ts';
import type { Budget } from './shortest-text.ts';
import { globPattern } from './text-pattern.ts';
import type { TextPattern } from './text-pattern.ts';
import type { Atom } from './vocabulary.ts';

/** What requests for an action can name. */
export interface ResourceKind {
  /** Equal for equal kinds. */
  readonly id: string;
  /** Null: only `*`, the resource of actions that take none. */
  readonly universe: readonly TextPattern[] | null;
  /** Shapes that people recognise, best first. */
  readonly natural: readonly TextPattern[];
}

/** The resource of actions that take none.
 *  https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html */
export const NO_RESOURCE: ResourceKind = { id: 'none', universe: null, natural: [] };

// A text that only the deployment knows may stand for a whole ARN, and so may a policy variable, which `loosened` finds.
const ANY_RESOURCE = ['*', 'arn:*:*:*:*:*', '\uE000*'].map((text, i) => (i === 0 ? globPattern('\uE0F0') : globPattern(text)));

/** The resources of actions that take some: any ARN, or `*` where the action can do without. */
export function resourceOf(service: string): ResourceKind {
  return { id: service, universe: ANY_RESOURCE, natural: naturalShapes(service) };
}

/** Only the resources that these patterns name, for every action that takes some. */
export function resourceWithin(patterns: readonly string[]): ResourceKind {
  return { id: 'given', universe: patterns.map((text) => globPattern(text)), natural: [] };
}

function naturalShapes(service: string): TextPattern[] {
  const place = GLOBAL[service] ?? 'us-east-1:111122223333';
  return [`arn:aws:${service}:${place}:?*`, `arn:aws:${service}:*:*:?*`, 'arn:aws:*:*:*:?*'].map((text) => globPattern(text));
}

const GLOBAL: Readonly<Record<string, string>> = {
  s3: ':',
  iam: ':111122223333',
  cloudfront: ':111122223333',
  route53: ':',
  organizations: ':111122223333',
};

interface Sides {
  readonly all: readonly (readonly TextPattern[])[];
  readonly none: readonly TextPattern[];
}

type Holding = readonly { readonly atom: Atom; readonly holds: boolean }[];

/** A shortest resource for which all the atoms are as demanded. */
export function findResource(atoms: Holding, kind: ResourceKind, budget: Budget): Found<string> {
  const { universe } = kind;
  if (universe === null) return atoms.every(({ atom, holds }) => atom.set.has('*') === holds) ? { value: '*' } : NONE;
  return findText({ ...sidesOf(atoms), universe }, budget);
}

/** As `findResource`, where some resource was found: one that people recognise if there is one. */
export function naturalResource(atoms: Holding, kind: ResourceKind, budget: Budget): string | null {
  const { all, none } = sidesOf(atoms);
  for (const shape of kind.natural) {
    const text = shortestText({ all: [...all, [shape]], none }, budget);
    if (typeof text === 'string') return text;
  }
  return null;
}

function sidesOf(atoms: Holding): Sides {
  return {
    all: atoms.filter(({ holds }) => holds).map(({ atom }) => atom.set.patterns),
    none: atoms.flatMap(({ atom, holds }) => (holds ? [] : atom.set.patterns)),
  };
}
