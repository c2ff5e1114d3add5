import type { ModuleImport } from '../../../model/deployment-package.ts';
import type { Manifest } from '../../../model/manifest.ts';
import type { Span } from '../../../util/span.ts';
import { closureOf } from '../loadable.ts';

/** A package that comes in a build for each machine. */
export interface NativePackage {
  readonly name: string;
  /** Where the code imports it, or what loads it. */
  readonly at: Span;
  /** Processors, by npm's names, for which the lockfile has a build that runs on Linux. */
  readonly cpus: ReadonlySet<string>;
}

/**
 * Packages in the reach of some imports whose builds are optional dependencies, one per machine, as those of sharp and esbuild are.
 * npm installs the one that fits from those which the lockfile has. https://docs.npmjs.com/cli/configuring-npm/package-lock-json
 */
export function nativePackages({ lock }: Manifest, imports: readonly ModuleImport[]): NativePackage[] {
  if (lock === null) return [];
  const byName = Map.groupBy(lock.packages.values(), (one) => one.name);
  const found = new Map<string, NativePackage>();
  for (const { name, at } of imports) {
    for (const locked of closureOf(lock, [name]).values()) {
      if (locked.optional.length === 0 || found.has(locked.name)) continue;
      const builds = locked.optional.flatMap((each) => byName.get(each) ?? []).filter((one) => one.cpu.length > 0);
      if (builds.length === 0) continue;
      const onLinux = builds.filter(({ os }) => os.length === 0 || os.includes('linux'));
      // A package that brings nothing but builds for other systems may do without (fsevents).
      if (onLinux.length === 0 && builds.every(({ os }) => os.length === 1) && locked.optional.length === 1) continue;
      found.set(locked.name, { name: locked.name, at, cpus: new Set(onLinux.flatMap(({ cpu }) => cpu)) });
    }
  }
  return [...found.values()];
}
