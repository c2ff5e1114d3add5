import { join } from './paths.ts';
import type { SourceFiles } from './source-files.ts';

const MOST_FOLDERS = 2_000;
const SKIPPED = /^(?:\..*|node_modules|site-packages|tests?|__pycache__|cdk\.out|venv|env|build|dist)$/;

/** Python files anywhere in the app by the name that imports them, for code that changes its own search path (`sys.path.append('../shared')`). */
export class PythonIndex {
  readonly #files: SourceFiles;
  #known: ReadonlyMap<string, readonly string[]> | null = null;

  constructor(files: SourceFiles) {
    this.#files = files;
  }

  /** The folder in which the only module of that name stands; undefined when there is none, or a choice. */
  folderOf(name: string): string | undefined {
    this.#known ??= this.#build();
    const found = this.#known.get(name) ?? [];
    return found.length === 1 ? found[0] : undefined;
  }

  #build(): ReadonlyMap<string, readonly string[]> {
    const found = new Map<string, string[]>();
    const add = (name: string, folder: string): void => {
      found.set(name, [...(found.get(name) ?? []), folder]);
    };
    const open = [''];
    for (let count = 0; count < MOST_FOLDERS && count < open.length; count++) {
      const folder = open[count]!;
      for (const name of this.#files.tree.list(folder)) {
        if (name.endsWith('.py')) add(name.slice(0, -3), folder);
        else if (!name.includes('.') && !SKIPPED.test(name) && this.#files.isFolder(join(folder, name))) {
          open.push(join(folder, name));
          if (this.#files.isFile(join(folder, name, '__init__.py'))) add(name, folder);
        }
      }
    }
    return found;
  }
}
