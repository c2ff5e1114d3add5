import { defineCheck } from '../../../model/check.ts';
import type { Check } from '../../../model/check.ts';
import { effectiveThrottle } from '../../../model/api/throttle.ts';
import type { App } from '../../../model/app.ts';
import type { Evidence, Outcome } from '../../../model/finding.ts';
import type { LambdaFunction } from '../../../model/function.ts';
import { property } from '../../../model/template.ts';
import { exactText, isUnknown, show, unknown } from '../../../model/value.ts';
import type { Unknown } from '../../../model/value.ts';
import { cannotTell, fail, notApplicable, pass } from '../../outcomes.ts';
import { isOpenToStrangers, strangerAccess } from '../strangers.ts';
import { fix } from './fix.ts';

const check: Check = defineCheck({
  id: 'function-unbounded',
  title: 'Strangers can make a function run as often as they like',
  practices: [4],
  severity: 'low',
  promise: 'rule',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html',
    'https://docs.aws.amazon.com/lambda/latest/dg/urls-configuration.html',
  ],
  looksAt: ['AWS::Lambda::Function', 'AWS::Lambda::Url', 'AWS::ApiGateway::Stage', 'AWS::ApiGatewayV2::Stage'],
  messages: {
    url: 'anyone can run {function} by its URL, and nothing limits how many run at once or what that costs',
    route: 'strangers can run {function} through {ways}, and neither a throttle nor reserved concurrency limits it',
    authorizer: '{function} runs for every request of a stranger to {ways}, and neither a throttle nor reserved concurrency limits it',
  },
  remedy: 'Set ReservedConcurrentExecutions on the function, or a throttle on the stage of its API.',
  fix,
  *run(app) {
    for (const fn of app.functions) yield judge(app, fn);
  },
});
export default check;

/** A way for a stranger to make the function run; `limited` when an API's throttle stands on the way. */
interface Way {
  readonly kind: 'url' | 'route' | 'authorizer';
  readonly limited: boolean;
  readonly name: string;
  readonly evidence: Evidence;
}

function judge(app: App, fn: LambdaFunction): Outcome {
  const ways = [...urlWays(fn), ...routeWays(app, fn), ...authorizerWays(app, fn)];
  if (ways.length === 0) return notApplicable(fn.id, 'no stranger can make it run');
  const reserved = fn.reservedConcurrency;
  if (isUnknown(reserved)) return cannotTell(fn.id, reserved);
  if (reserved !== undefined || ways.every((way) => !isUnknown(way) && way.limited)) return pass(fn.id);
  const open = ways.filter((way) => !isUnknown(way)).filter((way) => !way.limited);
  const worst = (['url', 'route', 'authorizer'] as const)
    .map((kind) => open.filter((way) => way.kind === kind))
    .find((some) => some.length > 0);
  if (worst === undefined) return cannotTell(fn.id, ways.find(isUnknown)!);
  const { kind } = worst[0]!;
  return fail({
    subject: fn.id,
    message: kind,
    args: { function: fn.resource.logicalId, ways: worst.map((way) => way.name) },
    at: fn.at,
    // A URL has no throttle: reserved concurrency is its only limit. The missing throttle of an API is a finding of its own.
    severity: kind === 'url' ? 'medium' : 'low',
    evidence: open.map((way) => way.evidence),
    data: { ways: open.map((way) => way.name) },
  });
}

function urlWays(fn: LambdaFunction): (Way | Unknown)[] {
  return fn.urls.flatMap((url): (Way | Unknown)[] => {
    const type = property(url, 'AuthType');
    if (exactText(type) === 'NONE')
      return [{ kind: 'url', limited: false, name: url.logicalId, evidence: { text: 'the URL asks for no authorization', at: type!.at } }];
    if (type === undefined || exactText(type) !== undefined) return [];
    return [isUnknown(type) ? type : unknown(`AuthType is ${show(type)}`, type.at)];
  });
}

function routeWays(app: App, fn: LambdaFunction): (Way | Unknown)[] {
  const routes = app.routes.filter((route) => route.integration.functionId === fn.id && !['OPTIONS', '$disconnect'].includes(route.method));
  return routes.flatMap((route): (Way | Unknown)[] => {
    const access = strangerAccess(route);
    if (access === 'nobody') return [];
    if (isUnknown(access)) return [access];
    const throttle = effectiveThrottle(route);
    if (isUnknown(throttle)) return [throttle];
    const name = `${route.method} ${route.path}`.trimEnd();
    const guard = access === 'key-holders' ? 'asks only for an API key' : 'asks for no authorization';
    return [{ kind: 'route', limited: throttle !== null, name, evidence: { text: `${name} ${guard} and is not throttled`, at: route.at } }];
  });
}

/** A Lambda authorizer runs before anyone is known, so every stranger's request runs it. */
function authorizerWays(app: App, fn: LambdaFunction): (Way | Unknown)[] {
  return app.apis.flatMap((api): (Way | Unknown)[] => {
    const authorizer = api.authorizers.find((candidate) => candidate.functionId === fn.id);
    if (authorizer === undefined) return [];
    const open = isOpenToStrangers(api);
    if (open !== true) return open === false ? [] : [open];
    const guarded = api.routes.filter((route) => route.authorization.authorizer === authorizer);
    if (guarded.length === 0) return [];
    const limited = !guarded.some((route) => effectiveThrottle(route) === null);
    const name = api.external === null ? api.resource.logicalId : api.id;
    return [{ kind: 'authorizer', limited, name, evidence: { text: `it is authorizer ${authorizer.id} of ${name}`, at: authorizer.at } }];
  });
}
