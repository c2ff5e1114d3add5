import type { DeploymentPackage } from '../../../model/deployment-package.ts';
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
    for (const { name } of closureOf(lock, [by]).values()) {
      if (RUNNERS.has(name) && !found.has(name)) found.set(name, { name, by, at });
    }
  }
  return [...found.values()];
}
