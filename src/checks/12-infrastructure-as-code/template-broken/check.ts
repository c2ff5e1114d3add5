import { defineCheck } from '../../../model/check.ts';
import type { Check } from '../../../model/check.ts';
import type { Outcome, Severity } from '../../../model/finding.ts';
import type { TemplateProblem } from '../../../model/template.ts';
import { show } from '../../../model/value.ts';
import { cannotTell, fail, pass } from '../../outcomes.ts';
import { withoutArn } from './without-arn.ts';

/** What could not be read rather than what is wrong: it blocks verdicts, it is no mistake in this template. */
const UNREADABLE: ReadonlySet<TemplateProblem['kind']> = new Set(['nested-stack']);

/** How bad it is that a key stands twice. */
const REPEATED: ReadonlyMap<TemplateProblem['kind'], Severity> = new Map([
  ['repeated-section', 'high'],
  ['repeated-key', 'medium'],
  ['repeated-value', 'low'],
]);

const check: Check = defineCheck({
  id: 'template-broken',
  title: 'Template cannot be deployed as it is written',
  practices: [12],
  severity: 'high',
  promise: 'proof',
  proves: 'resources without a broken reference',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/troubleshooting.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-anatomy.html',
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/import-api-aws-variables.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html',
  ],
  looksAt: ['every resource, condition and output'],
  messages: {
    broken: '{what}',
    repeated: '{what}',
    noArn: '{value} is no ARN, and IAM refuses a policy of {holder} whose Resource is neither an ARN nor *',
  },
  remedy: 'Correct the reference, attribute or function at this place; of a key that stands twice in one map, keep one.',
  ofText: true,
  *run(app) {
    const broken = new Set<string | null>();
    for (const problem of app.problems) {
      const subject = problem.resource ?? app.files[0]?.path ?? 'template';
      broken.add(problem.resource);
      if (UNREADABLE.has(problem.kind)) yield cannotTell(subject, { reason: problem.message, at: problem.at });
      else yield failed(subject, problem);
    }
    for (const { holder, value } of withoutArn(app)) {
      broken.add(holder.id);
      const args = { value: show(value), holder: holder.owner?.id ?? holder.logicalId };
      yield fail({ subject: holder.id, message: 'noArn', args, at: value.at, data: { kind: 'policy-resource' } });
    }
    for (const resource of app.resources) if (!broken.has(resource.id)) yield pass(resource.id);
  },
});
export default check;

function failed(subject: string, { kind, message, at }: TemplateProblem): Outcome {
  const told = { subject, args: { what: message }, at, data: { kind } };
  const severity = REPEATED.get(kind);
  return severity === undefined ? fail({ ...told, message: 'broken' }) : fail({ ...told, message: 'repeated', severity });
}
