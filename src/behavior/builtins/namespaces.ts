import type { Abstract } from '../value.ts';

const members = new WeakMap<object, () => ReadonlyMap<string, Abstract>>();

/** Notes how to list what a module's namespace holds. */
export function setNamespaceMembers(namespace: Abstract, list: () => ReadonlyMap<string, Abstract>): void {
  members.set(namespace, list);
}

/** All that a module's namespace holds; undefined for any other value. */
export function namespaceMembers(value: Abstract): ReadonlyMap<string, Abstract> | undefined {
  return members.get(value)?.();
}
