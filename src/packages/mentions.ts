import { filesBelow, textOf } from './tree.ts';
import type { FileTree } from './tree.ts';

/** Files that may use a package: code, settings of tools, scripts and templates; what lists packages does not use them. */
const READ = /(?:\.(?:[mc]?[jt]sx?|py|json|ya?ml|toml|cfg|ini|sh|vue|svelte|html|txt)|Makefile|Dockerfile|\.\w+rc)$/;
const LISTS =
  /(?:^|\/)(?:package|package-lock|npm-shrinkwrap|tsconfig)\.json$|(?:^|\/)(?:yarn\.lock|pnpm-lock\.yaml|Pipfile|pyproject\.toml|requirements[\w.-]*\.txt)$/;

const COMMENT = /^[ \t]*(?:#|\/\/).*$/gm;

const texts = new WeakMap<FileTree, Map<string, ReadonlyMap<string, string>>>();

/** A file below a folder that names a package in quotes or imports it; null when none does. The folder is read once. */
export function mentionIn(tree: FileTree, folder: string, name: string): string | null {
  const word = name.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const quoted = new RegExp(`['"\`]${word}['"\`/@]|(?:^|[\\s;])(?:import|from)\\s+${word}(?![\\w-])|node_modules/${word}/`, 'm');
  for (const [path, text] of textsBelow(tree, folder)) if (text.includes(name) && quoted.test(text.replaceAll(COMMENT, ''))) return path;
  return null;
}

function textsBelow(tree: FileTree, folder: string): ReadonlyMap<string, string> {
  const folders = texts.get(tree) ?? new Map<string, ReadonlyMap<string, string>>();
  texts.set(tree, folders);
  const known = folders.get(folder);
  if (known !== undefined) return known;
  const paths = filesBelow(tree, folder).filter((path) => READ.test(path) && !LISTS.test(path));
  const read = new Map(paths.map((path) => [path, textOf(tree, path) ?? '']));
  folders.set(folder, read);
  return read;
}
