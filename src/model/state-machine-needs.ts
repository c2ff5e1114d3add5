import { operationRule } from '../data/operation-rules.ts';
import type { NeedRule, PartRule, Term } from '../data/operation-rules/rule.ts';
import { resourceKind } from '../data/resource-kinds.ts';
import type { ResourceKind } from '../data/resource-kinds.ts';
import { isService, operationOf, serviceOfV3Package } from '../data/sdk.ts';
import { INTEGRATION_SERVICES, JOB_INTEGRATIONS, LOG_DELIVERY, RULE_ACTIONS, TRACE_DELIVERY } from '../data/state-machine-integrations.ts';
import { hole } from '../iam/policy.ts';
import type { App } from './app.ts';
import type { PlatformGrant, Target } from './behavior.ts';
import { canonicalArn, physicalName, policyText, resourceArn } from './policy-text.ts';
import { definitionOf } from './state-machine.ts';
import type { Task } from './state-machine.ts';
import { inputMember } from './state-machine-input.ts';
import { property } from './template.ts';
import type { Resource } from './template.ts';
import { exactText, isUnknown, resourceNamed, show } from './value.ts';
import type { Unknown, Value } from './value.ts';

/** What a state machine does with its role, and why there may be more. */
export interface StateMachineNeeds {
  readonly grants: readonly PlatformGrant[];
  readonly blocked: Unknown | { readonly reason: string; readonly at: Task['at'] } | null;
}

type Blocked = NonNullable<StateMachineNeeds['blocked']>;

const ANY: Target = { logicalId: null, arn: '*', unknown: null, via: 'the action takes no resource', bound: null };

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

