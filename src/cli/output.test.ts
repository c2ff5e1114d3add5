import { mkdtempSync, readFileSync, readdirSync, readlinkSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { writeWhole } from './output.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'casemate-output-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

test('a file is written whole, and nothing is left beside it', () => {
  const path = join(folder, 'report.json');
  writeFileSync(path, 'an older report');
  expect(writeWhole(path, '{}')).toBeNull();
  expect(readFileSync(path, 'utf8')).toBe('{}');
  expect(readdirSync(folder)).toEqual(['report.json']);
});

test('a link stays a link', () => {
  writeFileSync(join(folder, 'real.json'), '');
  symlinkSync('real.json', join(folder, 'latest.json'));
  expect(writeWhole(join(folder, 'latest.json'), '{}')).toBeNull();
  expect(readlinkSync(join(folder, 'latest.json'))).toBe('real.json');
  expect(readFileSync(join(folder, 'real.json'), 'utf8')).toBe('{}');
});

test('a folder that does not exist and a folder in place of the file are said', () => {
  expect(writeWhole(join(folder, 'nowhere/report.json'), '{}')).toMatch(/cannot write .*: its folder does not exist/);
  expect(writeWhole(folder, '{}')).toMatch(/cannot write .*: it is a folder/);
});

test('a device is written to, not replaced', () => {
  expect(writeWhole('/dev/null', '{}')).toBeNull();
  expect(readdirSync('/dev').filter((name) => name.startsWith('.null'))).toEqual([]);
});
