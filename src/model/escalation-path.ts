import { difference } from '../iam/difference.ts';
import type { Policy, Request } from '../iam/policy.ts';
import type { App } from './app.ts';
import { escalationSteps } from './escalation.ts';
import type { EscalationStep } from './escalation.ts';
import { policyOf, rolePolicy } from './role-policy.ts';
import type { Role } from './role.ts';

/** A principal that a role can become, and the steps there. */
export interface EscalationPath {
  /** At least one; each begins where the one before it ends. */
  readonly steps: readonly [EscalationStep, ...EscalationStep[]];
  /** Null: a principal of the account that is not in the app, or every permission. */
  readonly to: Role | null;
}

/** Everybody that a role can become, nearest first, and why there may be more. */
export interface Escalations {
  readonly paths: readonly EscalationPath[];
  readonly undecided: string | null;
}

/** Follows the steps from a role. Steps that hold only under conditions nobody can be sure of are not followed: they are `undecided`. */
export function escalationsOf(app: App, role: Role): Escalations {
  const paths: EscalationPath[] = [];
  const met = new Set([role.id]);
  const queue: { readonly role: Role; readonly steps: EscalationPath['steps'] | null }[] = [{ role, steps: null }];
  let undecided: string | null = null;
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    const found = escalationSteps(app, next.role);
    undecided ??= found.undecided;
    for (const step of found.steps) {
      if (step.only.length > 0) undecided ??= `${step.how} only where ${[...new Set(step.only)].join(' and ')} allow it`;
      if (step.only.length > 0 || (step.to !== null && met.has(step.to.id))) continue;
      const steps: readonly [EscalationStep, ...EscalationStep[]] =
        next.steps === null ? [step] : [next.steps[0], ...next.steps.slice(1), step];
      paths.push({ steps, to: step.to });
      if (step.to === null) continue;
      met.add(step.to.id);
      queue.push({ role: step.to, steps });
    }
  }
  return { paths, undecided };
}

const EVERYTHING: Policy = {
  version: '2012-10-17',
  statements: [
    {
      sid: null,
      effect: 'Allow',
      actions: { not: false, patterns: ['*'] },
      resources: { not: false, patterns: ['*'] },
      principals: null,
      conditions: [],
    },
  ],
};

/** Who is an administrator can become nobody stronger. */
function allowsEverything({ statements }: Policy): boolean {
  const isEvery = (patterns: readonly string[] | undefined): boolean => patterns?.some((pattern) => /^\*+$/.test(pattern)) === true;
  return (
    statements.every((statement) => statement.effect === 'Allow') &&
    statements.some(
      ({ actions, resources, conditions }) =>
        !actions.not && isEvery(actions.patterns) && resources?.not === false && isEvery(resources.patterns) && conditions.length === 0,
    )
  );
}

const TELLING: readonly string[] = ['iam:CreateUser', 'iam:AttachRolePolicy', 's3:GetObject', 'dynamodb:DeleteTable'];

/** Logs and traces of its own are what every function may write. */
const ignore = (action: string): boolean => /^(?:logs|xray):/i.test(action);

/** A request that the end of a path may make and its beginning may not: null when there is none, and a reason when it cannot be told. */
export function gainOf(app: App, role: Role, { steps, to }: EscalationPath): Request | null | { readonly because: string } {
  const mine = policyOf(rolePolicy(app, role).statements);
  if (allowsEverything(mine)) return null;
  const other = to === null ? null : rolePolicy(app, to);
  const theirs = other === null ? EVERYTHING : policyOf(other.statements);
  const limited = steps.at(-1)!.limit;
  const limit = limited === null ? null : rolePolicy(app, limited).boundary;
  const within = limit === null ? {} : { within: [policyOf(limit.statements)] };
  // Who may do everything may nearly always do one of these, which is found much sooner.
  const telling = to === null ? difference([theirs], [mine], { ...within, actions: TELLING }) : null;
  if (telling?.decided === true && telling.witness !== null) return telling.witness;
  const answer = difference([theirs], [mine], { ignore, ...within });
  if (answer.decided && answer.witness !== null) return answer.witness;
  const blind = other?.unreadable[0] ?? limit?.unreadable[0];
  if (blind !== undefined) return { because: blind.reason };
  return answer.decided ? null : { because: answer.because };
}
