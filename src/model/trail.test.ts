import { expect, test } from 'vitest';
import type { Json } from '../util/node.ts';
import { appOf } from './testing.ts';
import type { Trail } from './trail.ts';

const trail = (properties: { [key: string]: Json }): Trail =>
  appOf({ Audit: { Type: 'AWS::CloudTrail::Trail', Properties: { IsLogging: true, S3BucketName: 'audit', ...properties } } }).trails[0]!;
const field = (name: string, ...values: string[]): Json => ({ Field: name, Equals: values });

test('a trail without selectors records all management events and no data', () => {
  expect(trail({})).toMatchObject({ logging: true, multiRegion: false, logFileValidation: false, managementEvents: 'all', selectors: [] });
});

test('basic selectors are put in the terms of advanced ones', () => {
  const { managementEvents, selectors } = trail({
    EventSelectors: [
      {
        ReadWriteType: 'WriteOnly',
        DataResources: [
          { Type: 'AWS::S3::Object', Values: ['arn:aws:s3:::photos/'] },
          { Type: 'AWS::Lambda::Function', Values: ['arn:aws:lambda'] },
        ],
      },
    ],
  });
  expect(managementEvents).toBe('write');
  expect(selectors).toMatchObject([
    { category: 'Management', reads: false, writes: true },
    { category: 'Data', resourceType: { value: 'AWS::S3::Object' }, conditions: [{ field: 'resources.ARN', operator: 'StartsWith' }] },
    { category: 'Data', resourceType: { value: 'AWS::Lambda::Function' }, conditions: [] },
  ]);
});

test('advanced selectors keep their field conditions', () => {
  const { managementEvents, selectors } = trail({
    AdvancedEventSelectors: [
      { FieldSelectors: [field('eventCategory', 'Management'), { Field: 'eventSource', NotEquals: ['kms.amazonaws.com'] }] },
      { FieldSelectors: [field('eventCategory', 'Data'), field('resources.type', 'AWS::DynamoDB::Table'), field('readOnly', 'false')] },
    ],
  });
  expect(managementEvents).toBe('all');
  expect(selectors[1]).toMatchObject({
    category: 'Data',
    resourceType: { value: 'AWS::DynamoDB::Table' },
    reads: false,
    writes: true,
    conditions: [],
  });
});

test.each<[string, { [key: string]: Json }, unknown]>([
  ['data events only', { EventSelectors: [{ IncludeManagementEvents: false }] }, 'none'],
  [
    'reads only',
    { AdvancedEventSelectors: [{ FieldSelectors: [field('eventCategory', 'Management'), field('readOnly', 'true')] }] },
    'read',
  ],
  [
    'one service only',
    { AdvancedEventSelectors: [{ FieldSelectors: [field('eventCategory', 'Management'), field('eventSource', 'iam.amazonaws.com')] }] },
    { kind: 'unknown' },
  ],
  ['a selector that cannot be read', { EventSelectors: [{ 'Fn::If': [] }] }, { kind: 'unknown' }],
])('management events with %s', (_name, properties, expected) => {
  expect({ kinds: trail(properties).managementEvents }).toMatchObject({ kinds: expected });
});
