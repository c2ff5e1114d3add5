import { dirname, extname, resolve } from 'node:path';
import type { ReadProblem } from '../model/report.ts';
import { readJson } from '../util/json.ts';
import { SourceFile } from '../util/span.ts';
import type { Span } from '../util/span.ts';
import { readYaml } from '../util/yaml.ts';
import type { IncludedFile } from './cloudformation/include.ts';
import type { NamedFiles, NestedTemplate } from './cloudformation/instantiate.ts';
import { isRemote } from './cloudformation/nested-locations.ts';
import { readTemplate } from './cloudformation/template-file.ts';
import type { TemplateFile, TemplateResult } from './cloudformation/template-file.ts';
import { isInside, readTextFile, realPath, relativePath, repositoryRoot } from './files.ts';

/** The templates of one app: every file is read once, whatever names it. */
export class TemplateLibrary implements NamedFiles {
  /** Files that templates name and that cannot be read. */
  readonly problems: ReadProblem[] = [];
  readonly #root: string;
  readonly #cwd: string;
  readonly #within: string;
  readonly #read = new Map<string, NestedTemplate>();
  readonly #included = new Map<string, IncludedFile | undefined>();
  readonly #definitions = new Map<string, SourceFile | undefined>();

  /** `root` is the app's folder; files outside of `within` and of its git working tree are not read. */
  constructor(root: string, cwd: string, within: string) {
    this.#root = root;
    this.#cwd = cwd;
    this.#within = repositoryRoot(within);
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
    if (isRemote(location)) return { ok: false, message: `lies at ${location}`, isLocal: false };
    const path = resolve(dirname(parent.path), location);
    const real = realPath(path);
    const known = this.#read.get(real);
    if (known !== undefined) return known;
    const found = this.#readNested(path, location);
    this.#read.set(real, found);
    return found;
  }

  #readNested(path: string, location: string): NestedTemplate {
    const refuse = (message: string, advice: string, at: Span | null): NestedTemplate => {
      const position = at?.source.position(at.start);
      this.problems.push({
        path: relativePath(this.#cwd, path),
        line: position?.line ?? null,
        column: position?.column ?? null,
        message,
        advice,
      });
      return { ok: false, message: `${location} ${at === null ? message : 'cannot be read'}`, isLocal: true };
    };
    if (!isInside(this.#within, path))
      return refuse('lies outside of the folder that was given', 'Start casemate from a folder that holds both.', null);
    const file = readTextFile(path);
    if (!file.ok) return refuse(file.message, file.advice, null);
    const result = this.template(path, file.text);
    if (result.ok) return { ok: true, file: result.file };
    return refuse(result.message, 'Mend the template; what depends on it is unknown.', result.at ?? null);
  }

  /** Finds a definition (OpenAPI, state machine, GraphQL) that `parent` names; undefined when it is not at hand. */
  definition(parent: TemplateFile, location: string): SourceFile | undefined {
    const path = resolve(dirname(parent.path), location);
    const key = realPath(path);
    if (!this.#definitions.has(key)) {
      const file = isInside(this.#within, path) ? readTextFile(path) : undefined;
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
    if (!isInside(this.#within, path)) return undefined;
    const file = readTextFile(path);
    if (!file.ok) return undefined;
    const source = new SourceFile(relativePath(this.#root, path), file.text);
    return { source, read: extname(path).toLowerCase() === '.json' ? readJson(source) : readYaml(source) };
  }
}
