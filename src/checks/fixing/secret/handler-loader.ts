import { posix } from 'node:path';
import type { App } from '../../../model/app.ts';
import type { Change } from '../../../model/change.ts';
import type { DeploymentPackage } from '../../../model/deployment-package.ts';
import type { LambdaFunction } from '../../../model/function.ts';
import { exactText, get, show } from '../../../model/value.ts';
import { at } from '../../../util/node.ts';
import { propertyPath, setProperty, writtenProperty } from '../owner.ts';
import type { Written } from '../owner.ts';
import { imageContent, withCopy } from './image-copy.ts';
import { exportedName, loaderName, loaderText, pythonPrologue } from './loader-text.ts';
import type { FetchedSecret, LoadedModule, SecretStore } from './loader-text.ts';

/** A function whose variables are filled before its handler's module is loaded. */
export interface HandlerLoader {
  readonly changes: readonly Change[];
  readonly todo: readonly string[];
}

/** Where a function's handler stands. */
interface Place {
  readonly app: App;
  readonly fn: LambdaFunction;
  readonly written: Written;
  readonly shipped: DeploymentPackage;
  readonly handler: string;
}

const SDK: Readonly<Record<SecretStore, string>> = { secretsmanager: '@aws-sdk/client-secrets-manager', ssm: '@aws-sdk/client-ssm' };

/** Puts a loader before a function's handler, that fetches these secrets into the variables that the code reads; or why that cannot be done. */
export function handlerLoader(app: App, fn: LambdaFunction, written: Written, secrets: readonly FetchedSecret[]): HandlerLoader | string {
  const shipped = app.packageOf(fn);
  if (shipped === null) return 'its code is not at hand, or in a language that has no loader';
  const handler = exactText(fn.handler);
  const runtime = exactText(fn.runtime) ?? '';
  if (/^nodejs(?:\d|1[0-6])\./.test(runtime)) return `${runtime} does not bring the AWS SDK that a loader needs`;
  if (shipped.build === 'inline') return inlineLoader({ fn, written, shipped }, secrets);
  if (fn.packageType === 'Image') return imageLoader({ app, fn, written, shipped }, secrets);
  if (handler === undefined) return 'its handler is not written in the template';
  const place: Place = { app, fn, written, shipped, handler };
  if (shipped.build === 'folder') return shipped.language === 'python' ? pythonLoader(place, secrets) : scriptLoader(place, secrets);
  if (shipped.build === 'bundle') return bundledLoader(place, secrets);
  return 'its code is packed by a build of its own, which a loader would have to be part of';
}

/** Code in the template can only be added to where Python runs it from the top. */
function inlineLoader({ fn, written, shipped }: Omit<Place, 'app' | 'handler'>, secrets: readonly FetchedSecret[]): HandlerLoader | string {
  const path = written.type === 'AWS::Serverless::Function' ? 'InlineCode' : 'Code.ZipFile';
  const code = writtenProperty(written, path);
  if (shipped.language !== 'python') return 'its code stands in the template, where no module can be put before it';
  if (code?.kind !== 'scalar' || typeof code.value !== 'string' || /^from __future__/m.test(code.value)) {
    return `the code of ${fn.resource.logicalId} in the template is put together at deployment`;
  }
  return { changes: [setProperty(written, path, pythonPrologue(secrets) + code.value)], todo: [] };
}

function pythonLoader(place: Place, secrets: readonly FetchedSecret[]): HandlerLoader | string {
  const { shipped, handler } = place;
  const dot = handler.lastIndexOf('.');
  const module = handler.slice(0, dot).replaceAll('.', '/');
  const name = handler.slice(dot + 1);
  if (![`${module}.py`, `${module}/__init__.py`].includes(inFolder(shipped))) return otherBuild(place);
  if (module.endsWith('_secrets')) return isLoader(place, `${module}.py`);
  const loader = loaderName(nameFor(place, module), true);
  const loaded: LoadedModule = {
    form: 'python',
    file: posix.basename(shipped.entry),
    specifier: module.replaceAll('/', '.'),
    exportPath: [name],
    syntax: 'either',
    isTypeScript: false,
  };
  return made(
    place,
    { file: `${loader}.py`, handler: `${loader.replaceAll('/', handler.includes('/') ? '/' : '.')}.${name}` },
    loaderText(loaded, secrets),
  );
}

