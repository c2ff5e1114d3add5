import type { Parameter } from '../../model/template.ts';
import type { Value } from '../../model/value.ts';
import { exactNumber } from '../../model/value.ts';
import { stringOf } from '../../util/node.ts';
import type { MapNode, Node } from '../../util/node.ts';
import type { Span } from '../../util/span.ts';
import { isListType } from './functions/lists.ts';
import { scalar } from './text.ts';

/** A declared parameter, with what sharpens the values it can take. */
export interface Declaration extends Parameter {
  /** Texts of AllowedValues; undefined when any value is allowed. */
  readonly allowed: readonly string[] | undefined;
  readonly minLength: number;
}

/** The parameters that a template declares, by name. Declarations that are no maps are left out. */
export function declarations(template: MapNode): ReadonlyMap<string, Declaration> {
  const result = new Map<string, Declaration>();
  const section = template.get('Parameters');
  if (section?.kind !== 'map') return result;
  for (const [name, entry] of section.entries)
    if (entry.value.kind === 'map') result.set(name, declaration(name, entry.value, entry.keyAt));
  return result;
}

function declaration(name: string, node: MapNode, at: Span): Declaration {
  const type = stringOf(node.get('Type')) ?? 'String';
  const noEcho = node.get('NoEcho');
  const fallback = node.get('Default');
  const allowed = node.get('AllowedValues');
  const minLength = node.get('MinLength');
  return {
    name,
    type,
    noEcho: noEcho?.kind === 'scalar' && String(noEcho.value).toLowerCase() === 'true',
    default: fallback?.kind === 'scalar' ? typed(textOf(fallback), type, fallback.at, []) : undefined,
    at,
    defaultAt: fallback?.at,
    allowed: allowed?.kind === 'list' ? allowed.items.map(textOf) : undefined,
    minLength: minLength?.kind === 'scalar' ? (exactNumber(minLength) ?? 0) : 0,
  };
}

/** The text of a parameter's default, as CloudFormation passes it on; undefined without one. */
export function defaultText(parameter: Declaration): string | undefined {
  const value = parameter.default;
  if (value === undefined) return undefined;
  return value.kind === 'list'
    ? value.items.map((item) => (item.kind === 'scalar' ? String(item.value) : '')).join(',')
    : value.kind === 'scalar'
      ? String(value.value)
      : undefined;
}

function textOf(node: Node): string {
  return node.kind === 'scalar' && node.value !== null ? String(node.value) : '';
}

/** A parameter's text as a value of its type, at the place of its use: lists are cut at commas, numbers are numbers. */
export function typed(text: string, type: string, at: Span, parameters: readonly string[]): Value {
  if (isListType(type)) {
    const items = text === '' ? [] : text.split(',').map((item) => scalar(item.trim(), at, parameters));
    return { kind: 'list', items, at };
  }
  if (type === 'Number' && text.trim() !== '' && Number.isFinite(Number(text))) return scalar(Number(text), at, parameters);
  return scalar(text, at, parameters);
}

/** Whether the value given is the name of an SSM parameter whose value is looked up at deployment. */
export function isLookedUp(parameter: Parameter): boolean {
  return parameter.type.startsWith('AWS::SSM::Parameter::Value<');
}

/** Whether only the deployment knows the value, whatever the default says: a secret, or the name of an SSM parameter to look up. */
export function isOpaqueType(parameter: Parameter): boolean {
  return parameter.noEcho || isLookedUp(parameter);
}
