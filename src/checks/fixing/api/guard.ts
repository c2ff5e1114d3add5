import type { Api, Authorizer } from '../../../model/api/api.ts';
import type { App } from '../../../model/app.ts';
import type { Authored, Change } from '../../../model/change.ts';
import type { NoFix } from '../../../model/fix.ts';
import { refersTo } from '../../../model/reference.ts';
import { property } from '../../../model/template.ts';
import type { Resource } from '../../../model/template.ts';
import { exactText, get, itemsOf } from '../../../model/value.ts';
import { getAtt, noFix, ref, writtenOf } from '../owner.ts';

/** Who is to guard an open route. */
export type Guard =
  | { readonly kind: 'iam' }
  /** An authorizer that the API has. */
  | { readonly kind: 'existing'; readonly authorizer: Authorizer }
  /** A user pool, asked through an authorizer that is made for it; of REST APIs. */
  | {
      readonly kind: 'pool';
      readonly arn: Authored;
      readonly words: string;
      readonly scopes: readonly string[];
      /** What the ARN refers to and is not there yet. */
      readonly needs: readonly Change[];
    }
  /** An issuer of tokens, asked through an authorizer that is made for it; of HTTP APIs. */
  | {
      readonly kind: 'jwt';
      readonly issuer: Authored;
      readonly audience: readonly Authored[];
      readonly words: string;
      readonly scopes: readonly string[];
    };

/** The guard that the config names, else an authorizer of the API, else a user pool of the app, else IAM. */
export function chooseGuard(app: App, api: Api): Guard | NoFix {
  const chosen = app.config.fix.authorizer;
  if (chosen !== null) return configured(api, chosen);
  const existing = busiest(api);
  if (existing !== undefined) return { kind: 'existing', authorizer: existing };
  return poolGuard(app, api) ?? { kind: 'iam' };
}

const POOL_PARAMETER = 'UserPoolArn';

function configured(api: Api, chosen: NonNullable<App['config']['fix']['authorizer']>): Guard | NoFix {
  if (chosen.type === 'iam') return { kind: 'iam' };
  if (api.kind === 'rest' && chosen.type === 'cognito') {
    // An ARN holds an account and a region: as a parameter's default it can be another one elsewhere.
    const value = { Type: 'String', Default: chosen.userPoolArn, Description: 'The user pool whose users may call the API' };
    const parameter: Change = { kind: 'set', file: api.at.source, path: ['Parameters', POOL_PARAMETER], value };
    const words = 'the user pool of the config';
    return { kind: 'pool', arn: ref(POOL_PARAMETER), words, scopes: [], needs: [parameter] };
  }
  if (api.kind === 'http' && chosen.type === 'jwt') {
    return { kind: 'jwt', issuer: chosen.issuer, audience: chosen.audience, words: chosen.issuer, scopes: [] };
  }
  const takes = { rest: 'cognito or iam', http: 'jwt or iam', websocket: 'iam', graphql: 'iam' }[api.kind];
  return noFix(`fix.authorizer of the config is ${chosen.type}, and ${nameOf(api)} takes ${takes}`);
}

/** The authorizer that guards most routes of the API; the first of those that guard none. */
function busiest(api: Api): Authorizer | undefined {
  const uses = (authorizer: Authorizer): number => api.routes.filter((route) => route.authorization.authorizer === authorizer).length;
  const usable = api.authorizers.filter(({ kind }) => kind !== 'iam' && kind !== 'api-key');
  return usable.toSorted((a, b) => uses(b) - uses(a))[0];
}

/** The app's one user pool: asked by its ARN, or by its issuer and the ids of its clients. */
function poolGuard(app: App, api: Api): Guard | undefined {
  const [pool, ...others] = app.ofType('AWS::Cognito::UserPool');
  if (pool === undefined || others.length > 0 || !standsWith(api, pool)) return undefined;
  const scopes = scopesOf(app, pool);
  const words = `user pool ${pool.logicalId}`;
  if (api.kind === 'rest') return { kind: 'pool', arn: getAtt(pool.logicalId, 'Arn'), words, scopes, needs: [] };
  const clients = app.ofType('AWS::Cognito::UserPoolClient').filter((client) => refersTo(property(client, 'UserPoolId'), pool) === true);
  if (api.kind !== 'http' || clients.length === 0 || !clients.every((client) => standsWith(api, client))) return undefined;
  // Its own URL is what it names as issuer (AWS::Cognito::UserPool, return values).
  const issuer = getAtt(pool.logicalId, 'ProviderURL');
  return { kind: 'jwt', issuer, audience: clients.map((client) => ref(client.logicalId)), words, scopes };
}

/** Whether a resource can be named where the API is written: in the same file, and not only under a condition. */
function standsWith(api: Api, resource: Resource): boolean {
  const own = writtenOf(resource);
  return own !== undefined && own.file === api.at.source && own.node.get('Condition') === undefined;
}

/** Scopes that resource servers of a pool declare: without one of them any user of the pool would pass. */
function scopesOf(app: App, pool: Resource): string[] {
  return app.ofType('AWS::Cognito::UserPoolResourceServer').flatMap((server) => {
    const identifier = exactText(property(server, 'Identifier'));
    if (identifier === undefined || refersTo(property(server, 'UserPoolId'), pool) !== true) return [];
    const names = itemsOf(property(server, 'Scopes')).map((scope) => exactText(get(scope, 'ScopeName')));
    return names.flatMap((name) => (name === undefined ? [] : [`${identifier}/${name}`]));
  });
}

/** The name under which an authorizer for a new guard is written in SAM and in OpenAPI documents. */
export function authorizerName(guard: Guard): string {
  switch (guard.kind) {
    case 'iam':
      return 'AWS_IAM';
    case 'existing':
      return guard.authorizer.id;
    case 'pool':
      return 'UserPoolAuthorizer';
    case 'jwt':
      return 'TokenAuthorizer';
  }
}

/** By whom a route is guarded, in words: `IAM`, `authorizer People`, `user pool Users`. */
export function guardInWords(guard: Guard): string {
  if (guard.kind === 'iam') return 'IAM';
  return guard.kind === 'existing' ? `authorizer ${guard.authorizer.id}` : guard.words;
}

/** What callers must do once the routes are guarded. */
export function callersTask(guard: Guard, what: string): string {
  if (guard.kind === 'iam') return `Let the callers of ${what} sign their requests (SigV4), and allow their roles execute-api:Invoke on it`;
  if (guard.kind !== 'existing') return `Let the callers of ${what} send a token of ${guard.words} in the Authorization header`;
  return `Let the callers of ${what} send what authorizer ${guard.authorizer.id} asks for`;
}

/** An API as the owner calls it. */
export function nameOf(api: Api): string {
  return api.external === null ? api.resource.logicalId : api.id;
}
