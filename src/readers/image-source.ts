import { basename, dirname, join, posix, resolve } from 'node:path';
import { property } from '../model/template.ts';
import type { Resource } from '../model/template.ts';
import { exactText, get, itemsOf } from '../model/value.ts';
import { globTest } from '../util/glob.ts';
import { readDockerfile } from './dockerfile.ts';
import type { ImageContent, ImageCopy } from './dockerfile.ts';
import { boundaryOf, isInside, pathKind, readTextFile, relativePath } from './files.ts';
import type { AppPlace } from './files.ts';

/** The code of a container image that is built from the repository; paths are absolute. */
interface ImageSource {
  readonly language: 'javascript' | 'python';
  /** `app.handler`, below the root. */
  readonly handler: string;
  readonly entry: string;
  readonly root: string;
  /** Whether the image is given files where Lambda looks for extensions, which call AWS with the function's role. */
  readonly mayHoldExtensions: boolean;
}

/** https://docs.aws.amazon.com/lambda/latest/dg/extensions-configuration.html#invocation-extensions-images */
const EXTENSIONS = /^(?!\s*#).*[\s"'=:]\/opt(?:\/extensions\b|\/?(?=[\s"']|$))/m;

/**
 * Finds the handler of a function whose image SAM or the CDK builds from a Dockerfile, by what that copies; undefined when there is no
 * Dockerfile within the boundary, or when it does not tell.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-function.html (Metadata)
 */
export function imageSource(fn: Resource, place: { readonly template: string; readonly boundary: () => string }): ImageSource | undefined {
  const build = buildOf(fn, place);
  if (build === undefined) return undefined;
  const { context, file } = build;
  const text = readTextFile(file);
  const image = text.ok ? readDockerfile(text.text) : undefined;
  if (image === undefined || property(fn, 'ImageConfig.EntryPoint') !== undefined) return undefined;
  const handler = exactText(itemsOf(property(fn, 'ImageConfig.Command'))[0]) ?? image.handler;
  if (handler === null || handler.includes('\0')) return undefined;
  const found = modulesOf(handler, image)
    .flatMap((module) => copiedFrom(join(workingFolder(fn, image), module), image.copies, context))
    .find(({ entry }) => pathKind(entry) === 'file' && isInside(place.boundary(), entry));
  return found && { language: image.language, handler, ...found, mayHoldExtensions: text.ok && EXTENSIONS.test(text.text) };
}

/** The Dockerfile that a function's image is built from, relative to the app's folder; undefined when there is none. */
export function dockerfilePath(fn: Resource, app: AppPlace): string | undefined {
  const place = { template: resolve(app.folder, dirname(fn.at.source.path)), boundary: () => boundaryOf(app) };
  const build = buildOf(fn, place);
  return build === undefined ? undefined : relativePath(app.folder, build.file);
}

/** The folder and the Dockerfile of a build, absolute. */
function buildOf(
  fn: Resource,
  place: { readonly template: string; readonly boundary: () => string },
): { readonly context: string; readonly file: string } | undefined {
  const metadata = fn.attributes.get('Metadata');
  const setting = (...names: readonly string[]): string | undefined =>
    names.map((name) => exactText(get(metadata, name))).find((text) => text !== undefined && !text.includes('\0'));
  const folder = setting('DockerContext', 'aws:asset:path');
  if (folder === undefined) return undefined;
  const context = resolve(place.template, folder);
  const file = resolve(context, setting('Dockerfile', 'aws:asset:dockerfile-path') ?? 'Dockerfile');
  const isThere = pathKind(file) === 'file' && isInside(place.boundary(), file) && isInside(place.boundary(), context);
  return isThere ? { context, file } : undefined;
}

function workingFolder(fn: Resource, image: ImageContent): string {
  return exactText(property(fn, 'ImageConfig.WorkingDirectory')) ?? image.folder;
}

/** Files that a handler's module may stand in, relative to the folder of the code. */
function modulesOf(handler: string, { language }: ImageContent): readonly string[] {
  if (language === 'python') {
    const module = handler.slice(0, Math.max(0, handler.lastIndexOf('.'))).replaceAll('.', '/');
    return module === '' ? [] : [`${module}.py`, `${module}/__init__.py`];
  }
  const module = posix.join(posix.dirname(handler), posix.basename(handler).split('.', 1)[0] ?? '');
  return ['.js', '.mjs', '.cjs'].map((extension) => module + extension);
}

/** The files of the context that may be at a path of the image, the last copy first. */
function copiedFrom(path: string, copies: readonly ImageCopy[], context: string): { entry: string; root: string }[] {
  return copies.toReversed().flatMap(({ from, to, isFolder }) =>
    from.flatMap((source) => {
      const whole = resolve(context, source);
      if (pathKind(whole) === 'folder') {
        const inner = posix.relative(to, path);
        return inner.startsWith('..') ? [] : [{ entry: join(whole, inner), root: whole }];
      }
      const name = basename(source);
      const isIt = name.includes('*')
        ? posix.dirname(path) === to && globTest(name)(basename(path))
        : path === posix.join(to, name) || (path === to && !isFolder);
      const entry = name.includes('*') ? join(dirname(whole), basename(path)) : whole;
      return isIt ? [{ entry, root: dirname(entry) }] : [];
    }),
  );
}
