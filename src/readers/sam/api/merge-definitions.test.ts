import { expect, test } from 'vitest';
import { expandForTest } from './testing.ts';

const CARTS = `
Resources:
  Carts:
    Type: AWS::Serverless::Api
    Properties:
      StageName: live
      MergeDefinitions: true
      DefinitionBody:
        swagger: '2.0'
        info: { title: Carts, version: '1' }
        paths:
          /carts:
            get:
              summary: Lists carts
              responses: { '200': { description: All carts } }
  List:
    Type: AWS::Serverless::Function
    Properties:
      Handler: list.handler
      Runtime: nodejs22.x
      CodeUri: src/
      Events:
        List: { Type: Api, Properties: { RestApiId: !Ref Carts, Path: /carts, Method: get } }
        Add: { Type: Api, Properties: { RestApiId: !Ref Carts, Path: '/carts/{id}', Method: put } }
`;
const PATHS = ['Carts', 'Properties', 'Body', 'paths'];

test('MergeDefinitions adds integrations to the owner’s methods and methods beside them', () => {
  const expanded = expandForTest(CARTS);
  expect(expanded.errors).toEqual([]);
  expect(expanded.resource(...PATHS, '/carts', 'get', 'summary')).toBe('Lists carts');
  expect(expanded.resource(...PATHS, '/carts', 'get', 'x-amazon-apigateway-integration', 'type')).toBe('aws_proxy');
  expect(expanded.resource(...PATHS, '/carts/{id}', 'put', 'x-amazon-apigateway-integration', 'type')).toBe('aws_proxy');
});

test('what was generated wins over what the owner wrote under the same key', () => {
  expect(expandForTest(CARTS).resource(...PATHS, '/carts', 'get', 'responses')).toEqual({});
});

test('without MergeDefinitions the owner’s definition stays as it is', () => {
  const expanded = expandForTest(CARTS.replace('MergeDefinitions: true', 'MergeDefinitions: false'));
  expect(expanded.resource(...PATHS, '/carts', 'get', 'x-amazon-apigateway-integration')).toBeUndefined();
  expect(expanded.idsOf('AWS::Lambda::Permission')).toHaveLength(2);
});
