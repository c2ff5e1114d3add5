import { defineCheck } from '../../../model/check.ts';
import type { Check } from '../../../model/check.ts';
import type { TemplateProblem } from '../../../model/template.ts';
import { cannotTell, fail, pass } from '../../outcomes.ts';

/** What could not be read rather than what is wrong: it blocks verdicts, it is no mistake in this template. */
const UNREADABLE: ReadonlySet<TemplateProblem['kind']> = new Set(['nested-stack']);

const check: Check = defineCheck({
  id: 'template-broken',
  title: 'Template cannot be deployed as it stands',
  practices: [12],
  severity: 'high',
  promise: 'proof',
  proves: 'resources without a broken reference',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/troubleshooting.html',
  ],
  looksAt: ['every resource, condition and output'],
  messages: { broken: '{what}' },
  remedy: 'Correct the reference, attribute or function at this place.',
  ofText: true,
  *run(app) {
    const broken = new Set<string | null>();
    for (const problem of app.problems) {
      const subject = problem.resource ?? app.files[0]?.path ?? 'template';
      broken.add(problem.resource);
      if (UNREADABLE.has(problem.kind)) yield cannotTell(subject, { reason: problem.message, at: problem.at });
      else yield fail({ subject, message: 'broken', args: { what: problem.message }, at: problem.at, data: { kind: problem.kind } });
    }
    for (const resource of app.resources) if (!broken.has(resource.id)) yield pass(resource.id);
  },
});
export default check;
