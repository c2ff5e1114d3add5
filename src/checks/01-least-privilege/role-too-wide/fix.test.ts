import { join } from 'node:path';
import { expect, test } from 'vitest';
import { prepare } from '../../../analyze.ts';
import { fixtureDiff } from '../../../../test/support/fixed.ts';

test('what a state machine without tasks does not use is not taken away before a person has looked', async () => {
  await prepare();
  const { run } = fixtureDiff(join(import.meta.dirname, 'fixtures/bad-state-machine-to-come'), 'role-too-wide');
  expect(run.apps.flatMap(({ applied }) => applied)).toMatchObject([
    { safety: 'review', todo: ['See that Checkout runs as the template defines it: its definition has no task'] },
  ]);
});
