import { execFileSync } from 'node:child_process';
import { dirname } from 'node:path';

/** Which of the files (absolute) git holds no copy of as they are: changed, or not committed. None where there is no git or no working tree. */
export function changedFiles(paths: readonly string[]): string[] {
  return paths.filter((path) => {
    try {
      const status = execFileSync('git', ['status', '--porcelain', '--ignored', '--', path], {
        cwd: dirname(path),
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      });
      return status.trim() !== '';
    } catch {
      return false;
    }
  });
}
