import { isBuiltin } from 'node:module';
import { STANDARD_MODULES } from '../builtins/python/standard-modules.ts';
import type { SourcePlace } from '../host.ts';
import type { ModuleIr, Place } from '../ir/ir.ts';
import type { FunctionCode, Modules, Resolved } from '../program.ts';
import { referencesOf } from './references.ts';
import type { ModuleReference } from './references.ts';

/** An import of something that is not the app's own. */
export interface GraphImport {
  /** npm's name, a built-in module without `node:`, or the first word of a Python module. */
  readonly name: string;
  readonly isBuiltin: boolean;
  readonly isGuarded: boolean;
  readonly at: SourcePlace;
}

/** The modules that a function's code can load, whichever of it runs. */
export interface ModuleGraph {
  /** The app's files, the handler's first. */
  readonly files: readonly string[];
  readonly imports: readonly GraphImport[];
  /** What may hide further modules. */
  readonly gaps: readonly { readonly because: string; readonly at: SourcePlace }[];
}

/** Follows every import from a function's handler on. Cost: linear in the code; files are read once for all functions of an app. */
export function moduleGraph(code: FunctionCode, modules: Modules): ModuleGraph {
  const walk = new Walk(code, modules);
  walk.load(modules.entry(code), { file: code.entry, start: 0, end: 0 });
  return { files: [...walk.files.keys()], imports: [...walk.imports.values()], gaps: walk.gaps };
}

class Walk {
  readonly files = new Map<string, ModuleIr>();
  readonly imports = new Map<string, GraphImport>();
  readonly gaps: { because: string; at: SourcePlace }[] = [];
  readonly #code: FunctionCode;
  readonly #modules: Modules;

  constructor(code: FunctionCode, modules: Modules) {
    this.#code = code;
    this.#modules = modules;
  }

  load(resolved: Resolved, at: SourcePlace): void {
    if (resolved.kind === 'problem') this.gaps.push({ because: resolved.because, at });
    if (resolved.kind !== 'source' || this.files.has(resolved.module.file)) return;
    const { module } = resolved;
    this.files.set(module.file, module);
    const place = ({ start, end }: Place): SourcePlace => ({ file: module.file, start, end });
    for (const gap of module.gaps) this.gaps.push({ because: gap.because, at: place(gap.at) });
    const { references, dynamic } = referencesOf(module);
    for (const each of dynamic)
      this.gaps.push({ because: 'a module is loaded by a name that only the running code knows', at: place(each) });
    for (const reference of references) {
      if (module.language === 'python') this.#python(module, reference, place(reference.at));
      else this.#javascript(module, reference, place(reference.at));
    }
  }

  #resolve(module: ModuleIr, specifier: string, { level, at }: ModuleReference): Resolved {
    return this.#modules.resolve(specifier, { module, code: this.#code, level, at });
  }

  #javascript(module: ModuleIr, reference: ModuleReference, at: SourcePlace): void {
    const specifier = reference.specifier.replace(/[?].*$/, '');
    if (isBuiltin(specifier)) return this.#import({ name: specifier.replace(/^node:/, ''), isBuiltin: true }, reference, at);
    const resolved = this.#resolve(module, reference.specifier, reference);
    const name = resolved.kind === 'package' ? resolved.name : /^(?:@[\w.~-]+\/)?[A-Za-z0-9][\w.~-]*/.exec(specifier)?.[0];
    const isInside = resolved.kind === 'source' || resolved.kind === 'data' || resolved.kind === 'problem';
    if (isInside) this.load(resolved, at);
    else if (name !== undefined && !specifier.includes(':')) this.#import({ name, isBuiltin: false }, reference, at);
    else this.#missing(reference, at);
  }

  /** A package's `__init__` runs before its modules; what is imported from a package may be one of them. */
  #python(module: ModuleIr, reference: ModuleReference, at: SourcePlace): void {
    const { specifier, level, name } = reference;
    const steps = specifier.split('.').filter((step) => step !== '');
    const [first] = steps;
    const inside = name === null ? [] : [[...steps, name].join('.')];
    const names = steps.map((_, i) => steps.slice(0, i + 1).join('.'));
    const head = this.#resolve(module, level > 0 ? specifier : (first ?? ''), reference);
    if (level === 0 && first !== undefined && head.kind !== 'source' && head.kind !== 'problem') {
      return this.#import({ name: first, isBuiltin: head.kind !== 'package' && STANDARD_MODULES.has(first) }, reference, at);
    }
    if (steps.length > 0 && this.#resolve(module, specifier, reference).kind === 'missing') this.#missing(reference, at);
    for (const each of [...names, ...inside]) this.load(this.#resolve(module, each, reference), at);
  }

  #import(what: Pick<GraphImport, 'name' | 'isBuiltin'>, { isGuarded }: ModuleReference, at: SourcePlace): void {
    const key = `${what.name} ${at.file} ${at.start}`;
    if (!this.imports.has(key)) this.imports.set(key, { ...what, isGuarded, at });
  }

  #missing({ specifier, level, isGuarded }: ModuleReference, at: SourcePlace): void {
    if (!isGuarded) this.gaps.push({ because: `module ${'.'.repeat(level)}${specifier} was not found`, at });
  }
}
