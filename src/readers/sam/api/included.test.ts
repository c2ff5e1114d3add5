import { expect, test } from 'vitest';
import { expandForTest } from './testing.ts';

const INCLUDE = `
        Fn::Transform: { Name: 'AWS::Include', Parameters: { Location: 's3://definitions/orders.yaml' } }`;

function orders(kind: 'Api' | 'HttpApi', body: string): ReturnType<typeof expandForTest> {
  return expandForTest(`
Resources:
  Orders:
    Type: AWS::Serverless::${kind}
    Properties:
      StageName: live
      Auth: { DefaultAuthorizer: Staff, Authorizers: { Staff: { ${
        kind === 'Api' ? 'UserPoolArn: arn' : 'IdentitySource: a, JwtConfiguration: { issuer: b }'
      } } } }
      DefinitionBody:${body}
  List:
    Type: AWS::Serverless::Function
    Properties:
      Handler: list.handler
      Runtime: nodejs22.x
      CodeUri: src/
      Events:
        List: { Type: ${kind}, Properties: { ${kind === 'Api' ? 'RestApiId' : 'ApiId'}: !Ref Orders, Path: /orders, Method: get } }
`);
}

test.each(['Api', 'HttpApi'] as const)('a definition included from elsewhere is kept as it is for an %s', (kind) => {
  const expanded = orders(kind, INCLUDE);
  expect(expanded.errors).toEqual([]);
  expect(Object.keys(expanded.resource('Orders', 'Properties', 'Body') as object)).toEqual(['Fn::Transform']);
  expect(expanded.idsOf('AWS::Lambda::Permission')).toHaveLength(1);
});

test.each(['Api', 'HttpApi'] as const)('the Auth of an %s cannot apply to a definition without paths', (kind) => {
  expect(orders(kind, " { openapi: '3.0.1' }").errors.map(({ logicalId }) => logicalId)).toContain('Orders');
});
