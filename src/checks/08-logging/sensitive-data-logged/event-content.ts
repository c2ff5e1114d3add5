import type { App } from '../../../model/app.ts';
import type { Severity } from '../../../model/finding.ts';
import type { LambdaFunction } from '../../../model/function.ts';
import { isReachableByStrangers } from '../../../model/function.ts';
import { property } from '../../../model/template.ts';
import { get, resourceNamed } from '../../../model/value.ts';

/** What the events of a function hold, as far as its triggers say. */
export interface EventContent {
  readonly severity: Severity;
  /** The rest of a sentence: `the requests hold headers …`. */
  readonly content: string;
}

const REQUESTS = 'requests hold headers with tokens and cookies, and what the caller sent';
const SOCKET_MESSAGES = 'messages hold what the caller sent, tokens and personal data in it';
const MESSAGES = 'messages hold what was sent, with the personal data in it';

/** Services whose events carry whole requests of people. https://docs.aws.amazon.com/lambda/latest/dg/lambda-services.html */
const OF_REQUESTS: ReadonlySet<string> = new Set([
  'apigateway',
  'appsync',
  'url',
  'elasticloadbalancing',
  'vpc-lattice',
  'cognito-idp',
  'lex',
  'lexv2',
  'alexa-appkit',
  'connect',
  'cloudfront',
  'edgelambda',
]);

/** Services whose events carry what somebody sent on. */
const OF_MESSAGES: ReadonlySet<string> = new Set([
  'sqs',
  'sns',
  'kinesis',
  'dynamodb',
  'kafka',
  'mq',
  'docdb',
  'stream',
  'firehose',
  'ses',
  'pipes',
]);

/** What the whole event of a function holds; null where it is a notice without content: a schedule, the name of an object in a bucket. */
export function eventOf(app: App, fn: LambdaFunction): EventContent | null {
  const sources = new Set(fn.triggers.map((trigger) => trigger.source));
  const isAuthorizer = app.apis.some((api) => api.authorizers.some((one) => one.functionId === fn.id));
  if (!isAuthorizer && takesSocketMessagesOnly(app, fn)) return { severity: 'medium', content: SOCKET_MESSAGES };
  if (isAuthorizer || isReachableByStrangers(app, fn) || has(sources, OF_REQUESTS)) return { severity: 'medium', content: REQUESTS };
  if (has(sources, OF_MESSAGES)) return { severity: 'low', content: MESSAGES };
  if (sources.size > 0 || isOfStack(app, fn) || isHook(app, fn)) return null;
  return { severity: 'low', content: 'whoever invokes it decides what is in it' };
}

/**
 * Only the request that opens a WebSocket connection has headers; the messages after it have none.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-mapping-template-reference.html
 */
function takesSocketMessagesOnly(app: App, fn: LambdaFunction): boolean {
  const routes = app.apis.flatMap((api) => api.routes).filter((route) => route.integration.functionId === fn.id);
  return (
    routes.length > 0 &&
    fn.triggers.every(({ source }) => source === 'apigateway') &&
    routes.every(({ api, method }) => api.kind === 'websocket' && !method.startsWith('$'))
  );
}

/** A custom resource's function is told what the template says. */
function isOfStack(app: App, fn: LambdaFunction): boolean {
  return app.resources.some((resource) => resourceNamed(property(resource, 'ServiceToken')) === fn.id);
}

/** A hook of CodeDeploy is told two ids. https://docs.aws.amazon.com/codedeploy/latest/userguide/reference-appspec-file-structure-hooks.html */
function isHook(app: App, fn: LambdaFunction): boolean {
  return app.ofType('AWS::Lambda::Alias').some((alias) => {
    const update = get(alias.attributes.get('UpdatePolicy'), 'CodeDeployLambdaAliasUpdate');
    return ['BeforeAllowTrafficHook', 'AfterAllowTrafficHook'].some((name) => resourceNamed(get(update, name)) === fn.id);
  });
}

function has(sources: ReadonlySet<string>, wanted: ReadonlySet<string>): boolean {
  return [...sources].some((source) => wanted.has(source));
}
