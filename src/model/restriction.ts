import type { Condition, Statement } from './statement.ts';
import { exactText, isUnknown, unknown } from './value.ts';
import type { Unknown, Value } from './value.ts';

// Keys a caller cannot choose the value of (IAM user guide, global condition keys; service authorization reference).
const TRUSTED_KEYS: ReadonlySet<string> = new Set(
  [
    ['SourceIp', 'VpcSourceIp', 'SourceVpc', 'SourceVpce', 'SourceVpcArn', 'VpceAccount', 'VpceOrgID', 'VpceOrgPaths'],
    ['PrincipalOrgID', 'PrincipalOrgPaths', 'PrincipalAccount', 'PrincipalArn', 'PrincipalTag', 'PrincipalType', 'userid', 'username'],
    ['SourceArn', 'SourceAccount', 'SourceOrgID', 'SourceOrgPaths', 'SourceOwner', 'PrincipalServiceName', 'PrincipalIsAWSService'],
  ]
    .flatMap((names) => names.map((name) => `aws:${name.toLowerCase()}`))
    .concat('kms:calleraccount', 's3:dataaccesspointaccount', 's3:dataaccesspointarn'),
);

/** Whether an Allow for anyone still keeps some callers out, by who or where they are and not by what they send. */
export function limitsCallers(statement: Statement): boolean | Unknown {
  const limits = statement.conditions.map((condition) => (isNegated(condition) || mayBeAbsent(condition) ? false : restricts(condition)));
  if (limits.includes(true)) return true;
  return limits.find(isUnknown) ?? false;
}

/** Whether a Deny for everyone keeps strangers out: without a condition, or unless they come from a known address, endpoint or organization. */
export function deniesStrangers(statement: Statement): boolean {
  if (statement.conditions.length === 0) return true;
  return statement.conditions.some((condition) => restricts(condition) === true && isNegated(condition));
}

/** Whether a statement of a resource or trust policy speaks of callers with no name in it. */
export function speaksOfAnyone(statement: Statement): boolean | Unknown {
  if (statement.principals.some((principal) => principal.kind === 'any')) return true;
  const blind = statement.principals.find((principal) => principal.kind === 'unknown')?.value;
  if (blind !== undefined) return isUnknown(blind) ? blind : unknown('a principal that cannot be read', blind.at);
  return statement.notPrincipals.length > 0;
}

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
