import type { Span } from '../util/span.ts';

/**
 * What a property can be said to be, once intrinsics are evaluated in one deployment: exact data, a text with
 * holes, or unknown with its reason. A property that is not there is `undefined`; one that could not be read is
 * `Unknown`. The two are never mixed up.
 */
export type Value = ScalarValue | TextValue | ListValue | MapValue | Unknown;

/** An exact string, number, boolean or null. */
export interface ScalarValue {
  readonly kind: 'scalar';
  readonly value: string | number | boolean | null;
  readonly at: Span;
  /** The parameters whose defaults or given values it was taken from, if any. */
  readonly parameters?: readonly string[];
}

/** A text with at least one part that only the deployment knows. */
export interface TextValue {
  readonly kind: 'text';
  readonly atoms: readonly Atom[];
  readonly at: Span;
}

/** A list. */
export interface ListValue {
  readonly kind: 'list';
  readonly items: readonly Value[];
  readonly at: Span;
}

/** A map; key order is the file's. */
export interface MapValue {
  readonly kind: 'map';
  readonly entries: ReadonlyMap<string, { readonly keyAt: Span; readonly value: Value }>;
  readonly at: Span;
}

/** A value that cannot be told, and why: `imported value (Fn::ImportValue shared-vpc)`. */
export interface Unknown {
  readonly kind: 'unknown';
  readonly reason: string;
  readonly at: Span;
}

/** One part of a text. Two texts are equal when their atoms are. */
export type Atom =
  | { readonly kind: 'literal'; readonly text: string }
  /** `Ref` (attribute null) or `GetAtt` of a resource of this app; `id` is the model's resource id. `parts`: what it is made of, where code may take it apart. */
  | { readonly kind: 'resource'; readonly id: string; readonly attribute: string | null; readonly parts?: readonly Atom[] }
  | { readonly kind: 'parameter'; readonly name: string; readonly noEcho: boolean; readonly type: string }
  /** `AWS::Region` and the like. */
  | { readonly kind: 'pseudo'; readonly name: string }
  /** `{{resolve:service:reference}}`; service is ssm, ssm-secure or secretsmanager. */
  | { readonly kind: 'dynamic'; readonly service: string; readonly reference: string }
  | { readonly kind: 'import'; readonly name: string }
  | { readonly kind: 'unknown'; readonly reason: string };

/** Makes an unknown. */
export function unknown(reason: string, at: Span): Unknown {
  return { kind: 'unknown', reason, at };
}

/** Whether something is an unknown value (and not absent, true or false). */
export function isUnknown(value: unknown): value is Unknown {
  return typeof value === 'object' && value !== null && (value as { kind?: unknown }).kind === 'unknown';
}

/**
 * Walks down maps by `.`-separated keys; `[n]` is not supported, use `items`. Undefined when a step is absent;
 * the unknown itself when a step cannot be told.
 */
export function get(value: Value | undefined, path: string): Value | undefined {
  let current = value;
  // Splitting costs more than the walk, and most paths are one key.
  for (const key of path.includes('.') ? path.split('.') : [path]) {
    if (current === undefined || current.kind === 'unknown') return current;
    if (current.kind !== 'map') return undefined;
    current = current.entries.get(key)?.value;
  }
  return current;
}

/** The place of a key in a map, for pointing at `Key: value` rather than at the value alone. */
export function keyPlace(value: Value | undefined, key: string): Span | undefined {
  return value?.kind === 'map' ? value.entries.get(key)?.keyAt : undefined;
}

/** Entries of a map; none for anything else. */
export function entriesOf(value: Value | undefined): { key: string; keyAt: Span; value: Value }[] {
  if (value?.kind !== 'map') return [];
  return [...value.entries].map(([key, entry]) => ({ key, keyAt: entry.keyAt, value: entry.value }));
}

/** Items of a list; a single value counts as a list of itself (IAM and CloudFormation often accept both); none when absent. */
export function itemsOf(value: Value | undefined): readonly Value[] {
  if (value === undefined) return [];
  return value.kind === 'list' ? value.items : [value];
}

/** The exact text of a string or number, else undefined (partial, unknown, absent, or another kind). */
export function exactText(value: Value | undefined): string | undefined {
  if (value?.kind !== 'scalar') return undefined;
  return typeof value.value === 'string' ? value.value : typeof value.value === 'number' ? String(value.value) : undefined;
}

/** The exact number (numeric strings count, as CloudFormation converts them), else undefined. */
export function exactNumber(value: Value | undefined): number | undefined {
  if (value?.kind !== 'scalar' || value.value === null || value.value === '' || typeof value.value === 'boolean') return undefined;
  const number = Number(value.value);
  return Number.isFinite(number) ? number : undefined;
}

