import { expect, test } from 'vitest';
import { SourceFile } from '../util/span.ts';
import { withSources } from './revive.ts';

test('data that was copied to another thread gets its source files back, one for each file', () => {
  const template = new SourceFile('template.yaml', 'Resources:\n  Orders: x\n');
  const code = new SourceFile('index.js', 'exports.handler = 1;');
  const data = {
    findings: [
      { at: { source: template, start: 13, end: 19 }, evidence: [{ at: { source: code, start: 0, end: 7 } }, { at: undefined }] },
      { at: { source: template, start: 0, end: 9, generated: 'role' }, suppressed: null },
    ],
    functions: [{ source: { files: ['index.js'], language: null } }],
  };
  const copy = withSources(structuredClone(data));
  expect(copy).toEqual(data);
  const [first, second] = copy.findings;
  expect(first?.at.source.position(13)).toEqual({ line: 2, column: 3 });
  expect(first?.at.source).toBe(second?.at.source);
});
