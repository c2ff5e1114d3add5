import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { judgeFixture } from '../support/test-check.ts';
import { checkFolders } from '../../scripts/generate/registry.ts';

const root = join(import.meta.dirname, '../..');
const fixtures = checkFolders(root).flatMap((folder) =>
  readdirSync(join(root, 'src/checks', folder, 'fixtures'))
    .filter((name) => name.startsWith('good-'))
    .map((name) => `${folder}/fixtures/${name}`),
);

/** A good example of one practice must not be a bad example of another, or users copy the fault. */
test.each(fixtures)('every check is silent on %s', (fixture) => {
  const report = judgeFixture(join(root, 'src/checks', fixture));
  const loud = report.apps
    .flatMap((app) => app.findings)
    .filter((finding) => finding.verdict === 'fail' && finding.severity !== 'info' && finding.suppressed === null);
  expect(loud.map((finding) => `${finding.check} ${finding.subject}: ${finding.message}`)).toEqual([]);
});

test('there are fixtures to judge', () => {
  expect(fixtures.map((fixture) => basename(fixture)).length).toBeGreaterThan(20);
});
