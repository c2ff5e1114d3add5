import { showHoles } from '../../../iam/policy.ts';
import type { App } from '../../../model/app.ts';
import { defineCheck } from '../../../model/check.ts';
import type { Check } from '../../../model/check.ts';
import { escalationsOf, gainOf } from '../../../model/escalation-path.ts';
import type { EscalationPath } from '../../../model/escalation-path.ts';
import type { EscalationStep } from '../../../model/escalation.ts';
import type { Evidence, Outcome, Severity } from '../../../model/finding.ts';
import type { Request } from '../../../iam/policy.ts';
import { rolePolicy } from '../../../model/role-policy.ts';
import type { Role } from '../../../model/role.ts';
import { cannotTell, fail, notApplicable, pass } from '../../outcomes.ts';
import { nameOf } from '../grants.ts';

const check: Check = defineCheck({
  id: 'privilege-escalation',
  title: 'Function can give itself more permissions than its role has',
  practices: [1],
  severity: 'critical',
  promise: 'proof',
  proves: 'roles from which no role with more permissions can be reached',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html',
    'https://docs.aws.amazon.com/lambda/latest/api/API_UpdateFunctionCode.html',
  ],
  looksAt: ['AWS::IAM::Role', 'AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy', 'AWS::Lambda::Function', 'AWS::StepFunctions::StateMachine'],
  messages: {
    account: '{holder} can reach {reaches}: it {path}',
    role: '{holder} can act as {reaches}, since it {path}: it may then do {gain}',
  },
  remedy: 'Take the action away, or name in Resource only what has no more permissions than the role, and set a permissions boundary.',
  *run(app) {
    for (const role of app.roles) yield judge(app, role);
  },
});
export default check;

/** What the policy engine names where a statement allows every resource. */
const EXAMPLE = /^arn:aws:[\w-]+:(?:us-east-1)?:(?:111122223333)?:a$/;

interface Reached {
  readonly path: EscalationPath;
  readonly gain: Request;
}

function judge(app: App, role: Role): Outcome {
  if (role.functions.length === 0) return notApplicable(role.id, 'no function of the app runs with it');
  const { paths, undecided } = escalationsOf(app, role);
  const reached: Reached[] = [];
  let blocked: string | null = null;
  for (const path of paths) {
    const gain = gainOf(app, role, path);
    if (gain === null) continue;
    if ('because' in gain) blocked ??= `whether ${path.steps.at(-1)!.reaches} has more permissions cannot be told: ${gain.because}`;
    else reached.push({ path, gain });
  }
  const worst = reached.find(({ path }) => path.to === null) ?? reached[0];
  if (worst !== undefined) return escalates(role, worst, reached);
  const blind = rolePolicy(app, role).unreadable[0];
  if (blind !== undefined) return cannotTell(role.id, blind);
  const reason = blocked ?? undecided;
  return reason === null ? pass(role.id) : cannotTell(role.id, { reason, at: role.at });
}

function escalates(role: Role, { path, gain }: Reached, all: readonly Reached[]): Outcome {
  const last = path.steps.at(-1)!;
  const allowing = all.flatMap((one) => one.path.steps.flatMap(({ by }) => by.map(({ statement }) => statement)));
  return fail({
    subject: role.id,
    message: path.to === null ? 'account' : 'role',
    args: {
      holder: nameOf(role.resource),
      reaches: path.to === null ? last.reaches : nameOf(path.to.resource),
      path: path.steps.map(({ how }) => how).join(', which '),
      gain: `${gain.action} on ${EXAMPLE.test(gain.resource) ? 'any resource' : showHoles(gain.resource)}`,
    },
    at: path.steps[0].by[0]?.statement.at ?? role.at,
    severity: severityOf(path),
    about: allowing.map(({ at }) => at),
    evidence: [...path.steps.flatMap(evidenceOf), ...others(path, all)],
    data: {
      functions: role.functions,
      reaches: path.to === null ? last.reaches : path.to.id,
      path: path.steps.map(({ how, by, source }) => ({ how, source, requests: by.map(({ request }) => shown(request)) })),
      gain: shown(gain),
    },
  });
}

/** Handing on one role that the policy names is mostly meant; what the policy does not name, nobody meant. */
function severityOf({ steps, to }: EscalationPath): Severity {
  // Whether there is a function or state machine with a stronger role beside the app cannot be seen.
  if (to === null) return steps.at(-1)!.kind === 'takeover' ? 'high' : 'critical';
  return steps.every(isNamed) ? 'medium' : 'high';
}

function isNamed({ kind, by }: EscalationStep): boolean {
  if (kind !== 'pass' && kind !== 'assume') return false;
  const [first] = by;
  const resources = first?.statement.policy.resources;
  return resources === undefined || (resources?.not === false && resources.patterns.every((pattern) => !/[*?]/.test(pattern)));
}

function shown({ action, resource, context }: Request): Readonly<Record<string, unknown>> {
  return { action, resource: showHoles(resource), ...(context.size > 0 && { context: Object.fromEntries(context) }) };
}

/** The statements that allow a step, each with the request. */
function evidenceOf({ from, by, how }: EscalationStep): Evidence[] {
  if (by.length === 0) return [{ text: `${from.resource.logicalId} ${how}: the trust policy names it`, at: from.at }];
  return by.map(({ request, statement }) => ({
    text: `${from.resource.logicalId} may do ${request.action} on ${showHoles(request.resource)}`,
    at: statement.at,
  }));
}

const SHOWN = 4;

function others(path: EscalationPath, all: readonly Reached[]): Evidence[] {
  const rest = all.map((one) => one.path.steps.at(-1)!).filter((step) => !path.steps.includes(step));
  return rest.slice(0, SHOWN).map((step) => ({ text: `also: ${step.from.resource.logicalId} ${step.how}`, at: step.by[0]?.statement.at }));
}