function scriptLoader(place: Place, secrets: readonly FetchedSecret[]): HandlerLoader | string {
  const { shipped, handler } = place;
  const { module, exportPath } = scriptHandler(handler);
  const extension = posix.extname(shipped.entry);
  if (!/^\.[mc]?js$/.test(extension) || inFolder(shipped) !== module + extension) return otherBuild(place);
  if (module.endsWith('-secrets')) return isLoader(place, module + extension);
  const loader = loaderName(nameFor(place, module), false);
  const loaded: LoadedModule = {
    form: 'module',
    file: posix.basename(shipped.entry),
    specifier: `./${posix.basename(shipped.entry)}`,
    exportPath,
    syntax: extension === '.mjs' ? 'esm' : extension === '.cjs' ? 'commonjs' : 'either',
    isTypeScript: false,
  };
  const { changes, todo } = made(
    place,
    { file: `${loader}.mjs`, handler: `${loader}.${exportedName(exportPath)}` },
    loaderText(loaded, secrets),
  );
  const sdk = sdkBesideOthers(shipped, secrets);
  return { changes: [...changes, ...sdk.changes], todo: [...todo, ...sdk.todo] };
}

/** The image's own start is left as it is for others: the function names the loader, and the Dockerfile copies it beside the handler. */
function imageLoader({ app, fn, written, shipped }: Omit<Place, 'handler'>, secrets: readonly FetchedSecret[]): HandlerLoader | string {
  const dockerfile = app.dockerfileOf(fn);
  const image = dockerfile && imageContent(fn, dockerfile, shipped.entry);
  if (image === null) return `which line of a Dockerfile copies the handler of ${fn.resource.logicalId} cannot be told`;
  const place: Place = { app, fn, written, shipped: { ...shipped, root: posix.dirname(shipped.entry) }, handler: image.handler };
  const inner = shipped.language === 'python' ? pythonLoader(place, secrets) : scriptLoader(place, secrets);
  if (typeof inner === 'string') return inner;
  const [made] = inner.changes;
  if (made?.kind !== 'create') return otherBuild(place);
  const start = inner.changes.flatMap((change) => (change.kind === 'set' ? [change.value] : []));
  const changes: Change[] = [made, setProperty(written, 'ImageConfig.Command', start)];
  const text = withCopy(dockerfile!, image, posix.basename(made.name));
  if (text !== dockerfile!.text) {
    const name = posix.relative(posix.dirname(written.file.path), dockerfile!.path);
    changes.push({ kind: 'create', file: written.file, name, text, replaces: dockerfile!.text });
  }
  return { changes, todo: inner.todo };
}

/** The loader becomes the entry point of the bundle, and takes the handler's module in. */
function bundledLoader(place: Place, secrets: readonly FetchedSecret[]): HandlerLoader | string {
  const { fn, written, shipped, handler } = place;
  const metadata = fn.resource.attributes.get('Metadata');
  const points = at(written.node, 'Metadata', 'BuildProperties', 'EntryPoints');
  const entry = inFolder(shipped);
  const index =
    points?.kind === 'list'
      ? points.items.findIndex((item) => item.kind === 'scalar' && posix.normalize(String(item.value)) === entry)
      : -1;
  if (exactText(get(metadata, 'BuildMethod')) !== 'esbuild' || index < 0) return otherBuild(place);
  const extension = posix.extname(entry);
  const isModule = exactText(get(metadata, 'BuildProperties.Format')) === 'esm';
  const { module, exportPath } = scriptHandler(handler);
  if (module.endsWith('-secrets')) return isLoader(place, entry);
  if (exportPath.at(-1) !== exportedName(exportPath)) return `its handler ${handler} has a name that a loader cannot give`;
  const text = textOf(place);
  if (!isModule && (text === undefined || ANSWERS_LATER.test(text))) {
    return 'its handler may answer by a callback or as a stream, which a loader in a CommonJS bundle cannot hand on';
  }
  const source = entry.slice(0, -extension.length);
  const loader = loaderName(nameFor(place, source), false);
  const isTypeScript = /^\.[mc]?tsx?$/.test(extension);
  const loaded: LoadedModule = {
    form: isModule ? 'module' : 'call',
    file: posix.basename(entry),
    specifier: `./${specifierOf(entry, text)}`,
    exportPath,
    syntax: 'esm',
    isTypeScript,
  };
  const built = posix.join(posix.dirname(module), posix.basename(loader));
  const file = `${loader}${isTypeScript ? extension.replace('x', '') : extension}`;
  const { changes, todo } = made(place, { file, handler: `${built}.${exportedName(exportPath)}` }, loaderText(loaded, secrets));
  const path = [...written.path, 'Metadata', 'BuildProperties', 'EntryPoints', index];
  return {
    changes: [...changes, { kind: 'set', file: written.file, path, value: file }],
    todo: [...todo, ...sdkToInstall(shipped, secrets)],
  };
}

