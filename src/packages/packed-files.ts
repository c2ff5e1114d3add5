import type { PackedFile } from '../model/deployment-package.ts';
import { SourceFile } from '../util/span.ts';
import { filesBelow, textOf } from './tree.ts';
import type { FileTree } from './tree.ts';

const known = new WeakMap<FileTree, Map<string, readonly PackedFile[]>>();

/** The files of a folder that is packed, without what is installed or generated; listed once. */
export function packedFiles(tree: FileTree, folder: string): readonly PackedFile[] {
  const folders = known.get(tree) ?? new Map<string, readonly PackedFile[]>();
  known.set(tree, folders);
  const found =
    folders.get(folder) ??
    filesBelow(tree, folder).map((path): PackedFile => ({
      path,
      bytes: tree.bytes(path),
      handlers: () => handlersOf(tree, path),
      isNamed: (name) => isNamed(tree, path, name),
    }));
  folders.set(folder, found);
  return found;
}

const SETTINGS = /\.(?:ya?ml|json|template|tf|toml)$/;

function isNamed(tree: FileTree, path: string, name: string): boolean {
  const module = path.slice(path.lastIndexOf('/') + 1).replace(/\.\w+$/, '');
  return packedFiles(tree, '').some((file) => SETTINGS.test(file.path) && textOf(tree, file.path)?.includes(`${module}.${name}`) === true);
}

/** Names that examples and consoles of AWS give to handlers. */
const NAMES = String.raw`(handler|lambda_handler|lambdaHandler)`;
const JAVASCRIPT = new RegExp(
  String.raw`^(?:module\.)?exports\.${NAMES}\s*=|^export\s+(?:const|let|async\s+function|function)\s+${NAMES}\b`,
  'gm',
);
const PYTHON = new RegExp(String.raw`^(?:async\s+)?def\s+${NAMES}\s*\(\s*\w+\s*(?::[^,)]+)?,`, 'gm');

/** What a file exports under a name of handlers: a look at its text, for code that nothing else reads. */
function handlersOf(tree: FileTree, path: string): ReturnType<PackedFile['handlers']> {
  const pattern = /\.(?:[mc]?[jt]s)$/.test(path) ? JAVASCRIPT : path.endsWith('.py') ? PYTHON : undefined;
  const text = pattern === undefined ? undefined : textOf(tree, path);
  if (pattern === undefined || text === undefined) return [];
  const source = new SourceFile(path, text);
  return [...text.matchAll(pattern)].map((match) => {
    const name = match[1] ?? match[2] ?? '';
    const start = match.index + match[0].indexOf(name);
    return { name, at: { source, start, end: start + name.length } };
  });
}
