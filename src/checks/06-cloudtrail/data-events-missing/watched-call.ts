import { eventKind } from '../../../data/data-events.ts';
import type { EventKind } from '../../../data/data-events.ts';
import { showHoles } from '../../../iam/policy.ts';
import type { BehaviorCall, Target } from '../../../model/behavior.ts';
import type { FieldCondition, Trail, TrailSelector } from '../../../model/trail.ts';
import { exactText, isUnknown, resourcesIn, show, unknown } from '../../../model/value.ts';
import type { Unknown, Value } from '../../../model/value.ts';
import { all, any } from '../../outcomes.ts';

/** A call of the code on one resource, and whether a trail records it. */
export interface WatchedCall {
  readonly call: BehaviorCall;
  readonly target: Target | null;
  readonly event: EventKind;
  readonly watched: boolean | Unknown;
}

/** Each call of the code on each resource that it is made on, with whether some trail that logs records it. */
export function watchedCalls(calls: readonly BehaviorCall[], trails: readonly Trail[]): WatchedCall[] {
  return calls.flatMap((call) => {
    const event = eventKind(call.service, call.operation);
    const own = call.grants.filter((grant) => grant.because === null).flatMap((grant) => grant.targets);
    const targets: readonly (Target | null)[] = own.length === 0 ? [null] : own;
    return targets.map((target) => ({ call, target, event, watched: any(trails.map((trail) => records(trail, { call, target, event }))) }));
  });
}

function records(trail: Trail, { call, target, event }: Omit<WatchedCall, 'watched'>): boolean | Unknown {
  if (event.kind === 'none' || trail.logging === false) return false;
  if (isUnknown(trail.logging)) return trail.logging;
  const isRead = READS.test(call.operation);
  if (event.kind === 'management') {
    const { managementEvents } = trail;
    return isUnknown(managementEvents) ? managementEvents : managementEvents === 'all' || managementEvents === (isRead ? 'read' : 'write');
  }
  return any(trail.selectors.map((selector) => selects(selector, { call, target, type: event.resourceType, isRead })));
}

/** Operations that CloudTrail marks `readOnly`, by their names' first word. */
const READS = /^(?:Get|List|Head|Describe|Query|Scan|BatchGet|TransactGet|Select|Search|Retrieve|Lookup|Check)/;

interface DataCall {
  readonly call: BehaviorCall;
  readonly target: Target | null;
  readonly type: string;
  readonly isRead: boolean;
}

function selects(selector: TrailSelector, asked: DataCall): boolean | Unknown {
  if (isUnknown(selector.category)) return selector.category;
  if (selector.category !== 'Data') return false;
  const type = exactText(selector.resourceType);
  const isType = type === undefined ? unreadable(selector.resourceType, selector) : type === asked.type;
  return all([isType, asked.isRead ? selector.reads : selector.writes, ...selector.conditions.map((condition) => holds(condition, asked))]);
}

function unreadable(value: Value | undefined, selector: TrailSelector): boolean | Unknown {
  if (value === undefined) return false;
  return isUnknown(value) ? value : unknown(`the resource type is ${show(value)}`, selector.at);
}

function holds({ field, operator, values }: FieldCondition, asked: DataCall): boolean | Unknown {
  const negated = operator.startsWith('Not');
  const answer = any(values.map((value) => matches(field, operator.replace('Not', ''), { value, asked })));
  return isUnknown(answer) ? answer : answer !== negated;
}

function matches(field: string, operator: string, { value, asked }: { value: Value; asked: DataCall }): boolean | Unknown {
  if (isUnknown(value)) return value;
  if (field === 'resources.ARN') return namesTarget(value, asked.target);
  const text = exactText(value);
  if (text === undefined || (field !== 'eventName' && field !== 'eventSource'))
    return unknown(`the selector's ${field} cannot be judged`, value.at);
  if (field === 'eventSource') return text.split('.')[0] === asked.call.service;
  const name = asked.call.operation;
  return operator === 'Equals' ? name === text : operator === 'StartsWith' ? name.startsWith(text) : name.endsWith(text);
}

/** A selector names a resource of the app by a reference, or all of them by the start of their ARNs; one that is outside by its ARN's text. */
function namesTarget(value: Value, target: Target | null): boolean | Unknown {
  const said = show(value);
  if (/[:/]$/.test(said) && resourcesIn(value).size === 0) return true;
  if (target === null || (target.logicalId === null && target.unknown !== null))
    return unknown('which resource is called cannot be told', value.at);
  const named = resourcesIn(value);
  if (target.logicalId !== null && named.size > 0) return named.has(target.logicalId);
  // A name that CloudFormation makes never equals a text from outside, though it begins with the stack's name.
  const arn = showHoles(target.arn);
  const isGenerated = target.logicalId !== null && arn.includes(`\${${target.logicalId}`);
  if (isGenerated && !said.includes('AWS::StackName')) return false;
  const known = arn.split('*')[0]!;
  if (value.kind === 'scalar' && !known.includes('${')) return known.startsWith(said) || said.startsWith(known);
  return unknown(`whether ${said} is meant is known only at deployment`, value.at);
}
