import type { Value } from '../../model/value.ts';
import type { Abstract, TextPart, UnknownValue } from '../value.ts';
import { NOTHING } from './make.ts';
import { isRuntimeVariable } from '../../data/runtime-variables.ts';

/** The members of a union; any other value is its own only member. */
export function membersOf(value: Abstract): readonly Abstract[] {
  return value.kind === 'union' ? value.members : [value];
}

/** Whether it cannot be told what the value is. */
export function isUnknown(value: Abstract): value is UnknownValue {
  return value.kind === 'unknown';
}

/** Whether no run gets as far as having this value. */
export function isNever(value: Abstract): boolean {
  return value.kind === 'union' && value.members.length === 0;
}

/**
 * The exact text of a template's scalar; undefined for texts with holes, for what is not a scalar, and for what a parameter brings:
 * another deployment may set it otherwise, and code that its default switches off is not dead.
 */
function exactScalar(value: Value | null): string | undefined {
  if (value?.kind !== 'scalar' || value.value === null || (value.parameters ?? []).length > 0) return undefined;
  return String(value.value);
}

/** The exact text of one part of a text. */
function exactPart(part: TextPart): string | undefined {
  if (part.kind === 'literal') return part.text;
  return part.kind === 'environment' ? exactScalar(part.value) : undefined;
}

/** The text when it is exactly known, environment variables that the template sets to a scalar included. */
export function exactText(value: Abstract | undefined): string | undefined {
  if (value?.kind !== 'text') return undefined;
  let whole = '';
  for (const part of value.parts) {
    const exact = exactPart(part);
    if (exact === undefined) return undefined;
    whole += exact;
  }
  return whole;
}

/** The exact number, else undefined. */
export function exactNumber(value: Abstract | undefined): number | undefined {
  return value?.kind === 'number' && value.value !== null ? value.value : undefined;
}

/** The name of the property that a value stands for as a key, when it is exactly known. */
export function exactKey(value: Abstract): string | undefined {
  if (value.kind === 'text') return exactText(value);
  if (value.kind === 'number') return value.value === null ? undefined : String(value.value);
  if (value.kind === 'boolean') return value.value === null ? undefined : String(value.value);
  return undefined;
}

/** The environment variable that a value is, whole. */
export function environmentPart(value: Abstract): Extract<TextPart, { kind: 'environment' }> | undefined {
  if (value.kind !== 'text' || value.parts.length !== 1) return undefined;
  const [part] = value.parts;
  return part?.kind === 'environment' ? part : undefined;
}

/** Whether it is `null`, `undefined` or `None`; undefined when it may be. A variable that the template does not set is. */
export function isNothing(value: Abstract): boolean | undefined {
  switch (value.kind) {
    case 'nothing':
      return true;
    case 'unknown':
      return undefined;
    case 'union':
      return agreed(value.members.map(isNothing));
    case 'text': {
      const part = environmentPart(value);
      if (part === undefined || part.isRequired === true) return false;
      if (part.value === null) return !isRuntimeVariable(part.name);
      return part.value.kind === 'unknown' ? undefined : part.value.kind === 'scalar' && part.value.value === null;
    }
    default:
      return false;
  }
}

/** Whether a test on the value succeeds; undefined when it may go either way. Empty lists and dicts are false in Python alone. */
export function truthiness(value: Abstract, language: 'javascript' | 'python'): boolean | undefined {
  switch (value.kind) {
    case 'nothing':
      return false;
    case 'boolean':
      return value.value ?? undefined;
    case 'number':
      return value.value === null ? undefined : value.value !== 0 && !Number.isNaN(value.value);
    case 'unknown':
      return undefined;
    case 'union':
      return agreed(value.members.map((member) => truthiness(member, language)));
    case 'text':
      return textTruthiness(value.parts, isNothing(value));
    case 'list':
      return language === 'javascript' || value.items.length > 0 ? true : value.rest === null ? false : undefined;
    case 'object':
      if (language === 'javascript' || value.cls !== null || value.fields.size > 0) return true;
      return value.rest === null ? false : undefined;
    default:
      return true;
  }
}

function textTruthiness(parts: readonly TextPart[], absent: boolean | undefined): boolean | undefined {
  if (parts.length === 0 || absent === true) return false;
  if (absent === undefined) return undefined;
  let undecided = false;
  for (const part of parts) {
    if (part.kind === 'literal') return true;
    if (part.kind === 'origin') undecided = true;
    else if (part.value === null || (part.value.kind === 'scalar' && part.value.value !== '') || part.value.kind === 'text') return true;
    // What is empty by a parameter's default is what the deployment fills in.
    else if (exactScalar(part.value) === undefined) undecided = true;
  }
  return undecided ? undefined : false;
}

function agreed(answers: readonly (boolean | undefined)[]): boolean | undefined {
  const [first] = answers;
  return answers.every((answer) => answer === first) ? first : undefined;
}

/** A field of an object as its literal says it; undefined when it is absent or the value is no object. Use `Host.get` to look further. */
export function fieldOf(value: Abstract | undefined, key: string): Abstract | undefined {
  return value?.kind === 'object' ? value.fields.get(key) : undefined;
}

/** The fields of an object, an empty map for anything else. */
export function fieldsOf(value: Abstract | undefined): ReadonlyMap<string, Abstract> {
  return value?.kind === 'object' ? value.fields : new Map();
}

/** Whether code may call it: a function, a class, a model that can be called, or a union with one. */
export function isCallable(value: Abstract): boolean {
  return membersOf(value).some(
    (member) => member.kind === 'function' || member.kind === 'class' || (member.kind === 'model' && member.call !== undefined),
  );
}

/** The value without its `undefined` and `None` members; nothing when there are no others. */
export function present(value: Abstract): Abstract {
  if (value.kind !== 'union') return value;
  const members = value.members.filter((member) => isNothing(member) !== true);
  const [first] = members;
  if (first === undefined) return NOTHING;
  return members.length === 1 ? first : { kind: 'union', members };
}
