import { expect, test } from 'vitest';

import { globMatches } from './match.ts';
import { resolveResource, resolveVariables } from './variables.ts';

const context = new Map<string, readonly string[]>([
  ['aws:username', ['maria']],
  ['aws:principaltag/team', ['a*b']],
  ['aws:tagkeys', ['team', 'stage']],
  ['aws:principaltag/nested', ['${aws:username}']],
]);
const resolve = (text: string): string | null => resolveVariables(text, '2012-10-17', context);

test.each([
  ['plain', 'plain'],
  ['${aws:username}/x', 'maria/x'],
  ['${ AWS:UserName }', 'maria'],
  ['${aws:username}-${aws:username}', 'maria-maria'],
  ["${aws:userid, 'nobody'}", 'nobody'],
  ["${aws:userid,'nobody'}", 'nobody'],
  ["${aws:userid, ''}", ''],
  ["${aws:username, 'nobody'}", 'maria'],
  ['${aws:userid}', null],
  ['${aws:username}${aws:userid}', null],
  ['${aws:tagkeys}', null],
  ["${aws:tagkeys, 'team'}", null],
  ['${aws:PrincipalTag/nested}', '${aws:username}'],
  ['${$}{aws:username}', '${aws:username}'],
  ['${aws:username', '${aws:username'],
  ['$aws:username', '$aws:username'],
])('%s is %s', (text, expected) => {
  expect(resolve(text)).toBe(expected);
});

test('a value with a star fits itself alone', () => {
  const pattern = resolve('${aws:PrincipalTag/team}/*')!;
  expect(globMatches(pattern, 'a*b/x')).toBe(true);
  expect(globMatches(pattern, 'axb/x')).toBe(false);
});

test('before version 2012-10-17 there are no variables', () => {
  expect(resolveVariables('${aws:username}', '2008-10-17', context)).toBe('${aws:username}');
});

test.each([
  ['arn:aws:s3:::tickets/${aws:username}', 'arn:aws:s3:::tickets/maria'],
  ['arn:aws:sqs:eu-west-1:${aws:username}:orders', 'arn:aws:sqs:eu-west-1:${aws:username}:orders'],
  ['arn:aws:sqs:${aws:userid}:111122223333:${aws:username}', 'arn:aws:sqs:${aws:userid}:111122223333:maria'],
  ['arn:aws:s3:::${aws:userid}', null],
  ['arn:aws:s3', 'arn:aws:s3'],
  ['*', '*'],
])('the resource %s is %s', (pattern, expected) => {
  expect(resolveResource(pattern, '2012-10-17', context)).toBe(expected);
});
