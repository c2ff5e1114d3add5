import { describe, expect, test } from 'vitest';
import { SourceFile } from '../util/span.ts';
import { readDriftResult } from './drift-result.ts';

const STACK = 'arn:aws:cloudformation:eu-west-1:111122223333:stack/photos/6f0c2a10';

function record(more: object = {}): Record<string, unknown> {
  return {
    StackId: STACK,
    LogicalResourceId: 'Photos',
    PhysicalResourceId: 'photos-1a2b',
    ResourceType: 'AWS::S3::Bucket',
    StackResourceDriftStatus: 'IN_SYNC',
    Timestamp: '2026-11-20T06:12:44.064000+00:00',
    ...more,
  };
}

function difference(more: object = {}): object {
  return { PropertyPath: '/Tags/0', ExpectedValue: 'null', ActualValue: '{}', DifferenceType: 'ADD', ...more };
}

function read(data: unknown): ReturnType<typeof readDriftResult> {
  return readDriftResult(new SourceFile('drift.json', typeof data === 'string' ? data : JSON.stringify(data)));
}

describe('a result is read', () => {
  test('of one page, of several, and of one resource', () => {
    const page = { StackResourceDrifts: [record()] };
    expect(read(page)).toMatchObject({ ok: true, records: [{ logicalId: 'Photos', comparedOn: '2026-11-20', status: 'IN_SYNC' }] });
    expect(read([page, { ...page, NextToken: 'more' }])).toMatchObject({ ok: true, records: [{}, {}] });
    expect(read({ StackResourceDrift: record() })).toMatchObject({ ok: true, records: [{ physicalId: 'photos-1a2b' }] });
  });
  test('with paths taken apart, and the items that a list lost from its end', () => {
    const lost = ['/Tags/0', '/Tags/10', '/Tags/9'].map((PropertyPath) => difference({ PropertyPath, DifferenceType: 'REMOVE' }));
    const result = read({
      StackResourceDrifts: [record({ PropertyDifferences: [difference({ PropertyPath: '/Paths/~1photos' }), ...lost] })],
    });
    expect(result).toMatchObject({
      records: [
        { differences: [{ path: ['Tags', '10'] }, { path: ['Tags', '9'] }, { path: ['Tags', '0'] }, { path: ['Paths', '/photos'] }] },
      ],
    });
  });
  test('with times in seconds, which the CLI can be set to', () => {
    expect(read({ StackResourceDrifts: [record({ Timestamp: 1_763_618_400 })] })).toMatchObject({
      records: [{ comparedOn: '2025-11-20' }],
    });
  });
  test('whose day is no day, as one that does not say its age', () => {
    for (const Timestamp of ['2026-99-99T00:00:00Z', 'yesterday', 1e300, -1, null, {}, undefined]) {
      expect(read({ StackResourceDrifts: [record({ Timestamp })] })).toMatchObject({ records: [{ comparedOn: null }] });
    }
  });
  test('whose properties are no JSON, by its differences alone', () => {
    expect(read({ StackResourceDrifts: [record({ ActualProperties: '{"a"', ExpectedProperties: '[]' })] })).toMatchObject({
      records: [{ actual: undefined, expected: undefined }],
    });
  });
});

describe('what is no result is refused with a reason and a place', () => {
  test.each<[string, unknown, string]>([
    ['a text', 'drift', 'is not valid JSON'],
    ['an empty file', '', 'the file is empty'],
    ['another answer', { Stacks: [] }, 'has no StackResourceDrifts'],
    ['a list of texts', ['drift'], 'has no StackResourceDrifts'],
    ['records that are a map', { StackResourceDrifts: {} }, 'has no StackResourceDrifts'],
    ['no record', { StackResourceDrifts: [] }, 'holds no record'],
    ['an empty list of pages', [], 'holds no record'],
    ['a record that is a text', { StackResourceDrifts: ['Photos'] }, 'a record that is not a map'],
    ['a record without an id', { StackResourceDrifts: [record({ LogicalResourceId: undefined })] }, 'without LogicalResourceId'],
    ['an id that is a number', { StackResourceDrifts: [record({ LogicalResourceId: 7 })] }, 'without LogicalResourceId'],
    ['another status', { StackResourceDrifts: [record({ StackResourceDriftStatus: 'FINE' })] }, 'a status of Photos'],
    ['differences that are a text', { StackResourceDrifts: [record({ PropertyDifferences: '[]' })] }, 'not a list'],
    [
      'a difference without a path',
      { StackResourceDrifts: [record({ PropertyDifferences: [difference({ PropertyPath: 1 })] })] },
      'without PropertyPath',
    ],
    [
      'another kind',
      { StackResourceDrifts: [record({ PropertyDifferences: [difference({ DifferenceType: 'MOVE' })] })] },
      'DifferenceType',
    ],
    [
      'a path without end',
      { StackResourceDrifts: [record({ PropertyDifferences: [difference({ PropertyPath: '/a'.repeat(100_000) })] })] },
      'more than 200 steps',
    ],
    [
      'too many differences',
      { StackResourceDrifts: [record({ PropertyDifferences: Array.from({ length: 1001 }, () => difference()) })] },
      'more than 1000',
    ],
    ['too many records', { StackResourceDrifts: Array.from({ length: 5001 }, () => record()) }, 'more than 5000'],
    ['depth without end', '['.repeat(100_000), 'levels deep'],
  ])('%s', (_, data, reason) => {
    const result = read(data);
    expect(result).toMatchObject({ ok: false, message: expect.stringContaining(reason) as string });
    if (!result.ok) expect(result.at.source.path).toBe('drift.json');
  });
  test('keys that mean something to JavaScript are keys', () => {
    const text = JSON.stringify({
      StackResourceDrifts: [record({ ActualProperties: '{"__proto__": {"polluted": true}, "constructor": 1}' })],
    });
    const result = read(text.replace('{', '{"__proto__": {"StackResourceDrifts": []}, '));
    expect(result).toMatchObject({ ok: true });
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});