function grantOf(
  actions: readonly string[],
  targets: readonly Target[],
  why: { because: string; at: PlatformGrant['at']; needed: boolean },
): PlatformGrant {
  return { actions, targets, ...why, viaService: null };
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
  const needs = operationNeeds(app, task, { service, api });
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

/** The actions of an API by the rules of the SDK's operations; null where they are not known. */
function operationNeeds(app: App, task: Task, { service, api }: { service: string; api: string }): PlatformGrant[] | null {
  const name = INTEGRATION_SERVICES.get(service) ?? (isService(service) ? service : serviceOfV3Package(service));
  const operation = name === undefined ? undefined : operationOf(name, api);
  const rule = name === undefined || operation === undefined ? undefined : operationRule(name, operation);
  if (rule === undefined || rule.kind === 'unlisted') return null;
  if (rule.kind === 'free') return [];
  return rule.needs.flatMap((need) => {
    const holds = answer(need.when, task.input);
    if (holds === 'no') return [];
    const targets = need.resource === null ? [ANY] : targetsOf(app, need.resource, task);
    const needed = holds === 'yes' && !need.may;
    return [grantOf([need.action], targets, { because: `the state ${task.state}`, at: task.at, needed })];
  });
}

/** Whether all terms hold for an input. */
function answer(terms: readonly Term[], input: Value | undefined): 'yes' | 'no' | 'maybe' {
  const answers = terms.map(({ paths, negated, matches }): 'yes' | 'no' | 'maybe' => {
    const members = paths.map((path) => inputMember(input, path));
    const given = members.some((one) => one.given === 'yes') ? 'yes' : members.some((one) => one.given === 'maybe') ? 'maybe' : 'no';
    const texts = members.flatMap(({ values }) => values.map(exactText));
    const unsure = members.some(({ isComputed }) => isComputed) || texts.includes(undefined);
    const met = matches === null ? given : texts.some((text) => text !== undefined && matches.test(text)) ? 'yes' : unsure ? 'maybe' : 'no';
    return negated ? (met === 'yes' ? 'no' : met === 'no' ? 'yes' : 'maybe') : met;
  });
  return answers.includes('no') ? 'no' : answers.includes('maybe') ? 'maybe' : 'yes';
}

function targetsOf(app: App, { kind, parts }: NonNullable<NeedRule['resource']>, task: Task): readonly Target[] {
  const found = resourceKind(kind);
  // A model's name may stand for an inference profile, an address for a domain: which it is, is not told here.
  const formed = parts.find(({ form }) => form !== null);
  if (found === undefined) return [{ ...ANY, unknown: `the resources of kind ${kind} are not known` }];
  if (formed !== undefined) return [{ ...ANY, unknown: `what ${formed.paths[0] ?? formed.name} names is not followed` }];
  const owner = parts.find(({ name }) => name === found.part);
  const values = owner === undefined ? [] : valuesOf(owner, task.input);
  const others = new Map(parts.filter((part) => part !== owner).map((part) => [part.name, textsOf(app, valuesOf(part, task.input), part)]));
  const fill = (name: string): string => others.get(name) ?? '*';
  if (values.length === 0) {
    const otherwise = owner?.otherwise ?? null;
    const isComputed = owner === undefined || owner.paths.some((path) => inputMember(task.input, path).isComputed);
    const reason = isComputed ? 'the name comes from the input of the state' : null;
    return [
      { ...ANY, via: '', arn: arnFrom(found, otherwise ?? '*', fill), unknown: otherwise === null ? (reason ?? 'no name is given') : null },
    ];
  }
  return values.map((value) => targetFor(app, value, { kind: found, fill }));
}

function valuesOf({ paths }: PartRule, input: Value | undefined): readonly Value[] {
  return paths.flatMap((path) => inputMember(input, path).values);
}

function textsOf(app: App, [value]: readonly Value[], { otherwise }: PartRule): string {
  const text = value === undefined ? undefined : policyText(app, value);
  return typeof text === 'string' ? text : (otherwise ?? '*');
}

function targetFor(app: App, value: Value, { kind, fill }: { kind: ResourceKind; fill: (name: string) => string }): Target {
  const base = { via: show(value), bound: value.at };
  const text = policyText(app, value);
  const named = app.resource(resourceNamed(value));
  if (named !== undefined && kind.types.includes(named.type)) {
    const arn = resourceArn(app, named)?.replace(/:\*$/, '');
    const whole = typeof text === 'string' && arn !== undefined && text.startsWith(`${arn}:`) ? text : arn;
    return { ...base, logicalId: named.id, unknown: null, arn: (whole ?? '*') + suffixOf(kind, fill) };
  }
  if (isUnknown(text)) return { ...base, logicalId: null, unknown: text.reason, arn: arnFrom(kind, '*', fill) };
  const name = /^https?:\/\/[^/]*\/[^/]*\/([^/]+)$/.exec(text)?.[1] ?? text;
  const arn = isArn(name, value) ? canonicalArn(name) + suffixOf(kind, fill) : arnFrom(kind, name, fill);
  const own = app.ofType(...kind.types).find((one) => physicalName(app, one) === name || resourceArn(app, one) === arn);
  return { ...base, logicalId: own?.id ?? null, unknown: null, arn };
}

/** Whether a name is an ARN: it looks like one, or only the deployment knows it and it is called one (`ShippingArn`). */
function isArn(name: string, value: Value): boolean {
  return name.startsWith('arn:') || (/^\uE000[^\uE001]*\uE001$/.test(name) && /arn\}$/i.test(show(value)));
}

/** What follows the name of the resource in the kind's ARN: `/index/byCustomer`. */
function suffixOf(kind: ResourceKind, fill: (name: string) => string): string {
  if (kind.within === null) return '';
  const placeholder = `\${${kind.part ?? ''}}`;
  const rest = kind.arn.slice(kind.arn.indexOf(placeholder) + placeholder.length);
  return rest.replace(/\$\{(\w+)\}/g, (_, name: string) => fill(name));
}

function arnFrom(kind: ResourceKind, name: string, fill: (name: string) => string): string {
  const pseudo: Readonly<Record<string, string>> = {
    Partition: hole('AWS::Partition'),
    Region: hole('AWS::Region'),
    Account: hole('AWS::AccountId'),
  };
  return canonicalArn(kind.arn.replace(/\$\{(\w+)\}/g, (_, part: string) => pseudo[part] ?? (part === kind.part ? name : fill(part))));
}
