import { dirname, join, posix, resolve } from 'node:path';
import { inlineCode } from '../model/inline-code.ts';
import type { InlineCode } from '../model/inline-code.ts';
import { property } from '../model/template.ts';
import type { Resource } from '../model/template.ts';
import { entriesOf, exactText, get, itemsOf, show } from '../model/value.ts';
import type { Value } from '../model/value.ts';
import { imageSource } from './image-source.ts';
import { layersOf } from './layers.ts';
import type { UnreadLayer } from './layers.ts';
import { boundaryOf, isInside, pathKind, relativePath } from './files.ts';
import type { AppPlace } from './files.ts';

/** The source of a function's handler. */
export interface LambdaSource {
  /** The handler's file, relative to the app's root; empty when it is not on disk or the code stands in the template. */
  readonly files: readonly string[];
  readonly language: 'javascript' | 'typescript' | 'python' | null;
  /** Where its code starts, for following it; or why it cannot be followed. */
  readonly code: LambdaCode | NoCode;
}

/** Where a function's code stands; paths are relative to the app's root. */
export interface LambdaCode {
  readonly language: 'javascript' | 'python';
  /** The handler's file. Code in the template has the name that Lambda gives it. */
  readonly entry: string;
  /** Code in the template; null when it is in files. */
  readonly inline: InlineCode | null;
  /** Names from the module to the handler: `['handler']`. */
  readonly exportPath: readonly string[];
  /** The folder that is packed. */
  readonly root: string;
  /** Folders of the app's own layers. */
  readonly layers: readonly string[];
  readonly unreadLayers: readonly UnreadLayer[];
}

/** Why a function's code cannot be followed. */
export interface NoCode {
  readonly missing: 'language-not-analysed' | 'source-not-found';
  readonly because: string;
}

const SCRIPTS: readonly string[] = ['.js', '.mjs', '.cjs', '.ts', '.mts', '.cts', '.tsx', '.jsx'];

/** The app whose function is looked for: its folder (absolute), and its resources, to find its layers. */
export interface SourceApp extends AppPlace {
  resource?(id: string): Resource | undefined;
}

/** Finds the code of a function under the app's folder; never outside of its boundary. */
export function locateSource(fn: Resource, app: SourceApp): LambdaSource {
  const runtime = exactText(property(fn, 'Runtime')) ?? '';
  const isPython = runtime.startsWith('python');
  if (!isPython && !runtime.startsWith('nodejs')) return imageCode(fn, app) ?? { files: [], language: null, code: noLanguage(fn, runtime) };
  const { folders: layers, unread: unreadLayers } = layersOf(fn, app);
  const plain = isPython ? 'python' : 'javascript';
  const inline = inlineSource(fn, { language: plain, layers, unreadLayers });
  if (inline !== null) return { files: [], language: plain, code: inline };
  const found = handlerFile(fn, app, isPython);
  if (found === undefined) return { files: [], language: plain, code: noFile(fn) };
  const entry = relativePath(app.folder, found);
  const root = relativePath(app.folder, codeFolder(fn, app.folder) ?? dirname(found));
  const exportPath = exportOf(exactText(property(fn, 'Handler')) ?? '', isPython);
  return {
    files: [entry],
    language: isPython ? 'python' : /\.[mc]?tsx?$/.test(found) ? 'typescript' : 'javascript',
    code: { language: plain, entry, inline: null, exportPath, root, layers, unreadLayers },
  };
}

/** The code of a container image that is built from a Dockerfile here. */
function imageCode(fn: Resource, app: SourceApp): LambdaSource | undefined {
  const template = resolve(app.folder, dirname(fn.at.source.path));
  const image = imageSource(fn, { template, boundary: () => boundaryOf(app) });
  if (image === undefined) return undefined;
  const { language, handler } = image;
  const unreadLayers = image.mayHoldExtensions
    ? [{ id: fn.id, because: 'the image holds files under /opt, where Lambda looks for extensions' }]
    : [];
  const entry = relativePath(app.folder, image.entry);
  const root = relativePath(app.folder, image.root);
  return {
    files: [entry],
    language,
    code: { language, entry, inline: null, exportPath: exportOf(handler, language === 'python'), root, layers: [], unreadLayers },
  };
}

function noLanguage(fn: Resource, runtime: string): NoCode {
  const image = property(fn, 'Code.ImageUri') !== undefined || exactText(property(fn, 'PackageType')) === 'Image';
  const because = image
    ? 'the function is a container image'
    : runtime === ''
      ? 'the runtime is not known'
      : `${runtime} is not analysed, only Node.js and Python are`;
  return { missing: 'language-not-analysed', because };
}

