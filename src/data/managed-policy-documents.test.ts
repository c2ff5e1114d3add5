import { expect, test } from 'vitest';
import { entryKeys } from './lines.ts';
import { isPlatformPolicy, managedPolicyArn } from './managed-policies.ts';
import { managedPolicyDocument } from './managed-policy-documents.ts';
import entries from './managed-policy-documents.generated.json' with { type: 'json' };

test('a document says what its policy allows', () => {
  expect(JSON.parse(managedPolicyDocument('AWSLambdaBasicExecutionRole') ?? '')).toEqual({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'], Resource: '*' }],
  });
});

test('every platform policy has its document', () => {
  const documented = entryKeys(entries).filter(isPlatformPolicy);
  expect(documented).toHaveLength(14);
});

test('every document belongs to a policy that AWS has, and has statements', () => {
  for (const name of entryKeys(entries)) {
    expect(managedPolicyArn(name)).toBeDefined();
    expect(JSON.parse(managedPolicyDocument(name) ?? '')).toMatchObject({ Version: '2012-10-17' });
    expect(managedPolicyDocument(name)).toContain('"Statement":');
  }
});

test('a document that is not shipped is not made up', () => {
  expect(managedPolicyDocument('ReadOnlyAccess')).toBeUndefined();
  expect(managedPolicyDocument('OrdersTableAccess')).toBeUndefined();
});
