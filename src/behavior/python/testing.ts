import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { ModuleIr } from '../ir/ir.ts';
import { lowerPython } from './lower.ts';
import { preparePython } from './prepare.ts';

const require = createRequire(import.meta.url);

/** Loads the parser from the installed packages. */
export function prepareInstalledPython(): Promise<void> {
  return preparePython({
    runtime: readFileSync(require.resolve('web-tree-sitter/web-tree-sitter.wasm')),
    grammar: readFileSync(require.resolve('tree-sitter-python/tree-sitter-python.wasm')),
  });
}

/** Lowers a source of a test; the parser must be loaded. */
export function lowered(text: string): ModuleIr {
  return lowerPython('app.py', text);
}

/** The form without places, for comparison. */
export function withoutPlaces(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (key, inner: unknown) => (key === 'at' ? undefined : inner)));
}
