import { describe, expect, test } from 'vitest';

import { conditionOperator, parseOperator } from './condition-operators.ts';
import { hole } from './policy.ts';

describe('an operator is written', () => {
  test.each([
    ['StringEquals', { operator: 'StringEquals', qualifier: null, ifExists: false }],
    ['stringequals', { operator: 'StringEquals', qualifier: null, ifExists: false }],
    ['ArnLikeIfExists', { operator: 'ArnLike', qualifier: null, ifExists: true }],
    ['ForAllValues:StringLike', { operator: 'StringLike', qualifier: 'ForAllValues', ifExists: false }],
    ['ForAnyValue:StringNotEqualsIgnoreCaseIfExists', { operator: 'StringNotEqualsIgnoreCase', qualifier: 'ForAnyValue', ifExists: true }],
    ['Null', { operator: 'Null', qualifier: null, ifExists: false }],
    ['NullIfExists', null],
    ['ForAnyValue:Null', null],
    ['IfExists', null],
    ['toString', null],
    ['', null],
  ])('%s', (written, expected) => {
    expect(parseOperator(written)).toEqual(expected);
  });
});

const matches = (name: string, policyValue: string, requestValue: string): boolean | undefined =>
  conditionOperator(name)?.comparison.matches(policyValue, requestValue);

test('a value that only the deployment knows fits itself where equal values fit', () => {
  const port = hole('Port');
  expect(matches('NumericEquals', port, port)).toBe(true);
  expect(matches('NumericLessThanEquals', port, port)).toBe(true);
  expect(matches('NumericLessThan', port, port)).toBe(false);
  expect(matches('NumericEquals', port, hole('OtherPort'))).toBe(false);
  expect(matches('IpAddress', hole('Office'), hole('Office'))).toBe(true);
});

describe('operators compare', () => {
  test.each([
    ['StringEquals', 'Orders', 'orders', false],
    ['StringEquals', 'order*', 'orders', false],
    ['StringEqualsIgnoreCase', 'Orders', 'oRDERS', true],
    ['StringLike', 'o?der*', 'orders', true],
    ['NumericEquals', '10', '10.0', true],
    ['NumericEquals', '1e3', '1000', true],
    ['NumericLessThan', '10', '9.5', true],
    ['NumericLessThan', '10', '10', false],
    ['NumericLessThanEquals', '10', '10', true],
    ['NumericGreaterThan', '-1', '0', true],
    ['NumericGreaterThanEquals', '10', 'ten', false],
    ['NumericEquals', '0', '', false],
    ['DateEquals', '2026', '2026-01-01T00:00:00Z', true],
    ['DateEquals', '2026-03', '2026-03-01', true],
    ['DateEquals', '2026-03-01T02:00+02:00', '2026-03-01T00:00:00Z', true],
    ['DateEquals', '2026-01-01', '1767225600', true],
    ['DateLessThan', '2026-01-01T00:00:00.5Z', '2026-01-01T00:00:00.25Z', true],
    ['DateLessThanEquals', '2026-01-01', '2025-12-31T23:59:59Z', true],
    ['DateGreaterThan', '2026-02-30', '2027-01-01', false],
    ['DateGreaterThanEquals', '1767225600', '1767225600', true],
    ['Bool', 'true', 'TRUE', true],
    ['Bool', 'true', 'false', false],
    ['BinaryEquals', 'b3JkZXJz', 'b3JkZXJz', true],
    ['BinaryEquals', 'b3JkZXI=', 'b3JkZXI', true],
    ['BinaryEquals', 'b3JkZXJz', 'B3JKZXJZ', false],
    ['IpAddress', '203.0.113.0/24', '203.0.113.77', true],
    ['IpAddress', '203.0.113.77/24', '203.0.113.1', true],
    ['IpAddress', '203.0.113.0/24', '203.0.114.1', false],
    ['IpAddress', '203.0.113.7', '203.0.113.7', true],
    ['IpAddress', '0.0.0.0/0', '203.0.113.7', true],
    ['IpAddress', '0.0.0.0/0', '2001:db8::1', false],
    ['IpAddress', '2001:DB8:1234:5678::/64', '2001:db8:1234:5678:9::1', true],
    ['IpAddress', '2001:db8::/32', '2001:db9::1', false],
    ['IpAddress', '::/0', '::1', true],
    ['IpAddress', '::ffff:203.0.113.7', '::ffff:cb00:7107', true],
    ['IpAddress', '203.0.113.0/24', 'AWS Internal', false],
    ['ArnLike', 'arn:aws:sns:*:111122223333:*', 'arn:aws:sns:eu-west-1:111122223333:orders', true],
    ['ArnEquals', 'arn:aws:sns:*:111122223333:*', 'arn:aws:sns:eu-west-1:111122223333:orders', true],
  ])('%s %s with %s: %s', (operator, policyValue, requestValue, expected) => {
    expect(matches(operator, policyValue, requestValue)).toBe(expected);
  });

  test.each([
    ['IpAddress', ['1.2.3', '1.2.3.256', '1:2:3', '1::2::3', '::1/129', '1.2.3.4/8/9', 'g::1', '1:2:3:4:5:6:7:8:9', '1:2:3:4:5:6:7::8']],
    ['DateEquals', ['2026-13', '2026-02-30', '2026-01-01T24:00Z', '2026-1-1', 'now']],
    ['NumericEquals', ['', '1,5', '0x10', 'Infinity', '.']],
    ['Bool', ['1', 'yes', '']],
    ['BinaryEquals', ['not base64', '====']],
  ])('%s refuses values of another form', (operator, values) => {
    expect(values.filter((value) => conditionOperator(operator)?.comparison.accepts(value))).toEqual([]);
  });
});
