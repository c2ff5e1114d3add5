import type { PolicyPrincipal, PolicyStatement, PrincipalSet } from '../iam/policy.ts';
import type { App } from './app.ts';
import { policyText } from './policy-text.ts';
import { policyStatement } from './role-policy.ts';
import type { Principal, Statement } from './statement.ts';
import { isUnknown, unknown } from './value.ts';
import type { Unknown } from './value.ts';

/** A statement of a resource policy in the policy engine's form, or what of it cannot be read. */
export function resourceStatement(app: App, statement: Statement): PolicyStatement | Unknown {
  const read = policyStatement(statement, (value) => policyText(app, value));
  if (isUnknown(read)) return read;
  const not = statement.notPrincipals.length > 0;
  const entries = (not ? statement.notPrincipals : statement.principals).map((principal) => principalOf(app, principal));
  const blind = entries.find(isUnknown);
  if (blind !== undefined) return blind;
  const principals: PrincipalSet | null = entries.length === 0 ? null : { not, entries: entries as PolicyPrincipal[] };
  const named = statement.resources.length + statement.notResources.length > 0;
  return { ...read, resources: named ? read.resources : null, principals };
}

function principalOf(app: App, { kind, value }: Principal): PolicyPrincipal | Unknown {
  if (kind === 'any') return { kind, value: '*' };
  const text = policyText(app, value);
  if (isUnknown(text)) return text;
  return kind === 'unknown' ? unknown('a principal that cannot be read', value.at) : { kind, value: text };
}
