import { javascriptBuiltinModule } from '../builtins/javascript/node-modules.ts';
import { pythonBuiltinModule } from '../builtins/python/modules.ts';
import type { ModuleModel } from '../program.ts';
import { javascriptModule } from './javascript/index.ts';
import { pythonModule } from './python/index.ts';

/** The model of a module that is not followed as source: an SDK, a library around it, or one of the language's own; undefined for all others. */
export function modelOf(specifier: string, language: 'javascript' | 'python'): ModuleModel | undefined {
  return language === 'javascript'
    ? (javascriptModule(specifier) ?? javascriptBuiltinModule(specifier))
    : (pythonModule(specifier) ?? pythonBuiltinModule(specifier));
}
