import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { literalsIn } from './literals.ts';
import type { CodeLanguage } from './literals.ts';
import { assignmentsIn } from './settings.ts';

/** The literals that have a name, as `name=text`. */
function named(text: string, language: CodeLanguage): string[] {
  return literalsIn(text, language).flatMap(({ name, start, end }) => (name === null ? [] : [`${name}=${text.slice(start, end)}`]));
}

describe('a literal in JavaScript is named by what it is given to', () => {
  test.each([
    ["const token = 'a1';", 'token=a1'],
    ["let token: string = 'a1';", 'token=a1'],
    ["this.token = 'a1'", 'token=a1'],
    ["config['token'] = 'a1'", 'token=a1'],
    ["send({ token: 'a1' })", 'token=a1'],
    [`{ "token": "a1" }`, 'token=a1'],
    ["process.env.TOKEN ?? 'a1'", 'TOKEN=a1'],
    ["process.env['TOKEN'] || 'a1'", 'TOKEN=a1'],
    ["headers.set('token', 'a1')", 'token=a1'],
    ['const token = `a1`', 'token=a1'],
    [String.raw`const a = /['"]/; const token = 'a1'`, 'token=a1'],
    ["const half = total / 2; const token = 'a1'; // it's", 'token=a1'],
    ["<p>it's</p>\nconst token = 'a1'", 'token=a1'],
  ])('%s', (text, expected) => expect(named(text, 'javascript')).toContain(expected));

  test.each([
    "// const token = 'a1'",
    "/* token = 'a1' */",
    "token === 'a1'",
    "const token = 'a1' + suffix",
    'const token = `a1${suffix}`',
    "const token = 'a1'.repeat(3)",
    "isOpen ? token : 'a1'",
    "log('token', 'a1')",
    "case token: 'a1'",
  ])('and by nothing in %s', (text) => expect(named(text, 'javascript')).toEqual([]));
});

describe('a literal in Python is named by what it is given to', () => {
  test.each([
    ["token = 'a1'", 'token=a1'],
    ["token: str = 'a1'", 'token=a1'],
    ["token = r'a1'", 'token=a1'],
    ["token = '''a1'''", 'token=a1'],
    ["Client(token='a1')", 'token=a1'],
    ["{'token': 'a1'}", 'token=a1'],
    ["os.environ.get('TOKEN', 'a1')", 'TOKEN=a1'],
    ["os.environ.get('TOKEN') or 'a1'", 'TOKEN=a1'],
    ["os.environ['TOKEN'] = 'a1'", 'TOKEN=a1'],
  ])('%s', (text, expected) => expect(named(text, 'python')).toContain(expected));

  test.each(["# token = 'a1'", "token = f'a1{x}'", "token == 'a1'", "token = 'a1' % x", '"""token = \'a1\'"""'])(
    'and by nothing in %s',
    (text) => expect(named(text, 'python')).toEqual([]),
  );
});

describe('lines of scripts and settings', () => {
  test.each([
    ['export TOKEN=a1', 'TOKEN=a1'],
    ['TOKEN="a 1"', 'TOKEN=a 1'],
    ['  token: a1', 'token=a1'],
    ['login --token a1 --region b', 'token=a1'],
    [String.raw`"#!/bin/sh\nexport TOKEN=a1\n"`, 'TOKEN=a1'],
  ])('%s', (text, expected) => {
    expect(assignmentsIn(text).map(({ name, start, end }) => `${name}=${text.slice(start, end)}`)).toContain(expected);
  });
  test('a comment gives nothing', () => expect(assignmentsIn('# TOKEN=a1')).toEqual([]));
});

test('any text is read to its end, with literals in order and inside of it', () => {
  const code = fc.string({ unit: fc.constantFrom('"', "'", '`', '\\', '/', '*', '#', '\n', '=', 'a', '$', '{', '}', '[', ' ', ':') });
  fc.assert(
    fc.property(code, fc.constantFrom<CodeLanguage>('javascript', 'python'), (text, language) => {
      let last = 0;
      for (const { start, end } of literalsIn(text, language)) {
        expect(start).toBeGreaterThanOrEqual(last);
        expect(end).toBeLessThanOrEqual(text.length);
        last = end;
      }
    }),
  );
});
