import { describe, expect, test } from 'vitest';
import { expandForTest } from './testing.ts';
import type { ExpandedForTest } from './testing.ts';

function reviews(properties: string, eventAuth = ''): ExpandedForTest {
  return expandForTest(`
Resources:
  Reviews:
    Type: AWS::Serverless::HttpApi
    Properties:
${properties.replace(/^/gm, '      ')}
  Write:
    Type: AWS::Serverless::Function
    Properties:
      Handler: write.handler
      Runtime: nodejs22.x
      CodeUri: src/
      Events:
        Write:
          Type: HttpApi
          Properties:
            ApiId: !Ref Reviews
            Path: /reviews/{id}
            Method: put${eventAuth}
        Ask:
          Type: HttpApi
          Properties: { ApiId: !Ref Reviews, Path: /reviews, Method: options }
`);
}

const JWT = `Auth:
  DefaultAuthorizer: Members
  Authorizers:
    Members:
      IdentitySource: $request.header.Authorization
      JwtConfiguration: { Issuer: https://members.example.com, Audience: [reviews] }`;
const BODY = ['Reviews', 'Properties', 'Body'];

describe('the default authorizer of an HTTP API', () => {
  test('secures every method but preflight requests', () => {
    const expanded = reviews(JWT);
    expect(expanded.errors).toEqual([]);
    expect(expanded.resource(...BODY, 'paths', '/reviews/{id}', 'put', 'security')).toEqual([{ Members: [] }]);
    expect(expanded.resource(...BODY, 'paths', '/reviews', 'options', 'security')).toBeUndefined();
  });

  test('gives way to NONE of an event', () => {
    const expanded = reviews(JWT, '\n            Auth: { Authorizer: NONE }');
    expect(expanded.resource(...BODY, 'paths', '/reviews/{id}', 'put', 'security')).toEqual([{ NONE: [] }]);
  });

  test('is spelled as OpenAPI wants it', () => {
    expect(reviews(JWT).resource(...BODY, 'components', 'securitySchemes', 'Members')).toEqual({
      type: 'oauth2',
      'x-amazon-apigateway-authorizer': {
        type: 'jwt',
        identitySource: '$request.header.Authorization',
        jwtConfiguration: { issuer: 'https://members.example.com', audience: ['reviews'] },
      },
    });
  });
});

test('parameters in a path are required', () => {
  expect(reviews('StageName: live').resource(...BODY, 'paths', '/reviews/{id}', 'put', 'parameters')).toEqual([
    { name: 'id', in: 'path', required: true },
  ]);
});

test('CorsConfiguration true lets every origin in', () => {
  expect(reviews('CorsConfiguration: true').resource(...BODY, 'x-amazon-apigateway-cors')).toEqual({ allowOrigins: ['*'] });
});

test('a Lambda authorizer is invoked by permission only when asked for', () => {
  const lambda = (more: string): string =>
    `Auth:\n  Authorizers:\n    Check: { FunctionArn: !GetAtt Check.Arn, AuthorizerPayloadFormatVersion: '2.0'${more} }`;
  expect(reviews(lambda('')).idsOf('AWS::Lambda::Permission')).not.toContain('ReviewsCheckAuthorizerPermission');
  expect(reviews(lambda(', EnableFunctionDefaultPermissions: true')).idsOf('AWS::Lambda::Permission')).toContain(
    'ReviewsCheckAuthorizerPermission',
  );
});

test.each([
  ['a default authorizer that is not defined', 'Auth: { DefaultAuthorizer: Staff }'],
  ['an authorizer of no kind', 'Auth: { Authorizers: { Staff: {} } }'],
  ['credentials from every origin', "CorsConfiguration: { AllowOrigins: ['*'], AllowCredentials: true }"],
])('%s is refused at the API', (_, properties) => {
  expect(reviews(properties).errors.map(({ logicalId }) => logicalId)).toContain('Reviews');
});
