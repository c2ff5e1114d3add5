import type { Manifest } from '../model/manifest.ts';
import { SourceFile } from '../util/span.ts';
import { mentionIn } from './mentions.ts';
import { readNpmLock } from './npm-lock.ts';
import { readNpmManifest } from './npm-manifest.ts';
import { readPythonProject } from './python-projects.ts';
import { readRequirements } from './requirements.ts';
import { below, textOf } from './tree.ts';
import type { FileTree } from './tree.ts';

/** Files that ask for Python packages and are programs, or of other package managers. */
const UNREAD: readonly string[] = ['setup.py', 'setup.cfg', 'environment.yml'];

const NO_SCRIPTS: ReadonlyMap<string, string> = new Map();

/** Reads the manifests of an app, each once and only when asked for. */
export class Manifests {
  readonly #tree: FileTree;
  readonly #known = new Map<string, Manifest | null>();

  constructor(tree: FileTree) {
    this.#tree = tree;
  }

  /** The package.json of a folder; null without one that can be read. */
  npm(folder: string): Manifest | null {
    return this.#once(below(folder, 'package.json'), (source) => {
      const read = readNpmManifest(source);
      if (read === undefined) return null;
      const lockPath = below(folder, 'package-lock.json');
      const lockText = textOf(this.#tree, lockPath);
      const lock = lockText === undefined ? null : readNpmLock(new SourceFile(lockPath, lockText));
      return this.#manifest({ ecosystem: 'npm', source, folder, ...read, isResolved: false, isPartial: false, lock });
    });
  }

  /** The requirements.txt of a folder; null without one. */
  requirements(folder: string): Manifest | null {
    return this.#once(below(folder, 'requirements.txt'), (source) =>
      this.#manifest({ ecosystem: 'pypi', source, folder, name: null, scripts: NO_SCRIPTS, lock: null, ...readRequirements(source) }),
    );
  }

  /** Every manifest of a folder. */
  in(folder: string): Manifest[] {
    const python = ['pyproject.toml', 'Pipfile'].map((name) => this.#project(folder, name));
    const unread = UNREAD.map((name) => this.#unread(folder, name));
    return [this.npm(folder), this.requirements(folder), ...python, ...unread].filter((one) => one !== null);
  }

  #project(folder: string, name: string): Manifest | null {
    return this.#once(below(folder, name), (source) => {
      const packages = readPythonProject(source);
      const isPartial = packages === undefined;
      const common = { name: null, scripts: NO_SCRIPTS, lock: null, isResolved: false, isPartial };
      return this.#manifest({ ecosystem: 'pypi', source, folder, packages: packages ?? [], ...common });
    });
  }

  #unread(folder: string, name: string): Manifest | null {
    return this.#once(below(folder, name), (source) => {
      const common = { name: null, packages: [], scripts: NO_SCRIPTS, lock: null, isResolved: false, isPartial: true };
      return this.#manifest({ ecosystem: 'pypi', source, folder, ...common });
    });
  }

  #manifest(facts: Omit<Manifest, 'mentionOf'>): Manifest {
    return { ...facts, mentionOf: (name) => mentionIn(this.#tree, facts.folder, name) };
  }

  #once(path: string, make: (source: SourceFile) => Manifest | null): Manifest | null {
    const known = this.#known.get(path);
    if (known !== undefined) return known;
    const text = textOf(this.#tree, path);
    const made = text === undefined ? null : make(new SourceFile(path, text));
    this.#known.set(path, made);
    return made;
  }
}
