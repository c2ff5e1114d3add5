import type { ModuleModel, Modules, SourceTree } from '../program.ts';
import { findFile, isTypeScriptFile } from './javascript-files.ts';
import { JavaScriptResolver } from './javascript.ts';
import { PythonResolver } from './python.ts';
import { SourceFiles } from './source-files.ts';
import type { Lower } from './source-files.ts';

/** What modules are made with. */
export interface ModuleMakers {
  readonly javascript: Lower;
  readonly python: Lower;
  /** The model of a module that is not followed as source: an SDK, a library, a built-in. */
  readonly model: (specifier: string, language: 'javascript' | 'python') => ModuleModel | undefined;
}

/** The modules of one app, for all of its functions. Each file is read and lowered once. */
export function createModules(tree: SourceTree, makers: ModuleMakers): Modules {
  const files = new SourceFiles(tree, makers);
  const javascript = new JavaScriptResolver(files, (specifier) => makers.model(specifier, 'javascript'));
  const python = new PythonResolver(files, (specifier) => makers.model(specifier, 'python'));
  return {
    entry(code) {
      if (code.inline !== null) return files.inline(code.entry, code.inline, code.language);
      const path = code.language === 'python' ? code.entry : findFile(files, code.entry, isTypeScriptFile(code.entry));
      return files.load(path ?? code.entry);
    },
    resolve(specifier, from) {
      return from.module.language === 'python' ? python.resolve(specifier, from) : javascript.resolve(specifier, from);
    },
  };
}
