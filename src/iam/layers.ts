import type { Explanation } from './explain.ts';
import type { Policy } from './policy.ts';
import type { Naming } from './principal.ts';
import { matchStatement } from './statement.ts';
import type { Asked, PolicyKind } from './statement.ts';

/** What the policies of one kind, taken together, say to a request. */
export interface Layer {
  readonly denies: boolean;
  readonly allows: boolean;
  /** How the statements that allow it name the principal; empty for kinds without principals. */
  readonly allowedAs: ReadonlySet<Naming>;
  readonly explanation: Explanation;
}

const NAMES: Readonly<Record<PolicyKind, string>> = {
  identity: 'identity policy',
  boundary: 'permissions boundary',
  session: 'session policy',
  scp: 'service control policy',
  rcp: 'resource control policy',
  resource: 'resource policy',
};

/** Judges policies whose statements count as one: any `Deny` that applies denies, any `Allow` that applies allows. */
export function judgePolicies(policies: readonly Policy[], kind: PolicyKind, asked: Asked): Layer {
  const allowedAs = new Set<Naming>();
  let denies = false;
  let allows = false;
  const parts = policies.map((policy, i) => {
    const statements = policy.statements.map((statement, j) => {
      const what = `statement ${statement.sid ?? j + 1}`;
      const { applies, effect, naming, explanation } = matchStatement(statement, asked, { policy, kind, what });
      if (applies && effect === 'Deny') denies = true;
      if (applies && effect === 'Allow') allows = true;
      if (applies && effect === 'Allow' && naming !== null) allowedAs.add(naming);
      return explanation;
    });
    const what = policies.length === 1 ? NAMES[kind] : `${NAMES[kind]} ${i + 1}`;
    return { what, holds: statements.some(({ holds }) => holds), because: applying(statements), parts: statements };
  });
  const because = denies ? 'a statement denies it' : allows ? 'a statement allows it' : 'no statement allows it';
  const holds = allows && !denies;
  const only = parts.length === 1 ? parts[0] : undefined;
  // One policy says for itself what it holds; a level for it alone would say nothing.
  const explanation: Explanation = only
    ? { ...only, holds, because }
    : { what: kind === 'boundary' ? 'permissions boundaries' : `${NAMES[kind].slice(0, -1)}ies`, holds, because, parts };
  return { denies, allows, allowedAs, explanation };
}

function applying(statements: readonly Explanation[]): string {
  const count = statements.filter(({ holds }) => holds).length;
  return count === 0 ? 'no statement applies' : count === 1 ? 'one statement applies' : `${count} statements apply`;
}

/** Judges policies attached at several levels (root, organizational units, account): every level must allow.
 *  https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_evaluation.html */
export function judgeLevels(levels: readonly (readonly Policy[])[], kind: 'scp' | 'rcp', asked: Asked): Layer {
  const layers = levels.map((policies) => judgePolicies(policies, kind, asked));
  const denies = layers.some((layer) => layer.denies);
  const allows = layers.every((layer) => layer.allows);
  const because = denies ? 'a statement denies it' : allows ? 'every level allows it' : 'a level does not allow it';
  const parts = layers.map(({ explanation }, i) => ({ ...explanation, what: `level ${i + 1}` }));
  return {
    denies,
    allows,
    allowedAs: new Set(),
    explanation: { what: `${NAMES[kind].slice(0, -1)}ies`, holds: allows && !denies, because, parts },
  };
}
