import type { App } from '../../../model/app.ts';
import { defineCheck } from '../../../model/check.ts';
import type { Check } from '../../../model/check.ts';
import type { Outcome } from '../../../model/finding.ts';
import type { LambdaFunction } from '../../../model/function.ts';
import { rolePolicy } from '../../../model/role-policy.ts';
import { cannotTell, fail, pass } from '../../outcomes.ts';
import { reachOf } from './reach.ts';
import type { Deed, Reach } from './reach.ts';

const check: Check = defineCheck({
  id: 'blast-radius',
  title: 'What whoever gets into the function can do to the app',
  practices: [1],
  severity: 'info',
  promise: 'proof',
  proves: 'functions from which nothing else of the app can be reached',
  since: '0.1.0',
  sources: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege'],
  looksAt: ['AWS::Lambda::Function', 'AWS::Serverless::Function', 'AWS::IAM::Role'],
  messages: { reaches: 'whoever gets into {function} can {deeds}' },
  remedy: 'Nothing to mend here: read it when you decide which functions deserve the most care.',
  *run(app) {
    for (const fn of app.functions) {
      const role = app.roles.find(({ id }) => id === fn.roleId);
      if (role !== undefined) yield judge(app, fn, role);
    }
  },
});
export default check;

const DEEDS: readonly Deed[] = ['change permissions of', 'delete from', 'write', 'invoke', 'use', 'read', 'inspect'];

function judge(app: App, fn: LambdaFunction, role: App['roles'][number]): Outcome {
  const policy = rolePolicy(app, role);
  const reached = reachOf(app, policy, fn.id);
  if (reached.length === 0) {
    const blind = policy.unreadable[0];
    return blind === undefined ? pass(fn.id) : cannotTell(fn.id, blind);
  }
  return fail({
    subject: fn.id,
    message: 'reaches',
    args: { function: fn.resource.logicalId, deeds: deedsOf(reached) },
    at: fn.at,
    data: {
      role: role.id,
      complete: policy.unreadable.length === 0,
      resources: reached.map(({ resource, deeds }) => ({
        resource: resource.id,
        type: resource.type,
        ...Object.fromEntries([...deeds].map(([deed, actions]) => [deed.split(' ')[0], actions])),
      })),
    },
  });
}

/** `delete Orders`, `read Orders and 3 more`. */
function deedsOf(reached: readonly Reach[]): string[] {
  return DEEDS.flatMap((deed) => {
    const names = reached.filter(({ deeds }) => deeds.has(deed)).map(({ resource }) => resource.logicalId);
    const [first] = names;
    if (first === undefined) return [];
    return [`${deed} ${first}${names.length > 1 ? ` and ${names.length - 1} more` : ''}`];
  });
}
