import { expect, test } from 'vitest';
import { expandForTest } from './testing.ts';

const PRICES = `
Resources:
  Prices:
    Type: AWS::Serverless::GraphQLApi
    Properties:
      SchemaInline: 'type Query { price(item: ID!): Int }'
      Auth: { Type: AWS_LAMBDA, LambdaAuthorizer: { AuthorizerUri: !GetAtt Check.Arn } }
      DataSources:
        DynamoDb:
          Table: { TableName: !Ref PriceTable, TableArn: !GetAtt PriceTable.Arn, Permissions: [Read] }
      Functions:
        Read:
          Runtime: { Name: APPSYNC_JS, Version: 1.0.0 }
          InlineCode: code
          DataSource: Table
      Resolvers:
        Query:
          price: { Pipeline: [Read] }
`;

test('a GraphQL API has schema, data source, function and resolver', () => {
  const expanded = expandForTest(PRICES);
  expect(expanded.errors).toEqual([]);
  expect(expanded.resource('PricesSchema', 'Type')).toBe('AWS::AppSync::GraphQLSchema');
  expect(expanded.resource('PricesRead', 'Properties', 'DataSourceName')).toEqual({
    'Fn::GetAtt': ['PricesTableDynamoDBDataSource', 'Name'],
  });
  expect(expanded.resource('PricesQueryprice', 'Properties', 'PipelineConfig')).toEqual({
    Functions: [{ 'Fn::GetAtt': ['PricesRead', 'FunctionId'] }],
  });
});

test('the role of a data source may do what its Permissions say, on its table alone', () => {
  const expanded = expandForTest(PRICES);
  const [policy] = expanded.idsOf('AWS::IAM::ManagedPolicy');
  const statements = expanded.resource(policy!, 'Properties', 'PolicyDocument', 'Statement') as { Action: string[]; Resource: unknown[] }[];
  expect(statements.flatMap(({ Action }) => Action)).toContain('dynamodb:GetItem');
  expect(statements.flatMap(({ Action }) => Action)).not.toContain('dynamodb:PutItem');
});

test('AppSync may invoke the function that authorizes', () => {
  const expanded = expandForTest(PRICES);
  expect(expanded.idsOf('AWS::Lambda::Permission')).toEqual(['PricesToLambdaAuthConnector1WriteLambdaPermission']);
});

test('logging is on unless it is switched off', () => {
  expect(expandForTest(PRICES).resource('Prices', 'Properties', 'LogConfig', 'FieldLogLevel')).toBe('ALL');
  const quiet = expandForTest(PRICES.replace('      Auth:', '      Logging: false\n      Auth:'));
  expect(quiet.resource('Prices', 'Properties', 'LogConfig')).toBeUndefined();
});

test.each([
  ['a resolver without a pipeline', PRICES.replace('{ Pipeline: [Read] }', '{}')],
  ['a function with an unknown data source', PRICES.replace('DataSource: Table', 'DataSource: Shelf')],
  ['two schemas', PRICES.replace('      Auth:', '      SchemaUri: schema.graphql\n      Auth:')],
])('%s is refused', (_, template) => {
  expect(expandForTest(template).errors).not.toEqual([]);
});
