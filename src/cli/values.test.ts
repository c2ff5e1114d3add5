import { describe, expect, test } from 'vitest';
import { day, parameter, practice, region } from './values.ts';

describe('a parameter', () => {
  test('may hold further equals signs, or nothing', () => {
    expect(parameter('Filter=a=b')).toEqual({ Filter: 'a=b' });
    expect(parameter('Stage=', { Region: 'eu-west-1' })).toEqual({ Region: 'eu-west-1', Stage: '' });
  });
  test.each(['Stage', '=prod', ''])('%j is refused', (text) => {
    expect(() => parameter(text)).toThrow('name=value');
  });
});

describe('a practice', () => {
  test.each([
    ['4', 4],
    ['04', 4],
    ['04-api-gateway', 4],
    ['0', 0],
  ])('%s is practice %i', (text, number) => {
    expect(practice(text)).toEqual([number]);
  });
  test.each(['14', '-1', '1.5', '', 'api'])('%j is refused', (text) => {
    expect(() => practice(text)).toThrow('0 to 13');
  });
});

describe('a day', () => {
  test('is a day of the calendar', () => {
    expect(day('2028-02-29')).toBe('2028-02-29');
  });
  test.each(['2027-02-29', '2026-13-01', '22.11.2026', '', '2026-1-2'])('%j is refused', (text) => {
    expect(() => day(text)).toThrow('YYYY-MM-DD');
  });
});

describe('a region', () => {
  test.each(['eu-west-1', 'us-gov-east-1', 'ap-southeast-5', 'us-iso-west-1', 'eusc-de-east-1'])('%s is one', (text) => {
    expect(region(text)).toBe(text);
  });
  test.each(['mars', 'eu-west', 'EU-WEST-1', 'eu-west-1a', ''])('%j is refused', (text) => {
    expect(() => region(text)).toThrow('eu-west-1');
  });
});
