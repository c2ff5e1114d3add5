import { defineCheck } from '../../../model/check.ts';
import type { Check } from '../../../model/check.ts';
import type { Api, Route } from '../../../model/api/api.ts';
import { publicReason } from '../../../model/api/public-route.ts';
import type { App } from '../../../model/app.ts';
import type { Evidence, Outcome } from '../../../model/finding.ts';
import { isUnknown } from '../../../model/value.ts';
import { cannotTell, fail, notApplicable, pass } from '../../outcomes.ts';
import { fix } from './fix.ts';
import { isOpenToStrangers, strangerAccess } from '../strangers.ts';

const check: Check = defineCheck({
  id: 'route-without-authorization',
  title: 'Anyone can call a route',
  practices: [4],
  severity: 'high',
  promise: 'proof',
  proves: 'routes that no stranger can call',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-control-access-to-api.html',
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-access-control.html',
    'https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-controlling-access-to-apis.html',
  ],
  looksAt: [
    'AWS::ApiGateway::RestApi',
    'AWS::ApiGateway::Method',
    'AWS::ApiGatewayV2::Api',
    'AWS::ApiGatewayV2::Route',
    'AWS::AppSync::GraphQLApi',
  ],
  config: ['routes.public'],
  messages: {
    open: 'anyone can call {route} of {api}{target}, because {because}',
    connect: 'anyone can open a connection to {api}, because {because}',
  },
  remedy:
    'Give the route an authorizer (Auth.Authorizer or Auth.DefaultAuthorizer in SAM, AuthorizationType elsewhere), or accept it in routes.public of the config with a reason.',
  fix,
  *run(app) {
    for (const api of app.apis) {
      for (const route of api.routes) yield judge(app, route);
      if (api.unreadable !== null && api.external === null) yield cannotTell(api.id, api.unreadable);
      if (api.kind === 'websocket' && !api.routes.some((route) => route.method === '$connect')) yield withoutConnect(app, api);
    }
  },
});
export default check;

function judge(app: App, route: Route): Outcome {
  const { api, subject } = route;
  if (route.method === 'OPTIONS') return notApplicable(subject, 'browsers send CORS preflights without credentials');
  if (api.kind === 'websocket' && route.method !== '$connect') return notApplicable(subject, 'WebSocket APIs authorize at $connect');
  const access = strangerAccess(route);
  if (isUnknown(access)) return cannotTell(subject, access);
  if (access === 'nobody') return pass(subject);
  if (access === 'key-holders') return notApplicable(subject, 'it asks for an API key, which api-key-as-authorization judges');
  const accepted = publicReason(app.config, route);
  if (accepted !== null) return notApplicable(subject, `open on purpose: ${accepted}`);
  const isConnect = route.method === '$connect';
  return fail({
    subject,
    message: isConnect ? 'connect' : 'open',
    args: { route: `${route.method} ${route.path}`, api: nameOf(api), target: targetOf(app, route), because: route.authorization.because },
    at: route.at,
    // A mock answers by itself and reaches nothing of the app.
    ...(route.integration.kind === 'mock' && !isConnect ? { severity: 'low' as const } : {}),
    evidence: evidenceOf(route),
    data: { api: api.id, method: route.method, path: route.path, function: route.integration.functionId },
  });
}

/** A WebSocket API has to have a `$connect` route to be able to refuse anybody. */
function withoutConnect(app: App, api: Api): Outcome {
  const subject = `${api.id} $connect`;
  const open = api.external ?? isOpenToStrangers(api);
  if (isUnknown(open)) return cannotTell(subject, open);
  if (!open) return pass(subject);
  const accepted = publicReason(app.config, { method: '$connect', path: '' });
  if (accepted !== null) return notApplicable(subject, `open on purpose: ${accepted}`);
  const because = 'it has no $connect route that could refuse anyone';
  return fail({ subject, message: 'connect', args: { api: nameOf(api), because }, at: api.at, data: { api: api.id, method: '$connect' } });
}

function evidenceOf(route: Route): Evidence[] {
  const { authorization, api } = route;
  const elsewhere = authorization.at.start !== route.at.start || authorization.at.source !== route.at.source;
  const evidence: Evidence[] = elsewhere ? [{ text: authorization.because, at: authorization.at }] : [];
  const guarded = api.routes.filter((other) => other.authorization.authorizer !== null);
  const authorizer = guarded[0]?.authorization.authorizer;
  if (authorizer !== undefined && authorizer !== null) {
    const others = `${guarded.length} other ${guarded.length === 1 ? 'route' : 'routes'} of the API`;
    evidence.push({ text: `authorizer ${authorizer.id} guards ${others}, but not this one`, at: authorizer.at });
  }
  if (api.mutualTls !== undefined && api.executeApiDisabled === false) {
    evidence.push({
      text: 'client certificates are asked for at the custom domain only; the default endpoint is open',
      at: api.mutualTls.at,
    });
  }
  return evidence;
}

function targetOf(app: App, route: Route): string {
  const invoked = app.resource(route.integration.functionId ?? undefined);
  return invoked === undefined ? '' : `, which runs ${invoked.logicalId}`;
}

function nameOf(api: Api): string {
  return api.external === null ? api.resource.logicalId : api.id;
}
