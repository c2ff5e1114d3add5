import { copyFileSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { rolldown } from 'rolldown';
import type { InputOptions, OutputChunk, OutputOptions, Plugin } from 'rolldown';
import { WRAPPER } from '../src/cli/code-cache.ts';
import { licencesOf } from './bundle/licences.ts';

const ROOT = resolve(import.meta.dirname, '..');
const TARGET = join(ROOT, 'dist/bin');
/** The parser of Python. The grammar's package compiles itself when it is installed, so that it cannot be a dependency of casemate's. */
const WASM = ['node_modules/web-tree-sitter/web-tree-sitter.wasm', 'node_modules/tree-sitter-python/tree-sitter-python.wasm'];

/** What each part of the command line holds, with all that it needs and no part before it holds; the last holds the rest. */
const PARTS: Readonly<Record<string, RegExp>> = {
  // What a check of unchanged apps needs: the command line, finding templates, what was kept of them, and the report as text.
  core: /\/src\/(?:cli\/(?:run|check|formats|analyze-changed)|report\/text)\.ts$/,
  reports: /\/src\/(?:report\/(?:json|sarif|markdown|junit)|cli\/progress)\.ts$/,
  judging: /\/src\/cli\/(?:judging|share|unknown-check)\.ts$/,
  // Apart, because it makes a digest when it is loaded.
  page: /\/src\/report\/html\.ts$/,
  more: /./,
};

/** The packages that parse code, each in a file of its own, which is loaded with the first code in its language. */
const PARSERS: readonly string[] = ['oxc-parser', 'web-tree-sitter'];
const OXC = '\0oxc';
const TREE_SITTER = join(ROOT, 'node_modules/web-tree-sitter/web-tree-sitter.cjs');

/**
 * Writes the command line to dist/bin: its parts, and `casemate.cjs`, which loads the first of them with the code compiled in an earlier
 * run; `worker.cjs` does so in a thread. A start so reads two files and not three hundred, and the other parts when they are needed.
 */
async function bundle(): Promise<void> {
  mkdirSync(TARGET, { recursive: true });
  const parts = await bundled(
    { input: { facade: 'src/cli/run.ts' }, plugins: [modulesWhenUsed, withoutGuess, yamlAsModules, parsersBeside] },
    { groups: Object.entries(PARTS).map(([name, test], i) => ({ name, test, priority: 10 - i })) },
  );
  const start = await bundled({ input: { casemate: 'src/cli/main.ts' }, plugins: [coreBeside] }, false);
  const worker = await bundled({ input: { worker: 'src/cli/worker.ts' }, plugins: [coreBeside] }, false);
  const oxc = await bundled({ input: { 'oxc-parser': OXC }, plugins: [oxcInPlace] }, false);
  const files = [
    ...joined(parts),
    ...[...oxc, treeSitter()].map(({ fileName, code }) => ({ fileName, code: WRAPPER.join(ascii(code)) })),
    ...[...start, ...worker].map(({ fileName, code }) => ({ fileName, code: ascii(code) })),
  ];
  for (const { fileName, code } of files) {
    const beside = join(TARGET, `.${fileName}`);
    writeFileSync(beside, code);
    renameSync(beside, join(TARGET, fileName));
  }
  const modules = [...parts, ...oxc, ...start, ...worker].flatMap(({ moduleIds }) => moduleIds);
  writeFileSync(join(TARGET, 'LICENSES.txt'), licencesOf([...modules, TREE_SITTER, ...WASM.map((path) => join(ROOT, path))]));
  copyWasm();
  removeAllBut(new Set([...files.map(({ fileName }) => fileName), 'LICENSES.txt']));
}

interface BuiltFile {
  readonly fileName: string;
  readonly code: string;
}

/**
 * The parts as they are loaded: wrapped, with rolldown's few helpers at the top of the first. When another part is loaded, those before it
 * have run to their ends, so that it takes what it uses of them once and not at each use.
 */
function joined(chunks: readonly OutputChunk[]): BuiltFile[] {
  const codeOf = (name: string): string => {
    const chunk = chunks.find(({ fileName }) => fileName === `${name}.cjs`);
    if (chunk === undefined) throw new Error(`there is no ${name}.cjs among ${chunks.map(({ fileName }) => fileName).join(', ')}`);
    return chunk.code;
  };
  const known = new Set(['facade', 'rolldown-runtime', ...Object.keys(PARTS)].map((name) => `${name}.cjs`));
  const strange = chunks.filter(({ fileName }) => !known.has(fileName));
  if (strange.length > 0) throw new Error(`parts that nobody named: ${strange.map(({ fileName }) => fileName).join(', ')}`);
  const helpers = `((exports) => {\n${codeOf('rolldown-runtime')}\nreturn exports;\n})(exports.helpers = {})`;
  return Object.keys(PARTS).map((name) => {
    const code = codeOf(name).replace('require("./rolldown-runtime.cjs")', () =>
      name === 'core' ? helpers : 'require("./core.cjs").helpers',
    );
    return { fileName: `${name}.cjs`, code: WRAPPER.join(ascii(takenOnce(code))) };
  });
}

/** Uses of another part, such as `require_core.SourceFile`, with a constant for each: V8 would call a function for each use. */
function takenOnce(code: string): string {
  let result = code;
  for (const [line, part = ''] of code.matchAll(/^const require_(\w+) = require\("\.\/\1\.cjs"\);\n/gm)) {
    const use = new RegExp(`\\brequire_${part}\\.(\\w+)`, 'g');
    const names = [...new Set([...code.matchAll(use)].map(([, name]) => name))];
    result = result
      .replaceAll(use, `of_${part}_$1`)
      .replace(line, `const { ${names.map((name) => `${name}: of_${part}_${name}`).join(', ')} } = require("./${part}.cjs");\n`);
  }
  return result;
}

/** It is one file already, of the form that is wrapped. */
function treeSitter(): BuiltFile {
  return { fileName: 'web-tree-sitter.cjs', code: readFileSync(TREE_SITTER, 'utf8').replace(/\n\/\/# sourceMappingURL=.*\s*$/, '') };
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

async function bundled(options: InputOptions, codeSplitting: NonNullable<OutputOptions['codeSplitting']>): Promise<OutputChunk[]> {
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
    chunkFileNames: '[name].cjs',
    codeSplitting,
    comments: { legal: true, annotation: false, jsdoc: false },
  });
  return output.filter((one) => one.type === 'chunk');
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
  'node:os': ['availableParallelism', 'homedir'],
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

/** Where the sources load a parser's package, the bundle loads its file. */
const parsersBeside: Plugin = {
  name: 'parsers-beside',
  resolveId(id) {
    return PARSERS.some((part) => id === `./${part}.cjs`) ? { id, external: true } : null;
  },
  transform(code, id) {
    if (!id.includes('/src/behavior/')) return null;
    const loads = /createRequire\(import\.meta\.url\)\('([\w-]+)'\)/g;
    if (!loads.test(code)) return null;
    return code.replaceAll(loads, (load, name: string) => {
      if (!PARSERS.includes(name)) throw new Error(`${id}: no file of the bundle has what is loaded by ${load}`);
      return `require('./${name}.cjs')`;
    });
  },
};

/**
 * Of oxc-parser what parses. It looks for its native part from where it is installed, and not from where its bundled code stands: package
 * managers may put that part beside it alone.
 */
const oxcInPlace: Plugin = {
  name: 'oxc-in-place',
  resolveId(id) {
    return id.startsWith('\0oxc') ? id : null;
  },
  load(id) {
    if (id === OXC) return "export { parseSync } from 'oxc-parser';";
    return id === '\0oxc-file' ? "export const file = require.resolve('oxc-parser');" : null;
  },
  transform(code, id) {
    if (!id.endsWith('/oxc-parser/src-js/bindings.js')) return null;
    const placed = code.replace('createRequire(import.meta.url)', 'createRequire(file)');
    if (placed === code) throw new Error('oxc-parser no longer looks for its native part as it did');
    return `import { file } from '\0oxc-file';\n${placed}`;
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
