import { expect, test } from 'vitest';
import { expandForTest } from './testing.ts';
import type { ExpandedForTest } from './testing.ts';

function chat(
  more = '',
  routes = '$connect: { FunctionArn: !GetAtt Join.Arn }\n        say: { FunctionArn: !GetAtt Say.Arn }',
): ExpandedForTest {
  return expandForTest(`
Resources:
  Chat:
    Type: AWS::Serverless::WebSocketApi
    Properties:
      RouteSelectionExpression: $request.body.action
      Routes:
        ${routes}
${more.replace(/^(?=.)/gm, '      ')}
`);
}

test('every route has an integration and a permission, all at the route’s line', () => {
  const expanded = chat();
  expect(expanded.errors).toEqual([]);
  expect(expanded.idsOf('AWS::ApiGatewayV2::Route')).toEqual(['ChatConnectRoute', 'ChatSayRoute']);
  expect(expanded.resource('ChatSayRoute', 'Properties', 'Target')).toEqual({
    'Fn::Join': ['/', ['integrations', { Ref: 'ChatSayIntegration' }]],
  });
  expect(expanded.resource('ChatSayPermission', 'Properties', 'SourceArn', 'Fn::Sub')).toMatch(/\$\{Chat\.ApiId\}\/default\/say$/);
  expect(expanded.lineOf('ChatSayPermission')).toBe('say: { FunctionArn: !GetAtt Say.Arn }');
});

test('only connecting is authorized', () => {
  const expanded = chat('Auth: { AuthType: CUSTOM, AuthArn: !GetAtt Check.Arn }');
  expect(expanded.resource('ChatConnectRoute', 'Properties', 'AuthorizerId')).toEqual({ Ref: 'ChatConnectAuthorizer' });
  expect(expanded.resource('ChatSayRoute', 'Properties', 'AuthorizationType')).toBeUndefined();
  expect(expanded.idsOf('AWS::Lambda::Permission')).toContain('ChatAuthorizerPermission');
});

test('an authorizer with a role of its own needs no permission', () => {
  const expanded = chat('Auth: { AuthType: CUSTOM, AuthArn: !GetAtt Check.Arn, InvokeRole: !GetAtt Role.Arn }');
  expect(expanded.idsOf('AWS::Lambda::Permission')).not.toContain('ChatAuthorizerPermission');
});

test('a stage with settings of routes waits for the routes', () => {
  const expanded = chat('RouteSettings: { say: { ThrottlingRateLimit: 10 } }');
  expect(expanded.resource('ChatDefaultStage', 'DependsOn')).toEqual(['ChatConnectRoute', 'ChatSayRoute']);
});

test.each([
  ['Auth without a $connect route', 'Auth: { AuthType: AWS_IAM }', 'say: { FunctionArn: a }'],
  ['a route key with a dash', '', 'say-hello: { FunctionArn: a }'],
  ['a route without a function', '', 'say: {}'],
  ['the stage $default', 'StageName: $default', 'say: { FunctionArn: a }'],
])('%s is refused', (_, more, routes) => {
  expect(chat(more, routes).errors.map(({ logicalId }) => logicalId)).toContain('Chat');
});
