import type { Check } from '../model/check.ts';
import type { Fix, NoFix } from '../model/fix.ts';
import type { JudgedFail } from './run-checks.ts';

/** The edit that mends a failure, or why there is none; null for a check without edits. Files that a tool wrote are left to that tool. `root`: the app's folder as shown. */
export function planOf(check: Check, { outcome, app }: JudgedFail, root: string): Fix | NoFix | null {
  if (check.fix === undefined) return null;
  if (app.format === 'cdk') return { safety: 'advice', reason: 'the CDK writes this template: change the construct that it comes from' };
  const plan = check.fix.plan(outcome, app);
  const built = plan.safety === 'advice' ? undefined : plan.changes.find(({ file }) => isBuilt(`${root}/${file.path}`));
  return built === undefined
    ? plan
    : { safety: 'advice', reason: `${built.file.path} is made by a build: edit the template that it is made of` };
}

/** Output of `sam build` and of the CDK. */
function isBuilt(path: string): boolean {
  return /(?:^|\/)(?:\.aws-sam|cdk\.out)\//.test(path);
}

/** One edit that mends two findings of the same fact; none where one of them has none. */
export function bothPlans(one: Fix | null, other: Fix | null): Fix | null {
  if (one === null || other === null) return null;
  const todo = [...new Set([...(one.todo ?? []), ...(other.todo ?? [])])];
  return {
    safety: one.safety === 'review' || other.safety === 'review' ? 'review' : 'safe',
    title: one.title,
    changes: [...one.changes, ...other.changes],
    ...(todo.length === 0 ? {} : { todo }),
  };
}
