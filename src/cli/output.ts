import { realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { visible } from '../report/visible.ts';

/** Writes a whole file or leaves it as it was: the text goes to a file beside it, which then takes its name. Gives what went wrong, or null. */
export function writeWhole(path: string, text: string): string | null {
  try {
    const target = targetOf(resolve(path));
    if (target.isRegular) replace(target.path, text);
    else writeFileSync(target.path, text);
    return null;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return visible(`cannot write ${path}: ${REASONS[code ?? ''] ?? message}`);
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'its folder does not exist',
  ENOTDIR: 'its folder is a file',
  EISDIR: 'it is a folder',
  EACCES: 'you may not write there',
  EPERM: 'you may not write there',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
};

/** A link is followed so that it stays one; a device or pipe such as /dev/stdout is written to, never replaced. */
function targetOf(path: string): { path: string; isRegular: boolean } {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) return { path, isRegular: true };
  const real = realpathSync(path);
  return { path: real, isRegular: stat.isFile() };
}

function replace(path: string, text: string): void {
  const beside = join(dirname(path), `.${basename(path)}.${process.pid}.tmp`);
  try {
    writeFileSync(beside, text);
    renameSync(beside, path);
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  }
}
