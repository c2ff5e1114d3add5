import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { BOUNDS, KeptFiles, tidy } from './kept-files.ts';

const TEXT = '{"orders": ["Ümlaut", 1]}\n';
let home = '';
let parent = '';

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'casemate-kept-'));
  parent = join(home, 'casemate');
});

afterEach(() => {
  chmodSync(home, 0o700);
  rmSync(home, { recursive: true });
});

const kept = (bounds = BOUNDS): KeptFiles => new KeptFiles(parent, 'outcomes', bounds);
const path = (name = 'orders'): string => join(parent, 'outcomes', name);

test('a text is given back to the next run, from a file that only its owner may read', () => {
  kept().write('orders', TEXT);
  expect(kept().read('orders')).toBe(TEXT);
  expect(kept().read('receipts')).toBeUndefined();
  expect([statSync(path()).mode & 0o777, statSync(join(parent, 'outcomes')).mode & 0o777]).toEqual([0o600, 0o700]);
  expect(readdirSync(join(parent, 'outcomes'))).toEqual(['orders']);
});

test('a file of which any byte is changed, or the end is missing, is not given', () => {
  kept().write('orders', TEXT);
  const whole = readFileSync(path());
  fc.assert(
    fc.property(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
      const damaged = Buffer.from(whole);
      damaged[at] = damaged[at]! ^ flip;
      writeFileSync(path(), damaged);
      expect(kept().read('orders')).toBeUndefined();
    }),
  );
  fc.assert(
    fc.property(fc.nat(whole.length - 1), (length) => {
      writeFileSync(path(), whole.subarray(0, length));
      expect(kept().read('orders')).toBeUndefined();
    }),
  );
  writeFileSync(path(), Buffer.concat([whole, Buffer.from(' ')]));
  expect(kept().read('orders')).toBeUndefined();
});

test('what is no file of casemate, or too large for one, is not read', () => {
  kept().write('orders', TEXT);
  const shapes: (() => void)[] = [
    () => writeFileSync(path(), ''),
    () => writeFileSync(path(), 'casemate 1 '),
    () => writeFileSync(path(), Buffer.from([0xff, 0xfe, 0, 1])),
    () => mkdirSync(path()),
    () => symlinkSync('/dev/zero', path()),
    () => symlinkSync(path(), path()),
    () => {
      writeFileSync(path(), '');
      truncateSync(path(), 1024 ** 3);
    },
  ];
  for (const make of shapes) {
    rmSync(path(), { recursive: true, force: true });
    make();
    expect(kept().read('orders')).toBeUndefined();
  }
  const own = kept();
  own.write('large', 'x'.repeat(BOUNDS.fileBytes + 1));
  expect(own.read('large')).toBeUndefined();
});

test('a file that is a link is replaced, and what it leads to stays as it is', () => {
  kept().write('orders', TEXT);
  const target = join(home, 'target');
  writeFileSync(target, 'mine');
  rmSync(path());
  symlinkSync(target, path());
  expect(kept().read('orders')).toBeUndefined();
  kept().write('orders', TEXT);
  expect([readFileSync(target, 'utf8'), lstatSync(path()).isFile()]).toEqual(['mine', true]);
});

test.each(['casemate', 'casemate/outcomes'])('where %s is a link, nothing is read and nothing written', (linked) => {
  kept().write('orders', TEXT);
  const elsewhere = join(home, 'elsewhere');
  renameSync(join(home, linked), elsewhere);
  symlinkSync(elsewhere, join(home, linked));
  expect(kept().read('orders')).toBeUndefined();
  kept().write('receipts', TEXT);
  expect(existsSync(path('receipts'))).toBe(false);
});

test('a folder that others may write to is not trusted', () => {
  kept().write('orders', TEXT);
  chmodSync(join(parent, 'outcomes'), 0o777);
  expect(kept().read('orders')).toBeUndefined();
});

test('where no folder can be made, nothing is kept and nothing is said', () => {
  writeFileSync(parent, 'a file where the folder would be');
  const own = kept();
  own.write('orders', TEXT);
  own.tidy(1000);
  expect(own.read('orders')).toBeUndefined();
});

test('old files go, then the oldest of too many, and what a stopped run left', () => {
  const bounds = { fileBytes: 1000, folderBytes: 700, days: 30 };
  const own = kept(bounds);
  const day = 24 * 60 * 60;
  const now = Number(new Date()) / 1000;
  for (const [i, name] of ['today', 'yesterday', 'earlier', 'ancient', 'stopped.tmp', 'running.tmp'].entries()) {
    own.write(name, 'x'.repeat(150));
    const age = [0, 1, 2, 40, 0.5, 0.001][i]! * day;
    utimesSync(path(name), now - age, now - age);
  }
  tidy(join(parent, 'outcomes'), bounds);
  expect(readdirSync(join(parent, 'outcomes')).toSorted()).toEqual(['running.tmp', 'today', 'yesterday']);
});
