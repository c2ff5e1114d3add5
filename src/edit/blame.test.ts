import { expect, test } from 'vitest';
import { LineCauses } from './blame.ts';
import type { TextEdit } from './text-edit.ts';

const edit = (start: number, old: string, text: string, ...causes: number[]): TextEdit => ({
  start,
  end: start + old.length,
  old,
  text,
  causes,
});
const name = (cause: number): string => ['first', 'second', 'third'][cause]!;

test('a line is of the change that wrote it, also when later ones move it', () => {
  const causes = new LineCauses('a\nb\nc\n');
  causes.apply([edit(2, 'b\n', 'B\nB\n', 0), edit(6, '', 'd\n', 1)], name);
  expect([1, 2, 3, 4, 5].map((line) => causes.namesOf(line, line))).toEqual([[], ['first'], ['first'], [], ['second']]);
  causes.apply([edit(0, '', 'new\n', 2)], name);
  expect([1, 2, 3, 4, 5, 6].map((line) => causes.namesOf(line, line))).toEqual([['third'], [], ['first'], ['first'], [], ['second']]);
  expect(causes.namesOf(1, 6)).toEqual(['third', 'first', 'second']);
});

test('of a line that is written again the later change is named as well, or alone', () => {
  const causes = new LineCauses('');
  causes.apply([edit(0, '', 'a\nb\nc\n', 0)], name);
  causes.apply([edit(2, 'b', 'x', 1)], name);
  expect([1, 2, 3].map((line) => causes.namesOf(line, line))).toEqual([['first'], ['second', 'first'], ['first']]);
  causes.apply([edit(2, 'x\n', 'y\n', 2)], name);
  expect(causes.namesOf(2, 2)).toEqual(['third']);
});

test('what is removed is named beside the place where it was', () => {
  const causes = new LineCauses('a\nb\nc\n');
  causes.apply([edit(2, 'b\n', '', 0)], name);
  expect(causes.namesOf(1, 2)).toEqual(['first']);
});
