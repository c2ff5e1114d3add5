import { expect, test } from 'vitest';
import { lowered, shown } from './testing.ts';

test('a block variable that shadows another one of its function gets a name of its own', () => {
  const text = "function save() { const table = 'a'; { const table = 'b'; put(table); } put(table); }";
  expect(shown(text)).toBe('save = function save() { table = "a"; table$1 = "b"; put(table$1); put(table) }');
});

test('a block variable that shadows a variable of the module leaves the module variable alone', () => {
  const text = "const table = 'a'; function save() { if (x) { const table = 'b'; put(table); } put(table); }";
  expect(shown(text)).toContain('if x { table$1 = "b"; put(table$1) } else {}; put(table)');
});

test('sibling blocks that declare one name have two variables', () => {
  expect(shown('{ const params = 1; send(params); } { const params = 2; send(params); }')).toBe(
    'params = 1\nsend(params)\nparams$1 = 2\nsend(params$1)',
  );
});

test('a block variable named as a global leaves the global to the code outside of the block', () => {
  expect(shown('{ const fetch = own; fetch(); } fetch();')).toBe('fetch$1 = own\nfetch$1()\nfetch()');
});

test('a closure sees the variable of the block that it stands in', () => {
  const text = 'const id = 1; function f() { { const id = 2; later(() => { { const id = 3; use(id); } use(id); }); } }';
  expect(shown(text)).toContain('id$1 = 2; later(arrow () { id$2 = 3; use(id$2); use(id$1) })');
});

test('var belongs to its function, wherever it stands', () => {
  expect(lowered('function f() { if (a) { for (var i = 0; ; ) { var b; } } }').body).toMatchObject([
    { value: { value: { fn: { locals: ['i', 'b'] } } } },
  ]);
});

test('a function is there before the statements above it', () => {
  expect(shown('run(); function run() {}')).toBe('run = function run() {}\nrun()');
});

test('a function expression knows its own name, which nobody else sees', () => {
  expect(shown('const a = function fact(n) { return fact(n - 1); };')).toBe('a = fact = function fact(n) { return fact((n - 1)) }');
  expect(shown('const a = function fact(n) { return n; };')).toBe('a = function fact(n) { return n }');
});

test('require is an import unless the code declares that name', () => {
  expect(shown("const s3 = require('aws-sdk/clients/s3');")).toBe('s3 = require("aws-sdk/clients/s3")');
  expect(shown('function load(require) { return require(1); }')).toContain('return require(1)');
  expect(shown("import { createRequire } from 'module'; const require = createRequire(import.meta.url); require('x');")).toContain(
    '\nrequire("x")',
  );
});

test('a function that uses arguments takes all of them as a list', () => {
  expect(shown('function f(a, b = 1) { return () => arguments.length + a; }')).toBe(
    'f = function f(...arguments) { [a, b = 1] = arguments; return arrow () { return (arguments.length + a) } }',
  );
});

test('a catch clause and a loop have names of their own', () => {
  const text = 'function f(error) { try { g(); } catch (error) { h(error); } for (const error of all) h(error); return error; }';
  expect(shown(text)).toContain('catch error$1 { h(error$1) } finally {}; each error$2 of values all { h(error$2) }; return error');
});
