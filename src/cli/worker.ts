import { join } from 'node:path';
import { parentPort } from 'node:worker_threads';
import { loadCached } from './code-cache.ts';
import type * as Run from './run.ts';
import type { Share } from './share.ts';

type Core = typeof Run;

/** Judges a share of the templates in a thread, with the same code as the command line. */
async function main(): Promise<void> {
  const share = new Promise<Share>((resolve) => {
    parentPort?.once('message', resolve);
  });
  const { help } = loadCached<Core>(join(import.meta.dirname, 'core.cjs'))?.loaded ?? (await import('./run.ts'));
  await help(share, (judged) => {
    parentPort?.postMessage(judged, []);
  });
}

// Not awaited: the bundle is CommonJS, which has no top-level await. What is thrown ends the thread, and is told to the main one.
void main();
