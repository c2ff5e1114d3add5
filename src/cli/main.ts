#!/usr/bin/env node
import { join } from 'node:path';
import { loadCached } from './code-cache.ts';
import { EXIT } from './exit.ts';
import { isTooOld, OLDEST } from './node-version.ts';
import type * as Run from './run.ts';

type Core = typeof Run;

/** Runs the command line: from the bundle beside this file where there is one, else from the sources. */
async function main(): Promise<void> {
  if (isTooOld(process.versions.node)) {
    process.stderr.write(`casemate: needs Node ${OLDEST.join('.')} or newer, this is ${process.versions.node}\n`);
    process.stderr.write('  Install it from https://nodejs.org; in a checkout of casemate, "npm run casemate --" brings one.\n');
    process.exitCode = EXIT.badInput;
    return;
  }
  const args = process.argv.slice(2);
  const bundle = loadCached<Core>(join(import.meta.dirname, 'core.cjs'));
  const { run, isWritten, hasAnalyzedFew } = bundle?.loaded ?? (await import('./run.ts'));
  const code = await run(args);
  // Output that could not be written has its own.
  process.exitCode ??= code;
  // The other commands use little of the code that they load; what they would keep were less than what these kept.
  if (hasAnalyzedFew() || (['fix', 'policy'].includes(args[0] ?? '') && code <= EXIT.findings)) bundle?.keep();
  // Streams tell their errors after the present task.
  setImmediate(() => {
    // Node takes its heap down object by object before it ends by itself; what waits to be written, such as on a slow pipe, still keeps it.
    if (isWritten()) process.exit();
  });
}

// Not awaited: the bundle is CommonJS, which has no top-level await.
void main();
