import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { listFolder, pathKind, readTextFile, withFiles } from './files.ts';
import { digestOfAnswer, keepLooks, recordLooks } from './looks.ts';

let folder = '';
let stop: () => void = () => {};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'casemate-looks-'));
  writeFileSync(join(folder, 'orders.yaml'), 'Resources: {}');
  stop = keepLooks();
});

afterEach(() => {
  stop();
  rmSync(folder, { recursive: true });
});

const path = (name = 'orders.yaml'): string => join(folder, name);

test('while looks are kept, a file and a folder are as they were at the first look; after that they are looked at again', () => {
  const before = [readTextFile(path()), listFolder(folder), pathKind(path('receipts'))];
  writeFileSync(path(), 'Outputs: {}');
  mkdirSync(path('receipts'));
  expect([readTextFile(path()), listFolder(folder), pathKind(path('receipts'))]).toEqual(before);
  stop();
  expect(readTextFile(path())).toEqual({ ok: true, text: 'Outputs: {}' });
  expect(pathKind(path('receipts'))).toBe('folder');
});

test('a text that an edit would give is neither remembered nor recorded', () => {
  const edits = new Map([[path(), 'Outputs: {}']]);
  const { value, seen } = recordLooks(() => withFiles(edits, () => readTextFile(path())));
  expect(value).toEqual({ ok: true, text: 'Outputs: {}' });
  expect([...seen]).toEqual([]);
  expect(readTextFile(path())).toEqual({ ok: true, text: 'Resources: {}' });
});

test('a look that was made before is recorded for everyone who asks', () => {
  const ask = () => recordLooks(() => [readTextFile(path()), pathKind(path('none'))]).seen;
  const first = [...ask()].map(({ kind }) => kind);
  expect(first).toEqual(['text', 'kind']);
  expect([...ask()].map(({ kind }) => kind)).toEqual(first);
});

test('another limit is another question', () => {
  expect(readTextFile(path(), 5).ok).toBe(false);
  expect(readTextFile(path(), 500).ok).toBe(true);
});

test('answers that differ have digests that differ', () => {
  const digests = (): string[] => {
    const { seen } = recordLooks(() => [readTextFile(path()), readTextFile(path('none')), listFolder(folder), pathKind(path('none'))]);
    return [...seen].map(digestOfAnswer);
  };
  const before = digests();
  stop();
  stop = keepLooks();
  expect(digests()).toEqual(before);
  writeFileSync(path(), 'Outputs: {}');
  mkdirSync(path('none'));
  stop();
  stop = keepLooks();
  expect(digests().map((digest, i) => digest === before[i])).toEqual([false, false, false, false]);
});
