import type { SourceFile, Span } from '../util/span.ts';

/** A list of packages that a folder of code asks for: package.json, requirements.txt, pyproject.toml or a Pipfile. */
export interface Manifest {
  readonly ecosystem: 'npm' | 'pypi';
  /** Its path is relative to the app's root and may go above it. */
  readonly source: SourceFile;
  /** The folder it stands in, relative to the app's root; empty for the root. */
  readonly folder: string;
  /** Name of the npm package itself; null when it has none. */
  readonly name: string | null;
  readonly packages: readonly DeclaredPackage[];
  /** It also lists what its packages bring (hashes, notes of pip-compile), so that not all of it is asked for by the owner. */
  readonly isResolved: boolean;
  /** It asks for more than `packages` says, in a file or a form that is not read. */
  readonly isPartial: boolean;
  /** npm's `scripts` by name. */
  readonly scripts: ReadonlyMap<string, string>;
  /** package-lock.json beside it; null without one that can be read. */
  readonly lock: Lockfile | null;
  /** A file of its folder, installed and generated ones left out, that names a package in quotes, in a script or by an import; null when none does. */
  mentionOf(name: string): string | null;
}

/** One package that a manifest asks for. */
export interface DeclaredPackage {
  /** npm's name, or the name of a distribution as PyPI normalises it (`python-dateutil`). */
  readonly name: string;
  /** `^3.600.0`, `file:../shared`, `==2.32.0`; empty for any. */
  readonly wanted: string;
  readonly group: 'dependencies' | 'devDependencies' | 'peerDependencies' | 'optionalDependencies';
  /** Its name in the file. */
  readonly at: Span;
}

/** What package-lock.json says of the packages that are installed, by their folder (`node_modules/axios`). */
export interface Lockfile {
  readonly source: SourceFile;
  readonly packages: ReadonlyMap<string, LockedPackage>;
}

/** One installed package. https://docs.npmjs.com/cli/configuring-npm/package-lock-json */
export interface LockedPackage {
  readonly name: string;
  readonly version: string;
  /** Names of the packages it may load: dependencies, optional and peer ones. */
  readonly needs: readonly string[];
  /** Those of them that npm installs only where they fit the machine. */
  readonly optional: readonly string[];
  /** Only there for development. */
  readonly isDev: boolean;
  /** Machines that it runs on, as npm names them; empty: any. */
  readonly cpu: readonly string[];
  readonly os: readonly string[];
  readonly at: Span;
}
