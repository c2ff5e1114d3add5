import { ListNode, MapNode, ScalarNode, onlyEntry, stringOf } from '../../util/node.ts';
import type { Node } from '../../util/node.ts';
import { SUB_VARIABLE, rewrite } from './parameters.ts';

/** What references in the expanded template must be changed to. */
export interface ReferenceChanges {
  /** Logical ids that changed: old to new. */
  readonly renamed: ReadonlyMap<string, string>;
  /** References to generated resources: `Function.Alias` to the alias's logical id. */
  readonly derived: ReadonlyMap<string, string>;
}

/** The same template with `Ref`, `Fn::GetAtt`, `Fn::Sub` and `DependsOn` following renamed and derived resources. */
export function changeReferences(template: MapNode, changes: ReferenceChanges): MapNode {
  if (changes.renamed.size === 0 && changes.derived.size === 0) return template;
  return rewrite(template, (node) => changeOne(node, changes)) as MapNode;
}

function changeOne(node: Node, changes: ReferenceChanges): Node {
  if (node.kind !== 'map') return node;
  const only = onlyEntry(node);
  if (only === undefined) return withDependsOn(node, changes.renamed);
  const value = changedArgument(only.key, only.value, changes);
  if (value !== only.value) return new MapNode(node.at, new Map([[only.key, { keyAt: only.keyAt, value }]]));
  return only.key === 'DependsOn' ? withDependsOn(node, changes.renamed) : node;
}

function changedArgument(name: string, argument: Node, changes: ReferenceChanges): Node {
  switch (name) {
    case 'Ref': {
      const target = stringOf(argument) ?? '';
      const renamed = changes.renamed.get(target) ?? changes.derived.get(target);
      return renamed === undefined ? argument : new ScalarNode(renamed, argument.at);
    }
    case 'Fn::GetAtt':
      return changedAttribute(argument, changes);
    case 'Fn::Sub':
      return changedText(argument, changes);
    default:
      return argument;
  }
}

/** `[Layer, Arn]` becomes `[Layer123, Arn]`, `[Function.Alias, Arn]` becomes `[FunctionAliaslive, Arn]`; `Layer.Arn` likewise. */
function changedAttribute(argument: Node, changes: ReferenceChanges): Node {
  const text = stringOf(argument);
  if (text !== undefined) {
    const changed = changedParts(text.split('.'), changes);
    return changed === undefined ? argument : new ScalarNode(changed.join('.'), argument.at);
  }
  if (argument.kind !== 'list' || argument.items.length < 2) return argument;
  const words = argument.items.map(stringOf);
  if (words.some((word) => word === undefined)) return argument;
  const changed = changedParts(words.join('.').split('.'), changes);
  return changed === undefined
    ? argument
    : new ListNode(
        argument.at,
        changed.map((part) => new ScalarNode(part, argument.at)),
      );
}

function changedText(argument: Node, changes: ReferenceChanges): Node {
  if (argument.kind === 'list') {
    const first = argument.items[0];
    if (first?.kind !== 'scalar') return argument;
    const text = changedText(first, changes);
    return text === first ? argument : new ListNode(argument.at, [text, ...argument.items.slice(1)]);
  }
  const text = stringOf(argument);
  if (text === undefined) return argument;
  const changed = text.replace(SUB_VARIABLE, (whole, name: string) => {
    const parts = changedParts(name.split('.'), changes);
    return parts === undefined ? whole : `\${${parts.join('.')}}`;
  });
  return changed === text ? argument : new ScalarNode(changed, argument.at);
}

function changedParts(parts: readonly string[], changes: ReferenceChanges): string[] | undefined {
  const renamed = changes.renamed.get(parts[0]!);
  if (renamed !== undefined) return [renamed, ...parts.slice(1)];
  const derived = parts.length < 2 ? undefined : changes.derived.get(`${parts[0]}.${parts[1]}`);
  return derived === undefined ? undefined : [derived, ...parts.slice(2)];
}

function withDependsOn(node: MapNode, renamed: ReadonlyMap<string, string>): MapNode {
  const dependsOn = node.entries.get('DependsOn');
  if (dependsOn === undefined) return node;
  const change = (item: Node): Node => {
    const changed = renamed.get(stringOf(item) ?? '');
    return changed === undefined ? item : new ScalarNode(changed, item.at);
  };
  const { value } = dependsOn;
  const items = value.kind === 'list' ? value.items.map(change) : undefined;
  if (items?.every((item, index) => item === (value as ListNode).items[index])) return node;
  const changed = items === undefined ? change(value) : new ListNode(value.at, items);
  if (changed === value) return node;
  return new MapNode(node.at, new Map(node.entries).set('DependsOn', { keyAt: dependsOn.keyAt, value: changed }));
}