function noFile(fn: Resource): NoCode {
  const handler = exactText(property(fn, 'Handler'));
  if (handler === undefined) return { missing: 'source-not-found', because: 'the handler is not known' };
  const bucket = property(fn, 'Code.S3Bucket');
  const key = property(fn, 'Code.S3Key');
  if (bucket !== undefined && key !== undefined) {
    return { missing: 'source-not-found', because: `its code comes from s3://${show(bucket)}/${show(key)} and is not beside the template` };
  }
  const code = property(fn, 'Code');
  const place = code === undefined ? '' : ` in ${show(code)}`;
  return { missing: 'source-not-found', because: `no file was found for the handler ${handler}${place}` };
}

/** Lambda names the file of inline code `index`. https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-lambda-function-code.html */
function inlineSource(fn: Resource, how: Pick<LambdaCode, 'language' | 'layers' | 'unreadLayers'>): LambdaCode | null {
  const isPython = how.language === 'python';
  const entry = `${fn.id}/index.${isPython ? 'py' : 'js'}`;
  const inline = inlineCode(property(fn, 'Code.ZipFile'), entry);
  if (inline === null) return null;
  const exportPath = exportOf(exactText(property(fn, 'Handler')) ?? 'index.handler', isPython);
  return { ...how, entry, inline, exportPath, root: fn.id };
}

function exportOf(handler: string, isPython: boolean): string[] {
  if (isPython) return [handler.slice(handler.lastIndexOf('.') + 1)];
  return posix.basename(handler).split('.').slice(1);
}

function handlerFile(fn: Resource, app: SourceApp, isPython: boolean): string | undefined {
  const { folder } = app;
  const handler = exactText(property(fn, 'Handler'));
  const code = codeFolder(fn, folder);
  if (handler === undefined || handler.includes('\0') || code === undefined) return undefined;
  const isThere = (path: string): boolean => pathKind(path) === 'file' && isInside(boundaryOf(app), path);
  const candidates = isPython ? pythonFiles(handler) : [...entryPoints(fn, handler), ...scriptFiles(handler)];
  const found = candidates.map((path) => resolve(code, path)).find(isThere);
  if (found !== undefined || isPython) return found;
  const template = resolve(folder, dirname(fn.at.source.path));
  return unbuilt(template, join(code, moduleOf(handler))).find(isThere);
}

/** Folders that builds write; what is built from `src/save.ts` is deployed as `dist/save.js` or `dist/src/save.js`. */
const BUILT = /^((?:\.\.\/)*)(?:dist|build|built|out|output|lib|bundle|\.webpack|\.esbuild|\.build)\//;

/** Where sources stand by custom, from the folder that holds the built one. */
const SOURCES: readonly string[] = [
  'src/',
  '',
  ...['lambdas', 'lambda', 'functions', 'handlers'].flatMap((name) => [`src/${name}/`, `${name}/`]),
];

/** File names that say nothing of the function: one in another folder is another function's. */
const NAMELESS = /^(?:index|handler|app|main|lambda|function)$/;

/** Where the source of a built module may stand, when the build has not been run. */
function unbuilt(template: string, module: string): string[] {
  const path = relativePath(template, module);
  const [built, up = ''] = BUILT.exec(path) ?? [];
  if (built === undefined) return [];
  const inner = path.slice(built.length);
  const name = posix.basename(inner);
  // A bundler writes each handler to a folder of its own.
  const inners = NAMELESS.test(name) ? [inner] : [inner, name];
  return [...new Set(inners)].flatMap((one) =>
    SOURCES.flatMap((folder) => SCRIPTS.map((extension) => resolve(template, up + folder + one + extension))),
  );
}

/** The folder that is packed as the function's code; undefined for code in the template, in S3 or in an image. */
function codeFolder(fn: Resource, folder: string): string | undefined {
  const template = resolve(folder, dirname(fn.at.source.path));
  const asset = exactText(get(fn.attributes.get('Metadata'), 'aws:asset:path'));
  if (asset !== undefined) return resolve(template, asset);
  const code = property(fn, 'Code');
  const path = exactText(code);
  if (path !== undefined) return /^[a-z][a-z0-9+.-]*:\/\//i.test(path) || path.includes('\0') ? undefined : packed(resolve(template, path));
  return code === undefined ? template : undefined;
}

/** A source file that stands alone is zipped by itself, at the top. https://docs.aws.amazon.com/cli/latest/reference/cloudformation/package.html */
function packed(path: string): string {
  return /\.(?:py|[mc]?[jt]s)$/.test(path) && pathKind(path) === 'file' ? dirname(path) : path;
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
