import { defineCheck } from '../../../model/check.ts';
import type { Check } from '../../../model/check.ts';
import { SEVERITIES } from '../../../model/finding.ts';
import type { Evidence, FailOutcome, Outcome, Severity } from '../../../model/finding.ts';
import type { LiveFailure, LiveResource, LiveStack, ResourceDrift } from '../../../model/live.ts';
import { daysBetween } from '../../../util/days.ts';
import { cannotTell, fail, notApplicable, pass } from '../../outcomes.ts';
import { differencePlace, differenceText } from './difference.ts';

const check: Check = defineCheck({
  id: 'drift',
  title: 'What is deployed has lost what its template protects',
  practices: [12],
  severity: 'medium',
  promise: 'proof',
  proves: 'deployed resources that fail no check which their template passes',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-stack-drift.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeStackResourceDrifts.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/drift-aware-change-sets.html',
  ],
  looksAt: ['every resource that another check reads, in the result of CloudFormation’s drift detection'],
  messages: {
    lost: '{resource} is not live as its template says ({differences}); live, it fails {checks}',
    deleted: '{resource} was deleted from the stack {stack} outside CloudFormation{lost}',
    together: 'Several resources of the stack {stack} are not live as their template says ({resources}); live, they fail {checks} together',
  },
  remedy:
    'Find out who changed it and why; then put the template back with a drift-aware change set ("aws cloudformation create-change-set --deployment-mode REVERT_DRIFT --stack-name NAME --change-set-name NAME --use-previous-template", then "execute-change-set"), or write the change into the template.',
  config: ['stacks', 'drift.maxAgeDays'],
  ofText: true,
  *run(app) {
    const { live } = app;
    const template = app.files[0]?.path ?? 'template';
    if (live.kind === 'not-compared') yield notApplicable(template, NOT_GIVEN);
    else if (live.kind === 'elsewhere') {
      for (const { id } of app.resources) yield notApplicable(id, 'the drift results are of other deployments');
    } else
      for (const stack of live.stacks) yield* judgeStack(stack, { template, age: ageOf(stack, app.today, app.config.drift.maxAgeDays) });
  },
});
export default check;

const NOT_GIVEN =
  'no drift result was given: pass the output of "aws cloudformation describe-stack-resource-drifts" with --drift FILE, or name it under "stacks" in the config file';

function* judgeStack(stack: LiveStack, { template, age }: { readonly template: string; readonly age: Age }): Iterable<Outcome> {
  for (const resource of stack.resources) yield* judge(resource, stack, age);
  yield* ofStack(stack, template);
}

/** Records without a day are of unknown age, which is too old. */
interface Age {
  readonly isOld: (drift: ResourceDrift) => boolean;
  readonly because: { readonly reason: string; readonly at: LiveStack['at'] };
}

function ageOf({ name, resources, at }: LiveStack, today: string, maxAgeDays: number): Age {
  const isOld = ({ comparedOn }: ResourceDrift): boolean => comparedOn === null || daysBetween(comparedOn, today) > maxAgeDays;
  const days = resources.flatMap(({ drift }) => (drift === null || drift.comparedOn === null || !isOld(drift) ? [] : [drift.comparedOn]));
  const [first] = days.toSorted();
  const when = first === undefined ? 'on a day that the result does not say' : `on ${first}, ${daysBetween(first, today)} days ago`;
  return { isOld, because: { reason: `the stack ${name} was compared with its template ${when}: run drift detection again`, at } };
}

function* judge(live: LiveResource, stack: LiveStack, age: Age): Iterable<Outcome> {
  const { resource, drift, isRead, writeOnly } = live;
  const { id } = resource;
  if (drift?.status === 'DELETED') yield deleted(live, drift, stack);
  else if (drift !== null && live.failures.length > 0) yield lost(live, drift, stack);
  else if (!isRead) yield notApplicable(id, 'no check looks at it');
  else if (drift === null || (drift.status !== 'IN_SYNC' && drift.status !== 'MODIFIED')) {
    const reason = `how it is live is not said: the drift result of the stack ${stack.name} leaves out what CloudFormation cannot compare and what it was not asked for`;
    yield cannotTell(id, { reason, at: stack.at });
  } else if (age.isOld(drift)) yield cannotTell(id, age.because);
  else if (writeOnly.length > 0) {
    const [{ name, at }] = writeOnly as [(typeof writeOnly)[number]];
    yield cannotTell(id, { reason: `CloudFormation cannot read ${name} back, so what became of it is not in the drift result`, at });
  } else yield pass(id);
}

