import { describe, expect, test } from 'vitest';
import { expandForTest } from './testing.ts';

const API = `
Resources:
  Orders:
    Type: AWS::Serverless::Api
    Properties:
      StageName: live
      DefinitionBody:
        swagger: '2.0'
        info: { title: Orders, version: '1' }
        paths:
          /orders: { get: { responses: {} } }
`;

function deploymentOf(template: string): string {
  return expandForTest(template).idsOf('AWS::ApiGateway::Deployment')[0]!;
}

describe('the id of a deployment', () => {
  test('is the API’s id and ten digits of a hash, which the description holds whole', () => {
    const expanded = expandForTest(API);
    const id = deploymentOf(API);
    expect(id).toMatch(/^OrdersDeployment[0-9a-f]{10}$/);
    expect(expanded.resource(id, 'Properties', 'Description')).toMatch(new RegExp(`^RestApi deployment id: ${id.slice(16)}[0-9a-f]{30}$`));
    expect(expanded.resource('OrdersliveStage', 'Properties', 'DeploymentId')).toEqual({ Ref: id });
  });

  test.each([
    ['a path', API.replace('/orders', '/carts')],
    ['a quoted text', API.replace('title: Orders', 'title: Carts')],
    ['the domain', `${API}      Domain: { DomainName: orders.example.com, CertificateArn: arn }\n`],
    ['the OpenAPI version', `${API}      OpenApiVersion: '2.0'\n`],
  ])('changes with %s', (_, changed) => {
    expect(deploymentOf(changed)).not.toBe(deploymentOf(API));
  });

  test.each([
    ['the name of the stage', API.replace('StageName: live', 'StageName: test')],
    [
      'the order of keys',
      API.replace(
        "swagger: '2.0'\n        info: { title: Orders, version: '1' }",
        "info: { version: '1', title: Orders }\n        swagger: '2.0'",
      ),
    ],
    ['comments and blank lines', API.replace('Resources:', '# an API for orders\n\nResources:')],
  ])('does not change with %s', (_, changed) => {
    expect(deploymentOf(changed)).toBe(deploymentOf(API));
  });
});

test.each([
  ['live', 'OrdersliveStage'],
  ['pre-live', 'OrdersStage46740c11fa'],
  ['!Ref Stage', 'OrdersStage'],
])('the stage named %s has the id %s', (name, id) => {
  expect(expandForTest(API.replace('StageName: live', `StageName: ${name}`)).idsOf('AWS::ApiGateway::Stage')).toEqual([id]);
});

test('a reference to the stage of an API finds the generated stage', () => {
  const expanded = expandForTest(`${API}      Domain: { DomainName: orders.example.com, CertificateArn: arn, BasePath: [shop] }\n`);
  expect(expanded.resource('OrdersshopBasePathMapping', 'Properties', 'Stage')).toEqual({ Ref: 'OrdersliveStage' });
});

test('a local definition keeps the owner’s path', () => {
  const expanded = expandForTest(`
Resources:
  Orders:
    Type: AWS::Serverless::Api
    Properties:
      StageName: live
      DefinitionUri: api/openapi.yaml
`);
  expect(expanded.errors).toEqual([]);
  expect(expanded.resource('Orders', 'Properties', 'BodyS3Location')).toBe('api/openapi.yaml');
});
