import type { DeploymentPackage } from '../../../model/deployment-package.ts';
import type { Lockfile } from '../../../model/manifest.ts';
import type { Span } from '../../../util/span.ts';
import { packagesImported } from '../imports.ts';
import { closureOf } from '../loadable.ts';

/** Packages that are there to start programs or to run text as code. */
const RUNNERS: ReadonlySet<string> = new Set(
  'cross-spawn eval execa foreground-child node-cmd node-serialize notevil safe-eval shelljs spawn-command static-eval vm2'.split(' '),
);

/** A runner that another package brings. */
export interface BroughtRunner {
  readonly name: string;
  /** The package that the code imports. */
  readonly by: string;
  readonly at: Span;
}

/** Runners in the reach of a function's imports, as the lockfile says, where its own code starts nothing. */
export function broughtRunners(shipped: DeploymentPackage): BroughtRunner[] {
  const lock = shipped.manifest?.lock;
  const imports = packagesImported(shipped);
  const needsIt = shipped.imports.some(({ name }) => name === 'child_process' || name === 'vm' || RUNNERS.has(name));
  if (lock === undefined || lock === null || needsIt) return [];
  const found = new Map<string, BroughtRunner>();
  for (const { name: by, at } of imports) {
    for (const name of runnersIn(lock, by)) if (!found.has(name)) found.set(name, { name, by, at });
  }
  return [...found.values()];
}

// Functions of one app import the same packages by one lockfile.
const kept = new WeakMap<Lockfile, Map<string, readonly string[]>>();

function runnersIn(lock: Lockfile, by: string): readonly string[] {
  const known = kept.get(lock) ?? new Map<string, readonly string[]>();
  kept.set(lock, known);
  const names = known.get(by) ?? [...closureOf(lock, [by]).values()].map(({ name }) => name).filter((name) => RUNNERS.has(name));
  known.set(by, names);
  return names;
}
