import { execFileSync } from 'node:child_process';
import { dirname } from 'node:path';

/**
 * Which of the files (absolute) git holds no copy of as they are: changed, or not committed, or git cannot tell. None where there is no
 * git or no working tree.
 */
export function changedFiles(paths: readonly string[]): string[] {
  const byFolder = Map.groupBy(paths, (path) => dirname(path));
  // Most folders are clean: each of their files is asked about only where one is not.
  return [...byFolder].flatMap(([folder, files]) => (isChanged(folder, files) ? files.filter((file) => isChanged(folder, [file])) : []));
}

/** The folder's own settings may name a program that git is to ask about changes: looking runs nothing. (git config, core.fsmonitor) */
const CAREFUL = ['-c', 'core.fsmonitor=false', '-c', 'core.hooksPath=/dev/null'];

function isChanged(folder: string, files: readonly string[]): boolean {
  try {
    const status = execFileSync('git', [...CAREFUL, 'status', '--porcelain', '--ignored', '--', ...files], {
      cwd: folder,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
      // Brackets and stars in the name of a file are no pattern, and a look leaves the index as it is.
      env: { ...process.env, LC_ALL: 'C', GIT_LITERAL_PATHSPECS: '1', GIT_OPTIONAL_LOCKS: '0' },
    });
    return status.trim() !== '';
  } catch (error) {
    const { code, stderr } = error as { readonly code?: string; readonly stderr?: string };
    return code !== 'ENOENT' && !(stderr ?? '').includes('not a git repository');
  }
}
