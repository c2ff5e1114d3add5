import { expect, test } from 'vitest';
import { templateApp } from '../../test/support/template-app.ts';
import { roleElsewhere } from './role-elsewhere.ts';

/** Why the role of a function cannot be told whose role is the parameter of that default. */
const reasonFor = (defaultRole: string): string => {
  const template = `
Parameters:
  LoansRole: { Type: String, Default: '${defaultRole}' }
Resources:
  Loans:
    Type: AWS::Lambda::Function
    Properties: { Role: !Ref LoansRole, Handler: loans.handler, Runtime: nodejs24.x, Code: { S3Bucket: releases, S3Key: loans.zip } }
`;
  return roleElsewhere(templateApp(template).functions[0]!);
};

test('a role of another stack is named, and one that is left empty is said to be', () => {
  expect(reasonFor('arn:aws:iam::111122223333:role/loans')).toBe('the role arn:aws:iam::111122223333:role/loans is not in the template');
  expect(reasonFor('')).toBe('its role is left to a parameter that is empty by default');
});
