/** The files of an app, read-only; paths are relative to the app's root, `/` separated, and may go above it. */
export interface FileTree {
  read(path: string): { readonly text: string } | { readonly problem: string } | undefined;
  kind(path: string): 'file' | 'folder' | undefined;
  list(folder: string): readonly string[];
  bytes(path: string): number;
}

/** A path below a folder; the app's root is the empty text. */
export function below(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}

/** The folder that a path stands in. */
export function folderOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? '' : path.slice(0, slash);
}

/** Whether a path is a folder or stands below it. */
export function isBelow(path: string, folder: string): boolean {
  return folder === '' ? !path.startsWith('..') : path === folder || path.startsWith(`${folder}/`);
}

/** A path with its `.` and `..` resolved. */
export function normal(path: string): string {
  const steps: string[] = [];
  for (const step of path.split('/')) {
    if (step === '' || step === '.') continue;
    if (step === '..' && steps.length > 0 && steps.at(-1) !== '..') steps.pop();
    else steps.push(step);
  }
  return steps.join('/');
}

/** The text of a file; undefined when there is none that can be read. */
export function textOf(tree: FileTree, path: string): string | undefined {
  const file = tree.kind(path) === 'file' ? tree.read(path) : undefined;
  return file !== undefined && 'text' in file ? file.text : undefined;
}

/** What package managers and builds write, and what belongs to none of the app's code. */
const SKIPPED = /^(?:\..*|node_modules|site-packages|__pycache__|cdk\.out|venv|env|coverage)$/;
const MOST_FILES = 2_000;
// Links may lead a folder into itself, many times over.
const MOST_FOLDERS = 2_000;

/** Files below a folder, installed and generated ones left out; at most 2,000, and some more of the last folder. */
export function filesBelow(tree: FileTree, folder: string): readonly string[] {
  const files: string[] = [];
  const open = [folder];
  let folders = 0;
  for (let next = open.pop(); next !== undefined && files.length < MOST_FILES && folders < MOST_FOLDERS; next = open.pop()) {
    folders += 1;
    for (const name of tree.list(next)) {
      if (SKIPPED.test(name)) continue;
      const path = below(next, name);
      const kind = tree.kind(path);
      if (kind === 'file') files.push(path);
      else if (kind === 'folder') open.push(path);
    }
  }
  return files.toSorted();
}
