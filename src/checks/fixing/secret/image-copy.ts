import { posix } from 'node:path';
import type { LambdaFunction } from '../../../model/function.ts';
import { property } from '../../../model/template.ts';
import { exactText, get, itemsOf } from '../../../model/value.ts';
import type { SourceFile } from '../../../util/span.ts';

/** How an image gets its handler. */
export interface ImageContent {
  /** `app.handler`. */
  readonly handler: string;
  /** The line that copies the handler's file by its name; null where its whole folder is copied. */
  readonly line: string | null;
  /** The folder that the file is copied from, relative to the build's context. */
  readonly folder: string;
}

/** Images of AWS's with a runtime, and with the SDK in it. https://docs.aws.amazon.com/lambda/latest/dg/images-create.html */
const BASE = /^FROM\s+(?:--\S+\s+)*\S*(?:lambda\/python:|lambda\/nodejs:(?:1[89]|[2-9]\d))/im;

/** What the Dockerfile of a function says of a file of its code (path relative to the app's root); null where that cannot be told for certain. */
export function imageContent(fn: LambdaFunction, dockerfile: SourceFile, entry: string): ImageContent | null {
  const { text } = dockerfile;
  const stages = text.match(/^FROM\s/gim)?.length ?? 0;
  const command = exactText(itemsOf(property(fn.resource, 'ImageConfig.Command'))[0]);
  const handler = command ?? /^CMD\s+\[\s*"([^"]+)"\s*\]\s*$/im.exec(text)?.[1];
  if (handler === undefined || stages !== 1 || !BASE.test(text)) return null;
  const context = posix.join(
    posix.dirname(fn.at.source.path),
    exactText(get(fn.resource.attributes.get('Metadata'), 'DockerContext')) ?? '.',
  );
  const file = posix.relative(context, entry);
  for (const line of text.split(/\r?\n/).toReversed()) {
    const sources = copiedBy(line);
    if (sources.some((source) => posix.normalize(source) === file)) return { handler, line, folder: posix.dirname(file) };
    if (sources.some((source) => isFolderOf(posix.normalize(source), file))) return { handler, line: null, folder: posix.dirname(file) };
  }
  return null;
}

/** What a line copies from the context: `COPY requirements.txt app.py ./`. */
function copiedBy(line: string): string[] {
  const [, flags = '', words = ''] = /^\s*(?:COPY|ADD)\s+((?:--\S+\s+)*)([^[\\]+)$/i.exec(line) ?? [];
  return /--from=/.test(flags) ? [] : words.trim().split(/\s+/).slice(0, -1);
}

function isFolderOf(source: string, file: string): boolean {
  return source === '.' || source === './' || file.startsWith(source.endsWith('/') ? source : `${source}/`);
}

/** The Dockerfile with a line that copies another file to the same place. */
export function withCopy({ text }: SourceFile, { line, folder }: ImageContent, name: string): string {
  if (line === null) return text;
  const sources = copiedBy(line);
  const words = line.trimEnd().split(/\s+/);
  const kept = words.filter((word) => !sources.includes(word) || word === words.at(-1));
  const to = words.at(-1) ?? './';
  const isFile = posix.extname(to) !== '' && posix.extname(to) === posix.extname(name);
  const added = [...kept.slice(0, -1), posix.join(folder, name), isFile ? posix.join(posix.dirname(to), name) : to].join(' ');
  const at = text.lastIndexOf(line) + line.length;
  const end = text.includes('\r\n') ? '\r\n' : '\n';
  return text.includes(added) ? text : `${text.slice(0, at)}${end}${added}${text.slice(at)}`;
}
