import { globMatches } from '../../../iam/match.ts';
import { patternsOverlap } from '../../../iam/overlap.ts';
import type { App } from '../../../model/app.ts';
import { defineCheck } from '../../../model/check.ts';
import type { Check } from '../../../model/check.ts';
import type { Evidence, Outcome } from '../../../model/finding.ts';
import type { LambdaFunction } from '../../../model/function.ts';
import { needsOf } from '../../../model/needs.ts';
import type { Need } from '../../../model/needs.ts';
import { shownResource } from '../../../model/policy-text.ts';
import { rolePolicy } from '../../../model/role-policy.ts';
import type { Role } from '../../../model/role.ts';
import { cannotTell, fail, notApplicable, pass } from '../../outcomes.ts';
import { nameOf } from '../grants.ts';
import { loosenedIn, roleBehavior } from '../role-behavior.ts';
import { allowedBy } from '../allowed.ts';
import { fix } from './fix.ts';

const check: Check = defineCheck({
  id: 'shared-role',
  title: 'One role serves functions that need different things',
  practices: [1],
  severity: 'medium',
  promise: 'proof',
  proves: 'roles that give no function what only another needs',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html',
    'https://docs.aws.amazon.com/wellarchitected/latest/serverless-applications-lens/identity-and-access-management.html',
  ],
  looksAt: ['AWS::IAM::Role', 'AWS::Lambda::Function', 'AWS::Serverless::Function'],
  messages: {
    shared: '{holder} serves {functions}, so {function} may do {action} on {resource}, which only {needer} needs ({count} such in all)',
  },
  remedy: 'Give each function a role of its own; "casemate policy" prints what each needs.',
  fix,
  *run(app) {
    for (const role of app.roles) yield judge(app, role);
  },
});
export default check;

/** What one function may do only because another needs it. */
interface Borrowed {
  readonly fn: LambdaFunction;
  readonly from: LambdaFunction;
  readonly need: Need;
}

function judge(app: App, role: Role): Outcome {
  const behavior = roleBehavior(app, role);
  if (behavior === null || behavior.functions.length < 2) return notApplicable(role.id, 'no two functions of the app run with it');
  const policy = rolePolicy(app, role);
  const users = behavior.functions.map((fn, i) => ({ fn, complete: behavior.behaviors[i]!.complete, needs: own(behavior.behaviors[i]!) }));
  const borrowed = users
    .filter(({ complete }) => complete)
    .flatMap((user) =>
      users
        .filter((other) => other !== user)
        .flatMap((other) =>
          other.needs.filter((need) => !needsToo(app, user.needs, need)).map((need) => ({ fn: user.fn, from: other.fn, need })),
        ),
    )
    .filter(({ need }) => allowedBy(app, policy, need) === 'allowed');
  if (borrowed.length > 0) return shared(app, role, borrowed);
  const incomplete = users.find(({ complete }) => !complete);
  return incomplete === undefined || behavior.blocked === null ? pass(role.id) : cannotTell(role.id, behavior.blocked);
}

/** Logs and traces are the same for all. */
function own(behavior: Parameters<typeof needsOf>[0]): readonly Need[] {
  return needsOf(behavior).filter(({ action }) => !/^(?:logs|xray):/.test(action));
}

function needsToo(app: App, needs: readonly Need[], { action, arn }: Need): boolean {
  return needs.some(
    (need) => need.action === action && (globMatches(need.arn, arn) || patternsOverlap(loosenedIn(app, need.arn), loosenedIn(app, arn))),
  );
}

function shared(app: App, role: Role, borrowed: readonly Borrowed[]): Outcome {
  const [first] = borrowed as readonly [Borrowed, ...Borrowed[]];
  return fail({
    subject: role.id,
    message: 'shared',
    args: {
      holder: nameOf(role.resource),
      functions: role.functions,
      function: first.fn.id,
      action: first.need.action,
      resource: shownResource(app, first.need.arn),
      needer: first.from.id,
      count: borrowed.length,
    },
    at: role.at,
    evidence: evidenceOf(app, borrowed),
    data: {
      functions: role.functions,
      borrowed: borrowed.map(({ fn, from, need }) => ({
        function: fn.id,
        from: from.id,
        action: need.action,
        resource: shownResource(app, need.arn),
      })),
    },
  });
}

const SHOWN = 4;

/** For each function what it borrows, and the line of another's code that needs it. */
function evidenceOf(app: App, borrowed: readonly Borrowed[]): Evidence[] {
  return [...Map.groupBy(borrowed, ({ fn }) => fn.id)].flatMap(([id, all]) =>
    all.slice(0, SHOWN).map(({ from, need }, i) => {
      const { call, platform } = need.reasons[0]!;
      const more = i === SHOWN - 1 && all.length > SHOWN ? `, and ${all.length - SHOWN} more` : '';
      return {
        text: `${id} does not need ${need.action} on ${shownResource(app, need.arn)}, ${from.id} does${more}`,
        at: call?.at ?? platform?.at,
      };
    }),
  );
}
