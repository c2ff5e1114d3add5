import type { App } from '../../../model/app.ts';
import type { Role } from '../../../model/role.ts';
import type { Statement } from '../../../model/statement.ts';
import { atomsOf, entriesOf, exactText, resourcesIn } from '../../../model/value.ts';
import type { Atom, Value } from '../../../model/value.ts';

/** The account that a principal stands for as a whole: its number, `own`, `open` (a parameter), or `named`: one user or role of it. */
export function accountOf(principal: Value): string {
  const atoms = atomsOf(principal) ?? [];
  const text = atoms.map((atom) => (atom.kind === 'literal' ? atom.text : isOwnAccount(atom) ? '<own>' : '<open>')).join('');
  const [, account = text, rest = 'root'] = /^arn:[^:]*:iam::([^:]*):(.+)$/.exec(text) ?? [];
  if (rest !== 'root') return 'named';
  if (account === '<own>') return 'own';
  if (/^\d{12}$/.test(account)) return account;
  // A parameter alone may hold the ARN of a single role; the attribute of a resource does.
  return atoms.some((atom) => atom.kind === 'resource') ? 'named' : 'open';
}

function isOwnAccount(atom: Atom): boolean {
  return atom.kind === 'pseudo' && atom.name === 'AWS::AccountId';
}

/** Whether a web identity must have a certain subject, audience or repository and not just any. */
export function hasSubjectCondition(statement: Statement): boolean {
  return statement.conditions.some(({ key, values, operator }) => {
    if (operator === '?') return true;
    const asked = /:(?:sub|aud|amr|oaud|app_id|user_id|repository|repository_owner|job_workflow_ref|environment)$/i.exec(key)?.[0];
    // Every workflow of GitHub may ask for the audience of AWS; the subject alone tells repositories apart.
    if (asked === undefined || (asked === ':aud' && key.startsWith('token.actions.githubusercontent.com'))) return false;
    return values.length > 0 && !values.some((value) => /^\*?$/.test(exactText(value) ?? '.'));
  });
}

// Service principals that stand for Lambda itself.
const LAMBDA: ReadonlySet<string> = new Set(['lambda', 'edgelambda', 'replicator.lambda']);

/** Services besides Lambda that may assume a role which, as far as the app shows, only its functions run with. */
export function servicesNobodyNeeds(app: App, role: Role, statement: Statement): readonly Value[] {
  if (role.functions.length === 0) return [];
  const others = statement.principals
    .filter(
      ({ kind, value }) =>
        kind === 'service' && !LAMBDA.has(/^([\w.-]+?)\.(?:amazonaws\.com|amazon\.com)/.exec(exactText(value) ?? '')?.[1] ?? 'lambda'),
    )
    .map(({ value }) => value);
  return others.length === 0 || isNamedElsewhere(app, role) ? [] : others;
}

/** Whether anything but functions' own `Role` names it: another resource, an environment variable, a policy that passes it on. */
function isNamedElsewhere(app: App, role: Role): boolean {
  if (role.usedBy.some((user) => !role.functions.includes(user))) return true;
  return app.resources.some((resource) =>
    entriesOf(resource.properties).some(({ key, value }) => {
      if (key === 'Role' && resource.type === 'AWS::Lambda::Function') return false;
      if (key === 'Roles' && resource.type.startsWith('AWS::IAM::')) return false;
      return resourcesIn(value).has(role.id);
    }),
  );
}
