import { ListNode, MapNode, ScalarNode, onlyEntry, stringOf } from '../../util/node.ts';
import type { Entry, Node } from '../../util/node.ts';
import { generatedFrom } from '../../util/span.ts';
import type { SamContext } from './context.ts';
import { mapOf } from './values.ts';

/**
 * Values of template parameters: those given, else the template's defaults.
 * A default keeps its place in the template; other values stand at the template's beginning.
 */
export function parameterValues(template: MapNode, given: ReadonlyMap<string, string>): Map<string, Node> {
  const values = new Map<string, Node>();
  for (const [name, value] of given) {
    values.set(name, new ScalarNode(value, name.startsWith('AWS::') ? generatedFrom(template.at, 'pseudo parameter') : template.at));
  }
  for (const [name, { value: declared }] of mapOf(template.get('Parameters'))?.entries ?? []) {
    const fallback = mapOf(declared)?.get('Default');
    if (fallback !== undefined && isPlain(fallback) && (!values.has(name) || stringOf(fallback) === given.get(name)))
      values.set(name, fallback);
  }
  return values;
}

/** A scalar or a list of scalars. Anything deeper is no parameter or mapping value, and could contain itself. */
function isPlain(node: Node): boolean {
  return node.kind === 'scalar' || (node.kind === 'list' && node.items.every((item) => item.kind === 'scalar'));
}

/**
 * The same tree with `Ref` and `${...}` of parameters replaced by their values; the node itself when nothing changes.
 * The template's own text is not touched: this is for what AWS's translator must know while it expands.
 */
export function resolveParameters(context: SamContext, node: Node): Node {
  return rewrite(node, (part) => {
    const only = onlyEntry(part);
    if (only?.key === 'Ref') return parameterValue(context, stringOf(only.value)) ?? part;
    if (only?.key !== 'Fn::Sub') return part;
    const substituted = substitute(context, only.value);
    return substituted === only.value ? part : new MapNode(part.at, new Map([['Fn::Sub', { keyAt: only.keyAt, value: substituted }]]));
  });
}

/** The same as `resolveParameters`, and afterwards `Fn::FindInMap` of literal keys replaced by the mapping's value. */
export function resolveMappings(context: SamContext, node: Node): Node {
  return rewrite(resolveParameters(context, node), (part) => {
    const only = onlyEntry(part);
    if (only?.key !== 'Fn::FindInMap' || only.value.kind !== 'list' || only.value.items.length !== 3) return part;
    let found: Node | undefined = context.template.get('Mappings');
    for (const key of only.value.items) {
      const name = stringOf(key);
      found = name === undefined ? undefined : mapOf(found)?.get(name);
    }
    return found !== undefined && isPlain(found) ? found : part;
  });
}

/** A parameter's value, unless it is one of the placeholders that CloudFormation passes for values not known yet. */
function parameterValue(context: SamContext, name: string | undefined): Node | undefined {
  const value = name === undefined ? undefined : context.parameterNodes.get(name);
  return stringOf(value)?.startsWith('{{IntrinsicFunction:') === true ? undefined : value;
}

/** `${Name}` and `${AWS::Name}` in the text of `Fn::Sub`; `${!Literal}` does not match. */
export const SUB_VARIABLE: RegExp = /\$\{([A-Za-z0-9.]+|AWS::[A-Z][A-Za-z]*)\}/g;

function substitute(context: SamContext, value: Node): Node {
  if (value.kind === 'list') {
    const first = value.items[0];
    if (first === undefined) return value;
    const text = substitute(context, first);
    return text === first ? value : new ListNode(value.at, [text, ...value.items.slice(1)]);
  }
  if (value.kind !== 'scalar' || typeof value.value !== 'string') return value;
  const text = value.value.replace(SUB_VARIABLE, (whole, name: string) => {
    const found = parameterValue(context, name);
    if (found?.kind === 'scalar') return String(found.value);
    if (found !== undefined) context.fail(null, `Fn::Sub cannot put the list of parameter ${name} into a text`, value.at);
    return whole;
  });
  return text === value.value ? value : new ScalarNode(text, value.at);
}

/** A copy of the tree in which `change` was applied to every node, parents first; unchanged parts are shared. */
export function rewrite(node: Node, change: (node: Node) => Node): Node {
  const changed = change(node);
  if (changed.kind === 'scalar') return changed;
  if (changed.kind === 'list') {
    const items = changed.items.map((item) => rewrite(item, change));
    return items.every((item, index) => item === changed.items[index]) ? changed : new ListNode(changed.at, items);
  }
  let copy: Map<string, Entry> | undefined;
  for (const [key, entry] of changed.entries) {
    const value = rewrite(entry.value, change);
    if (value === entry.value) continue;
    copy ??= new Map(changed.entries);
    copy.set(key, { keyAt: entry.keyAt, value });
  }
  return copy === undefined ? changed : new MapNode(changed.at, copy);
}
