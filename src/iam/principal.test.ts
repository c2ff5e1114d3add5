import { describe, expect, test } from 'vitest';

import { accountOfRoot, isServiceLinked, namingOf, withPrincipalKeys } from './principal.ts';
import type { Principal } from './principal.ts';

const maria: Principal = { kind: 'user', arn: 'arn:aws:iam::111122223333:user/office/maria', account: '111122223333' };
const session: Principal = { kind: 'role-session', arn: 'arn:aws:sts::111122223333:assumed-role/orders/run-1', account: '111122223333' };
const anonymous: Principal = { kind: 'anonymous', arn: '', account: null };
const aws = (value: string): { kind: 'aws'; value: string } => ({ kind: 'aws', value });

describe('a session', () => {
  test.each([
    ['arn:aws:sts::111122223333:assumed-role/orders/run-1', 'itself'],
    ['arn:aws:sts::111122223333:assumed-role/orders/run-2', null],
    ['arn:aws:iam::111122223333:role/orders', 'issuer'],
    ['arn:aws:iam::111122223333:role/shop/orders', 'issuer'],
    ['arn:aws:iam::111122223333:role/shop-orders', null],
    ['arn:aws:iam::444455556666:role/orders', null],
    ['arn:aws-cn:iam::111122223333:role/orders', null],
    ['arn:aws:iam::111122223333:root', 'account'],
    ['arn:aws:iam::444455556666:root', null],
  ])('is named by %s: %s', (value, naming) => {
    expect(namingOf(aws(value), session)).toBe(naming);
  });

  test('whose role is known with its path is named by that ARN only', () => {
    const known = { ...session, issuer: 'arn:aws:iam::111122223333:role/shop/orders' };
    expect(namingOf(aws('arn:aws:iam::111122223333:role/shop/orders'), known)).toBe('issuer');
    expect(namingOf(aws('arn:aws:iam::111122223333:role/orders'), known)).toBeNull();
  });
});

test('a request without credentials is named by a star only', () => {
  expect(namingOf({ kind: 'any', value: '*' }, anonymous)).toBe('anyone');
  expect(namingOf(aws(''), anonymous)).toBeNull();
  expect(namingOf({ kind: 'service', value: '' }, anonymous)).toBeNull();
});

test('an account is told from its root in any partition', () => {
  expect(accountOfRoot('arn:aws-us-gov:iam::111122223333:root')).toBe('111122223333');
  expect(accountOfRoot('arn:aws:iam::111122223333:user/maria')).toBeNull();
});

test('a service-linked role is told by its path or by the name of its session', () => {
  const linked = 'arn:aws:iam::111122223333:role/aws-service-role/ops.apigateway.amazonaws.com/AWSServiceRoleForAPIGateway';
  expect(isServiceLinked({ kind: 'role', arn: linked, account: '111122223333' })).toBe(true);
  expect(isServiceLinked({ ...session, arn: 'arn:aws:sts::111122223333:assumed-role/AWSServiceRoleForAPIGateway/x' })).toBe(true);
  expect(isServiceLinked(session)).toBe(false);
  expect(isServiceLinked({ ...maria, arn: 'arn:aws:iam::111122223333:user/role/aws-service-role/x' })).toBe(false);
});

describe('condition keys of the principal', () => {
  const keysOf = (principal: Principal): unknown => Object.fromEntries(withPrincipalKeys(new Map(), principal));

  test('of a user', () => {
    expect(keysOf(maria)).toEqual({
      'aws:principalisawsservice': ['false'],
      'aws:principaltype': ['User'],
      'aws:principalaccount': ['111122223333'],
      'aws:principalarn': ['arn:aws:iam::111122223333:user/office/maria'],
      'aws:username': ['maria'],
    });
  });

  test('of a session: the ARN is that of the role', () => {
    expect(keysOf(session)).toMatchObject({
      'aws:principalarn': ['arn:aws:iam::111122223333:role/orders'],
      'aws:principaltype': ['AssumedRole'],
    });
    expect(keysOf({ ...session, issuer: 'arn:aws:iam::111122223333:role/shop/orders' })).toMatchObject({
      'aws:principalarn': ['arn:aws:iam::111122223333:role/shop/orders'],
    });
  });

  test('of a service', () => {
    expect(keysOf({ kind: 'service', arn: 'lambda.amazonaws.com', account: null })).toEqual({
      'aws:principalisawsservice': ['true'],
      'aws:principalservicename': ['lambda.amazonaws.com'],
    });
  });

  test('of a request without credentials', () => {
    expect(keysOf(anonymous)).toEqual({ 'aws:principalisawsservice': ['false'], 'aws:principaltype': ['Anonymous'] });
  });

  test('give way to what the request says', () => {
    expect(withPrincipalKeys(new Map([['aws:username', ['noor']]]), maria).get('aws:username')).toEqual(['noor']);
  });
});
