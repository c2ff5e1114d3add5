import { expect, test } from 'vitest';
import { supportsResource } from './iam-actions.ts';
import { GRANT_TECHNIQUES, PASSING_TECHNIQUES, TAKEOVER_TECHNIQUES } from './privilege-escalation.ts';
import { TAMPERINGS } from './trail-tampering.ts';

const actions = [
  ...GRANT_TECHNIQUES.map(({ action }) => action),
  ...PASSING_TECHNIQUES.flatMap(({ steps }) => steps.flat()),
  ...TAKEOVER_TECHNIQUES.flatMap((technique) => technique.actions),
  ...TAMPERINGS.map(({ action }) => action),
];

test.each([...new Set(actions)])('IAM knows %s', (action) => {
  const [service = '', name = ''] = action.split(':');
  expect(supportsResource(service, name)).toBeDefined();
});

test('what is done to a named resource can be allowed on it', () => {
  const named = [...GRANT_TECHNIQUES.map(({ action }) => action), ...TAKEOVER_TECHNIQUES.flatMap((technique) => technique.actions)];
  expect(named.filter((action) => supportsResource(...(action.split(':') as [string, string])) !== true)).toEqual([]);
});

test('every technique names the page of its API', () => {
  const sources = [...GRANT_TECHNIQUES, ...PASSING_TECHNIQUES, ...TAKEOVER_TECHNIQUES].map(({ source }) => source);
  expect(sources.filter((source) => !source.startsWith('https://docs.aws.amazon.com/'))).toEqual([]);
});
