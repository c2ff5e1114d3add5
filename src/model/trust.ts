import { actionMatches } from '../iam/match.ts';
import type { App } from './app.ts';
import { policyText } from './policy-text.ts';
import type { Role } from './role.ts';
import type { Statement } from './statement.ts';
import { exactText, show } from './value.ts';

/** A role that asks to assume another. */
export interface AskingRole {
  readonly app: App;
  /** As the policy engine writes it. */
  readonly arn: string;
}

/**
 * Whether a role's trust policy lets a service, or another role of the account, assume it: `named` when it names it, `account` when it
 * leaves that to the policies of the account. A statement with conditions counts for services, which meet them, and not for roles.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-service.html
 */
export function trusts(role: Role, who: string | AskingRole): 'named' | 'account' | false {
  const answers = role.trust.statements
    .filter(
      ({ effect, actions }) => effect === 'Allow' && actions.some((action) => actionMatches(exactText(action) ?? '', 'sts:AssumeRole')),
    )
    .map((statement) => (typeof who === 'string' ? trustsService(statement, who) : trustsRole(statement, who)));
  return answers.find((answer) => answer === 'named') ?? answers.find((answer) => answer === 'account') ?? false;
}

function trustsService({ principals }: Statement, service: string): 'named' | false {
  return principals.some(({ kind, value }) => kind === 'service' && exactText(value) === service) ? 'named' : false;
}

function trustsRole({ principals, conditions }: Statement, { app, arn }: AskingRole): 'named' | 'account' | false {
  if (conditions.length > 0) return false;
  const named = principals.filter(({ kind }) => kind === 'aws').map(({ value }) => value);
  if (named.some((value) => policyText(app, value) === arn) || principals.some(({ kind }) => kind === 'any')) return 'named';
  // A number that is written out is taken for another account's.
  return named.some((value) => /^(?:arn:[^:]*:iam::)?\$\{AWS::AccountId\}(?::root)?$/.test(partless(show(value)))) ? 'account' : false;
}

/** An ARN whose partition is left open has colons of its own there. */
function partless(text: string): string {
  return text.replace('${AWS::Partition}', 'aws');
}
