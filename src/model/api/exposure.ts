import type { Condition, PolicyDocument, Statement } from '../statement.ts';
import { exactText, isUnknown, unknown } from '../value.ts';
import type { Unknown, Value } from '../value.ts';
import type { Api } from './api.ts';

/**
 * Whether callers with no name in any policy get past the API's resource policy. A private API needs a policy to be
 * called at all; any other API without one admits everybody (API Gateway developer guide, resource policies).
 */
export function apiAdmitsAnyone(api: Api): boolean | Unknown {
  const endpoints = api.endpointTypes;
  if (api.resourcePolicy === null) {
    if (isUnknown(endpoints)) return endpoints;
    return !endpoints.includes('PRIVATE');
  }
  return policyAdmitsAnyone(api.resourcePolicy);
}

function policyAdmitsAnyone(policy: PolicyDocument): boolean | Unknown {
  const verdicts = policy.statements.map((statement) => ({ statement, applies: appliesToAnyone(statement) }));
  const blocked = policy.unreadable[0] ?? verdicts.map(({ applies }) => applies).find(isUnknown);
  const allows = verdicts.filter(({ statement, applies }) => statement.effect === 'Allow' && applies === true);
  const denies = policy.statements.some((statement) => statement.effect === 'Deny' && deniesStrangers(statement));
  if (denies) return false;
  if (blocked !== undefined) return blocked;
  const effect = policy.statements.map((statement) => statement.effect).find(isUnknown);
  return effect ?? allows.length > 0;
}

function appliesToAnyone(statement: Statement): boolean | Unknown {
  const principal = anyone(statement);
  if (principal === false || !covers(statement)) return false;
  const limits = statement.conditions.map((condition) => (isNegated(condition) || mayBeAbsent(condition) ? false : restricts(condition)));
  if (limits.includes(true)) return false;
  const blocked = limits.find(isUnknown);
  return blocked ?? principal;
}

/** A deny for everyone, unless from a known address, endpoint or organization, keeps strangers out. */
function deniesStrangers(statement: Statement): boolean {
  if (anyone(statement) !== true || !covers(statement)) return false;
  return (
    statement.conditions.length === 0 || statement.conditions.some((condition) => restricts(condition) === true && isNegated(condition))
  );
}

function anyone(statement: Statement): boolean | Unknown {
  if (statement.principals.some((principal) => principal.kind === 'any')) return true;
  const blind = statement.principals.find((principal) => principal.kind === 'unknown')?.value;
  if (blind !== undefined) return isUnknown(blind) ? blind : unknown('a principal that cannot be read', blind.at);
  return statement.notPrincipals.length > 0;
}

/** Whether the statement speaks of calling the API; an action that cannot be told is taken to. */
function covers(statement: Statement): boolean {
  if (statement.notActions.length > 0) return !statement.notActions.some(isInvoke);
  return statement.actions.some(isInvoke);
}

function isInvoke(action: Value): boolean {
  const text = exactText(action)?.toLowerCase();
  return text === undefined || ['*', 'execute-api:*', 'execute-api:invoke', 'execute-api:i*'].includes(text);
}

// Keys a caller cannot choose the value of (IAM user guide, global condition keys).
const TRUSTED_KEYS: ReadonlySet<string> = new Set(
  [
    ['SourceIp', 'VpcSourceIp', 'SourceVpc', 'SourceVpce', 'SourceVpcArn', 'VpceAccount', 'VpceOrgID', 'VpceOrgPaths'],
    ['PrincipalOrgID', 'PrincipalOrgPaths', 'PrincipalAccount', 'PrincipalArn', 'PrincipalTag', 'PrincipalType', 'userid', 'username'],
    ['SourceArn', 'SourceAccount', 'SourceOrgID', 'SourceOrgPaths'],
  ].flatMap((names) => names.map((name) => `aws:${name.toLowerCase()}`)),
);

/** Whether a condition keeps some callers out whatever they send: who or where they are, but not headers they choose. */
function restricts(condition: Condition): boolean | Unknown {
  if (condition.operator === '?') return condition.values.find(isUnknown) ?? unknown('a condition that cannot be read', condition.at);
  const key = condition.key.toLowerCase().replace(/\/.*$/, '');
  if (!TRUSTED_KEYS.has(key)) return false;
  if (condition.operator.toLowerCase().startsWith('null')) return false;
  return !condition.values.some(isEverything);
}

function isEverything(value: Value): boolean {
  const text = exactText(value);
  return text === '*' || text === '0.0.0.0/0' || text === '::/0';
}

/** `...IfExists` lets in whoever does not bring the key, and only the address is always there. */
function mayBeAbsent(condition: Condition): boolean {
  return /IfExists$/i.test(condition.operator) && condition.key.toLowerCase() !== 'aws:sourceip';
}

function isNegated(condition: Condition): boolean {
  return /not(?:equals|like|ipaddress)|notipaddress/i.test(condition.operator);
}
