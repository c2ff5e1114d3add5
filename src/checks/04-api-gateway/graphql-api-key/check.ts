import { defineCheck } from '../../../model/check.ts';
import type { Check } from '../../../model/check.ts';
import type { Api } from '../../../model/api/api.ts';
import { publicReason } from '../../../model/api/public-route.ts';
import type { App } from '../../../model/app.ts';
import type { Outcome } from '../../../model/finding.ts';
import { property } from '../../../model/template.ts';
import type { Resource } from '../../../model/template.ts';
import { exactText, get, isUnknown, itemsOf, show, unknown } from '../../../model/value.ts';
import type { Unknown, Value } from '../../../model/value.ts';
import { cannotTell, fail, notApplicable, pass } from '../../outcomes.ts';
import { isOpenToStrangers } from '../strangers.ts';
import { fix } from './fix.ts';

const check: Check = defineCheck({
  id: 'graphql-api-key',
  title: 'An AppSync API lets callers in with an API key',
  practices: [4],
  severity: 'medium',
  promise: 'rule',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/appsync/latest/devguide/security-authz.html',
    'https://docs.aws.amazon.com/appsync/latest/eventapi/configure-event-api-auth.html',
  ],
  looksAt: ['AWS::AppSync::GraphQLApi', 'AWS::AppSync::Api'],
  config: ['routes.public'],
  messages: {
    default: 'whoever has the API key of {api} can use every field of its schema that names no other way of authorizing',
    additional: '{api} also takes an API key, for the fields that its schema opens with @aws_api_key',
    events: '{api} lets whoever has its API key connect, publish or subscribe',
  },
  remedy: 'Use AMAZON_COGNITO_USER_POOLS, OPENID_CONNECT, AWS_IAM or AWS_LAMBDA as AuthenticationType.',
  fix,
  *run(app) {
    for (const api of app.apis) if (api.kind === 'graphql') yield judge(app, api);
    for (const api of app.ofType('AWS::AppSync::Api')) yield eventApi(api);
  },
});
export default check;

function judge(app: App, api: Api): Outcome {
  const open = isOpenToStrangers(api);
  if (open === false) return pass(api.id);
  const key = api.authorizers.find((authorizer) => authorizer.kind === 'api-key');
  if (key === undefined) {
    const blocked = unreadType(
      [api.resource.properties, ...itemsOf(property(api.resource, 'AdditionalAuthenticationProviders'))],
      'AuthenticationType',
    );
    return blocked === undefined ? pass(api.id) : cannotTell(api.id, blocked);
  }
  if (isUnknown(open)) return cannotTell(api.id, open);
  const accepted = api.routes.map((route) => publicReason(app.config, route)).find((reason) => reason !== null);
  if (accepted !== undefined) return notApplicable(api.id, `open on purpose: ${accepted}`);
  const isDefault = api.routes.some((route) => route.authorization.kind === 'api-key');
  return fail({
    subject: api.id,
    message: isDefault ? 'default' : 'additional',
    args: { api: api.resource.logicalId },
    at: key.at,
    // Beside another default, a key opens only the fields that the schema gives it.
    ...(isDefault ? {} : { severity: 'low' as const }),
  });
}

/** Event APIs list their ways of authorizing in `EventConfig.AuthProviders`. */
function eventApi(api: Resource): Outcome {
  const providers = itemsOf(property(api, 'EventConfig.AuthProviders'));
  const key = providers.map((provider) => get(provider, 'AuthType')).find((type) => exactText(type) === 'API_KEY');
  if (key !== undefined) return fail({ subject: api.id, message: 'events', args: { api: api.logicalId }, at: key.at });
  const blocked = unreadType(providers, 'AuthType');
  return blocked === undefined ? pass(api.id) : cannotTell(api.id, blocked);
}

/** The first way of authorizing that cannot be read. */
function unreadType(providers: readonly Value[], key: string): Unknown | undefined {
  const types = providers.map((provider) => get(provider, key)).filter((type) => type !== undefined);
  const unread = types.find((type) => exactText(type) === undefined);
  return unread === undefined || isUnknown(unread) ? unread : unknown(`${key} is ${show(unread)}`, unread.at);
}
