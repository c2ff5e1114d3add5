#!/usr/bin/env node
import { useCompileCache } from './compile-cache.ts';

/** Everything else is loaded behind the cache, so that V8 compiles it once per version and not once per run. */
async function main(): Promise<void> {
  useCompileCache();
  const { run } = await import('./run.ts');
  process.exitCode = await run(process.argv.slice(2));
}

// Not awaited: the bundle is CommonJS, which has no top-level await.
void main();
