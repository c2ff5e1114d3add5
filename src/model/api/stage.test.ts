import { expect, test } from 'vitest';
import type { Json } from '../../util/node.ts';
import { appOf } from '../testing.ts';
import type { Api } from './api.ts';
import { effectiveThrottle, throttleInStage } from './throttle.ts';
import { apiKeysWithoutPlan } from './usage-plan.ts';

const BODY: Json = {
  securityDefinitions: { api_key: { type: 'apiKey', name: 'x-api-key', in: 'header' } },
  paths: { '/orders': { get: {}, post: { security: [{ api_key: [] }] } } },
};

function withStage(stage: { [key: string]: Json }, more: { [key: string]: Json } = {}): Api {
  return appOf({
    Orders: { Type: 'AWS::ApiGateway::RestApi', Properties: { Body: BODY } },
    Prod: { Type: 'AWS::ApiGateway::Stage', Properties: { RestApiId: { Ref: 'Orders' }, StageName: 'prod', ...stage } },
    ...more,
  }).apis[0]!;
}

const rate = (value: number, more: { [key: string]: Json } = {}): Json => ({
  HttpMethod: '*',
  ResourcePath: '/*',
  ThrottlingRateLimit: value,
  ThrottlingBurstLimit: value * 2,
  ...more,
});

test('a route is limited by its own method setting before the stage-wide one', () => {
  const api = withStage({ MethodSettings: [rate(100), rate(5, { HttpMethod: 'POST', ResourcePath: '/~1orders' })] });
  expect(effectiveThrottle(api.routes[0]!)).toMatchObject({ rate: { value: 100 }, burst: { value: 200 } });
  expect(effectiveThrottle(api.routes[1]!)).toMatchObject({ rate: { value: 5 } });
});

test('settings that say nothing of rates limit nothing', () => {
  const api = withStage({ MethodSettings: [{ HttpMethod: '*', ResourcePath: '/*', LoggingLevel: 'INFO', DataTraceEnabled: true }] });
  expect(effectiveThrottle(api.routes[0]!)).toBeNull();
  expect(api.stages[0]!.settings[0]).toMatchObject({ dataTrace: true, metrics: false });
});

test('a usage plan limits the routes that ask for a key', () => {
  const plan = {
    Type: 'AWS::ApiGateway::UsagePlan',
    Properties: { ApiStages: [{ ApiId: { Ref: 'Orders' }, Stage: { Ref: 'Prod' } }], Throttle: { RateLimit: 7, BurstLimit: 9 } },
  };
  const api = withStage({}, { Partners: plan });
  expect(effectiveThrottle(api.routes[0]!)).toBeNull();
  expect(effectiveThrottle(api.routes[1]!)).toMatchObject({ rate: { value: 7 } });
});

test('settings that cannot be read leave the limit unknown', () => {
  expect(effectiveThrottle(withStage({ MethodSettings: { 'Fn::If': ['x'] } }).routes[0]!)).toMatchObject({ kind: 'unknown' });
});

test('a stage that only a deployment makes is listed and judged apart', () => {
  const deployment = { Type: 'AWS::ApiGateway::Deployment', Properties: { RestApiId: { Ref: 'Orders' }, StageName: 'Stage' } };
  const api = withStage({ MethodSettings: [rate(100)] }, { Deployment: deployment });
  expect(api.stages.map((stage) => stage.resource!.id)).toEqual(['Prod', 'Deployment']);
  expect(effectiveThrottle(api.routes[0]!)).toMatchObject({ rate: { value: 100 } });
  expect(throttleInStage(api.routes[0]!, api.stages[1]!)).toBeNull();
});

test('a stage knows its log, tracing, cache and web ACL', () => {
  const arn = (stage: string): Json => ({ 'Fn::Sub': `arn:aws:apigateway:\${AWS::Region}::/restapis/\${Orders}/stages/${stage}` });
  const acl = (stage: string): Json => ({ Type: 'AWS::WAFv2::WebACLAssociation', Properties: { ResourceArn: arn(stage) } });
  const properties: { [key: string]: Json } = {
    AccessLogSetting: { DestinationArn: { 'Fn::GetAtt': ['Log', 'Arn'] }, Format: '$context.requestId' },
    TracingEnabled: true,
    CacheClusterEnabled: true,
    MethodSettings: [{ HttpMethod: '*', ResourcePath: '/*', CachingEnabled: true }],
  };
  const [stage] = withStage(properties, { Acl: acl('prod'), Log: { Type: 'AWS::Logs::LogGroup' } }).stages;
  expect(stage).toMatchObject({
    tracing: true,
    cacheEncrypted: false,
    wafAssociated: true,
    accessLog: { format: { value: '$context.requestId' } },
  });
  expect(withStage({}, { Acl: acl('test') }).stages[0]!.wafAssociated).toBe(false);
  expect(withStage({}, { Acl: acl('${Name}') }).stages[0]!.wafAssociated).toMatchObject({ kind: 'unknown' });
});

test('HTTP stages limit by route key', () => {
  const app = appOf({
    Shop: { Type: 'AWS::ApiGatewayV2::Api', Properties: { ProtocolType: 'HTTP' } },
    Save: { Type: 'AWS::ApiGatewayV2::Route', Properties: { ApiId: { Ref: 'Shop' }, RouteKey: 'POST /orders' } },
    Rest: { Type: 'AWS::ApiGatewayV2::Route', Properties: { ApiId: { Ref: 'Shop' }, RouteKey: '$default' } },
    Prod: {
      Type: 'AWS::ApiGatewayV2::Stage',
      Properties: { ApiId: { Ref: 'Shop' }, StageName: '$default', RouteSettings: { 'POST /orders': { ThrottlingRateLimit: 3 } } },
    },
  });
  const [save, rest] = app.routes;
  expect(effectiveThrottle(save!)).toMatchObject({ rate: { value: 3 }, burst: undefined });
  expect(effectiveThrottle(rest!)).toBeNull();
});

test('a key that no plan has is found', () => {
  const app = appOf({
    Partner: { Type: 'AWS::ApiGateway::ApiKey' },
    Stray: { Type: 'AWS::ApiGateway::ApiKey' },
    Plan: { Type: 'AWS::ApiGateway::UsagePlan' },
    Link: { Type: 'AWS::ApiGateway::UsagePlanKey', Properties: { KeyId: { Ref: 'Partner' }, UsagePlanId: { Ref: 'Plan' } } },
  });
  expect(apiKeysWithoutPlan(app)).toMatchObject([{ id: 'Stray' }]);
  expect(app.usagePlans[0]!.keys).toHaveLength(1);
});
