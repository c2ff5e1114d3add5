import { expect, test } from 'vitest';
import { runtimeIds, runtimeOf } from './runtimes.ts';

test('a runtime has its dates and its successor', () => {
  expect(runtimeOf('nodejs20.x')).toEqual({
    deprecated: '2026-04-30',
    blockCreate: '2027-02-01',
    blockUpdate: '2027-03-03',
    successor: 'nodejs24.x',
    kind: 'managed',
  });
  expect(runtimeOf('python3.14')?.successor).toBeNull();
  expect(runtimeOf('go1.x')?.successor).toBe('provided.al2023');
});

test.each(['nodejs', 'nodejs4.3-edge', 'python2.7', 'dotnetcore1.0', 'java8', 'ruby2.5', 'provided'])(
  'the old runtime %s is known and over',
  (id) => {
    expect((runtimeOf(id)?.deprecated ?? '9999') < '2026-01-01').toBe(true);
  },
);

test('whose runtime it is', () => {
  expect(runtimeOf('provided.al2')?.kind).toBe('provided');
  expect(runtimeOf('provided')?.kind).toBe('provided');
  expect(runtimeOf('dotnet9')?.kind).toBe('image');
  expect(runtimeOf('java25')?.kind).toBe('managed');
});

test('an identifier that Lambda never had is unknown', () => {
  for (const id of ['nodejs23.x', 'nodejs24', 'Nodejs24.x', '', '\n']) expect(runtimeOf(id)).toBeUndefined();
});

test('every successor is a known runtime that has none itself', () => {
  for (const id of runtimeIds()) {
    const { successor, deprecated, blockUpdate } = runtimeOf(id) ?? {};
    expect(deprecated).toMatch(/^20\d\d-[01]\d-[0-3]\d$/);
    // Lambda@Edge stopped updates of its Node.js 4.3 a year before the region's runtime ended.
    if (deprecated && blockUpdate && id !== 'nodejs4.3-edge') expect(blockUpdate >= deprecated).toBe(true);
    if (successor) expect(runtimeOf(successor)).toMatchObject({ successor: null });
  }
  expect(runtimeIds()).toHaveLength(47);
});
