import type { Api, Authorizer } from '../../../model/api/api.ts';
import type { App } from '../../../model/app.ts';
import type { Authored, Change, Path } from '../../../model/change.ts';
import type { FailOutcome } from '../../../model/finding.ts';
import type { CheckFix, Fix, NoFix } from '../../../model/fix.ts';
import { refersTo } from '../../../model/reference.ts';
import { property } from '../../../model/template.ts';
import { exactText } from '../../../model/value.ts';
import { written } from '../../../model/written.ts';
import type { SourceFile } from '../../../util/span.ts';
import { apiOwner } from '../../fixing/api/api-owner.ts';
import { isSettable, pathOf } from '../../fixing/place.ts';
import { noFix, ref, writtenOf } from '../../fixing/owner.ts';

/** What the app itself tells of the tokens that an authorizer should take. */
export const fix: CheckFix = {
  safety: 'review',
  plan(fail, app) {
    const found = app.apis.flatMap((api) => api.authorizers.map((authorizer) => ({ api, authorizer })));
    const one = found.find(
      ({ api, authorizer }) => authorizer.at === fail.at || `${api.id}.${authorizer.id}` === fail.subject || authorizer.id === fail.subject,
    );
    if (one === undefined) return noFix(`${fail.subject} is not in the app`);
    const { api, authorizer } = one;
    switch (fail.message) {
      case 'noAudience':
        return audience(app, api, authorizer);
      case 'anyAudience':
        return ownAudience(app, fail, authorizer);
      case 'plainIssuer':
        return secureIssuer(fail, authorizer);
      case 'noScopes':
        return scopes(app, api, { authorizer, scopes: fail.data?.['scopes'] as readonly string[] });
      default:
        return tokenPattern(app, api, authorizer);
    }
  },
};

/** Where an authorizer is written: as SAM's, with names of its own, or as a resource. */
interface Place {
  readonly file: SourceFile;
  readonly path: Path;
  readonly isSam: boolean;
}

function placeOf(app: App, api: Api, authorizer: Authorizer): Place | undefined {
  const resource = app.resource(authorizer.id);
  const own = resource === undefined ? undefined : writtenOf(resource);
  if (own !== undefined && own.type === resource?.type) return { file: own.file, path: [...own.path, 'Properties'], isSam: false };
  const owner = apiOwner(api);
  if (owner === undefined || owner.section === null) return undefined;
  const places = [owner.base, ['Globals', owner.section]].map((base) => [...base, 'Auth', 'Authorizers', authorizer.id]);
  const path = places.find((one) => written(owner.file, one)?.kind === 'map');
  return path === undefined ? undefined : { file: owner.file, path, isSam: true };
}

function plan(
  title: string,
  { file, path, value }: { file: SourceFile; path: Path; value: Authored },
  todo: readonly string[],
): Fix | NoFix {
  if (!isSettable(file, path)) return noFix(`${path.slice(1).join('.')} is not written as a map`);
  return { safety: 'review', title, changes: [{ kind: 'set', file, path, value }], todo };
}

/** The clients of the user pool that issues the tokens. */
function clientsOf(app: App, authorizer: Authorizer): Authored[] {
  const pools = authorizer.userPoolIds.flatMap((id) => app.resource(id) ?? []);
  const clients = app.ofType('AWS::Cognito::UserPoolClient');
  return pools
    .flatMap((pool) => clients.filter((client) => refersTo(property(client, 'UserPoolId'), pool) === true))
    .map(({ logicalId }) => ref(logicalId));
}

function audience(app: App, api: Api, authorizer: Authorizer): Fix | NoFix {
  const clients = clientsOf(app, authorizer);
  const place = placeOf(app, api, authorizer);
  if (clients.length === 0 || place === undefined)
    return noFix(`for which client the tokens of authorizer ${authorizer.id} are made is not in the app`);
  const key = place.isSam ? 'audience' : 'Audience';
  const title = `Let authorizer ${authorizer.id} take tokens of the app's own clients alone`;
  return plan(title, { file: place.file, path: [...place.path, 'JwtConfiguration', key], value: clients }, []);
}

function ownAudience(app: App, fail: FailOutcome, authorizer: Authorizer): Fix | NoFix {
  const [client, ...others] = clientsOf(app, authorizer);
  const path = pathOf(fail.at);
  if (client === undefined || others.length > 0 || path === undefined)
    return noFix(`for which client the tokens of authorizer ${authorizer.id} are made is not in the app`);
  return plan(
    `Let authorizer ${authorizer.id} take tokens of the app's own client alone`,
    { file: fail.at.source, path, value: client },
    [],
  );
}

function secureIssuer(fail: FailOutcome, authorizer: Authorizer): Fix | NoFix {
  const path = pathOf(fail.at);
  const issuer = exactText(authorizer.issuer);
  if (path === undefined || path[0] === 'Parameters' || issuer === undefined)
    return noFix('the issuer is not written as a text of its own');
  const value = issuer.replace(/^http:/, 'https:');
  const todo = [`Make sure that ${value} is what the tokens of authorizer ${authorizer.id} name as their issuer`];
  return plan(`Let authorizer ${authorizer.id} fetch the keys of its issuer over HTTPS`, { file: fail.at.source, path, value }, todo);
}

function scopes(
  app: App,
  api: Api,
  { authorizer, scopes: names }: { readonly authorizer: Authorizer; readonly scopes: readonly string[] },
): Fix | NoFix {
  const title = `Ask for a scope of the API in tokens for authorizer ${authorizer.id}`;
  const todo = [`Leave each route of ${api.resource.logicalId} the scopes that it needs`];
  const place = placeOf(app, api, authorizer);
  if (place?.isSam === true) return plan(title, { file: place.file, path: [...place.path, 'AuthorizationScopes'], value: names }, todo);
  const routes = api.routes.filter((route) => route.authorization.authorizer === authorizer);
  const changes = routes.flatMap(({ at }): Change[] => {
    const declared = app.ofType('AWS::ApiGateway::Method', 'AWS::ApiGatewayV2::Route').find((one) => one.at === at);
    const own = declared === undefined ? undefined : writtenOf(declared);
    if (own === undefined || own.type !== declared?.type) return [];
    return [{ kind: 'set', file: own.file, path: [...own.path, 'Properties', 'AuthorizationScopes'], value: names }];
  });
  return changes.length === routes.length
    ? { safety: 'review', title, changes, todo }
    : noFix('its routes are not written as resources of their own');
}

/** The form of bearer tokens (RFC 6750, section 2.1), with or without the word before them. */
const TOKEN = '^(Bearer )?[-0-9A-Za-z._~+/]+=*$';

function tokenPattern(app: App, api: Api, authorizer: Authorizer): Fix | NoFix {
  const place = placeOf(app, api, authorizer);
  if (place === undefined) return noFix(`authorizer ${authorizer.id} is not written in the app`);
  const path = [...place.path, ...(place.isSam ? ['Identity', 'ValidationExpression'] : ['IdentityValidationExpression'])];
  const title = `Refuse what cannot be a token before authorizer ${authorizer.id} runs`;
  return plan(title, { file: place.file, path, value: TOKEN }, [
    `Make sure that the tokens for authorizer ${authorizer.id} have that form`,
  ]);
}
