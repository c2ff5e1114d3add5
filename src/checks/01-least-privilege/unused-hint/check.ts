import { defineCheck } from '../../../model/check.ts';
import type { Check } from '../../../model/check.ts';
import type { App } from '../../../model/app.ts';
import type { Outcome } from '../../../model/finding.ts';
import type { LambdaFunction } from '../../../model/function.ts';
import type { Hint } from '../../../model/hint.ts';
import { fail, notApplicable, pass } from '../../outcomes.ts';

const check: Check = defineCheck({
  id: 'unused-hint',
  title: 'A hint about code answers nothing, or cannot be so',
  practices: [1],
  severity: 'low',
  promise: 'proof',
  since: '0.1.0',
  sources: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege'],
  looksAt: ['casemate.config.json'],
  config: ['behavior.hints'],
  messages: {
    noFunction: 'the app has no function {function}, so this hint answers nothing',
    conflict: 'this hint about {function} is not followed: {why}',
    nothing: 'nothing that is unknown of {function} is answered by this hint',
    known: 'the code of {function} shows these calls itself, so this hint adds nothing',
  },
  remedy: 'Remove the hint, or write it as "casemate policy --why" prints it for what is still unknown.',
  ofText: true,
  *run(app) {
    for (const hint of app.config.behavior.hints) yield judge(app, hint);
  },
});
export default check;

function judge(app: App, hint: Hint): Outcome {
  const subject = subjectOf(hint, app.config.behavior.hints);
  const fn = app.functions.find((one) => namesOf(one).includes(hint.function));
  if (fn === undefined) {
    // A config file above the app may speak of other apps.
    if (hint.at.source.path.includes('/')) return notApplicable(subject, 'it is about a function of another app');
    return fail({ subject, message: 'noFunction', args: { function: hint.function }, at: hint.at });
  }
  const use = app.behaviorOf(fn).hints.find((one) => one.hint === hint);
  if (use !== undefined && use.answered > 0) return pass(subject);
  const conflict = use?.conflict ?? null;
  const args = { function: fn.id, why: conflict ?? '' };
  if (conflict !== null) return fail({ subject, message: 'conflict', args, at: hint.at, severity: 'medium' });
  const message = hint.about === null ? 'known' : 'nothing';
  return fail({ subject, message, args, at: hint.at });
}

/** The place of a hint, with its column where others stand on the same line. */
function subjectOf({ at }: Hint, all: readonly Hint[]): string {
  const place = ({ source, start }: Hint['at']): { line: number; column: number } => source.position(start);
  const { line, column } = place(at);
  const isAlone = all.filter((other) => other.at.source.path === at.source.path && place(other.at).line === line).length === 1;
  return `${at.source.path}:${line}${isAlone ? '' : `:${column}`}`;
}

function namesOf(fn: LambdaFunction): readonly (string | undefined)[] {
  return [fn.id, fn.resource.logicalId, fn.resource.owner?.id];
}
