import { spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { writeFiles } from './write.ts';

const top = realpathSync.native(mkdtempSync(join(tmpdir(), 'casemate-write-')));
afterAll(() => rmSync(top, { recursive: true }));

const isRoot = process.getuid?.() === 0;

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
    expect(result).toEqual({ ok: true, withOtherNames: [] });
    expect(shown(folder)).toEqual({ 'a.yaml': 'A', 'b.yaml': 'b', new: '' });
    expect(statSync(join(folder, 'a.yaml')).mode & 0o777).toBe(0o640);
    expect(shown(join(folder, 'new'))).toEqual({ 'c.yaml': 'C' });
  });

  test('and other names of a file keep its old text, which is said', () => {
    const folder = folderWith({ 'a.yaml': 'a' });
    linkSync(join(folder, 'a.yaml'), join(folder, 'backup.yaml'));
    const result = writeFiles([{ path: join(folder, 'a.yaml'), before: 'a', text: 'A' }]);
    expect(result).toEqual({ ok: true, withOtherNames: [join(folder, 'a.yaml')] });
    expect(shown(folder)).toEqual({ 'a.yaml': 'A', 'backup.yaml': 'a' });
  });

  test.runIf(isRoot)('and stay with their owner and group', () => {
    const folder = folderWith({ 'a.yaml': 'a' });
    chownSync(join(folder, 'a.yaml'), 1234, 4321);
    chmodSync(join(folder, 'a.yaml'), 0o660);
    expect(writeFiles([{ path: join(folder, 'a.yaml'), before: 'a', text: 'A' }]).ok).toBe(true);
    const { uid, gid, mode } = statSync(join(folder, 'a.yaml'));
    expect({ uid, gid, mode: mode & 0o777 }).toEqual({ uid: 1234, gid: 4321, mode: 0o660 });
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

  test('when one is a link, or its folder is reached by one: what stood there when it was read is elsewhere', () => {
    const folder = folderWith({ 'a.yaml': 'a' });
    const outside = folderWith({ 'secret.yaml': 'b' });
    symlinkSync(join(outside, 'secret.yaml'), join(folder, 'b.yaml'));
    symlinkSync(outside, join(folder, 'sub'));
    expect(writeFiles(two(folder))).toEqual({ ok: false, reason: `${join(folder, 'b.yaml')} has become a link since it was read` });
    for (const [name, before] of [
      ['secret.yaml', 'b'],
      ['new.yaml', null],
    ] as const) {
      const path = join(folder, 'sub', name);
      const reason = `${path} is reached by a link that was not there when it was read`;
      expect(writeFiles([two(folder)[0]!, { path, before, text: 'B' }])).toEqual({ ok: false, reason });
    }
    expect(shown(outside)).toEqual({ 'secret.yaml': 'b' });
    expect(readFileSync(join(folder, 'a.yaml'), 'utf8')).toBe('a');
    expect(readdirSync(folder).toSorted()).toEqual(['a.yaml', 'b.yaml', 'sub']);
  });

  test('when one becomes a link between the look and the renaming', () => {
    const folder = folderWith({ 'a.yaml': 'a' });
    const outside = folderWith({ 'secret.yaml': 'a' });
    const swapped = {
      path: join(folder, 'a.yaml'),
      before: 'a',
      get text(): string {
        rmSync(join(folder, 'a.yaml'));
        symlinkSync(join(outside, 'secret.yaml'), join(folder, 'a.yaml'));
        return 'A';
      },
    };
    expect(writeFiles([swapped]).ok).toBe(false);
    expect(shown(outside)).toEqual({ 'secret.yaml': 'a' });
    expect(readdirSync(folder)).toEqual(['a.yaml']);
  });

  test('over a link that leads nowhere, a folder or a pipe', () => {
    const folder = folderWith({});
    symlinkSync(join(folder, 'nowhere'), join(folder, 'new.yaml'));
    mkdirSync(join(folder, 'a.yaml'));
    const reasons = [
      { path: join(folder, 'new.yaml'), before: null, text: 'A' },
      { path: join(folder, 'a.yaml'), before: 'a', text: 'A' },
    ].map((file) => writeFiles([file]));
    expect(reasons).toEqual([
      { ok: false, reason: `${join(folder, 'new.yaml')} is there already` },
      { ok: false, reason: `${join(folder, 'a.yaml')} is no file any more` },
    ]);
  });

  test('over a new file that somebody else makes meanwhile', () => {
    const folder = folderWith({ 'a.yaml': 'a' });
    const raced = {
      path: join(folder, 'new.yaml'),
      before: null,
      get text(): string {
        writeFileSync(join(folder, 'new.yaml'), 'theirs');
        return 'ours';
      },
    };
    expect(writeFiles([two(folder)[0]!, raced]).ok).toBe(false);
    expect(shown(folder)).toEqual({ 'a.yaml': 'a', 'new.yaml': 'theirs' });
  });

  test('and folders that were made for new ones go again, unless somebody has put something in', () => {
    const folder = folderWith({ 'a.yaml': 'other' });
    const deep = join(folder, 'one', 'two', 'new.yaml');
    expect(writeFiles([{ path: deep, before: null, text: 'c' }, two(folder)[0]!]).ok).toBe(false);
    expect(readdirSync(folder)).toEqual(['a.yaml']);
    let looks = 0;
    const busy = {
      path: deep,
      before: null,
      get text(): string {
        if (++looks === 2) writeFileSync(join(folder, 'one', 'note'), 'mine');
        return 'c';
      },
    };
    expect(writeFiles([busy, two(folder)[0]!]).ok).toBe(false);
    expect(shown(join(folder, 'one'))).toEqual({ note: 'mine' });
  });

  test.runIf(isRoot)('when one belongs to somebody else, who would lose it', () => {
    const folder = folderWith({ 'a.yaml': 'a' });
    chmodSync(top, 0o755);
    chownSync(folder, 1234, 1234);
    chownSync(join(folder, 'a.yaml'), 4321, 1234);
    chmodSync(join(folder, 'a.yaml'), 0o664);
    const { stdout } = asUser(1234, [join(folder, 'a.yaml')]);
    expect(stdout).toBe(`${join(folder, 'a.yaml')} belongs to another user or group, and would no longer`);
    expect(shown(folder)).toEqual({ 'a.yaml': 'a' });
    expect(statSync(join(folder, 'a.yaml')).uid).toBe(4321);
  });

  test.skipIf(process.platform === 'win32')('when the disk is full: nothing of the new texts is left either', () => {
    const folder = folderWith({ 'a.yaml': 'a', 'b.yaml': 'b' });
    // A limit on the size of files fails a write in its middle as a full disk does (EFBIG in place of ENOSPC).
    const limited = spawnSync(
      'sh',
      ['-c', 'trap "" XFSZ; ulimit -f 8; exec "$@"', 'sh', process.execPath, ...ONCE, join(folder, 'a.yaml'), join(folder, 'b.yaml')],
      { encoding: 'utf8' },
    );
    expect(limited.stdout).toMatch(/^E\w+: /);
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

const ONE_WRITE = `
import { writeFiles } from ${JSON.stringify(new URL('write.ts', import.meta.url).href)};
import { readFileSync } from 'node:fs';
const result = writeFiles(process.argv.slice(1).map((path, i) => ({ path, before: readFileSync(path, 'utf8'), text: 'x'.repeat(i * 100_000 + 10) })));
process.stdout.write(result.ok ? 'written' : result.reason);`;
const ONCE: readonly string[] = ['--input-type=module', '-e', ONE_WRITE];

/** Writes files as another user. */
function asUser(uid: number, paths: readonly string[]): { readonly stdout: string } {
  return spawnSync(process.execPath, [...ONCE, ...paths], { encoding: 'utf8', uid, gid: uid });
}

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
  // One that comes between two writes, when nobody holds signals or is just about to, can get lost.
  const again = setInterval(() => child.kill(signal), 500);
  expect(await ended).toBe(signal);
  clearInterval(again);
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
