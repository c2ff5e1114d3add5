import { existsSync, mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';

/** casemate's own folder among the user's caches (XDG base directory specification; Windows keeps such data under LOCALAPPDATA). What is in it may be deleted at any time. */
export function cacheFolder(): string {
  const named = process.platform === 'win32' ? process.env['LOCALAPPDATA'] : process.env['XDG_CACHE_HOME'];
  return join(named !== undefined && named !== '' ? named : join(homedir(), '.cache'), 'casemate');
}

/**
 * Makes a folder of casemate's within the user's caches, one at a time: asked for a whole path, Node tries for ever where a file system
 * lets nobody make folders and says that there is none, as /proc does. Throws where it cannot be made.
 */
export function makeFolder(folder: string): void {
  const above = dirname(folder);
  for (const one of [dirname(above), above, folder]) if (!existsSync(one)) mkdirSync(one, { mode: 0o700 });
}
