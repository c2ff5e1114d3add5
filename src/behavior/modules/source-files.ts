import type { ModuleIr } from '../ir/ir.ts';
import type { Resolved, SourceTree } from '../program.ts';
import { readJson } from '../../util/json.ts';
import { toJson } from '../../util/node.ts';
import { SourceFile } from '../../util/span.ts';
import { readYaml } from '../../util/yaml.ts';

/** Turns a file's text into the intermediate form. */
export type Lower = (file: string, text: string) => ModuleIr;

/** How many files of an app are read as source code. */
const MOST_FILES = 2_000;

/** Reads, lowers and keeps the files of an app, so that its functions share them. */
export class SourceFiles {
  readonly tree: SourceTree;
  readonly #lower: { readonly javascript: Lower; readonly python: Lower };
  readonly #known = new Map<string, Resolved>();
  #count = 0;

  constructor(tree: SourceTree, lower: { readonly javascript: Lower; readonly python: Lower }) {
    this.tree = tree;
    this.#lower = lower;
  }

  isFile(path: string): boolean {
    return this.tree.kind(path) === 'file';
  }

  isFolder(path: string): boolean {
    return path === '' || this.tree.kind(path) === 'folder';
  }

  /** A file as a module or as data, by its ending. */
  load(path: string): Resolved {
    const known = this.#known.get(path);
    if (known !== undefined) return known;
    const loaded = this.#read(path);
    this.#known.set(path, loaded);
    return loaded;
  }

  /** Code that stands in a template. */
  inline(path: string, text: string, language: 'javascript' | 'python'): Resolved {
    const key = `${path}\0${text}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const loaded = asResolved(this.#lower[language](path, text));
    this.#known.set(key, loaded);
    return loaded;
  }

  /** A Python package that has no file of its own. */
  emptyPackage(folder: string): Resolved {
    const file = `${folder}/__init__.py`;
    return this.#known.get(file) ?? this.inline(file, '', 'python');
  }

  #read(path: string): Resolved {
    const file = this.tree.read(path);
    if (file === undefined) return { kind: 'missing', specifier: path };
    if ('problem' in file) return { kind: 'problem', code: 'limit-reached', because: `${path} ${file.problem}` };
    const language = languageOf(path);
    if (language === null) return dataOf(path, file.text);
    this.#count++;
    if (this.#count > MOST_FILES) {
      return { kind: 'problem', code: 'limit-reached', because: `more than ${MOST_FILES} source files in one app; ${path} is not read` };
    }
    return asResolved(this.#lower[language](path, file.text));
  }
}

/** A file of which nothing could be understood is a problem, not an empty module. */
function asResolved(lowered: ModuleIr): Resolved {
  const [gap] = lowered.gaps;
  const isEmpty = lowered.body.length === 0 && lowered.exports.length === 0;
  if (gap === undefined || !isEmpty) return { kind: 'source', module: lowered };
  return { kind: 'problem', code: gap.code === 'limit-reached' ? 'limit-reached' : 'parse-error', because: gap.because };
}

function languageOf(path: string): 'javascript' | 'python' | null {
  if (/\.(?:[mc]?[jt]s|[jt]sx)$/.test(path)) return 'javascript';
  return path.endsWith('.py') ? 'python' : null;
}

/** JSON and YAML as plain data; anything else as its text, as bundlers' text loaders give it. */
function dataOf(path: string, text: string): Resolved {
  const isJson = path.endsWith('.json');
  if (!isJson && !/\.ya?ml$/.test(path)) return { kind: 'data', data: text };
  const source = new SourceFile(path, text);
  const result = isJson ? readJson(source) : readYaml(source);
  if (result.ok) return { kind: 'data', data: toJson(result.node) };
  const { line } = source.position(result.error.at.start);
  return { kind: 'problem', code: 'parse-error', because: `${path}:${line}: ${result.error.message}` };
}
