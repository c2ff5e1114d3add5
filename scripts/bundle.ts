import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { rolldown } from 'rolldown';
import type { OutputChunk, Plugin } from 'rolldown';
import { licencesOf } from './bundle/licences.ts';

const ROOT = resolve(import.meta.dirname, '..');
const TARGET = join(ROOT, 'dist/bin');

/**
 * Writes the command line to dist/bin as few files: a start reads three or four instead of three hundred.
 * Every command, and whatever else is imported with `import()`, stays a file of its own and is read when it is needed.
 */
async function bundle(): Promise<void> {
  const build = await rolldown({
    cwd: ROOT,
    input: { casemate: 'src/cli/main.ts' },
    platform: 'node',
    // zod is loaded with `require` by the one function that needs it.
    external: ['zod'],
    plugins: [childProcessWhenUsed],
    onLog(level, log) {
      throw new Error(`${level}: ${log.message}`);
    },
  });
  // CommonJS, because Node starts it without the machinery of its ES module loader.
  const { output } = await build.write({
    dir: TARGET,
    format: 'cjs',
    entryFileNames: '[name].cjs',
    chunkFileNames: '[name].cjs',
    comments: { legal: true, annotation: false, jsdoc: false },
  });
  const chunks = output.filter((file): file is OutputChunk => file.type === 'chunk');
  writeFileSync(join(TARGET, 'LICENSES.txt'), licencesOf(chunks.flatMap((chunk) => chunk.moduleIds)));
  removeAllBut(new Set([...output.map((file) => file.fileName), 'LICENSES.txt']));
}

/** Commander starts commands that are programs of their own with `child_process`. casemate has none, and loading it takes longer than Commander. */
const childProcessWhenUsed: Plugin = {
  name: 'child-process-when-used',
  resolveId(id, importer) {
    return id === 'node:child_process' && importer?.includes('/node_modules/commander/') === true ? '\0child-process' : null;
  },
  load(id) {
    return id === '\0child-process' ? "exports.spawn = (...args) => process.getBuiltinModule('node:child_process').spawn(...args);" : null;
  },
};

/** Old files go last: a casemate that is just starting finds all of its own. */
function removeAllBut(files: ReadonlySet<string>): void {
  for (const name of readdirSync(TARGET)) if (!files.has(name)) rmSync(join(TARGET, name), { recursive: true });
}

await bundle();
