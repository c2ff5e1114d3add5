import { expect, test } from 'vitest';
import { valueOf } from '../../model/testing.ts';
import type { Value } from '../../model/value.ts';
import type { Abstract } from '../value.ts';
import { textOf } from './make.ts';
import { exactText, truthiness } from './query.ts';

const setting = (value: Value): Abstract => textOf([{ kind: 'environment', name: 'ARCHIVE', value }]);

test('a variable is what the template writes, unless a parameter brings it: another deployment may set that otherwise', () => {
  const written = valueOf('off');
  expect(exactText(setting(written))).toBe('off');
  expect(exactText(setting({ ...written, parameters: ['Archive'] } as Value))).toBeUndefined();
});

test('what is empty by the default of a parameter is what the deployment fills in, so a test on it may go either way', () => {
  const empty = valueOf('');
  expect(truthiness(setting(empty), 'javascript')).toBe(false);
  expect(truthiness(setting({ ...empty, parameters: ['MailUser'] } as Value), 'javascript')).toBeUndefined();
});
