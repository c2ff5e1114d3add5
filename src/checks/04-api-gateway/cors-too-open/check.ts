import { defineCheck } from '../../../model/check.ts';
import type { Check } from '../../../model/check.ts';
import type { Api, Cors } from '../../../model/api/api.ts';
import type { Outcome } from '../../../model/finding.ts';
import { property } from '../../../model/template.ts';
import type { Resource } from '../../../model/template.ts';
import { exactText, flag, get, isUnknown, itemsOf, show, unknown } from '../../../model/value.ts';
import type { Unknown, Value } from '../../../model/value.ts';
import { cannotTell, fail, notApplicable, pass } from '../../outcomes.ts';
import { credentialHeaders, isAnyOrigin } from '../any-origin.ts';
import { fix } from './fix.ts';

const check: Check = defineCheck({
  id: 'cors-too-open',
  title: "Any website can use the API with its visitors' credentials",
  practices: [4],
  severity: 'medium',
  promise: 'rule',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html',
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-cors.html',
    'https://docs.aws.amazon.com/lambda/latest/dg/urls-configuration.html',
  ],
  looksAt: ['AWS::ApiGateway::RestApi', 'AWS::ApiGateway::Method', 'AWS::ApiGatewayV2::Api', 'AWS::Lambda::Url'],
  messages: {
    credentials: '{name} lets any website send requests with the cookies of its visitors (origin {origin}, credentials allowed)',
    refused: '{name} allows credentials for any origin, which browsers refuse; naming the origins is the way to let your own site in',
    headers: '{name} lets scripts of any website send {headers} and read the answer (origin {origin})',
  },
  remedy: 'List the origins of your own sites in AllowOrigins, and leave AllowCredentials out unless cookies are what you authorize by.',
  fix,
  *run(app) {
    for (const api of app.apis) {
      if (api.kind === 'rest' || api.kind === 'http') yield judgeApi(api);
    }
    for (const url of app.ofType('AWS::Lambda::Url')) yield judgeUrl(url);
  },
});
export default check;

function judgeApi(api: Api): Outcome {
  const { cors } = api;
  if (isUnknown(cors)) return cannotTell(api.id, cors);
  if (cors === null) return notApplicable(api.id, 'it has no CORS settings of its own');
  const isGuarded = api.routes.some((route) => !route.isCorsPreflight && !['none', 'unknown'].includes(route.authorization.kind));
  return judge({ subject: api.id, name: api.resource.logicalId, cors, isGuarded, isFixed: api.kind === 'rest' });
}

function judgeUrl(url: Resource): Outcome {
  const value = property(url, 'Cors');
  if (value === undefined) return notApplicable(url.id, 'it has no CORS settings');
  if (isUnknown(value)) return cannotTell(url.id, value);
  const cors: Cors = {
    origins: itemsOf(get(value, 'AllowOrigins')),
    credentials: flag(get(value, 'AllowCredentials'), false),
    headers: itemsOf(get(value, 'AllowHeaders')),
    methods: itemsOf(get(value, 'AllowMethods')),
    at: value.at,
  };
  return judge({
    subject: url.id,
    name: url.logicalId,
    cors,
    isGuarded: exactText(property(url, 'AuthType')) === 'AWS_IAM',
    isFixed: false,
  });
}

interface Judged {
  readonly subject: string;
  readonly name: string;
  readonly cors: Cors;
  /** Whether some route asks who calls; where none does, there are no credentials to misuse. */
  readonly isGuarded: boolean;
  /** Whether the header is sent as written, and not made from the request's origin. */
  readonly isFixed: boolean;
}

function judge({ subject, name, cors, isGuarded, isFixed }: Judged): Outcome {
  const headers = credentialHeaders(cors);
  if (cors.credentials === false && (headers.length === 0 || !isGuarded)) return pass(subject);
  const any = cors.origins.find(isAnyOrigin);
  if (any === undefined) {
    const blocked = cors.origins.map(unread).find((origin) => origin !== undefined);
    return blocked === undefined ? pass(subject) : cannotTell(subject, blocked);
  }
  const origin = show(any).replace(/^'(.*)'$/, '$1');
  if (cors.credentials === true && isFixed) return fail({ subject, message: 'refused', args: { name }, at: any.at, severity: 'low' });
  if (cors.credentials === true) return fail({ subject, message: 'credentials', args: { name, origin }, at: any.at });
  if (headers.length === 0 || !isGuarded) return isUnknown(cors.credentials) ? cannotTell(subject, cors.credentials) : pass(subject);
  // A script has to hold the token already to send it; any origin only removes the second hurdle.
  return fail({
    subject,
    message: 'headers',
    args: { name, origin, headers },
    at: any.at,
    severity: 'low',
    data: { headers },
  });
}

function unread(origin: Value): Unknown | undefined {
  if (isUnknown(origin)) return origin;
  return exactText(origin) === undefined && /^\$\{[^}]*\}$/.test(show(origin).replaceAll("'", ''))
    ? unknown(`the allowed origin is ${show(origin)}`, origin.at)
    : undefined;
}
