import { spawn } from 'node:child_process';
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { writeFiles } from './write.ts';

const top = mkdtempSync(join(tmpdir(), 'casemate-write-'));
afterAll(() => rmSync(top, { recursive: true }));

function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(top, 'app-'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

const shown = (folder: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(folder).map((name) => [name, statSync(join(folder, name)).isFile() ? readFileSync(join(folder, name), 'utf8') : '']),
  );

describe('all files are written', () => {
  test('with their mode, and new ones with the folders that they need', () => {
    const folder = folderWith({ 'a.yaml': 'a', 'b.yaml': 'b' });
    chmodSync(join(folder, 'a.yaml'), 0o640);
    const result = writeFiles([
      { path: join(folder, 'a.yaml'), before: 'a', text: 'A' },
      { path: join(folder, 'b.yaml'), before: 'b', text: 'b' },
      { path: join(folder, 'new', 'c.yaml'), before: null, text: 'C' },
    ]);
    expect(result).toEqual({ ok: true });
    expect(shown(folder)).toEqual({ 'a.yaml': 'A', 'b.yaml': 'b', new: '' });
    expect(statSync(join(folder, 'a.yaml')).mode & 0o777).toBe(0o640);
    expect(shown(join(folder, 'new'))).toEqual({ 'c.yaml': 'C' });
  });

  test('and a link stays a link', () => {
    const folder = folderWith({ 'a.yaml': 'a' });
    symlinkSync('a.yaml', join(folder, 'link.yaml'));
    expect(writeFiles([{ path: join(folder, 'link.yaml'), before: 'a', text: 'A' }])).toEqual({ ok: true });
    expect(lstatSync(join(folder, 'link.yaml')).isSymbolicLink()).toBe(true);
    expect(readFileSync(join(folder, 'a.yaml'), 'utf8')).toBe('A');
  });
});

describe('no file is written', () => {
  const two = (folder: string): { path: string; before: string; text: string }[] => [
    { path: join(folder, 'a.yaml'), before: 'a', text: 'A' },
    { path: join(folder, 'b.yaml'), before: 'b', text: 'B' },
  ];

  test('when one has changed since it was read', () => {
    const folder = folderWith({ 'a.yaml': 'a', 'b.yaml': 'other' });
    expect(writeFiles(two(folder))).toEqual({ ok: false, reason: `${join(folder, 'b.yaml')} has changed since it was read` });
    expect(shown(folder)).toEqual({ 'a.yaml': 'a', 'b.yaml': 'other' });
  });

  test('when one is gone, or a new one is there already', () => {
    const folder = folderWith({ 'a.yaml': 'a' });
    expect(writeFiles(two(folder))).toEqual({ ok: false, reason: `${join(folder, 'b.yaml')} is no longer there` });
    const created = { path: join(folder, 'new', 'c'), before: null, text: 'c' };
    const again = { path: join(folder, 'a.yaml'), before: null, text: 'A' };
    expect(writeFiles([created, again])).toEqual({ ok: false, reason: `${join(folder, 'a.yaml')} is there already` });
    expect(shown(folder)).toEqual({ 'a.yaml': 'a' });
  });

  test('when one is read-only, or its folder is', () => {
    const folder = folderWith({ 'a.yaml': 'a', 'b.yaml': 'b' });
    chmodSync(join(folder, 'b.yaml'), 0o444);
    expect(writeFiles(two(folder))).toEqual({ ok: false, reason: `${join(folder, 'b.yaml')} is read-only` });
    chmodSync(join(folder, 'b.yaml'), 0o644);
    chmodSync(folder, 0o555);
    expect(writeFiles(two(folder))).toEqual({ ok: false, reason: `${join(folder, 'a.yaml')} is in a folder that is read-only` });
    chmodSync(folder, 0o755);
    expect(shown(folder)).toEqual({ 'a.yaml': 'a', 'b.yaml': 'b' });
  });

  test('when one cannot take its place: those before it are put back', () => {
    const folder = folderWith({ 'a.yaml': 'a' });
    const taken = join(folder, 'taken');
    const files = [
      ...two(folder).slice(0, 1),
      // Between the look and the renaming somebody makes a folder of that name.
      {
        path: taken,
        before: null,
        get text(): string {
          mkdirSync(taken, { recursive: true });
          return 'c';
        },
      },
    ];
    expect(writeFiles(files).ok).toBe(false);
    expect(shown(folder)).toEqual({ 'a.yaml': 'a', taken: '' });
  });
});

const WRITER = `
import { writeFiles } from ${JSON.stringify(new URL('write.ts', import.meta.url).href)};
import { readFileSync } from 'node:fs';
const paths = process.argv.slice(1);
process.stdout.write('ready');
for (let round = 1; round < 100000; round++) {
  const result = writeFiles(paths.map((path) => ({ path, before: readFileSync(path, 'utf8'), text: String(round).repeat(20000) })));
  if (!result.ok) throw new Error(result.reason);
  await new Promise((resolve) => setImmediate(resolve));
}`;

/** Runs a writer of files in a loop and ends it after a while. */
async function endedWriter(paths: readonly string[], signal: 'SIGKILL' | 'SIGTERM', after: number): Promise<void> {
  const child = spawn(process.execPath, ['--input-type=module', '-e', WRITER, ...paths], { stdio: ['ignore', 'pipe', 'inherit'] });
  await new Promise((resolve) => child.stdout.once('data', resolve));
  await new Promise((resolve) => setTimeout(resolve, after));
  const ended = new Promise<NodeJS.Signals | null>((resolve) => child.once('exit', (_, by) => resolve(by)));
  child.kill(signal);
  expect(await ended).toBe(signal);
}

describe('a program that is ended while it writes', () => {
  test('at once leaves every file whole, old or new', { timeout: 60_000 }, async () => {
    for (let round = 0; round < 6; round++) {
      const names = ['a', 'b', 'c', 'd'];
      const folder = folderWith(Object.fromEntries(names.map((name) => [name, '0'.repeat(20000)])));
      await endedWriter(
        names.map((name) => join(folder, name)),
        'SIGKILL',
        37 + round * 11,
      );
      const numbers = names.map((name) => readFileSync(join(folder, name), 'utf8'));
      for (const text of numbers) expect(text).toBe(text.slice(0, text.length / 20000).repeat(20000));
    }
  });

  test('by a signal that may wait leaves nothing beside the files, and all of them of one time', { timeout: 60_000 }, async () => {
    for (let round = 0; round < 4; round++) {
      const names = ['a', 'b', 'c', 'd'];
      const folder = folderWith(Object.fromEntries(names.map((name) => [name, '0'])));
      await endedWriter(
        names.map((name) => join(folder, name)),
        'SIGTERM',
        41 + round * 13,
      );
      expect(readdirSync(folder).toSorted()).toEqual(names);
      expect(new Set(Object.values(shown(folder))).size).toBe(1);
    }
  });
});
