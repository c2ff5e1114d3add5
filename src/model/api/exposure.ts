import { deniesStrangers, limitsCallers, speaksOfAnyone } from '../restriction.ts';
import type { PolicyDocument, Statement } from '../statement.ts';
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
  const denies = policy.statements.some(
    (statement) => statement.effect === 'Deny' && speaksOfAnyone(statement) === true && covers(statement) && deniesStrangers(statement),
  );
  if (denies) return false;
  if (blocked !== undefined) return blocked;
  const effect = policy.statements.map((statement) => statement.effect).find(isUnknown);
  return effect ?? allows.length > 0;
}

function appliesToAnyone(statement: Statement): boolean | Unknown {
  const principal = speaksOfAnyone(statement);
  if (principal === false || !covers(statement)) return false;
  const limits = limitsCallers(statement);
  if (limits === true) return false;
  if (isUnknown(limits)) return limits;
  const timed = statement.conditions.find(({ key }) => /^aws:(?:currenttime|epochtime)$/i.test(key));
  return timed === undefined ? principal : unknown('the resource policy holds at certain times only', timed.at);
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
