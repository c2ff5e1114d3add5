import { enableCompileCache } from 'node:module';
import { homedir } from 'node:os';
import { join } from 'node:path';

/**
 * Keeps compiled code in the user's own cache folder. Node's default is a folder below the shared temporary one,
 * where another user of the machine could leave code for us to run (Node docs: module.enableCompileCache).
 */
export function useCompileCache(): void {
  try {
    enableCompileCache(process.env['NODE_COMPILE_CACHE'] ?? join(cacheFolder(), 'casemate', 'compile-cache'));
  } catch {
    // A run without a home folder, or without the right to write there, is only slower.
  }
}

/** XDG base directory specification; Windows keeps such data under LOCALAPPDATA. */
function cacheFolder(): string {
  const named = process.platform === 'win32' ? process.env['LOCALAPPDATA'] : process.env['XDG_CACHE_HOME'];
  return named !== undefined && named !== '' ? named : join(homedir(), '.cache');
}
