import { createRequire } from 'node:module';
import type * as TreeSitter from 'web-tree-sitter';

/** The two WebAssembly files that read Python: tree-sitter's own, and its grammar of Python. */
export interface PythonWasm {
  /** `web-tree-sitter.wasm`. */
  readonly runtime: Uint8Array;
  /** `tree-sitter-python.wasm`. */
  readonly grammar: Uint8Array;
}

let parser: TreeSitter.Parser | undefined;
let preparing: Promise<void> | undefined;

/** Loads the parser, once in a process (about 20 ms); until it has ended, `lowerPython` throws. Throws when the bytes are no such WebAssembly. */
export function preparePython(wasm: PythonWasm): Promise<void> {
  return (preparing ??= load(wasm));
}

async function load(wasm: PythonWasm): Promise<void> {
  // Apps without Python do without the parser's code. It is not a part of the bundled command line, whose code may not load modules with `import()`.
  const { Language, Parser } = createRequire(import.meta.url)('web-tree-sitter') as typeof TreeSitter;
  // Given the bytes, it looks for no file: https://emscripten.org/docs/api_reference/module.html (wasmBinary)
  await Parser.init({ wasmBinary: wasm.runtime });
  const loaded = new Parser();
  loaded.setLanguage(await Language.load(wasm.grammar));
  parser = loaded;
}

/** Code in Python was met before the parser was loaded. */
export class PythonNotLoaded extends Error {
  constructor() {
    super('code in Python was met, whose parser is not loaded: await prepare() before');
  }
}

/** The parser. Throws `PythonNotLoaded` before it is loaded. */
export function pythonParser(): TreeSitter.Parser {
  if (parser === undefined) throw new PythonNotLoaded();
  return parser;
}
