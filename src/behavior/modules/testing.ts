import type { ModuleIr } from '../ir/ir.ts';
import type { FunctionCode, Modules, Resolved, SourceTree } from '../program.ts';
import { createModules } from './modules.ts';
import { folderOf, join } from './paths.ts';

/** The files of a test as a tree: paths to texts. */
export function treeOf(files: Readonly<Record<string, string>>): SourceTree {
  const folders = new Map<string, Set<string>>();
  for (const file of Object.keys(files)) {
    for (let path = file; path !== '' && path !== '..'; path = folderOf(path)) {
      const folder = folderOf(path);
      folders.set(folder, (folders.get(folder) ?? new Set()).add(path.slice(path.lastIndexOf('/') + 1)));
    }
  }
  return {
    read: (path) => (Object.hasOwn(files, path) ? { text: files[path]! } : undefined),
    kind: (path) => (Object.hasOwn(files, path) ? 'file' : folders.has(join(path)) ? 'folder' : undefined),
    list: (folder) => [...(folders.get(join(folder)) ?? [])].toSorted(),
  };
}

/** How a test resolves: from a file of a function. */
export interface TestImport {
  readonly from: string;
  readonly root?: string;
  readonly layers?: readonly string[];
  readonly level?: number;
}

/** Modules over the files of a test; every file is lowered to an empty module. `modelled` are the specifiers that have a model. */
export function modulesOf(files: Readonly<Record<string, string>>, modelled: readonly string[] = []): Modules {
  return createModules(treeOf(files), {
    javascript: (file, text) => emptyModule(file, text, 'javascript'),
    python: (file, text) => emptyModule(file, text, 'python'),
    model: (specifier) => (modelled.includes(specifier) ? () => ({ kind: 'nothing' }) : undefined),
  });
}

/** What a specifier means, as a short text: the file, `model x`, `package x`, `missing`. */
export function found(modules: Modules, specifier: string, { from, root, layers, level }: TestImport): string {
  const language = from.endsWith('.py') ? 'python' : 'javascript';
  const code = codeOf({ language, entry: from, root: root ?? folderOf(from), layers: layers ?? [] });
  const module = emptyModule(from, '', language);
  return described(modules.resolve(specifier, { module, code, level: level ?? 0, at: { start: 0, end: 0 } }));
}

/** A function's code, as far as a test says. */
export function codeOf(code: Partial<FunctionCode>): FunctionCode {
  return {
    language: 'javascript',
    entry: 'app.js',
    inline: null,
    exportPath: ['handler'],
    root: '',
    layers: [],
    environment: () => null,
    ...code,
  };
}

/** What was found, as a short text. */
export function described(resolved: Resolved): string {
  switch (resolved.kind) {
    case 'source':
      return resolved.module.file;
    case 'model':
      return `model ${resolved.specifier}`;
    case 'data':
      return `data ${JSON.stringify(resolved.data)}`;
    case 'package':
      return `package ${resolved.name}${resolved.holdsClient ? ' with a client' : ''}`;
    case 'missing':
      return 'missing';
    case 'problem':
      return `${resolved.code}: ${resolved.because}`;
  }
}

function emptyModule(file: string, text: string, language: 'javascript' | 'python'): ModuleIr {
  return { file, language, text, locals: [], body: [], imports: [], exports: [], isEsModule: false, gaps: [] };
}
