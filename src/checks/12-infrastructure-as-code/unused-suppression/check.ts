import { defineCheck } from '../../../model/check.ts';
import type { Check, SuppressionUse } from '../../../model/check.ts';
import type { Outcome } from '../../../model/finding.ts';
import { fail, pass } from '../../outcomes.ts';

const check: Check = defineCheck({
  id: 'unused-suppression',
  title: 'A suppression accepts nothing',
  practices: [12],
  severity: 'low',
  promise: 'proof',
  since: '0.1.0',
  sources: ['https://docs.aws.amazon.com/wellarchitected/latest/security-pillar/welcome.html'],
  looksAt: ['comments', 'Metadata.casemate'],
  messages: {
    noReason: 'this suppression of {check} gives no reason, so it accepts nothing',
    expired: 'this suppression of {check} ended on {until}, so it accepts nothing any more',
    badDate: 'the end date of this suppression of {check} is not of the form YYYY-MM-DD, so it accepts nothing',
    unknownCheck: 'there is no check called {check}, so this suppression accepts nothing',
    nothing: 'no finding of {check} stands here, so this suppression accepts nothing',
  },
  remedy: 'Remove the suppression, or give it a reason, a date to come, and the id of a check that fails there.',
  ofText: true,
  // It judges what the other checks' suppressions did, which is known only after they ran.
  *run() {},
  *review(uses, today) {
    for (const use of uses) yield judge(use, today);
  },
});
export default check;

function judge(use: SuppressionUse, today: string): Outcome {
  const { line } = use.at.source.position(use.at.start);
  const subject = `${use.at.source.path}:${line}`;
  const message = whatIsWrong(use, today);
  if (message === null) return pass(subject);
  return fail({ subject, message, args: { check: use.check, until: use.until ?? '' }, at: use.at, data: { suppresses: use.check } });
}

function whatIsWrong(use: SuppressionUse, today: string): string | null {
  if (use.reason === null || use.reason.trim() === '') return 'noReason';
  if (!use.untilIsReadable) return 'badDate';
  if (use.until !== null && use.until < today) return 'expired';
  if (!use.known) return 'unknownCheck';
  return use.accepted === 0 ? 'nothing' : null;
}
