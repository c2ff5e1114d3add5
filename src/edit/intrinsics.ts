import type { Authored } from '../model/change.ts';
import { INTRINSIC_TAGS } from '../util/yaml-schema.ts';
import { isMap } from './claims.ts';

/** An intrinsic function in its short form: the tag, and what stands behind it; a list is never the two names of `!GetAtt`. */
export interface ShortForm {
  readonly tag: string;
  readonly argument: string | readonly Authored[];
}

/**
 * The short form of an intrinsic function; undefined for everything else and for what has none: an argument that is a function
 * itself would need two tags, and `!Transform` takes a map. (AWS: CloudFormation, intrinsic function reference)
 */
export function shortForm(value: Authored, isInCondition: boolean): ShortForm | undefined {
  const entry = onlyEntryOf(value);
  if (entry === undefined) return undefined;
  const [key, argument] = entry;
  const tag = `!${key.replace(/^Fn::/, '')}`;
  const isNamed = key === 'Ref' || (key === 'Condition' && isInCondition) || (key.startsWith('Fn::') && key !== 'Fn::Transform');
  if (!isNamed || !INTRINSIC_TAGS.has(tag) || tag === '!Fn::Ref' || key === 'Fn::Ref' || key === 'Fn::Condition') return undefined;
  if (key === 'Fn::GetAtt') return attribute(tag, argument);
  if (typeof argument === 'string') return { tag, argument };
  return Array.isArray(argument) ? { tag, argument: argument as readonly Authored[] } : undefined;
}

/** `!GetAtt Name.Attribute`; as one text with a dot it would be read as the two names. */
function attribute(tag: string, argument: Authored): ShortForm | undefined {
  if (!Array.isArray(argument)) return undefined;
  const items = argument as readonly Authored[];
  const [name, of] = items;
  const isDotted =
    items.length === 2 && typeof name === 'string' && typeof of === 'string' && /^[\w-]+$/.test(name) && /^[\w-][\w.:-]*$/.test(of);
  return { tag, argument: isDotted && !of.endsWith(':') ? `${name}.${of}` : items };
}

/** Whether the conditions in a function's argument are named by `!Condition`. */
export function takesConditions(tag: string): boolean {
  return tag === '!And' || tag === '!Or' || tag === '!Not';
}

function onlyEntryOf(value: Authored): [string, Authored] | undefined {
  if (!isMap(value)) return undefined;
  const entries = Object.entries(value);
  return entries.length === 1 ? entries[0] : undefined;
}
