import { defineCheck } from '../../../model/check.ts';
import type { Check } from '../../../model/check.ts';
import type { App } from '../../../model/app.ts';
import type { Outcome } from '../../../model/finding.ts';
import { refersTo } from '../../../model/reference.ts';
import { property } from '../../../model/template.ts';
import type { Resource } from '../../../model/template.ts';
import { exactText, flag, get, isUnknown, itemsOf, show, unknown } from '../../../model/value.ts';
import { cannotTell, fail, notApplicable, pass } from '../../outcomes.ts';
import { passwordOutcomes } from './password.ts';
import { fix } from './fix.ts';

const check: Check = defineCheck({
  id: 'user-pool-weak',
  title: 'Cognito lets users in too easily',
  practices: [4],
  severity: 'medium',
  promise: 'rule',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/cognito/latest/developerguide/managing-security.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/cognito-controls.html',
    'https://docs.aws.amazon.com/cognito/latest/developerguide/identity-pools.html',
  ],
  looksAt: [
    'AWS::Cognito::UserPool',
    'AWS::Cognito::UserPoolClient',
    'AWS::Cognito::IdentityPool',
    'AWS::Cognito::IdentityPoolRoleAttachment',
  ],
  messages: {
    shortPassword: '{pool} accepts passwords of {length} characters',
    simplePassword: '{pool} accepts passwords of {length} characters without {missing}',
    noMfa: '{pool} asks for a password alone, so one that leaked elsewhere opens the account here',
    selfSignUp: 'anyone can sign up in {pool}, whose users get through {authorizers}',
    guests: 'anyone gets credentials of {role} from {pool} without signing in',
    implicit: '{client} hands tokens to the browser in the address (implicit grant), where history, logs and scripts can read them',
  },
  remedy:
    'Set a MinimumLength of at least 8 with all four classes, MfaConfiguration ON or OPTIONAL, AllowedOAuthFlows code, no role for unauthenticated identities, and AllowAdminCreateUserOnly where nobody should sign up alone.',
  fix,
  *run(app) {
    for (const pool of app.ofType('AWS::Cognito::UserPool')) yield* judgePool(app, pool);
    for (const client of app.ofType('AWS::Cognito::UserPoolClient')) yield judgeClient(client);
    for (const pool of app.ofType('AWS::Cognito::IdentityPool')) yield judgeIdentities(app, pool);
  },
});
export default check;

function* judgePool(app: App, pool: Resource): Iterable<Outcome> {
  if (servesMachinesOnly(app, pool)) return yield notApplicable(pool.id, 'its clients sign in as themselves, not as users');
  const outcomes = [...passwordOutcomes(pool), ...mfa(pool), ...selfSignUp(app, pool)];
  yield* outcomes.length > 0 ? outcomes : [pass(pool.id)];
}

/** Whether every client of the pool uses the client credentials grant alone: then there are no passwords to guess. */
function servesMachinesOnly(app: App, pool: Resource): boolean {
  const clients = app.ofType('AWS::Cognito::UserPoolClient').filter((client) => refersTo(property(client, 'UserPoolId'), pool) === true);
  const flows = clients.map((client) => itemsOf(property(client, 'AllowedOAuthFlows')).map(exactText));
  return flows.length > 0 && flows.every((some) => some.length > 0 && some.every((flow) => flow === 'client_credentials'));
}

/** `OFF` unless set (AWS::Cognito::UserPool, MfaConfiguration). */
function mfa(pool: Resource): Outcome[] {
  const setting = property(pool, 'MfaConfiguration');
  const text = exactText(setting);
  if (setting !== undefined && text === undefined) {
    // YAML reads a bare ON as true.
    if (flag(setting, false) === true) return [];
    if (flag(setting, true) !== false)
      return [cannotTell(pool.id, isUnknown(setting) ? setting : unknown(`MfaConfiguration is ${show(setting)}`, setting.at))];
  }
  if (text === 'ON' || text === 'OPTIONAL') return [];
  return [fail({ subject: pool.id, message: 'noMfa', args: { pool: pool.logicalId }, at: setting?.at ?? pool.at })];
}

/** Open sign-up is how customers join; for an API whose only question is `are you signed in`, it means everybody. */
function selfSignUp(app: App, pool: Resource): Outcome[] {
  if (flag(property(pool, 'AdminCreateUserConfig.AllowAdminCreateUserOnly'), false) !== false) return [];
  const trusting = app.apis.flatMap((api) =>
    api.authorizers.filter((authorizer) => authorizer.userPoolIds.includes(pool.id)).map(({ id }) => id),
  );
  if (trusting.length === 0) return [];
  const args = { pool: pool.logicalId, authorizers: [...new Set(trusting)] };
  const at = property(pool, 'AdminCreateUserConfig.AllowAdminCreateUserOnly')?.at ?? pool.at;
  return [fail({ subject: pool.id, message: 'selfSignUp', args, at, severity: 'info' })];
}

function judgeClient(client: Resource): Outcome {
  const used = flag(property(client, 'AllowedOAuthFlowsUserPoolClient'), false);
  if (used === false) return notApplicable(client.id, 'it uses no OAuth grants');
  const flows = property(client, 'AllowedOAuthFlows');
  if (isUnknown(flows)) return cannotTell(client.id, flows);
  const implicit = itemsOf(flows).find((flow) => exactText(flow) === 'implicit');
  if (implicit === undefined) {
    const blocked = itemsOf(flows).find(isUnknown);
    return blocked === undefined ? pass(client.id) : cannotTell(client.id, blocked);
  }
  if (isUnknown(used)) return cannotTell(client.id, used);
  return fail({ subject: client.id, message: 'implicit', args: { client: client.logicalId }, at: implicit.at });
}

/** Guests get credentials where the pool admits them and a role is attached for them. */
function judgeIdentities(app: App, pool: Resource): Outcome {
  const open = flag(property(pool, 'AllowUnauthenticatedIdentities'), false);
  if (open === false) return pass(pool.id);
  if (isUnknown(open)) return cannotTell(pool.id, open);
  for (const attachment of app.ofType('AWS::Cognito::IdentityPoolRoleAttachment')) {
    const here = refersTo(property(attachment, 'IdentityPoolId'), pool);
    if (here === false) continue;
    const roles = property(attachment, 'Roles');
    const blocked = isUnknown(here) ? here : isUnknown(roles) ? roles : undefined;
    if (blocked !== undefined) return cannotTell(pool.id, blocked);
    const role = get(roles, 'unauthenticated');
    if (role === undefined) continue;
    const at = property(pool, 'AllowUnauthenticatedIdentities')?.at ?? pool.at;
    const args = { pool: pool.logicalId, role: show(role).replaceAll(/\$\{|\.Arn\}|\}/g, '') };
    return fail({ subject: pool.id, message: 'guests', args, at, evidence: [{ text: 'the role that guests get', at: role.at }] });
  }
  return pass(pool.id);
}
