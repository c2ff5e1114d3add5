import { describe, expect, test } from 'vitest';
import type { Json } from '../../../util/node.ts';
import { expandForTest } from './testing.ts';
import type { ExpandedForTest } from './testing.ts';

/** An API for photos with three routes, whose Auth and event Auth the tests choose. */
function photos(auth: string, events: { list?: string; show?: string } = {}): ExpandedForTest {
  const authOf = (text: string | undefined): string => (text === undefined ? '' : `\n            Auth: ${text}`);
  return expandForTest(`
Resources:
  Photos:
    Type: AWS::Serverless::Api
    Properties:
      StageName: live
      Cors: "'https://photos.example.com'"
      Auth: ${auth}
  Album:
    Type: AWS::Serverless::Function
    Properties:
      Handler: album.handler
      Runtime: nodejs22.x
      CodeUri: src/
      Events:
        List:
          Type: Api
          Properties:
            RestApiId: !Ref Photos
            Path: /photos
            Method: get${authOf(events.list)}
        Show:
          Type: Api
          Properties:
            RestApiId: !Ref Photos
            Path: /photos/{id}
            Method: any${authOf(events.show)}
`);
}

function security(expanded: ExpandedForTest, path: string, method: string): Json | undefined {
  return expanded.resource('Photos', 'Properties', 'Body', 'paths', path, method, 'security');
}

const ANY = 'x-amazon-apigateway-any-method';
const POOL = '{ Authorizers: { Members: { UserPoolArn: !GetAtt Pool.Arn } }, DefaultAuthorizer: Members';

describe('a DefaultAuthorizer', () => {
  test('secures every method, also preflight requests', () => {
    const expanded = photos(`${POOL} }`);
    expect(security(expanded, '/photos', 'get')).toEqual([{ Members: [] }]);
    expect(security(expanded, '/photos/{id}', ANY)).toEqual([{ Members: [] }]);
    expect(security(expanded, '/photos', 'options')).toEqual([{ Members: [] }]);
  });

  test('leaves preflight requests open when told so', () => {
    const expanded = photos(`${POOL}, AddDefaultAuthorizerToCorsPreflight: false }`);
    expect(security(expanded, '/photos', 'options')).toBeUndefined();
    expect(security(expanded, '/photos', 'get')).toEqual([{ Members: [] }]);
  });

  test('gives way to NONE of an event, which stays as the mark of an open method', () => {
    const expanded = photos(`${POOL} }`, { list: '{ Authorizer: NONE }' });
    expect(security(expanded, '/photos', 'get')).toEqual([{ NONE: [] }]);
    expect(security(expanded, '/photos/{id}', ANY)).toEqual([{ Members: [] }]);
  });

  test('gives way to another authorizer of an event, with its scopes', () => {
    const auth =
      '{ Authorizers: { Members: { UserPoolArn: a }, Staff: { UserPoolArn: b, AuthorizationScopes: [read] } }, DefaultAuthorizer: Members }';
    expect(security(photos(auth, { list: '{ Authorizer: Staff }' }), '/photos', 'get')).toEqual([{ Staff: ['read'] }]);
    expect(security(photos(auth, { list: '{ Authorizer: Staff, AuthorizationScopes: [write] }' }), '/photos', 'get')).toEqual([
      { Staff: ['write'] },
    ]);
  });

  test('of IAM signs the integration with the caller’s credentials', () => {
    const expanded = photos('{ DefaultAuthorizer: AWS_IAM }');
    expect(security(expanded, '/photos', 'get')).toEqual([{ AWS_IAM: [] }]);
    const credentials = expanded.resource(
      'Photos',
      'Properties',
      'Body',
      'paths',
      '/photos',
      'get',
      'x-amazon-apigateway-integration',
      'credentials',
    );
    expect(credentials).toBe('arn:aws:iam::*:user/*');
    expect(expanded.resource('Photos', 'Properties', 'Body', 'securityDefinitions', 'AWS_IAM', 'x-amazon-apigateway-authtype')).toBe(
      'awsSigv4',
    );
  });

  test('that is not defined is refused', () => {
    const expanded = photos('{ Authorizers: { Members: { UserPoolArn: a } }, DefaultAuthorizer: Staff }');
    expect(expanded.errors.map(({ logicalId }) => logicalId)).toEqual(['Photos']);
  });

  test('stands in the definition where the owner wrote it', () => {
    const expanded = photos(`${POOL} }`);
    expect(expanded.lineOf('Photos', 'Properties', 'Body', 'paths', '/photos', 'get', 'security', 0)).toContain(
      'DefaultAuthorizer: Members',
    );
    expect(expanded.reasonAt('Photos', 'Properties', 'Body', 'paths', '/photos', 'get', 'security', 0)).toBe('default authorizer');
  });
});

test('NONE without a default to override is refused at the function', () => {
  const expanded = photos('{ Authorizers: { Members: { UserPoolArn: a } } }', { list: '{ Authorizer: NONE }' });
  expect(expanded.errors.map(({ logicalId }) => logicalId)).toEqual(['Album']);
});

describe('an API key', () => {
  test('is required beside the authorizer, save where an event says no', () => {
    const expanded = photos(`${POOL}, ApiKeyRequired: true }`, { list: '{ ApiKeyRequired: false }' });
    expect(security(expanded, '/photos/{id}', ANY)).toEqual([{ Members: [] }, { api_key: [] }]);
    expect(security(expanded, '/photos', 'get')).toEqual([{ Members: [] }]);
  });

  test('can be required of one route alone', () => {
    const expanded = photos('{ UsagePlan: { CreateUsagePlan: NONE } }', { show: '{ ApiKeyRequired: true }' });
    expect(security(expanded, '/photos/{id}', ANY)).toEqual([{ api_key: [] }]);
    expect(security(expanded, '/photos', 'get')).toBeUndefined();
  });
});

test('API Gateway may invoke a Lambda authorizer, unless the owner takes care of that', () => {
  const lambda = (more: string): string => `{ Authorizers: { Checker: { FunctionArn: !GetAtt Check.Arn${more} } } }`;
  expect(photos(lambda('')).idsOf('AWS::Lambda::Permission')).toContain('PhotosCheckerAuthorizerPermission');
  expect(photos(lambda(', DisableFunctionDefaultPermissions: true')).idsOf('AWS::Lambda::Permission')).not.toContain(
    'PhotosCheckerAuthorizerPermission',
  );
});

test('a resource policy lets everybody in but those outside the address range, for each method', () => {
  const expanded = photos('{ ResourcePolicy: { IpRangeWhitelist: [192.0.2.0/24] } }');
  const statements = expanded.resource('Photos', 'Properties', 'Body', 'x-amazon-apigateway-policy', 'Statement') as { Effect: string }[];
  expect(statements.map(({ Effect }) => Effect)).toEqual(['Allow', 'Deny', 'Allow', 'Deny']);
  expect(statements.filter(({ Effect }) => Effect === 'Deny')[0]).toMatchObject({
    Condition: { NotIpAddress: { 'aws:SourceIp': ['192.0.2.0/24'] } },
  });
});
