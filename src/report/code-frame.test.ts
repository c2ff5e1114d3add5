import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SourceFile } from '../util/span.ts';
import type { Span } from '../util/span.ts';
import { codeFrame } from './code-frame.ts';
import { spanOf } from './fixtures/reports.ts';
import { displayWidth } from './width.ts';

function frameOf(text: string, marked: string, columns = 80, redacted: (source: SourceFile) => readonly Span[] = () => []) {
  const source = new SourceFile('template.yaml', text);
  const frame = codeFrame(spanOf(marked, source), columns, redacted(source))!;
  return `${frame.code}\n${frame.caret}`;
}

test('carets stand under the span', () => {
  expect(frameOf('Role: Admin\n', 'Admin')).toBe('Role: Admin\n      ^^^^^');
});

test('a span over several lines is marked to the end of its first line', () => {
  expect(frameOf('Policies:\n  - Admin\n', 'Policies:\n  - Admin')).toBe('Policies:\n^^^^^^^^^');
});

test('an empty span is one caret, also behind the end of the line', () => {
  const source = new SourceFile('template.yaml', 'Role:\nNext: 1\n');
  expect(codeFrame({ source, start: 5, end: 5 }, 80, [])).toEqual({ line: 1, code: 'Role:', caret: '     ^' });
});

test('a blank line and an empty file have no frame', () => {
  const source = new SourceFile('template.yaml', '\n  \n');
  expect(codeFrame({ source, start: 0, end: 0 }, 80, [])).toBeNull();
  expect(codeFrame({ source: new SourceFile('empty.yaml', ''), start: 0, end: 0 }, 80, [])).toBeNull();
});

test('tabs are as wide as they are shown', () => {
  expect(frameOf('\tRole:\tAdmin', 'Admin')).toBe('    Role:   Admin\n            ^^^^^');
});

test('wide and combining characters move the caret by the columns they take', () => {
  expect(frameOf('名前: Admin', 'Admin')).toBe('名前: Admin\n      ^^^^^');
  expect(frameOf('re\u0301sume\u0301: Admin', 'Admin')).toBe('re\u0301sume\u0301: Admin\n        ^^^^^');
});

test('control characters are marks, and the caret stays right', () => {
  expect(frameOf('a\u001B[31m: Admin', 'Admin')).toBe('a␛[31m: Admin\n        ^^^^^');
});

test('windows line ends are not shown', () => {
  expect(frameOf('Role: Admin\r\nNext: 1\r\n', 'Admin')).toBe('Role: Admin\n      ^^^^^');
});

describe('a line that is too long', () => {
  const long = `${'a'.repeat(300)}Admin${'b'.repeat(300)}`;
  test('is cut on both sides of the span', () => {
    const [code, caret] = frameOf(long, 'Admin', 60).split('\n') as [string, string];
    expect(displayWidth(code)).toBeLessThanOrEqual(60);
    expect(code).toMatch(/^…a+Adminb+…$/);
    expect(code.slice(caret.indexOf('^'), caret.length)).toBe('Admin');
  });
  test('of megabytes takes no time', () => {
    const source = new SourceFile('template.json', `{"a":"${'x'.repeat(8_000_000)}","Role":"Admin"}`);
    const started = performance.now();
    const frame = codeFrame(spanOf('Admin', source), 80, [])!;
    expect(frame.code.slice(frame.caret.indexOf('^'))).toBe('Admin"}');
    expect(performance.now() - started).toBeLessThan(500);
  });
});

describe('a redacted value', () => {
  const text = 'A: { KEY: hunter2-secret, ROLE: Admin }';
  test('is one sign wide', () => {
    expect(frameOf(text, 'Admin', 80, (source) => [spanOf('hunter2-secret', source)])).toBe(
      'A: { KEY: …, ROLE: Admin }\n                   ^^^^^',
    );
  });
  test('is marked at its sign', () => {
    expect(frameOf(text, 'hunter2-secret', 80, (source) => [spanOf('hunter2-secret', source)])).toBe(
      'A: { KEY: …, ROLE: Admin }\n          ^',
    );
  });
  test('that goes over several lines hides the part on the shown line', () => {
    expect(frameOf('KEY: |\n  hunter2\nEND: x', 'hunter2', 80, (source) => [spanOf('|\n  hunter2', source)])).toBe('…\n^');
  });
});

test('whatever the line, the frame fits, and no secret shows', () => {
  const piece = fc.stringMatching(/^[a-z:\t"{}é名]{0,60}$/);
  fc.assert(
    fc.property(piece, piece, fc.integer({ min: 22, max: 90 }), (before, after, columns) => {
      const source = new SourceFile('template.yaml', `${before}SECRET${after}`);
      const at = spanOf('SECRET', source);
      const frame = codeFrame(at, columns, [at])!;
      expect(frame.code).not.toContain('SECRET');
      expect(displayWidth(frame.code)).toBeLessThanOrEqual(columns);
      expect(frame.caret.trimStart()).toMatch(/^\^+$/);
    }),
  );
});