function lost(live: LiveResource, drift: ResourceDrift, stack: LiveStack): FailOutcome {
  const { resource, failures } = live;
  const differences = drift.differences.map((difference) => ({ difference, text: differenceText(resource, drift, difference) }));
  // Those in which a failure stands; a failure about something missing stands elsewhere.
  const standing = differences.filter(({ difference: { at } }) =>
    failures.some((one) => one.at.source === at.source && one.at.start === at.start),
  );
  const named = standing.length > 0 ? standing : differences;
  const { at, isSecret } = named[0] === undefined ? { at: resource.at, isSecret: false } : differencePlace(resource, named[0].difference);
  const facts = factsOf(stack, failures, { resources: [resource.id], differences: drift.differences.map(({ path }) => path.join('/')) });
  return fail({
    subject: resource.id,
    message: 'lost',
    args: { resource: resource.logicalId, differences: named.map(({ text }) => text), checks: checksOf(failures) },
    at,
    severity: worstOf(failures),
    evidence: [
      ...differences.map(({ difference: { at }, text }): Evidence => ({ text: `live in ${stack.name}${onDay(drift)}: ${text}`, at })),
      ...failures.map(evidenceOf),
    ],
    data: { ...facts, ...(isSecret ? { redact: true } : {}) },
  });
}

function deleted({ resource, failures }: LiveResource, drift: ResourceDrift, stack: LiveStack): FailOutcome {
  return fail({
    subject: resource.id,
    message: 'deleted',
    args: {
      resource: resource.logicalId,
      stack: stack.name,
      lost: failures.length === 0 ? '' : `; without it the app fails ${checksOf(failures).join(', ')}`,
    },
    at: resource.at,
    severity: failures.length === 0 ? 'medium' : worstOf([...failures, { severity: 'medium' }]),
    evidence: [{ text: `deleted from ${stack.name}${onDay(drift)}`, at: drift.at }, ...failures.map(evidenceOf)],
    data: factsOf(stack, failures, { resources: [resource.id], differences: [] }),
  });
}

/** What no resource answers for: failures that several differences cause together, and changes of resources that this template does not have. */
function* ofStack(stack: LiveStack, template: string): Iterable<Outcome> {
  const { together, foreign, name } = stack;
  const changed = stack.resources.filter(({ drift }) => drift !== null && (drift.status === 'MODIFIED' || drift.status === 'DELETED'));
  const [first] = changed;
  if (together.length > 0 && first !== undefined) {
    const resources = changed.map(({ resource }) => resource.id);
    yield fail({
      subject: template,
      message: 'together',
      args: { stack: name, resources, checks: checksOf(together) },
      at: first.resource.at,
      severity: worstOf(together),
      evidence: together.map(evidenceOf),
      data: factsOf(stack, together, { resources, differences: [] }),
    });
  }
  for (const { logicalId, at } of foreign) {
    const reason = `${logicalId} of the stack ${name} was changed or deleted outside CloudFormation, and this template does not have it: another version of the template was deployed`;
    yield cannotTell(logicalId, { reason, at });
  }
}

function factsOf(
  { name }: LiveStack,
  failures: readonly LiveFailure[],
  more: { readonly resources: readonly string[]; readonly differences: readonly string[] },
): NonNullable<FailOutcome['data']> {
  return { stack: name, checks: checksOf(failures), ...more };
}

function checksOf(failures: readonly LiveFailure[]): string[] {
  return [...new Set(failures.map(({ check: id }) => id))];
}

function evidenceOf({ check: id, message, at }: LiveFailure): Evidence {
  return { text: `live, ${id} fails: ${message}`, at };
}

function onDay({ comparedOn }: ResourceDrift): string {
  return comparedOn === null ? '' : ` on ${comparedOn}`;
}

function worstOf(failures: readonly { readonly severity: Severity }[]): Severity {
  return SEVERITIES.find((severity) => failures.some((failure) => failure.severity === severity)) ?? 'medium';
}
