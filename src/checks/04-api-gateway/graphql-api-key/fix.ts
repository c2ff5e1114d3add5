import type { App } from '../../../model/app.ts';
import type { Authored, Change } from '../../../model/change.ts';
import type { FailOutcome } from '../../../model/finding.ts';
import type { CheckFix, Fix, NoFix } from '../../../model/fix.ts';
import { property } from '../../../model/template.ts';
import type { Resource } from '../../../model/template.ts';
import { exactText, get, itemsOf } from '../../../model/value.ts';
import type { Value } from '../../../model/value.ts';
import { pathOf } from '../../fixing/place.ts';
import { noFix, notWritten, propertyPath, ref, writtenOf } from '../../fixing/owner.ts';
import type { Written } from '../../fixing/owner.ts';

/** The app's user pool in place of the key, else IAM. */
export const fix: CheckFix = {
  safety: 'review',
  plan(fail, app) {
    const api = app.resource(fail.subject);
    if (api === undefined) return noFix(`${fail.subject} is not in the app`);
    const own = writtenOf(api);
    if (own === undefined) return notWritten(api);
    if (fail.message === 'events') return events(api, own);
    return fail.message === 'additional' ? withoutAdditional(fail, api, own) : byDefault(app, fail, { api, own });
  },
};

const SIGNED = 'sign their requests (SigV4), and allow their roles';

function byDefault(app: App, fail: FailOutcome, { api, own }: { readonly api: Resource; readonly own: Written }): Fix | NoFix {
  const path = pathOf(fail.at);
  if (path === undefined || !['AuthenticationType', 'Type'].includes(String(path.at(-1))))
    return noFix('the way of authorizing is not written as a text');
  const { file } = own;
  const pool = own.type === 'AWS::AppSync::GraphQLApi' ? onlyPool(app, api) : undefined;
  const signed = signedBeside(api);
  if (pool === undefined && signed !== undefined && signed.length === 0)
    return noFix('its additional ways of authorizing are not written as a list');
  if (pool === undefined) {
    return {
      safety: 'review',
      title: `Let ${own.logicalId} authorize by IAM instead of an API key`,
      changes: [{ kind: 'set', file, path, value: 'AWS_IAM' }, ...(signed ?? [])],
      todo: [
        `Let the callers of ${own.logicalId} ${SIGNED} appsync:GraphQL on it`,
        `Remove the API keys of ${own.logicalId} once nobody uses them`,
      ],
    };
  }
  const config: Authored = { UserPoolId: ref(pool.logicalId), AwsRegion: ref('AWS::Region'), DefaultAction: 'ALLOW' };
  const changes: Change[] = [
    { kind: 'set', file, path, value: 'AMAZON_COGNITO_USER_POOLS' },
    { kind: 'set', file, path: propertyPath(own, 'UserPoolConfig'), value: config, after: 'AuthenticationType' },
  ];
  return {
    safety: 'review',
    title: `Let ${own.logicalId} authorize by user pool ${pool.logicalId} instead of an API key`,
    changes,
    todo: [
      `Let the callers of ${own.logicalId} send a token of ${pool.logicalId}`,
      `Remove the API keys of ${own.logicalId} once nobody uses them`,
    ],
  };
}

/** A way of authorizing stands once: as the default it is none of the additional ones any more. Undefined where it is none of them. */
function signedBeside(api: Resource): Change[] | undefined {
  const providers = itemsOf(property(api, 'AdditionalAuthenticationProviders'));
  const type = providers.map((one) => get(one, 'AuthenticationType')).find((value) => exactText(value) === 'AWS_IAM');
  if (type === undefined) return undefined;
  const path = pathOf(type.at);
  const item = path?.slice(0, -1);
  if (item === undefined || typeof item.at(-1) !== 'number') return [];
  return [{ kind: 'remove', file: type.at.source, path: providers.length === 1 ? item.slice(0, -1) : item }];
}

function onlyPool(app: App, api: Resource): Resource | undefined {
  const [pool, ...others] = app.ofType('AWS::Cognito::UserPool');
  return pool !== undefined && others.length === 0 && pool.at.source === api.at.source ? pool : undefined;
}

function withoutAdditional(fail: FailOutcome, api: Resource, own: Written): Fix | NoFix {
  const path = pathOf(fail.at);
  const item = path?.slice(0, -1);
  if (item === undefined || typeof item.at(-1) !== 'number') return noFix('the key is not written as an entry of a list');
  return {
    safety: 'review',
    title: `Take the API key out of the ways in which ${own.logicalId} authorizes`,
    // An empty list would be refused.
    changes: [
      {
        kind: 'remove',
        file: own.file,
        path: itemsOf(property(api, 'AdditionalAuthenticationProviders')).length === 1 ? item.slice(0, -1) : item,
      },
    ],
    todo: [`Replace @aws_api_key in the schema of ${own.logicalId}`],
  };
}

/** Wherever an event API takes a key: as a way in, to connect, to publish, to subscribe. */
function events(api: Resource, own: Written): Fix | NoFix {
  const lists = ['AuthProviders', 'ConnectionAuthModes', 'DefaultPublishAuthModes', 'DefaultSubscribeAuthModes'];
  const changes = lists.flatMap((name) => keysIn(property(api, `EventConfig.${name}`), own));
  if (changes.length === 0) return noFix('the ways of authorizing are not written as lists of maps');
  return {
    safety: 'review',
    title: `Let ${own.logicalId} authorize by IAM instead of an API key`,
    changes,
    todo: [`Let the callers of ${own.logicalId} ${SIGNED} appsync:EventConnect, EventPublish and EventSubscribe on it`],
  };
}

function keysIn(list: Value | undefined, { file }: Written): Change[] {
  const types = itemsOf(list).map((one) => get(one, 'AuthType'));
  const hasSigned = types.some((type) => exactText(type) === 'AWS_IAM');
  return types.flatMap((type): Change[] => {
    const path = exactText(type) === 'API_KEY' ? pathOf(type!.at) : undefined;
    if (path === undefined) return [];
    return hasSigned ? [{ kind: 'remove', file, path: path.slice(0, -1) }] : [{ kind: 'set', file, path, value: 'AWS_IAM' }];
  });
}
