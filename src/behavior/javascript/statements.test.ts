import { expect, test } from 'vitest';
import { lowered, shown } from './testing.ts';

test('a do loop runs before its first test', () => {
  expect(shown('do { page = next(); } while (page);')).toBe('loop  { page = next(); if page {} else { break } } then {}');
});

test('a for loop starts, tests and goes on', () => {
  expect(shown('for (let i = 0, n = 2; i < n; i++) put(i);')).toBe('i = 0\nn = 2\nloop (i < n) { put(i) } then { i = (i + 1) }');
});

test('for in goes over keys, for of and for await over values', () => {
  expect(shown('for (const k in all) f(k); for await (const { id } of all) f(id);')).toBe(
    'each k of keys all { f(k) }\neach {"id": id} of values all { f(id) }',
  );
});

test('a jump to an outer loop leaves the inner one', () => {
  expect(shown('outer: for (const a of b) { for (const c of d) { if (c) continue outer; else continue; } }')).toContain(
    'if c { break } else { continue }',
  );
  expect(shown('outer: for (const a of b) { if (a) continue outer; }')).toContain('if a { continue }');
});

test('a labelled block can be left', () => {
  expect(shown('found: { if (a) break found; f(); }')).toBe(
    'switch undefined { case : { if a { break } else {}; f() } } without falling through',
  );
});

test('the cases of a switch fall through and share their names', () => {
  expect(shown("switch (kind) { case 'a': let x = 1; default: f(x); }")).toBe('switch kind { case "a": { x = 1 }; case : { f(x) } }');
});

test('imports and exports are bindings, not statements', () => {
  const ir = lowered(
    "import a, { b as c } from './x.js'; import * as d from 'y'; import './z.js'; export { c as e, d }; export * from 'q'; export const f = [a]; export default f;",
    'app.mjs',
  );
  expect(ir.imports.map(({ local, imported, specifier }) => `${local} = ${imported} of ${specifier}`)).toEqual([
    'a = default of ./x.js',
    'c = b of ./x.js',
    'd = * of y',
  ]);
  expect(ir.exports).toMatchObject([
    { kind: 'from', name: 'e', specifier: './x.js', imported: 'b' },
    { kind: 'from', name: 'd', specifier: 'y', imported: '*' },
    { kind: 'all', specifier: 'q' },
    { kind: 'local', name: 'f', local: 'f' },
    { kind: 'local', name: 'default', local: 'default' },
  ]);
  expect(ir.isEsModule).toBe(true);
  expect(shown("import './z.js'; export default function () {}", 'app.mjs')).toBe('import("./z.js")\ndefault = function () {}');
});

test('imports that only types use are dropped from TypeScript, and kept in JavaScript', () => {
  const text = "import { Order } from './order'; import type { Item } from './item'; export { type Price } from './price';";
  expect(lowered(`${text} const a: Order = b;`, 'app.ts')).toMatchObject({ imports: [], exports: [] });
  expect(lowered("import { Order } from './order';", 'app.js').imports).toHaveLength(1);
});

test('CommonJS assigns to free names', () => {
  const ir = lowered('exports.handler = async () => {}; module.exports = { handler };', 'app.js');
  expect(ir).toMatchObject({ isEsModule: false, locals: [] });
});

test('TypeScript may import and export as CommonJS does', () => {
  expect(shown("import fs = require('fs'); import T = Names.Tables; export = fs;")).toBe(
    'fs = require("fs")\nT = Names.Tables\nmodule.exports = fs',
  );
});

test('a with statement hides what its names mean', () => {
  expect(lowered('with (a) { b(); }', 'app.js').gaps).toMatchObject([{ code: 'eval' }]);
});

test('places are UTF-16 offsets, whatever the text holds', () => {
  const text = '\u{feff}#!/usr/bin/env node\r\nconst é = "😀";\r\nsend(é);';
  const [, stmt] = lowered(text, 'app.js').body;
  if (stmt?.k !== 'expr') throw new Error('no call');
  expect(text.slice(stmt.value.at.start, stmt.value.at.end)).toBe('send(é)');
});