/** How other modules are imported where the file says so: with `.ts` if it does, else as TypeScript's modules name each other. */
function specifierOf(entry: string, text: string | undefined): string {
  const file = posix.basename(entry);
  const hasExtensions = /from\s+['"]\.{1,2}\/[^'"]+\.[mc]?tsx?['"]/.test(text ?? '');
  return hasExtensions ? file : file.replace(/\.([mc]?)tsx?$/, '.$1js');
}

/** Whoever packs some clients of the SDK packs them all: the new one comes beside them, in the version that they are asked for. */
function sdkBesideOthers({ around }: DeploymentPackage, secrets: readonly FetchedSecret[]): HandlerLoader {
  const names = [...new Set(secrets.map(({ store }) => SDK[store]))];
  const asked = around.find(({ packages }) => packages.some(({ name, group }) => name.startsWith('@aws-sdk/') && group === 'dependencies'));
  const other = asked?.packages.find(({ name, group }) => name.startsWith('@aws-sdk/') && group === 'dependencies');
  const missing = names.filter((name) => around.every(({ packages }) => packages.every((one) => one.name !== name)));
  if (asked === undefined || other === undefined || missing.length === 0) return { changes: [], todo: [] };
  const changes = missing.map((name): Change => ({ kind: 'set', file: asked.source, path: ['dependencies', name], value: other.wanted }));
  return {
    changes,
    todo: [`Run npm install in ${asked.folder === '' ? 'the root folder' : asked.folder}: ${missing.join(', ')} is new there`],
  };
}

function sdkToInstall({ manifest }: DeploymentPackage, secrets: readonly FetchedSecret[]): string[] {
  const wanted = new Set(secrets.map(({ store }) => SDK[store]));
  const missing = [...wanted].filter((name) => manifest?.packages.every((one) => one.name !== name) === true);
  if (missing.length === 0) return [];
  return [`Run npm install --save-dev ${missing.join(' ')}: the bundler and the compiler look for it, the runtime brings it`];
}

const ANSWERS_LATER = /\bcallback\b|\bcb\b|\bstreamifyResponse\b|\bawslambda\b|\bcontext\.(?:succeed|fail|done)\b/;

/** The text of the handler's file, where anything at all is known to stand in it. */
function textOf({ app, fn, shipped }: Place): string | undefined {
  const behavior = app.behaviorOf(fn);
  const spans = [...shipped.imports, ...behavior.reads, ...behavior.calls, ...behavior.observations].map((one) => one.at);
  return spans.find(({ source }) => source.path === shipped.entry)?.source.text;
}

function scriptHandler(handler: string): { module: string; exportPath: string[] } {
  const [name = '', ...exportPath] = posix.basename(handler).split('.');
  return { module: posix.join(posix.dirname(handler), name), exportPath };
}

/** The handler's file as its package names it. */
function inFolder({ root, entry }: DeploymentPackage): string {
  return posix.relative(root === '' ? '.' : root, entry);
}

/** Functions that share a handler but not their secrets have loaders of their own. */
function nameFor({ app, fn, shipped }: Place, module: string): string {
  const sharing = app.functions.filter((one) => one !== fn && app.packageOf(one)?.entry === shipped.entry);
  if (sharing.length === 0) return module;
  const own = fn.resource.logicalId.replace(/([a-z\d])([A-Z])/g, '$1-$2').toLowerCase();
  return posix.join(posix.dirname(module), own);
}

function made(place: Place, loader: { readonly file: string; readonly handler: string }, text: string): HandlerLoader {
  const { written, shipped } = place;
  const path = posix.join(shipped.root, loader.file);
  const name = posix.relative(posix.dirname(written.file.path), path);
  const changes: Change[] = [
    { kind: 'create', file: written.file, name, text },
    { kind: 'set', file: written.file, path: propertyPath(written, 'Handler'), value: loader.handler },
  ];
  return { changes, todo: [] };
}

function isLoader({ fn }: Place, file: string): string {
  return `${fn.resource.logicalId} has a loader already: let ${file} fetch this secret too`;
}

function otherBuild({ fn }: Place): string {
  return `${fn.resource.logicalId} runs a build of its source (${show(fn.handler)}), which a loader would have to be part of`;
}
