import { defineCheck } from '../../../model/check.ts';
import type { Check } from '../../../model/check.ts';
import type { Api, Authorizer } from '../../../model/api/api.ts';
import type { App } from '../../../model/app.ts';
import type { Outcome } from '../../../model/finding.ts';
import { atomsOf, exactText, isUnknown, show, unknown } from '../../../model/value.ts';
import { cannotTell, fail, notApplicable, pass } from '../../outcomes.ts';
import { cachedAnswers } from './cache.ts';
import { uncheckedScopes } from './scopes.ts';
import { fix } from './fix.ts';

const check: Check = defineCheck({
  id: 'authorizer-weak',
  title: 'An authorizer accepts more than it should',
  practices: [4],
  severity: 'high',
  promise: 'rule',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html',
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-integrate-with-cognito.html',
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-use-lambda-authorizer.html',
    'https://docs.aws.amazon.com/appsync/latest/devguide/security-authz.html',
  ],
  looksAt: [
    'AWS::ApiGateway::RestApi',
    'AWS::ApiGateway::Authorizer',
    'AWS::ApiGatewayV2::Api',
    'AWS::ApiGatewayV2::Authorizer',
    'AWS::AppSync::GraphQLApi',
    'AWS::Cognito::UserPoolResourceServer',
  ],
  messages: {
    noAudience: 'authorizer {authorizer} of {api} names no audience, so a token that {issuer} gave to any other client opens it',
    anyAudience: 'authorizer {authorizer} of {api} takes any audience, so a token that {issuer} gave to any other client opens it',
    plainIssuer: 'authorizer {authorizer} of {api} takes the keys of {issuer} over plain HTTP, so whoever sits on the way can sign tokens',
    noScopes: 'authorizer {authorizer} of {api} lets every user of {pool} call every route, although scopes are declared ({scopes})',
    anyToken: 'authorizer {authorizer} of {api} runs for any text in its header, also for what cannot be a token',
  },
  remedy:
    'Name the audience of your own client, an https issuer, the scopes that each route needs, and an IdentityValidationExpression that only tokens match.',
  fix,
  *run(app) {
    for (const api of app.apis) for (const authorizer of api.authorizers) yield* judge(app, api, authorizer);
  },
});
export default check;

function* judge(app: App, api: Api, authorizer: Authorizer): Iterable<Outcome> {
  if (authorizer.kind === 'iam' || authorizer.kind === 'api-key') return;
  const subject = subjectOf(app, api, authorizer);
  // The providers of a GraphQL API guard what its schema says, which is not read.
  const isUsed = api.kind === 'graphql' || api.routes.some((route) => route.authorization.authorizer === authorizer);
  if (!isUsed && api.unreadable === null) return yield notApplicable(subject, 'it guards no route');
  const facts = { subject, api, authorizer, args: { authorizer: authorizer.id, api: nameOf(api), issuer: show(authorizer.issuer) } };
  const outcomes = authorizer.kind === 'jwt' ? [...audience(facts), ...issuer(facts)] : [];
  if (authorizer.kind === 'jwt' || authorizer.kind === 'cognito') outcomes.push(...uncheckedScopes(app, facts));
  if (authorizer.kind === 'lambda-token') outcomes.push(...anyToken(facts));
  if (authorizer.kind === 'lambda-token' || authorizer.kind === 'lambda-request') outcomes.push(...cachedAnswers(facts));
  yield* outcomes.length > 0 ? outcomes : [pass(subject)];
}

/** An authorizer under judgement, and what every message about it names. */
export interface Facts {
  readonly subject: string;
  readonly api: Api;
  readonly authorizer: Authorizer;
  readonly args: Readonly<Record<'authorizer' | 'api' | 'issuer', string>>;
}

function audience({ subject, authorizer, args }: Facts): Outcome[] {
  const blocked = authorizer.audience.find(isUnknown);
  if (authorizer.audience.length === 0) return [fail({ subject, message: 'noAudience', args, at: authorizer.at })];
  // AppSync takes a pattern where API Gateway takes names.
  const any = authorizer.audience.find((value) => /^(?:\.\*|\.\+|\*)$/.test(exactText(value) ?? ''));
  if (any !== undefined) return [fail({ subject, message: 'anyAudience', args, at: any.at })];
  return blocked === undefined ? [] : [cannotTell(subject, blocked)];
}

function issuer({ subject, authorizer, args }: Facts): Outcome[] {
  const value = authorizer.issuer;
  if (value === undefined) return [];
  if (isUnknown(value)) return [cannotTell(subject, value)];
  const start = atomsOf(value)?.[0];
  if (start?.kind === 'literal')
    return start.text.startsWith('http://') ? [fail({ subject, message: 'plainIssuer', args, at: value.at })] : [];
  // A user pool's ProviderURL is https (AWS::Cognito::UserPool, return values).
  if (start?.kind === 'resource' && start.attribute === 'ProviderURL') return [];
  return [cannotTell(subject, unknown(`the issuer is ${show(value)}`, value.at))];
}

/** Without a pattern every request runs the function; with one API Gateway answers 401 by itself. */
function anyToken({ subject, api, authorizer, args }: Facts): Outcome[] {
  if (api.kind !== 'rest' || authorizer.validationExpression !== undefined) return [];
  // It costs money and noise, but lets nobody in.
  return [fail({ subject, message: 'anyToken', args, at: authorizer.at, severity: 'low' })];
}

/** Names of security schemes repeat from API to API; logical ids do not. */
function subjectOf(app: App, api: Api, authorizer: Authorizer): string {
  return app.resource(authorizer.id) === undefined ? `${api.id}.${authorizer.id}` : authorizer.id;
}

function nameOf(api: Api): string {
  return api.external === null ? api.resource.logicalId : api.id;
}
