import type { App } from '../../../model/app.ts';
import { defineCheck } from '../../../model/check.ts';
import type { Check } from '../../../model/check.ts';
import type { Outcome } from '../../../model/finding.ts';
import { limitsCallers } from '../../../model/restriction.ts';
import type { Role } from '../../../model/role.ts';
import type { Principal, Statement } from '../../../model/statement.ts';
import { exactText, isUnknown, show, unknown } from '../../../model/value.ts';
import type { Value } from '../../../model/value.ts';
import { cannotTell, fail, pass } from '../../outcomes.ts';
import { nameOf } from '../grants.ts';
import { fix } from './fix.ts';
import { accountOf, hasSubjectCondition, servicesNobodyNeeds } from './trust.ts';

const check: Check = defineCheck({
  id: 'role-trust-too-wide',
  title: 'Role can be assumed by more than those who use it',
  practices: [1],
  severity: 'high',
  promise: 'rule',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_update-role-trust-policy.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_oidc.html',
  ],
  looksAt: ['AWS::IAM::Role'],
  config: ['account.trusted'],
  messages: {
    anyone: '{role} can be assumed by anyone with an AWS account',
    account: '{role} can be assumed by everybody whom account {account} lets, with no external id or organization asked for',
    federated: '{role} can be assumed by every identity of {provider}, as the trust policy asks for no subject',
    service: '{role} is used by Lambda only, yet {services} may assume it too: whoever may pass it there gets its permissions',
  },
  remedy:
    'Trust only the service that uses the role; for another account or an identity provider name the role or subject, or set sts:ExternalId or aws:PrincipalOrgID.',
  fix,
  *run(app) {
    for (const role of app.roles) {
      for (const blocked of role.trust.unreadable) yield cannotTell(role.id, blocked);
      for (const statement of role.trust.statements) if (statement.effect !== 'Deny') yield judge(app, role, statement);
    }
  },
});
export default check;

function judge(app: App, role: Role, statement: Statement): Outcome {
  const { subject } = statement;
  const common = { subject, data: { functions: role.functions } };
  const name = nameOf(role.resource);
  if (isUnknown(statement.effect)) return cannotTell(subject, statement.effect);
  const limited = limitsCallers(statement);
  if (limited === true) return pass(subject);
  const anyone = statement.principals.find(({ kind }) => kind === 'any')?.value ?? statement.notPrincipals[0]?.value;
  if (anyone !== undefined) {
    return isUnknown(limited) ? cannotTell(subject, limited) : fail({ ...common, message: 'anyone', args: { role: name }, at: anyone.at });
  }
  const federated = statement.principals.filter(({ kind }) => kind === 'federated').find(({ value }) => needsSubject(value));
  if (federated !== undefined && !isUnknown(limited) && !hasSubjectCondition(statement)) {
    return fail({ ...common, message: 'federated', args: { role: name, provider: show(federated.value) }, at: federated.value.at });
  }
  const services = servicesNobodyNeeds(app, role, statement);
  if (services.length > 0) {
    const names = services.map(show);
    // Only those who may pass the role in this account can use the way in.
    return fail({
      ...common,
      message: 'service',
      args: { role: name, services: names },
      at: services[0]!.at,
      severity: 'medium',
      data: { ...common.data, services: names },
    });
  }
  return judgeAccounts(app, { role, statement, name });
}

function judgeAccounts(app: App, { role, statement, name }: { role: Role; statement: Statement; name: string }): Outcome {
  const { subject } = statement;
  // The external id is what a third party's other customers cannot send (IAM user guide, the confused deputy problem).
  if (statement.conditions.some(({ key }) => key.toLowerCase() === 'sts:externalid')) return pass(subject);
  const foreign = statement.principals.flatMap((principal) => foreignAccount(app, principal));
  const known = foreign.find(({ account }) => account !== null);
  if (known !== undefined) {
    const { account, value } = known;
    const data = { account, functions: role.functions };
    return fail({ subject, message: 'account', args: { role: name, account: account! }, at: value.at, data });
  }
  const blocked = statement.principals.find(({ kind }) => kind === 'unknown')?.value ?? foreign[0]?.value;
  if (blocked === undefined) return pass(subject);
  return cannotTell(
    subject,
    isUnknown(blocked) ? blocked : unknown(`whose account ${show(blocked)} is, is known only at deployment`, blocked.at),
  );
}

/** A whole account that is not this one; `account` is null when only the deployment knows which it is. */
function foreignAccount(app: App, { kind, value }: Principal): { account: string | null; value: Value }[] {
  if (kind !== 'aws') return [];
  const account = accountOf(value);
  if (account === 'named' || account === 'own') return [];
  if (account === 'open') return [{ account: null, value }];
  return app.config.account.trusted.includes(account) ? [] : [{ account, value }];
}

/** Cognito and OpenID Connect providers vouch for everybody who signs in; a SAML provider for one company. */
function needsSubject(provider: Value): boolean {
  const text = exactText(provider) ?? show(provider);
  return (
    text === 'cognito-identity.amazonaws.com' ||
    text.includes(':oidc-provider/') ||
    /^(?:accounts\.google|www\.amazon|graph\.facebook)\.com$/.test(text)
  );
}
