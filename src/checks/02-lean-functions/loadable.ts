import { needsOfPackage } from '../../data/package-needs.ts';
import { isKnownDistribution, modulesOfDistribution } from '../../data/python-distributions.ts';
import type { Lockfile, LockedPackage, Manifest } from '../../model/manifest.ts';

/** What code can load once it imports some packages, and what these load in turn. */
export interface Loadable {
  /** Whether a package can be loaded. */
  has(name: string): boolean;
  /** A package of which it is not known what it loads; null when all is known. */
  readonly unknown: string | null;
}

/** What can be loaded from imports, as the lockfile says, or as is known of packages in wide use. */
export function loadableFrom(imports: Iterable<string>, manifest: Manifest): Loadable {
  const { ecosystem, lock } = manifest;
  if (lock !== null) {
    const names = new Set([...closureOf(lock, imports).values()].map((one) => one.name));
    for (const name of imports) names.add(name);
    return { has: (name) => names.has(name), unknown: null };
  }
  const roots = ecosystem === 'npm' ? [...imports] : distributionsOf(imports, manifest);
  const needs = roots.map((name) => ({ name, needs: needsOfPackage(ecosystem, name) }));
  const all = new Set([...roots, ...needs.flatMap((one) => one.needs ?? [])]);
  return {
    has: (name) => all.has(name) || (name.startsWith('@') && all.has(`${name.split('/', 1)[0]}/`)),
    unknown: needs.find((one) => one.needs === undefined)?.name ?? null,
  };
}

/** The distributions of a manifest that bring modules; a module of none of them stands for itself. */
function distributionsOf(modules: Iterable<string>, manifest: Manifest): string[] {
  return [...modules].flatMap((module) => {
    const bringing = manifest.packages.filter(({ name }) => bringsModule(name, module)).map(({ name }) => name);
    return bringing.length === 0 ? [module.toLowerCase().replaceAll('_', '-')] : bringing;
  });
}

/** Whether a distribution brings a module, as far as its name says when it is not known. */
export function bringsModule(distribution: string, module: string): boolean {
  if (modulesOfDistribution(distribution).some((one) => one.toLowerCase() === module.toLowerCase())) return true;
  return !isKnownDistribution(distribution) && distribution.split('-').includes(module.toLowerCase());
}

/** The installed packages that imports lead to, by their folders. */
export function closureOf(lock: Lockfile, imports: Iterable<string>): ReadonlyMap<string, LockedPackage> {
  const found = new Map<string, LockedPackage>();
  const open = [...imports].map((name) => `node_modules/${name}`);
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    const locked = lock.packages.get(path);
    if (locked === undefined || found.has(path)) continue;
    found.set(path, locked);
    for (const need of locked.needs) {
      const where = installedAt(lock, path, need);
      if (where !== undefined) open.push(where);
    }
  }
  return found;
}

/** The folder from which a package loads another: its own `node_modules`, or one above. (Node.js: loading from node_modules folders) */
function installedAt(lock: Lockfile, from: string, name: string): string | undefined {
  for (let folder = from; ;) {
    const path = folder === '' ? `node_modules/${name}` : `${folder}/node_modules/${name}`;
    if (lock.packages.has(path)) return path;
    if (folder === '') return undefined;
    folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')));
  }
}
