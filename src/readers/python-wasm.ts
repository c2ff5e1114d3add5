import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { readBytes } from './files.ts';

/** The WebAssembly files that read Python: tree-sitter's own, and its grammar of Python. */
export interface PythonWasmFiles {
  readonly runtime: Uint8Array;
  readonly grammar: Uint8Array;
}

/** The files that the build puts into dist/wasm; those of the installed packages when casemate runs from its sources. Throws when there are neither: the installation is broken. */
export function pythonWasm(): PythonWasmFiles {
  return {
    runtime: wasmFile('web-tree-sitter.wasm', 'web-tree-sitter/web-tree-sitter.wasm'),
    grammar: wasmFile('tree-sitter-python.wasm', 'tree-sitter-python/tree-sitter-python.wasm'),
  };
}

function wasmFile(name: string, inPackage: string): Uint8Array {
  // The bundled command line stands in a folder beside dist/wasm, as the readers do.
  const built = readBytes(fileURLToPath(new URL(`../wasm/${name}`, import.meta.url)));
  if (built) return built;
  const installed = readBytes(createRequire(import.meta.url).resolve(inPackage));
  if (!installed) throw new Error(`${name} is missing: install casemate again`);
  return installed;
}
