import { JOB_INTEGRATIONS, LOG_DELIVERY, RULE_ACTIONS, TRACE_DELIVERY } from '../data/state-machine-integrations.ts';
import { hole } from '../iam/policy.ts';
import type { App } from './app.ts';
import type { PlatformGrant, Target } from './behavior.ts';
import { policyText, resourceArn } from './policy-text.ts';
import { ANY, grantOf, operationNeeds } from './service-roles/operation-needs.ts';
import { definitionOf } from './state-machine.ts';
import type { Task } from './state-machine.ts';
import { inputMember } from './state-machine-input.ts';
import { property } from './template.ts';
import type { Resource } from './template.ts';
import { isUnknown, resourceNamed, show } from './value.ts';
import type { Unknown, Value } from './value.ts';

/** What a state machine does with its role, and why there may be more. */
export interface StateMachineNeeds {
  readonly grants: readonly PlatformGrant[];
  readonly blocked: Unknown | { readonly reason: string; readonly at: Task['at'] } | null;
}

type Blocked = NonNullable<StateMachineNeeds['blocked']>;

/** What the role of a state machine must allow, as its definition says.
 *  https://docs.aws.amazon.com/step-functions/latest/dg/service-integration-iam-templates.html */
export function stateMachineNeeds(app: App, machine: Resource): StateMachineNeeds {
  const { tasks, distributed, unreadable } = definitionOf(machine);
  const asked = tasks.map((task) => taskNeeds(app, task));
  const keys: Target = { ...ANY, unknown: 'which keys the resources of its tasks are encrypted with is not followed' };
  const grants = [
    ...asked.flatMap((one) => one.grants),
    ...distributed.map((state) => executions(app, machine, `${state} runs its items as executions`)),
    ...deliveries(machine),
    grantOf(['kms:Decrypt', 'kms:GenerateDataKey'], [keys], { because: 'keys', at: machine.at, needed: false }),
  ];
  return { grants, blocked: unreadable[0] ?? asked.find((one) => one.blocked !== null)?.blocked ?? null };
}

function deliveries(machine: Resource): PlatformGrant[] {
  const logs = property(machine, 'LoggingConfiguration');
  const traces = property(machine, 'TracingConfiguration');
  return [
    ...(logs === undefined ? [] : [grantOf(LOG_DELIVERY, [ANY], { because: 'execution logs', at: logs.at, needed: false })]),
    ...(traces === undefined ? [] : [grantOf(TRACE_DELIVERY, [ANY], { because: 'traces', at: traces.at, needed: false })]),
  ];
}

/** Starting, watching and stopping executions of a state machine. */
function executions(app: App, machine: Resource, because: string): PlatformGrant {
  const arn = resourceArn(app, machine) ?? '*';
  const execution = `${arn.replace(':stateMachine:', ':execution:')}:*`;
  const targets = [arn, execution].map((one): Target => ({ logicalId: machine.id, arn: one, unknown: null, via: machine.id, bound: null }));
  const actions = ['states:StartExecution', 'states:DescribeExecution', 'states:StopExecution', 'states:RedriveExecution'];
  return grantOf(actions, targets, { because, at: machine.at, needed: false });
}

function taskNeeds(app: App, task: Task): { readonly grants: readonly PlatformGrant[]; readonly blocked: Blocked | null } {
  const because = `the state ${task.state}`;
  const stop = (reason: string): ReturnType<typeof taskNeeds> => ({
    grants: [],
    blocked: { reason: `${because}: ${reason}`, at: task.at },
  });
  const text = policyText(app, task.resource);
  if (isUnknown(text)) return { grants: [], blocked: text };
  if (task.credentials !== undefined) return stop('it runs with another role');
  const direct = functionOf(app, task.resource, text);
  if (direct !== null) return { grants: [invoke(direct, { because, at: task.at, needed: true })], blocked: null };
  if (/^arn:[^:]*:states:[^:]+:[^:]*:activity:/.test(text)) return { grants: [], blocked: null };
  const [, sdk, service, api, pattern] = /^arn:[^:]*:states:::(aws-sdk:)?([\w-]+):(\w+)(?:\.([\w:]+))?$/.exec(text) ?? [];
  if (service === undefined || api === undefined) return stop(`what ${show(task.resource)} needs is not known`);
  const needs = operationNeeds(app, { service, api, input: task.input, from: 'the input of the state', because, at: task.at });
  if (needs === null) return stop(`what ${sdk ?? ''}${service}:${api} needs is not known`);
  if (pattern === undefined || !pattern.startsWith('sync')) return { grants: needs, blocked: null };
  const job = JOB_INTEGRATIONS.get(`${service}:${api}`);
  if (job === undefined) return stop(`what waiting for ${service}:${api} needs is not known`);
  return { grants: [...needs, ...jobNeeds(app, task, job)], blocked: null };
}

/** A function that a task names itself, instead of an integration. */
function functionOf(app: App, value: Value, text: string): Target | null {
  const named = app.resource(resourceNamed(value));
  const base = { via: show(value), bound: value.at, unknown: null };
  if (named?.type === 'AWS::Lambda::Function') return { ...base, logicalId: named.id, arn: resourceArn(app, named) ?? '*' };
  return /^arn:[^:]*:lambda:/.test(text) ? { ...base, logicalId: named?.id ?? null, arn: text } : null;
}

function invoke(target: Target, why: { because: string; at: PlatformGrant['at']; needed: boolean }): PlatformGrant {
  return grantOf(['lambda:InvokeFunction'], [target], why);
}

function jobNeeds(app: App, task: Task, { any, rule }: { any: readonly string[]; rule: string | null }): PlatformGrant[] {
  const why = { because: `the state ${task.state} waits for the end`, at: task.at, needed: true };
  const grants = any.length === 0 ? [] : [grantOf(any, [ANY], why)];
  if (rule !== null) {
    const arn = `arn:${hole('AWS::Partition')}:events:${hole('AWS::Region')}:${hole('AWS::AccountId')}:rule/${rule}`;
    grants.push(grantOf(RULE_ACTIONS, [{ logicalId: null, arn, unknown: null, via: rule, bound: null }], why));
  }
  const machine = app.resource(resourceNamed(inputMember(task.input, 'StateMachineArn').values[0]));
  return machine?.type === 'AWS::StepFunctions::StateMachine' ? [...grants, executions(app, machine, why.because)] : grants;
}
