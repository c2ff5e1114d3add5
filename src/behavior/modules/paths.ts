/** Joins paths relative to the app's root; `..` may lead above it. The root itself is the empty text. */
export function join(...parts: readonly string[]): string {
  const path = parts.length === 2 ? `${parts[0]}/${parts[1]}` : parts.join('/');
  return LEADS_ELSEWHERE.test(path) ? straight(path) : path;
}

/** A step that is empty, `.` or `..`: paths without one, nearly all, are as they should be. */
const LEADS_ELSEWHERE = /(?:^|\/)\.{0,2}(?:\/|$)/;

function straight(path: string): string {
  const steps: string[] = [];
  for (const step of path.split('/')) {
    if (step === '' || step === '.') continue;
    if (step === '..' && steps.length > 0 && steps.at(-1) !== '..') steps.pop();
    else steps.push(step);
  }
  return steps.join('/');
}

/** The folder that a file or folder stands in. */
export function folderOf(path: string): string {
  return join(path, '..');
}

/** The last step of a path. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Folders from this one upwards: to the app's root, and above it while `exists` says that there is one. */
export function upwards(folder: string, exists: (folder: string) => boolean): string[] {
  const folders = [folder];
  for (let current = folder; folders.length < HIGHEST;) {
    current = folderOf(current);
    if ((current === '..' || current.endsWith('/..')) && !exists(current)) break;
    folders.push(current);
  }
  return folders;
}

const HIGHEST = 32;
