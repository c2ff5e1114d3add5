import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkFolders } from '../../scripts/generate/registry.ts';
import { CHECKS } from '../../src/checks/index.ts';
import { FACT_OF, toldTwice } from '../support/facts.ts';
import { judgeFixture } from '../support/test-check.ts';

const root = join(import.meta.dirname, '../..');
const fixtures = checkFolders(root).flatMap((folder) =>
  readdirSync(join(root, 'src/checks', folder, 'fixtures')).map((name) => `src/checks/${folder}/fixtures/${name}`),
);
const apps = ['examples', 'fixtures/apps'].flatMap((folder) => readdirSync(join(root, folder)).map((name) => `${folder}/${name}`));

describe('one fact is one finding', () => {
  test.each([...fixtures, ...apps].filter((folder) => existsSync(join(root, folder))))('in %s', (folder) => {
    const twice = judgeFixture(join(root, folder)).apps.flatMap((app) => toldTwice(app.findings));
    expect(twice.map((pair) => pair.map(({ check, subject, message }) => `${check} ${subject}: ${message}`))).toEqual([]);
  });
});

test('every check is reviewed for the fact it is about', () => {
  expect(Object.keys(FACT_OF)).toEqual(CHECKS.map((check) => check.id).toSorted());
});
