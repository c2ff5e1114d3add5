import { expect, test } from 'vitest';
import { transform } from './index.ts';

const YAML = `Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::SimpleTable
    Properties:
      PrimaryKey: { Name: orderId, Type: Text }
`;
const PLAIN = { Transform: 'AWS::Serverless-2016-10-31', Resources: { Orders: { Type: 'AWS::Serverless::SimpleTable' } } };
const EXPANDED = {
  Resources: {
    Orders: {
      Type: 'AWS::DynamoDB::Table',
      Properties: {
        AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
        KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
        BillingMode: 'PAY_PER_REQUEST',
      },
    },
  },
};

test('YAML, JSON, a YAML map in braces and plain data all expand to the same', () => {
  const flow = '{ Transform: AWS::Serverless-2016-10-31, Resources: { Orders: { Type: AWS::Serverless::SimpleTable } } }';
  for (const template of [PLAIN, JSON.stringify(PLAIN), flow]) expect(transform(template)).toEqual({ template: EXPANDED, errors: [] });
});

test('an error names the resource and the line and column of what is wrong', () => {
  const { errors } = transform(YAML);
  expect(errors).toHaveLength(1);
  expect(errors[0]).toMatchObject({ logicalId: 'Orders', line: 6 });
  expect(errors[0]!.column).toBeGreaterThan(7);
});

test('a template with an error is still expanded', () => {
  expect(Object.keys((transform(YAML).template as typeof EXPANDED).Resources)).toEqual(['Orders']);
});

test('what is no template gives an error and an empty template', () => {
  expect(transform('- a list')).toMatchObject({ template: {}, errors: [{ logicalId: null }] });
  expect(transform('{"Resources": ')).toMatchObject({ template: {}, errors: [{ logicalId: null, line: 1 }] });
});
