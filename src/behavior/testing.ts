import { lowerJavaScript } from './javascript/lower.ts';
import { createModules } from './modules/modules.ts';
import type { FunctionRun } from './interpret/run.ts';
import { runFunction } from './interpret/run.ts';
import type { Limits } from './interpret/budget.ts';
import { modelOf } from './models/models.ts';
import type { FunctionCode, SourceTree } from './program.ts';
import { lowerPython } from './python/lower.ts';
import { prepareInstalledPython } from './python/testing.ts';
import type { RawCall } from './host.ts';
import type { Value } from '../model/value.ts';
import { SourceFile } from '../util/span.ts';
import { show } from './values/show.ts';

/** How a test's function is started, and what its template says of its environment; a name that is not given is not set. */
export interface TestFunction {
  /** `app.handler`, as in a template. */
  readonly handler: string;
  /** Texts are exact; null stands for a value that cannot be told. */
  readonly environment?: Readonly<Record<string, string | null>>;
  readonly limits?: Partial<Limits>;
}

/** Follows whole sources, from path to text: what the handler calls. */
export async function behaviorOf(files: Readonly<Record<string, string>>, fn: TestFunction): Promise<FunctionRun> {
  await prepareInstalledPython();
  const modules = createModules(treeOf(files), { javascript: lowerJavaScript, python: lowerPython, model: modelOf });
  return runFunction(codeOf(files, fn), modules, fn.limits === undefined ? {} : { limits: fn.limits });
}

/** The calls of a run, each as `service Operation { input }`, with `?` before those that may not happen. */
export function callsOf(run: FunctionRun): string[] {
  return run.calls.map((call) => `${call.must ? '' : '? '}${call.service} ${call.operation} ${show(call.input)}`);
}

/** The operations of a run, sorted, each once. */
export function operationsOf(run: { readonly calls: readonly RawCall[] }): string[] {
  return [...new Set(run.calls.map((call) => `${call.service} ${call.operation}`))].toSorted();
}

function codeOf(files: Readonly<Record<string, string>>, fn: TestFunction): FunctionCode {
  const slash = fn.handler.lastIndexOf('/');
  const [module = '', ...exportPath] = fn.handler.slice(slash + 1).split('.');
  const stem = `${fn.handler.slice(0, slash + 1)}${module}`;
  const entry = Object.keys(files).find((file) => file.replace(/\.\w+$/, '') === stem) ?? stem;
  return {
    language: entry.endsWith('.py') ? 'python' : 'javascript',
    entry,
    inline: null,
    exportPath,
    root: '',
    layers: [],
    environment: (name) => setting(fn.environment ?? {}, name),
  };
}

function setting(environment: Readonly<Record<string, string | null>>, name: string): Value | null {
  const at = { source: new SourceFile('template.yaml', ''), start: 0, end: 0 };
  const value = Object.hasOwn(environment, name) ? environment[name] : undefined;
  if (value === undefined) return null;
  return value === null ? { kind: 'unknown', reason: 'not known in this test', at } : { kind: 'scalar', value, at };
}

/** Files by path as a tree. */
function treeOf(files: Readonly<Record<string, string>>): SourceTree {
  const paths = Object.keys(files);
  return {
    read: (path) => (Object.hasOwn(files, path) ? { text: files[path] ?? '' } : undefined),
    kind: (path) =>
      Object.hasOwn(files, path) ? 'file' : path === '' || paths.some((each) => each.startsWith(`${path}/`)) ? 'folder' : undefined,
    list: (folder) => {
      const start = folder === '' ? '' : `${folder}/`;
      const names = paths.filter((path) => path.startsWith(start)).map((path) => path.slice(start.length).split('/')[0] ?? '');
      return [...new Set(names)].toSorted();
    },
  };
}
