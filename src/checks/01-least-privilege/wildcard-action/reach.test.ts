import { expect, test } from 'vitest';
import { isLimitable, reachOf } from './reach.ts';

test.each([
  ['ssmmessages:*', false],
  ['ec2messages:*', false],
  ['dynamodb:*', true],
  ['*', true],
  ['teleport:*', true],
])('whether something of %s could be limited: %s', (pattern, expected) => {
  expect(isLimitable(pattern)).toBe(expected);
});

test('what a whole service takes in is told as it is', () => {
  expect(reachOf(['s3:*'])).toBe('deleting, reconfiguring and giving others access');
  expect(reachOf(['comprehendmedical:*'])).not.toContain('deleting');
});
