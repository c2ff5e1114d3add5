import { dirname, join, posix, resolve } from 'node:path';
import { property } from '../model/template.ts';
import type { Resource } from '../model/template.ts';
import { entriesOf, exactText, get, itemsOf } from '../model/value.ts';
import type { Value } from '../model/value.ts';
import { isInside, pathKind, relativePath, repositoryRoot } from './files.ts';

/** The source of a function's handler. */
export interface LambdaSource {
  /** The handler's file, relative to the app's root; empty when it is not on disk or the code stands in the template. */
  readonly files: readonly string[];
  readonly language: 'javascript' | 'typescript' | 'python' | null;
}

const SCRIPTS: readonly string[] = ['.js', '.mjs', '.cjs', '.ts', '.mts', '.cts', '.tsx', '.jsx'];

/** Finds the file of a function's handler under the app's folder (absolute); never outside of its git working tree. */
export function locateSource(fn: Resource, app: { readonly folder: string }): LambdaSource {
  const runtime = exactText(property(fn, 'Runtime')) ?? '';
  const isPython = runtime.startsWith('python');
  if (!isPython && !runtime.startsWith('nodejs')) return { files: [], language: null };
  const found = handlerFile(fn, app.folder, isPython);
  if (found === undefined) return { files: [], language: isPython ? 'python' : 'javascript' };
  return {
    files: [relativePath(app.folder, found)],
    language: isPython ? 'python' : /\.[mc]?tsx?$/.test(found) ? 'typescript' : 'javascript',
  };
}

function handlerFile(fn: Resource, folder: string, isPython: boolean): string | undefined {
  const handler = exactText(property(fn, 'Handler'));
  const code = codeFolder(fn, folder);
  if (handler === undefined || handler.includes('\0') || code === undefined) return undefined;
  const boundary = repositoryRoot(folder);
  const candidates = isPython ? pythonFiles(handler) : [...entryPoints(fn, handler), ...scriptFiles(handler)];
  return candidates.map((path) => resolve(code, path)).find((path) => pathKind(path) === 'file' && isInside(boundary, path));
}

/** The folder that is packed as the function's code; undefined for code in the template, in S3 or in an image. */
function codeFolder(fn: Resource, folder: string): string | undefined {
  const template = resolve(folder, dirname(fn.at.source.path));
  const asset = exactText(get(fn.attributes.get('Metadata'), 'aws:asset:path'));
  if (asset !== undefined) return resolve(template, asset);
  const code = property(fn, 'Code');
  const path = exactText(code);
  if (path !== undefined) return /^[a-z][a-z0-9+.-]*:\/\//i.test(path) || path.includes('\0') ? undefined : resolve(template, path);
  return code === undefined ? template : undefined;
}

/** `src/app.api.handler` is the export `api.handler` of the module `src/app`. https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html */
function scriptFiles(handler: string): string[] {
  const module = moduleOf(handler);
  return SCRIPTS.map((extension) => module + extension);
}

function moduleOf(handler: string): string {
  const name = posix.basename(handler);
  return posix.join(posix.dirname(handler), name.split('.', 1)[0]!);
}

/** `src.app.handler` and `src/app.handler` are the function `handler` of the module `src/app`. https://docs.aws.amazon.com/lambda/latest/dg/python-handler.html */
function pythonFiles(handler: string): string[] {
  const dot = handler.lastIndexOf('.');
  if (dot <= 0) return [];
  const module = handler.slice(0, dot).replaceAll('.', '/');
  return [`${module}.py`, join(module, '__init__.py')];
}

/** The entry points of an esbuild build (Metadata.BuildProperties.EntryPoints) that give the handler's module. */
function entryPoints(fn: Resource, handler: string): string[] {
  const metadata = fn.attributes.get('Metadata');
  const listed = itemsOf(buildProperty(metadata, 'EntryPoints'))
    .map(exactText)
    .filter((path) => path !== undefined);
  const module = moduleOf(handler);
  const fitting = (fits: (built: string) => boolean): string[] => listed.filter((path) => fits(path.replace(/\.[^./]+$/, '')));
  const exact = fitting((built) => posix.normalize(built) === module);
  const byName = fitting((built) => posix.basename(built) === posix.basename(module));
  return [...exact, ...(byName.length === 1 ? byName : [])];
}

function buildProperty(metadata: Value | undefined, name: string): Value | undefined {
  const properties = get(metadata, 'BuildProperties');
  return entriesOf(properties).find((entry) => entry.key.toLowerCase() === name.toLowerCase())?.value;
}
