import { ListNode, MapNode, stringOf } from '../../util/node.ts';
import type { Entry, Node } from '../../util/node.ts';
import type { SamContext } from './context.ts';
import { GLOBAL_PROPERTIES, MERGE_RULES } from './globals-data.ts';
import { isIntrinsic } from './intrinsics.ts';
import { mapOf } from './values.ts';

const PREFIX = 'AWS::Serverless::';

/**
 * Merges the `Globals` section into the resources of the context's template, and removes it: maps are merged by key,
 * lists are joined (the global items first), anything else the resource decides. A value from Globals keeps its place there.
 * Source: AWS SAM developer guide, "Globals section of the AWS SAM template".
 */
export function mergeGlobals(context: SamContext): void {
  const section = context.template.get('Globals');
  context.template.delete('Globals');
  const globals = section === undefined ? new Map<string, MapNode>() : readGlobals(context, section);
  for (const [logicalId, { value }] of mapOf(context.template.get('Resources'))?.entries ?? []) {
    const resource = mapOf(value);
    const name = stringOf(resource?.get('Type'))?.replace(PREFIX, '');
    const properties = resource?.get('Properties');
    if (resource === undefined || name === undefined || (properties !== undefined && properties.kind !== 'map')) continue;
    const own = globals.get(name);
    if (own === undefined) continue;
    const applied = withoutIgnored(context, logicalId, resource, own);
    const merged = mergeMaps(applied, properties ?? new MapNode(resource.at), name, '');
    resource.set('Properties', merged, resource.entries.get('Properties')?.keyAt ?? applied.at);
  }
}

function readGlobals(context: SamContext, section: Node): Map<string, MapNode> {
  const globals = new Map<string, MapNode>();
  if (section.kind !== 'map') {
    context.fail(null, 'Globals must be a map', section.at);
    return globals;
  }
  for (const [name, { keyAt, value }] of section.entries) {
    const supported = Object.hasOwn(GLOBAL_PROPERTIES, name) ? GLOBAL_PROPERTIES[name]! : undefined;
    if (supported === undefined) {
      context.fail(null, `Globals has no section ${name}; it may hold ${Object.keys(GLOBAL_PROPERTIES).join(', ')}`, keyAt);
    } else if (value.kind !== 'map') {
      context.fail(null, `Globals.${name} must be a map`, value.at);
    } else {
      for (const [key, entry] of value.entries) {
        if (!supported.includes(key)) context.fail(null, `Globals.${name} does not support the property ${key}`, entry.keyAt);
      }
      globals.set(name, value);
    }
  }
  return globals;
}

/** The globals a resource takes: all, or those that its `IgnoreGlobals` (`*` or a list of names) leaves. */
function withoutIgnored(context: SamContext, logicalId: string, resource: MapNode, globals: MapNode): MapNode {
  const ignored = resource.get('IgnoreGlobals');
  if (ignored === undefined || (ignored.kind === 'scalar' && ignored.value === null)) return globals;
  if (stringOf(ignored) === '*') return new MapNode(globals.at);
  if (ignored.kind !== 'list') {
    context.fail(logicalId, "IgnoreGlobals must be '*' or a list of property names", ignored.at);
    return globals;
  }
  const rest = new MapNode(globals.at, new Map(globals.entries));
  for (const item of ignored.items) {
    const key = stringOf(item);
    if (key === undefined || !rest.delete(key))
      context.fail(logicalId, 'IgnoreGlobals names a property that Globals does not set', item.at);
  }
  return rest;
}

function merge(global: Node, local: Node, section: string, path: string): Node {
  const rule = MERGE_RULES[`${section}.${path}`];
  if (rule === 'replace') return local;
  if (global.kind === 'list' && local.kind === 'list') return new ListNode(local.at, [...global.items, ...local.items]);
  if (global.kind !== 'map' || local.kind !== 'map' || isIntrinsic(global) || isIntrinsic(local)) return local;
  if (rule === 'keys-of-resource' && local.entries.size > 0) {
    const kept = new Map([...global.entries].filter(([key]) => local.has(key)));
    return mergeMaps(new MapNode(global.at, kept), local, section, path);
  }
  return mergeMaps(global, local, section, path);
}

function mergeMaps(global: MapNode, local: MapNode, section: string, path: string): MapNode {
  const entries = new Map<string, Entry>(global.entries);
  for (const [key, entry] of local.entries) {
    const inherited = global.entries.get(key);
    const value =
      inherited === undefined ? entry.value : merge(inherited.value, entry.value, section, path === '' ? key : `${path}.${key}`);
    entries.set(key, { keyAt: entry.keyAt, value });
  }
  const merged = new MapNode(local.entries.size === 0 ? global.at : local.at, entries);
  inherited.set(merged, global.keys());
  return merged;
}

const inherited = new WeakMap<MapNode, readonly string[]>();

/** The keys that a merged map has from Globals, which come first in it; undefined for a map that is nobody's but the resource's. */
export function keysFromGlobals(map: MapNode): readonly string[] | undefined {
  return inherited.get(map);
}
