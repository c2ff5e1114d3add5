import { defineCheck } from '../../../model/check.ts';
import type { Check } from '../../../model/check.ts';
import type { Route } from '../../../model/api/api.ts';
import { publicReason } from '../../../model/api/public-route.ts';
import type { App } from '../../../model/app.ts';
import type { Outcome } from '../../../model/finding.ts';
import { isUnknown } from '../../../model/value.ts';
import { cannotTell, fail, notApplicable, pass } from '../../outcomes.ts';
import { strangerAccess } from '../strangers.ts';
import { fix } from './fix.ts';

const check: Check = defineCheck({
  id: 'api-key-as-authorization',
  title: 'An API key is the only guard of a route',
  practices: [4],
  severity: 'medium',
  promise: 'rule',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-usage-plans.html',
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-setup-api-key-with-console.html',
  ],
  looksAt: ['AWS::ApiGateway::RestApi', 'AWS::ApiGateway::Method', 'AWS::ApiGatewayV2::Route'],
  config: ['routes.public'],
  messages: { onlyKey: 'whoever has any key of {api} can call {route}: an API key counts requests, it does not say who asks' },
  remedy: 'Keep the key for the usage plan and add an authorizer (Auth.Authorizer in SAM, AuthorizationType elsewhere).',
  fix,
  *run(app) {
    for (const route of app.routes) {
      if (route.api.kind !== 'graphql') yield judge(app, route);
    }
  },
});
export default check;

function judge(app: App, route: Route): Outcome {
  const { subject, api } = route;
  if (route.apiKeyRequired === false) return notApplicable(subject, 'it asks for no API key');
  const access = strangerAccess(route);
  if (isUnknown(access)) return cannotTell(subject, access);
  if (access !== 'key-holders') return pass(subject);
  const accepted = publicReason(app.config, route);
  if (accepted !== null) return notApplicable(subject, `open on purpose: ${accepted}`);
  const { because, at } = route.authorization;
  return fail({
    subject,
    message: 'onlyKey',
    args: { route: `${route.method} ${route.path}`.trimEnd(), api: api.external === null ? api.resource.logicalId : api.id },
    at: route.at,
    evidence: [{ text: because, at }],
    data: { api: api.id, method: route.method, path: route.path, function: route.integration.functionId },
  });
}
