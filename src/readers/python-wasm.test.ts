import { expect, test } from 'vitest';
import { pythonWasm } from './python-wasm.ts';

test('both files of the Python parser are WebAssembly', () => {
  for (const bytes of Object.values(pythonWasm())) expect(Array.from(bytes.subarray(0, 4))).toEqual([0, 0x61, 0x73, 0x6d]);
});
