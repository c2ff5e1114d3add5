import { defineCheck } from '../../../model/check.ts';
import type { Check } from '../../../model/check.ts';
import type { Api, Route, Stage, Throttle } from '../../../model/api/api.ts';
import { throttleInStage } from '../../../model/api/throttle.ts';
import type { App } from '../../../model/app.ts';
import type { Outcome, Severity } from '../../../model/finding.ts';
import { exactNumber, isUnknown, show } from '../../../model/value.ts';
import { cannotTell, fail, notApplicable, pass } from '../../outcomes.ts';
import { isMadeByDeployment } from '../limit-stages.ts';
import { fix } from './fix.ts';
import { keyOf, limitProblems } from './limits.ts';

const check: Check = defineCheck({
  id: 'route-without-throttling',
  title: "Nothing but the account's quota limits how often a route is called",
  practices: [4],
  severity: 'medium',
  promise: 'proof',
  proves: 'APIs whose routes are all throttled',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html',
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-throttling.html',
    'https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html',
  ],
  looksAt: ['AWS::ApiGateway::Stage', 'AWS::ApiGateway::UsagePlan', 'AWS::ApiGatewayV2::Stage'],
  config: ['throttling.maxRatePerSecond', 'throttling.maxBurst'],
  messages: {
    stage: "stage {stage} of {api} limits none of its routes, so one caller can use up the account's quota for every API",
    route: "{route} has no limit in stage {stage} of {api}, so one caller can use up the account's quota for every API",
    extraStage: 'a deployment also makes stage {stage} of {api}, where none of the limits of the declared stages hold',
    half: 'the limit of {where} sets no {missing}, so the one of the account holds',
    aboveAccount: "the {what} of {limit} for {where} is above the account's quota of {quota}, so it never limits anything",
    aboveFunction:
      '{where} lets {limit} requests a second through, but {function} can serve {served} at most with its reserved concurrency',
  },
  remedy:
    'Set ThrottlingRateLimit and ThrottlingBurstLimit: MethodSettings for /* and * on a REST stage, DefaultRouteSettings on an HTTP or WebSocket stage.',
  fix,
  *run(app) {
    for (const api of app.apis) if (api.kind !== 'graphql') yield* judge(app, api);
  },
});
export default check;

function* judge(app: App, api: Api): Iterable<Outcome> {
  if (api.external !== null) return yield cannotTell(api.id, api.external);
  if (api.stages.length === 0) return yield notApplicable(api.id, 'the app deploys no stage of it');
  const declared = api.stages.filter((stage) => !isMadeByDeployment(stage));
  const outcomes = (declared.length > 0 ? declared : api.stages).flatMap((stage) => [...judgeStage(app, api, stage)]);
  if (declared.length > 0 && outcomes.length === 0) {
    for (const stage of api.stages.filter(isMadeByDeployment)) outcomes.push(...extraStage(api, stage));
  }
  yield* outcomes.length > 0 ? outcomes : [pass(api.id)];
}

function* judgeStage(app: App, api: Api, stage: Stage): Iterable<Outcome> {
  const routes = api.routes.filter((route) => !route.isCorsPreflight);
  if (routes.length === 0) return yield* withoutRoutes(api, stage);
  const verdicts = routes.map((route) => ({ route, throttle: throttleInStage(route, stage) }));
  const open = verdicts.filter(({ throttle }) => throttle === null || isOff(throttle)).map(({ route }) => route);
  if (open.length === routes.length) return yield unlimited(api, stage, routes);
  for (const route of open) yield unlimitedRoute(route, stage);
  for (const { route, throttle } of verdicts) if (isUnknown(throttle)) yield cannotTell(route.subject, throttle);
  yield* limitProblems(app, api, stage, verdicts);
}

/** Without a route that can be read, the stage's own limit is all there is to judge. */
function* withoutRoutes(api: Api, stage: Stage): Iterable<Outcome> {
  const throttle = stage.defaultThrottle;
  if (isUnknown(throttle)) yield cannotTell(api.id, throttle);
  else if (throttle === null)
    yield api.unreadable === null ? notApplicable(api.id, 'it has no routes') : cannotTell(api.id, api.unreadable);
}

function unlimited(api: Api, stage: Stage, routes: readonly Route[]): Outcome {
  return fail({
    subject: api.id,
    message: 'stage',
    args: { stage: show(stage.name), api: api.resource.logicalId },
    at: stage.at,
    severity: severityOf(api),
    evidence: routes.slice(0, 10).map((route) => ({ text: `${keyOf(route)} is not limited`, at: route.at })),
    data: { stage: show(stage.name), routes: routes.map(keyOf) },
  });
}

function unlimitedRoute(route: Route, stage: Stage): Outcome {
  return fail({
    subject: route.subject,
    message: 'route',
    args: { route: keyOf(route), stage: show(stage.name), api: route.api.resource.logicalId },
    at: route.at,
    severity: severityOf(route.api),
    evidence: [{ text: `stage ${show(stage.name)} limits other routes`, at: stage.at }],
    data: { stage: show(stage.name) },
  });
}

/**
 * A deployment with a StageName makes that stage beside the declared ones. SAM writes one named `Stage` into every REST API
 * whose OpenApiVersion is not set (SAM developer guide, AWS::Serverless::Api, OpenApiVersion).
 */
function extraStage(api: Api, stage: Stage): Outcome[] {
  const open = api.routes.filter((route) => !route.isCorsPreflight && throttleInStage(route, stage) === null);
  if (open.length === 0) return [];
  const args = { stage: show(stage.name), api: api.resource.logicalId };
  const bySam = api.resource.owner !== null && show(stage.name) === 'Stage';
  const evidence = bySam ? [{ text: "SAM leaves the stage out when OpenApiVersion is set, e.g. to '3.0.1'" }] : [];
  return [fail({ subject: api.id, message: 'extraStage', args, at: stage.at, severity: 'low', evidence, data: { stage: args.stage } })];
}

/** -1 switches a limit of a REST stage off. */
function isOff(throttle: Throttle | { readonly kind: 'unknown' }): boolean {
  return 'rate' in throttle && (exactNumber(throttle.rate) ?? 0) < 0;
}

/** Only callers inside a network reach a private API. */
function severityOf(api: Api): Severity {
  return !isUnknown(api.endpointTypes) && api.endpointTypes.includes('PRIVATE') ? 'low' : 'medium';
}
