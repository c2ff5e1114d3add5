import { at, onlyEntry, stringOf } from '../../util/node.ts';
import type { Buildable, Node } from '../../util/node.ts';

/** `{Ref: name}` as buildable data. */
export function ref(logicalId: string): Buildable {
  return { Ref: logicalId };
}

/** `{Fn::GetAtt: [logicalId, attribute]}` as buildable data. */
export function getAtt(logicalId: string, attribute: string): Buildable {
  return { 'Fn::GetAtt': [logicalId, attribute] };
}

/** `{Fn::Sub: text}`, or `{Fn::Sub: [text, variables]}`, as buildable data. */
export function sub(text: string, variables?: { readonly [name: string]: Buildable }): Buildable {
  return { 'Fn::Sub': variables === undefined ? text : [text, variables] };
}

/** `{Fn::If: [condition, then, otherwise]}`; without `otherwise` the property is left out when the condition is false. */
export function conditional(condition: Buildable, then: Buildable, otherwise: Buildable = ref('AWS::NoValue')): Buildable {
  return { 'Fn::If': [condition, then, otherwise] };
}

/** The name of the intrinsic function (`Ref`, `Condition`, `Fn::...`) this node is, else undefined. */
function intrinsicName(node: Node | undefined): string | undefined {
  const key = onlyEntry(node)?.key;
  return key === 'Ref' || key === 'Condition' || key?.startsWith('Fn::') === true ? key : undefined;
}

/** Whether the node is an intrinsic function call. */
export function isIntrinsic(node: Node | undefined): boolean {
  return intrinsicName(node) !== undefined;
}

/** Whether the node is `{Ref: AWS::NoValue}`. */
export function isNoValue(node: Node | undefined): boolean {
  return refTarget(node) === 'AWS::NoValue';
}

/** The name in `{Ref: name}`, else undefined. */
export function refTarget(node: Node | undefined): string | undefined {
  const only = onlyEntry(node);
  return only?.key === 'Ref' ? stringOf(only.value) : undefined;
}

/** The three parts of a well-formed `Fn::If`. */
export interface IfParts {
  readonly condition: Node;
  readonly whenTrue: Node;
  readonly whenFalse: Node;
}

/** The parts of `Fn::If`, `malformed` when it has not exactly three, undefined when the node is something else. */
export function ifParts(node: Node | undefined): IfParts | 'malformed' | undefined {
  const only = onlyEntry(node);
  if (only?.key !== 'Fn::If') return undefined;
  const list = only.value;
  if (list.kind !== 'list' || list.items.length !== 3) return 'malformed';
  return { condition: list.items[0]!, whenTrue: list.items[1]!, whenFalse: list.items[2]! };
}

/** The logical id a `Ref` or a `Fn::GetAtt` of one attribute points at, else undefined. */
export function referencedId(node: Node | undefined): string | undefined {
  const byRef = refTarget(node);
  if (byRef !== undefined) return byRef;
  const only = onlyEntry(node);
  if (only?.key !== 'Fn::GetAtt') return undefined;
  if (only.value.kind === 'list') return only.value.items.length === 2 ? stringOf(at(only.value, 0)) : undefined;
  const parts = stringOf(only.value)?.split('.');
  return parts?.length === 2 ? parts[0] : undefined;
}