/** True or false (the texts `true` / `false` count), `absent` when not set, or the unknown that stands in the way. */
export function flag(value: Value | undefined, absent: boolean): boolean | Unknown {
  if (value === undefined) return absent;
  if (value.kind === 'unknown') return value;
  if (value.kind === 'text') return unknown(`${show(value)} is known only at deployment`, value.at);
  if (value.kind === 'scalar') {
    if (typeof value.value === 'boolean') return value.value;
    const text = String(value.value).toLowerCase();
    if (text === 'true') return true;
    if (text === 'false') return false;
    if (value.value === null) return absent;
  }
  return unknown(`${show(value)} is not a boolean`, value.at);
}

/** A value's text for messages: holes as `${Name}`, maps and lists in short. Never use it on what may be a secret. */
export function show(value: Value | undefined): string {
  if (value === undefined) return '(not set)';
  switch (value.kind) {
    case 'scalar':
      return String(value.value);
    case 'text':
      return value.atoms.map(showAtom).join('');
    case 'list':
      return `[${value.items.map(show).join(', ')}]`;
    case 'map':
      return `{${[...value.entries.keys()].join(', ')}}`;
    case 'unknown':
      return `(unknown: ${value.reason})`;
  }
}

/** An atom as CloudFormation's `Fn::Sub` would write it. */
export function showAtom(atom: Atom): string {
  switch (atom.kind) {
    case 'literal':
      return atom.text;
    case 'resource':
      return atom.attribute === null ? `\${${atom.id}}` : `\${${atom.id}.${atom.attribute}}`;
    case 'parameter':
      return `\${${atom.name}}`;
    case 'pseudo':
      return `\${${atom.name}}`;
    case 'dynamic':
      return `{{resolve:${atom.service}:${atom.reference}}}`;
    case 'import':
      return `\${import ${atom.name}}`;
    case 'unknown':
      return '${?}';
  }
}

/** The atoms of a text or of an exact scalar; undefined for maps, lists and unknowns. */
export function atomsOf(value: Value | undefined): readonly Atom[] | undefined {
  if (value?.kind === 'text') return value.atoms;
  if (value?.kind === 'scalar' && value.value !== null) return [{ kind: 'literal', text: String(value.value) }];
  return undefined;
}

/** Every resource id that a value mentions, anywhere inside. */
export function resourcesIn(value: Value | undefined, found: Set<string> = new Set()): Set<string> {
  if (value === undefined) return found;
  if (value.kind === 'text') for (const atom of value.atoms) if (atom.kind === 'resource') found.add(atom.id);
  if (value.kind === 'list') for (const item of value.items) resourcesIn(item, found);
  if (value.kind === 'map') for (const entry of value.entries.values()) resourcesIn(entry.value, found);
  return found;
}

/** The resource that a value names whole: a `Ref`, a `GetAtt` (any attribute unless given), or an ARN built around one of them. */
export function resourceNamed(value: Value | undefined): string | undefined {
  if (value?.kind !== 'text') return undefined;
  const resources = value.atoms.filter((atom) => atom.kind === 'resource');
  const [only] = resources;
  if (only === undefined || resources.length > 1) return undefined;
  const place = value.atoms.indexOf(only);
  // `${Orders}-archive` is another name; `arn:aws:s3:::${Orders}/*` is about Orders.
  return endsPart(value.atoms[place - 1]) && beginsPart(value.atoms[place + 1]) ? only.id : undefined;
}

function endsPart(atom: Atom | undefined): boolean {
  return atom === undefined || (atom.kind === 'literal' && /[:/]$/.test(atom.text));
}

function beginsPart(atom: Atom | undefined): boolean {
  return atom === undefined || (atom.kind === 'literal' && /^[:/]/.test(atom.text));
}

/** The first unknown inside a value, depth first. */
export function firstUnknown(value: Value | undefined): Unknown | undefined {
  if (value === undefined) return undefined;
  switch (value.kind) {
    case 'unknown':
      return value;
    case 'list':
      for (const item of value.items) {
        const inside = firstUnknown(item);
        if (inside !== undefined) return inside;
      }
      return undefined;
    case 'map':
      for (const entry of value.entries.values()) {
        const inside = firstUnknown(entry.value);
        if (inside !== undefined) return inside;
      }
      return undefined;
    default:
      return undefined;
  }
}

/** Whether two values are certainly equal: same data, same atoms, no unknown part. */
export function sameValue(a: Value | undefined, b: Value | undefined): boolean {
  const left = atomsOf(a);
  const right = atomsOf(b);
  if (left === undefined || right === undefined || left.length !== right.length) return false;
  return left.every((atom, i) => atom.kind !== 'unknown' && showAtom(atom) === showAtom(right[i]!));
}
