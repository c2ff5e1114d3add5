import { dirname, extname, resolve } from 'node:path';
import type { ReadProblem } from '../model/report.ts';
import { readJson } from '../util/json.ts';
import { SourceFile } from '../util/span.ts';
import { readYaml } from '../util/yaml.ts';
import type { IncludedFile } from './cloudformation/include.ts';
import type { NamedFiles, NestedTemplate } from './cloudformation/instantiate.ts';
import { isRemote } from './cloudformation/nested-locations.ts';
import { readTemplate } from './cloudformation/template-file.ts';
import type { TemplateFile, TemplateResult } from './cloudformation/template-file.ts';
import { boundaryOf, isInside, readTextFile, realPath, relativePath } from './files.ts';

const MEND = 'Mend the template; what depends on it is unknown.';

/** The templates of one app: every file is read once, whatever names it. */
export class TemplateLibrary implements NamedFiles {
  /** Nested templates that are there and cannot be read; those that are not there are faults of the template that names them. */
  readonly problems: ReadProblem[] = [];
  readonly #root: string;
  readonly #cwd: string;
  readonly #start: string;
  #boundary: string | undefined;
  readonly #read = new Map<string, NestedTemplate>();
  readonly #included = new Map<string, IncludedFile | undefined>();
  readonly #definitions = new Map<string, SourceFile | undefined>();

  /** `root` is the app's folder; files outside of `within` and of its git working tree are not read. */
  constructor(root: string, cwd: string, within: string) {
    this.#root = root;
    this.#cwd = cwd;
    this.#start = within;
  }

  /** Whether a file may be read. The working tree is looked for when the first template names another file: few do. */
  #holds(path: string): boolean {
    this.#boundary ??= boundaryOf({ folder: this.#start });
    return isInside(this.#boundary, path);
  }

  /** Reads a template whose text is known. */
  template(path: string, text: string): TemplateResult {
    const result = readTemplate({
      path: realPath(path),
      shownPath: relativePath(this.#root, path),
      text,
      include: (location) => this.#include(path, location),
    });
    if (result.ok) this.#read.set(realPath(path), { ok: true, file: result.file });
    return result;
  }

  /** Finds the template that a nested stack of `parent` names. */
  nested(parent: TemplateFile, location: string): NestedTemplate {
    if (isRemote(location)) return { ok: false, message: `lies at ${location}`, fault: null };
    const path = resolve(dirname(parent.path), location);
    const real = realPath(path);
    const known = this.#read.get(real);
    if (known !== undefined) return known;
    const found = this.#readNested(path, location);
    this.#read.set(real, found);
    return found;
  }

  #readNested(path: string, location: string): NestedTemplate {
    const refuse = (message: string, advice: string | null): NestedTemplate => ({
      ok: false,
      message: `${location} ${message}`,
      fault: { kind: 'nested-stack', ...(advice === null ? {} : { advice }) },
    });
    if (!this.#holds(path)) {
      return refuse('lies outside of the folder that was given', 'Start casemate from a folder that holds both.');
    }
    const file = readTextFile(path);
    if (!file.ok) return refuse(file.message, file.missing ? 'Correct the path of the nested template, or add the file.' : file.advice);
    const result = this.template(path, file.text);
    if (result.ok) return { ok: true, file: result.file };
    if (result.at === null) return refuse(result.message, MEND);
    const { line, column } = result.at.source.position(result.at.start);
    this.problems.push({ path: relativePath(this.#cwd, path), line, column, message: result.message, advice: MEND });
    return refuse('cannot be read', null);
  }

  /** Finds a definition (OpenAPI, state machine, GraphQL) that `parent` names; undefined when it is not at hand. */
  definition(parent: TemplateFile, location: string): SourceFile | undefined {
    const path = resolve(dirname(parent.path), location);
    const key = realPath(path);
    if (!this.#definitions.has(key)) {
      const file = this.#holds(path) ? readTextFile(path) : undefined;
      this.#definitions.set(key, file?.ok === true ? new SourceFile(relativePath(this.#root, path), file.text) : undefined);
    }
    return this.#definitions.get(key);
  }

  #include(from: string, location: string): IncludedFile | undefined {
    const path = resolve(dirname(from), location);
    const key = realPath(path);
    if (this.#included.has(key)) return this.#included.get(key);
    const included = this.#readIncluded(path);
    this.#included.set(key, included);
    return included;
  }

  #readIncluded(path: string): IncludedFile | undefined {
    if (!this.#holds(path)) return undefined;
    const file = readTextFile(path);
    if (!file.ok) return undefined;
    const source = new SourceFile(relativePath(this.#root, path), file.text);
    return { source, read: extname(path).toLowerCase() === '.json' ? readJson(source) : readYaml(source) };
  }
}
