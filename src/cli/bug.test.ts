import { expect, test } from 'vitest';
import { bugReport } from './bug.ts';

test('a bug report names the version and the options, but neither paths nor values nor folders of this machine', () => {
  const text = bugReport(new TypeError('x is not a function'), ['check', 'secret-project/', '--format=json', '--parameter', 'Key=hunter2']);
  expect(text).toContain('command: casemate check … --format --parameter …');
  expect(text).toContain('TypeError: x is not a function');
  expect(text).toMatch(/casemate \d+\.\d+\.\d+, node v/);
  expect(text).not.toContain('secret-project');
  expect(text).not.toContain('hunter2');
  expect(text).not.toContain(process.cwd());
});

test('something thrown that is no error is reported too', () => {
  expect(bugReport('out of luck', [])).toContain('out of luck');
});
