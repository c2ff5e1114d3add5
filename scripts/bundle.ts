import { copyFileSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { rolldown } from 'rolldown';
import type { InputOptions, OutputChunk, Plugin } from 'rolldown';
import { WRAPPER } from '../src/cli/code-cache.ts';
import { licencesOf } from './bundle/licences.ts';

const ROOT = resolve(import.meta.dirname, '..');
const TARGET = join(ROOT, 'dist/bin');
/** The parser of Python. The grammar's package compiles itself when it is installed, so that it cannot be a dependency of casemate's. */
const WASM = ['node_modules/web-tree-sitter/web-tree-sitter.wasm', 'node_modules/tree-sitter-python/tree-sitter-python.wasm'];

/**
 * Writes the command line to dist/bin: `core.cjs`, all of it in one file, and `casemate.cjs`, which loads that with the code
 * compiled in an earlier run; `worker.cjs` does so in a thread. A start so reads two files and not three hundred. What is imported with `import()` runs only when it is asked for.
 */
async function bundle(): Promise<void> {
  mkdirSync(TARGET, { recursive: true });
  const core = await write({ input: { core: 'src/cli/run.ts' }, plugins: [modulesWhenUsed, withoutGuess, yamlAsModules] }, WRAPPER);
  const start = await write({ input: { casemate: 'src/cli/main.ts' }, plugins: [coreBeside] }, ['', '']);
  const worker = await write({ input: { worker: 'src/cli/worker.ts' }, plugins: [coreBeside] }, ['', '']);
  const chunks = [core, start, worker];
  writeFileSync(
    join(TARGET, 'LICENSES.txt'),
    licencesOf([...chunks.flatMap((chunk) => chunk.moduleIds), ...WASM.map((path) => join(ROOT, path))]),
  );
  copyWasm();
  removeAllBut(new Set([...chunks.map((chunk) => chunk.fileName), 'LICENSES.txt']));
}

function copyWasm(): void {
  const folder = join(ROOT, 'dist/wasm');
  mkdirSync(folder, { recursive: true });
  for (const path of WASM) {
    const beside = join(folder, `.${basename(path)}`);
    copyFileSync(join(ROOT, path), beside);
    renameSync(beside, join(folder, basename(path)));
  }
}

async function write(options: InputOptions, [before, after]: readonly [string, string]): Promise<OutputChunk> {
  const build = await rolldown({
    cwd: ROOT,
    platform: 'node',
    // zod is loaded with `require` by the one function that needs it.
    external: ['zod'],
    onLog(level, log) {
      throw new Error(`${level}: ${log.message}`);
    },
    ...options,
  });
  // CommonJS, because Node starts it without the machinery of its ES module loader, and loads its own modules for it faster.
  const { output } = await build.generate({
    format: 'cjs',
    entryFileNames: '[name].cjs',
    codeSplitting: false,
    comments: { legal: true, annotation: false, jsdoc: false },
  });
  const [chunk] = output;
  const beside = join(TARGET, `.${chunk.fileName}`);
  writeFileSync(beside, `${before}${ascii(chunk.code)}${after}`);
  renameSync(beside, join(TARGET, chunk.fileName));
  return chunk;
}

/**
 * Modules of Node that most runs never need, and the functions and classes that are used of each. Loading them all takes
 * about as long as judging a small app, so a module is loaded when one of them is first called.
 */
const WHEN_USED: Readonly<Record<string, readonly string[]>> = {
  // Commander starts commands that are programs of their own, casemate has none; what git holds is asked before files are edited.
  'node:child_process': ['execFileSync', 'spawn'],
  // The HTML report's policy names the hash of its style sheet.
  'node:crypto': ['createHash'],
  'node:os': ['availableParallelism'],
  'node:readline/promises': ['createInterface'],
  'node:tty': ['isatty'],
  'node:url': ['fileURLToPath', 'pathToFileURL'],
  'node:v8': ['setFlagsFromString'],
  'node:worker_threads': ['Worker'],
};

const modulesWhenUsed: Plugin = {
  name: 'modules-when-used',
  resolveId(id) {
    return id in WHEN_USED ? `\0when-used:${id}` : null;
  },
  load(id) {
    const name = id.startsWith('\0when-used:') ? id.slice('\0when-used:'.length) : '';
    const code = WHEN_USED[name]?.map((one) => {
      const body = `const { ${one} } = process.getBuiltinModule('${name}'); return new.target ? new ${one}(...args) : ${one}(...args);`;
      return `function called_${one}(...args) { ${body} }\nexport { called_${one} as ${one} };`;
    });
    return code?.join('\n') ?? null;
  },
};

/** picocolors asks at its start whether the output is a terminal, for which Node makes the stream; casemate tells it what to do. */
const withoutGuess: Plugin = {
  name: 'without-guess',
  transform(code, id) {
    if (!id.includes('/node_modules/picocolors/picocolors.')) return null;
    const quiet = code.replace('let p = process || {},', 'let p = { argv: [], env: {} },');
    if (quiet === code) throw new Error('picocolors no longer begins with what is replaced');
    return quiet;
  },
};

/** The same code of `yaml` as modules, which are joined into ours; the CommonJS that Node would get looks each of its functions up at each call. */
const yamlAsModules: Plugin = {
  name: 'yaml-as-modules',
  resolveId(id) {
    return id === 'yaml' ? join(ROOT, 'node_modules/yaml/browser/index.js') : null;
  },
};

/** In the files that load the core, its sources stand for it. */
const coreBeside: Plugin = {
  name: 'core-beside',
  resolveId(id) {
    return id === './run.ts' ? { id: './core.cjs', external: true } : null;
  },
};

/** Characters beyond ASCII as escapes: V8 then reads and keeps a byte for each character and not two. */
function ascii(code: string): string {
  if (/String\.raw`[^`]*[^\0-\x7f]/.test(code)) throw new Error('String.raw with a character beyond ASCII cannot be escaped');
  return code.replaceAll(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** Old files go last: a casemate that is just starting finds all of its own. */
function removeAllBut(files: ReadonlySet<string>): void {
  for (const name of readdirSync(TARGET)) if (!files.has(name)) rmSync(join(TARGET, name), { recursive: true });
}

await bundle();
