import { posix } from 'node:path';
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

// https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html (LAMBDA_TASK_ROOT)
const TASK = '/var/task/';

/** The modules of one app, for all of its functions. Each file is read and lowered once. */
export function createModules(tree: SourceTree, makers: ModuleMakers): Modules {
  const files = new SourceFiles(tree, makers);
  const javascript = new JavaScriptResolver(files, (specifier) => makers.model(specifier, 'javascript'));
  const python = new PythonResolver(files, (specifier) => makers.model(specifier, 'python'));
  return {
    entry(code) {
      if (code.inline !== null) return files.inline(code.entry, code.inline.text, code.language);
      const path = code.language === 'python' ? code.entry : findFile(files, code.entry, isTypeScriptFile(code.entry));
      return files.load(path ?? code.entry);
    },
    readFile(path, code) {
      const whole = posix.normalize(path.startsWith(TASK) ? path.slice(TASK.length) : posix.join(code.root, path));
      // Paths of modules are from the app's folder, others from the function's, which is what stands in `/var/task`.
      const found = [whole, posix.join(code.root, whole)].find((each) => !posix.isAbsolute(each) && files.isFile(each));
      const read = found === undefined ? undefined : tree.read(found);
      return read !== undefined && 'text' in read ? read.text : undefined;
    },
    resolve(specifier, from) {
      return from.module.language === 'python' ? python.resolve(specifier, from) : javascript.resolve(specifier, from);
    },
  };
}
