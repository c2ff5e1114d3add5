import { showAtom, unknown } from '../../model/value.ts';
import type { Atom, ScalarValue, Value } from '../../model/value.ts';
import type { Span } from '../../util/span.ts';

/** Longest text that is put together; CloudFormation's own templates end at 1 MB. */
const LONGEST_TEXT = 1_000_000;

/** The atoms a text is made of, and the parameters whose values went into it. */
export interface TextParts {
  readonly atoms: readonly Atom[];
  readonly parameters: readonly string[];
}

/** What a value contributes to a text that it is put into; what is no text becomes an unknown atom. */
export function textParts(value: Value | undefined): TextParts {
  if (value === undefined) return { atoms: [{ kind: 'unknown', reason: 'AWS::NoValue stands where a text is expected' }], parameters: [] };
  switch (value.kind) {
    case 'scalar':
      if (value.value === null) return { atoms: [{ kind: 'unknown', reason: 'null stands where a text is expected' }], parameters: [] };
      return { atoms: [{ kind: 'literal', text: String(value.value) }], parameters: value.parameters ?? [] };
    case 'text':
      return { atoms: value.atoms, parameters: [] };
    case 'unknown':
      return { atoms: [{ kind: 'unknown', reason: value.reason }], parameters: [] };
    case 'list':
      return { atoms: [{ kind: 'unknown', reason: 'a list stands where a text is expected' }], parameters: [] };
    case 'map':
      return { atoms: [{ kind: 'unknown', reason: 'a map stands where a text is expected' }], parameters: [] };
  }
}

/** The value of parts set one after another: an exact text, a text with holes, or unknown when nothing of it is known. */
export function concatenate(parts: readonly TextParts[], at: Span): Value {
  const atoms: Atom[] = [];
  const parameters = new Set<string>();
  let length = 0;
  for (const [i, part] of parts.entries()) {
    for (const name of part.parameters) parameters.add(name);
    for (const atom of nameMissing(atoms, part, parts[i + 1]) ?? part.atoms) {
      length += atom.kind === 'literal' ? atom.text.length : 16;
      if (length > LONGEST_TEXT) return unknown(`a text longer than ${LONGEST_TEXT} characters`, at);
      push(atoms, atom);
    }
  }
  return fromAtoms(withDynamicReferences(atoms), at, parameters);
}

/**
 * An ARN without a name is none: what a parameter leaves out by an empty default is what the deployment gives. Undefined where nothing is
 * missing.
 */
function nameMissing(before: readonly Atom[], { atoms, parameters }: TextParts, next: TextParts | undefined): readonly Atom[] | undefined {
  const [name] = parameters;
  if (name === undefined || atoms.some((atom) => atom.kind !== 'literal' || atom.text !== '')) return undefined;
  const [first, last, after] = [before[0], before.at(-1), next?.atoms[0]];
  const isInArn = first?.kind === 'literal' && first.text.startsWith('arn:') && last?.kind === 'literal' && /[:/]$/.test(last.text);
  const ends = next === undefined || (after?.kind === 'literal' && /^[:/]/.test(after.text));
  return isInArn && ends ? [{ kind: 'parameter', name, noEcho: false, type: 'String' }] : undefined;
}

function fromAtoms(atoms: readonly Atom[], at: Span, parameters: ReadonlySet<string>): Value {
  const first = atoms[0];
  if (first === undefined) return scalar('', at, parameters);
  if (atoms.length === 1 && first.kind === 'literal') return scalar(first.text, at, parameters);
  if (atoms.length === 1 && first.kind === 'unknown') return unknown(first.reason, at);
  return { kind: 'text', atoms, at };
}

/** An exact value that remembers the parameters it was taken from. */
export function scalar(value: string | number | boolean | null, at: Span, parameters: Iterable<string> = []): ScalarValue {
  const names = [...parameters];
  return names.length === 0 ? { kind: 'scalar', value, at } : { kind: 'scalar', value, at, parameters: names };
}

/** Appends an atom; neighbouring literals become one and empty ones vanish, so that equal texts have equal atoms; so do neighbouring unknowns. */
function push(atoms: Atom[], atom: Atom): void {
  if (atom.kind === 'unknown' && atoms.at(-1)?.kind === 'unknown') return;
  if (atom.kind !== 'literal') {
    atoms.push(atom);
    return;
  }
  if (atom.text === '') return;
  const last = atoms.at(-1);
  if (last?.kind === 'literal') atoms[atoms.length - 1] = { kind: 'literal', text: last.text + atom.text };
  else atoms.push(atom);
}

const OPENING = '{{resolve:';

/**
 * The value of a text that the owner wrote as such: itself, or with its dynamic references as atoms.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html
 */
export function literalText(text: string, at: Span): Value {
  if (!text.includes(OPENING)) return { kind: 'scalar', value: text, at };
  return fromAtoms(withDynamicReferences([{ kind: 'literal', text }]), at, new Set());
}

/** `{{resolve:service:reference}}` becomes one atom, also when `Fn::Join` or `Fn::Sub` put its parts together. */
function withDynamicReferences(atoms: readonly Atom[]): readonly Atom[] {
  if (!atoms.some((atom) => atom.kind === 'literal' && atom.text.includes(OPENING))) return atoms;
  const result: Atom[] = [];
  // The atoms since an opening that has not been closed yet.
  let open: Atom[] | null = null;
  const rest = atoms.toReversed();
  for (let atom = rest.pop(); atom !== undefined; atom = rest.pop()) {
    if (atom.kind !== 'literal') {
      (open ?? result).push(atom);
      continue;
    }
    const mark: string = open === null ? OPENING : '}}';
    const found = atom.text.indexOf(mark);
    if (found < 0) {
      push(open ?? result, atom);
      continue;
    }
    const before = atom.text.slice(0, found);
    const after = atom.text.slice(found + mark.length);
    push(open ?? result, { kind: 'literal', text: before });
    if (open === null) open = [];
    else {
      result.push(dynamicReference(open));
      open = null;
    }
    if (after !== '') rest.push({ kind: 'literal', text: after });
  }
  if (open !== null) {
    push(result, { kind: 'literal', text: OPENING });
    for (const atom of open) push(result, atom);
  }
  return result;
}

function dynamicReference(inside: readonly Atom[]): Atom {
  const text = inside.map(showAtom).join('');
  const colon = text.indexOf(':');
  return colon < 0
    ? { kind: 'dynamic', service: text, reference: '' }
    : { kind: 'dynamic', service: text.slice(0, colon), reference: text.slice(colon + 1) };
}
