import { expect, test } from 'vitest';
import { inlineCode } from '../../model/inline-code.ts';
import { SourceFile } from '../../util/span.ts';
import type { ModuleIr } from '../ir/ir.ts';
import { createModules } from './modules.ts';
import { matchStar, targetsOf } from './manifest.ts';
import { join, upwards } from './paths.ts';
import { parseJsonc } from './plain.ts';
import { codeOf, described, modulesOf, treeOf } from './testing.ts';

test('each file is lowered once, for all functions that import it', () => {
  const lowered: string[] = [];
  const lower = (file: string, text: string): ModuleIr => {
    lowered.push(file);
    return { file, language: 'javascript', text, locals: [], body: [], imports: [], exports: [], isEsModule: false, gaps: [] };
  };
  const modules = createModules(treeOf({ 'app.js': 'run()' }), { javascript: lower, python: lower, model: () => undefined });
  expect(modules.entry(codeOf({}))).toBe(modules.entry(codeOf({ exportPath: ['other'] })));
  expect(lowered).toEqual(['app.js']);
});

test('a file of which nothing is understood is a problem that says why', () => {
  const at = { start: 0, end: 1 };
  const lower = (file: string, text: string): ModuleIr => ({
    file,
    language: 'javascript',
    text,
    locals: [],
    body: [],
    imports: [],
    exports: [],
    isEsModule: false,
    gaps: [{ code: 'parse-error', because: 'app.js:1: Unexpected token', at }],
  });
  const modules = createModules(treeOf({ 'app.js': '{' }), { javascript: lower, python: lower, model: () => undefined });
  expect(described(modules.entry(codeOf({})))).toBe('parse-error: app.js:1: Unexpected token');
});

test('code in a template is a module of its own', () => {
  const at = { source: new SourceFile('template.yaml', ''), start: 0, end: 0 };
  const inline = inlineCode({ kind: 'scalar', value: 'exports.handler = 1', at }, 'Save/index.js');
  const code = codeOf({ entry: 'template.yaml', inline, root: '' });
  expect(described(modulesOf({}).entry(code))).toBe('template.yaml');
});

test('an entry that is not there is missing', () => {
  expect(described(modulesOf({}).entry(codeOf({})))).toBe('missing');
});

test('no more than 2,000 source files are read', () => {
  const names = Array.from({ length: 2_001 }, (_, i) => `f${i}.js`);
  const modules = modulesOf(Object.fromEntries(names.map((name) => [name, ''])));
  const all = names.map((entry) => described(modules.entry(codeOf({ entry }))));
  expect(all.at(-2)).toBe('f1999.js');
  expect(all.at(-1)).toMatch(/^limit-reached: more than 2000 source files/);
});

test('paths may lead above the app', () => {
  expect(join('src', '../../shared/x')).toBe('../shared/x');
  expect(join('..', '../a')).toBe('../../a');
  expect(upwards('a/b', (folder) => folder === '..')).toEqual(['a/b', 'a', '', '..']);
});

test('exports name files by condition and by pattern, the longest pattern first', () => {
  const table = { '.': { browser: './b.js', node: { require: './r.cjs' }, default: './d.js' }, './*': './x/*.js', './deep/*': './y/*.js' };
  expect(targetsOf(table, '.')).toEqual(['./r.cjs', './d.js']);
  expect(targetsOf(table, './deep/a')).toEqual(['./y/a.js']);
  expect(targetsOf('./only.js', '.')).toEqual(['./only.js']);
  expect(matchStar('a*c', 'ac')).toBe('');
  expect(matchStar('ab*bc', 'abc')).toBeUndefined();
});

test('comments and trailing commas are no fault, nor is what looks like them in a text', () => {
  expect(parseJsonc('{ "a": "x // y, }", /* b */ "c": [1, 2,], } // end')).toEqual({ a: 'x // y, }', c: [1, 2] });
  expect(parseJsonc('{')).toBeUndefined();
});
