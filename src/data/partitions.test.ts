import { expect, test } from 'vitest';
import { dnsSuffixOf, partitionOf } from './partitions.ts';

test.each([
  ['eu-central-1', 'aws', 'amazonaws.com'],
  ['ap-southeast-7', 'aws', 'amazonaws.com'],
  ['mx-central-1', 'aws', 'amazonaws.com'],
  ['cn-northwest-1', 'aws-cn', 'amazonaws.com.cn'],
  ['us-gov-west-1', 'aws-us-gov', 'amazonaws.com'],
  ['eusc-de-east-1', 'aws-eusc', 'amazonaws.eu'],
  ['us-iso-east-1', 'aws-iso', 'c2s.ic.gov'],
  ['us-isob-east-1', 'aws-iso-b', 'sc2s.sgov.gov'],
  ['eu-isoe-west-1', 'aws-iso-e', 'cloud.adc-e.uk'],
  ['us-isof-south-1', 'aws-iso-f', 'csp.hci.ic.gov'],
])('%s is in %s, with endpoints under %s', (region, partition, suffix) => {
  expect(partitionOf(region)).toBe(partition);
  expect(dnsSuffixOf(partition)).toBe(suffix);
});

test('what is no region is in no partition', () => {
  for (const region of ['', 'us-east', 'US-EAST-1', 'orders', 'us-east-1a', '${AWS::Region}']) expect(partitionOf(region)).toBeUndefined();
  expect(dnsSuffixOf('constructor')).toBeUndefined();
});
