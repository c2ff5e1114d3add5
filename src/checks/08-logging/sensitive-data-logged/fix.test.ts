import { join } from 'node:path';
import { expect, test } from 'vitest';
import { judgeFixture } from '../../../../test/support/test-check.ts';

test('code in the template is left to its owner: there is no file to take the line out of', () => {
  const { apps } = judgeFixture(join(import.meta.dirname, 'fixtures/bad-inline'));
  const fixes = apps[0]!.findings.filter(({ check }) => check === 'sensitive-data-logged').map(({ fix }) => fix);
  expect(fixes).toMatchObject([{ safety: 'advice', reason: 'the code stands in the template: take the line out there' }]);
});
