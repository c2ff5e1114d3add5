import type { Route } from '../../../model/api/api.ts';
import type { App } from '../../../model/app.ts';
import { defineCheck } from '../../../model/check.ts';
import type { Check } from '../../../model/check.ts';
import type { Outcome } from '../../../model/finding.ts';
import { isUnknown } from '../../../model/value.ts';
import { ofFollowed } from '../../followed.ts';
import type { Followed } from '../../followed.ts';
import { cannotTell, fail, notApplicable, pass } from '../../outcomes.ts';
import { bodyHandling } from './code.ts';

const check: Check = defineCheck({
  id: 'request-not-validated',
  title: 'A function takes request bodies as they come',
  practices: [4],
  severity: 'low',
  promise: 'heuristic',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-method-request-validation.html',
    'https://docs.aws.amazon.com/powertools/typescript/latest/features/parser/',
    'https://docs.aws.amazon.com/powertools/python/latest/utilities/parser/',
    'https://cwe.mitre.org/data/definitions/20.html',
  ],
  looksAt: [
    'AWS::ApiGateway::RestApi',
    'AWS::ApiGateway::Method',
    'AWS::ApiGatewayV2::Route',
    'AWS::Lambda::Function',
    'AWS::Serverless::Function',
  ],
  messages: {
    unchecked: '{function} reads the body of {routes}, and neither a model of the API nor its own code says what may be in it',
  },
  remedy:
    'Give the routes of a REST API a model and a request validator, or parse the body with a schema in code (zod, ajv, Pydantic, the parser of Powertools), and answer 400 to what does not fit.',
  *run(app) {
    yield* ofFollowed(app, (followed) => judge(app, followed));
  },
});
export default check;

/** Methods whose requests are made to bring a body (RFC 9110, sections 9.3.3 and 9.3.4; RFC 5789). */
const WITH_BODY: ReadonlySet<string> = new Set(['POST', 'PUT', 'PATCH']);

function* judge(app: App, followed: Followed): Iterable<Outcome> {
  const { fn } = followed;
  const routes = app.routes.filter((route) => takesBody(route) && route.integration.functionId === fn.id);
  if (routes.length === 0) return yield notApplicable(fn.id, 'it answers no route that takes a body');
  const open = routes.filter((route) => route.hasValidator !== true);
  if (open.length === 0) return yield pass(fn.id);
  const handling = bodyHandling(app, followed);
  if (handling.kind === 'unread') return yield notApplicable(fn.id, handling.because);
  if (handling.kind === 'checked') return yield pass(fn.id);
  const blocked = handling.kind === 'unknown' ? handling : open.map((route) => route.hasValidator).find(isUnknown);
  if (blocked !== undefined) return yield cannotTell(fn.id, blocked);
  const names = open.map((route) => `${route.method} ${route.path}`);
  yield fail({
    subject: fn.id,
    message: 'unchecked',
    args: { function: fn.resource.logicalId, routes: names },
    at: open[0]!.at,
    data: { routes: open.map(({ subject }) => subject) },
  });
}

function takesBody({ api, method, integration }: Route): boolean {
  return (api.kind === 'rest' || api.kind === 'http') && WITH_BODY.has(method) && integration.kind === 'lambda';
}
