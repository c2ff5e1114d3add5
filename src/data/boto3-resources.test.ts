import { expect, test } from 'vitest';
import { resourceModel } from './boto3-resources.ts';

test('a table of DynamoDB is named by its name, which is its attribute table_name too', () => {
  expect(resourceModel('dynamodb', 'Table')?.identifiers).toEqual([{ name: 'Name', attribute: 'table_name' }]);
});

test('an object of a bucket is read with the names of both', () => {
  expect(resourceModel('s3', 'Object')?.actions.get('get')).toEqual({
    operation: 'GetObject',
    params: [
      { target: 'Bucket', from: 'identifier', value: 'BucketName' },
      { target: 'Key', from: 'identifier', value: 'Key' },
    ],
    gives: null,
  });
});

test('the objects of a bucket come from ListObjects, and are deleted together with DeleteObjects', () => {
  expect(resourceModel('s3', 'Bucket')?.collections.get('objects')?.operation).toBe('ListObjects');
  expect(resourceModel('s3', 'ObjectSummary')?.batchActions.get('delete')?.operation).toBe('DeleteObjects');
});

test('a service without resources has no model', () => {
  expect(resourceModel('lambda')).toBeUndefined();
});
