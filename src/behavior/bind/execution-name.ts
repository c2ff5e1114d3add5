import type { App } from '../../model/app.ts';
import { policyText } from '../../model/policy-text.ts';
import { definitionOf } from '../../model/state-machine.ts';
import { property } from '../../model/template.ts';
import type { Resource } from '../../model/template.ts';
import { entriesOf, exactText, get, isUnknown, resourceNamed } from '../../model/value.ts';
import type { Value } from '../../model/value.ts';
import { patternValue } from './event-pattern.ts';
import type { Name, Naming } from './name.ts';

const MACHINE = ':stateMachine:';

/**
 * The executions of a state machine that a name is of, of any id; undefined where it is no ARN of one.
 * https://docs.aws.amazon.com/step-functions/latest/dg/concept-create-iam-advanced.html
 */
function executionsOf(app: App, machine: Pick<Name, 'text' | 'resource'>): string | undefined {
  const from = machine.text.indexOf(MACHINE);
  // A version or an alias may stand behind the name.
  const name = from < 0 ? undefined : /^(?:\uE000[^\uE001]*\uE001|[^:*\uE000])+/.exec(machine.text.slice(from + MACHINE.length))?.[0];
  if (name === undefined) return undefined;
  const owned = app.resource(machine.resource ?? undefined);
  const isExpress = owned !== undefined && exactText(property(owned, 'StateMachineType')) === 'EXPRESS';
  return `${machine.text.slice(0, from)}:${isExpress ? 'express' : 'execution'}:${name}:*`;
}

/** Members of answers that are the ARN of an execution of the state machine that was asked for. */
const ANSWERS: ReadonlySet<string> = new Set([
  'stepfunctions StartExecution executionArn',
  'stepfunctions StartSyncExecution executionArn',
  'stepfunctions ListExecutions executions.[].executionArn',
]);

/** The execution that an answer of Step Functions names; `machine`: the state machine of the question. */
export function executionInAnswer(question: string, machine: Name | undefined, { app }: Naming): Name | undefined {
  if (machine === undefined || !ANSWERS.has(question)) return undefined;
  const text = executionsOf(app, machine);
  return text === undefined ? undefined : { ...machine, text, unknown: null, via: `${machine.via} -> ${question.split(' ')[1]!}` };
}

/** The execution that an event names: one whose change of status a rule tells, or the one whose task calls the function. */
export function executionInEvent(steps: readonly string[], shown: string, naming: Naming): Name | undefined {
  const found = steps.join('.') === 'detail.executionArn' ? toldByRule(naming) : passedByTask(steps, naming);
  if (found === undefined) return undefined;
  const { app } = naming;
  const arn = policyText(app, found.machine);
  const resource = resourceNamed(found.machine) ?? null;
  const text = isUnknown(arn) ? undefined : executionsOf(app, { text: arn, resource });
  if (text === undefined) return undefined;
  return { text, unknown: null, via: `${shown} -> ${found.through}`, bound: found.machine.at, resource, label: '' };
}

interface FoundMachine {
  readonly machine: Value;
  readonly through: string;
}

/** https://docs.aws.amazon.com/step-functions/latest/dg/eventbridge-integration.html */
function toldByRule(naming: Naming): FoundMachine | undefined {
  const told = patternValue(['detail', 'stateMachineArn'], naming);
  return told && { machine: told.value, through: `the pattern of ${told.rule}` };
}

/** A member of the event into which the state machine writes its own execution: `"execution.$": "$$.Execution.Id"`. */
function passedByTask(steps: readonly string[], { app, fn }: Naming): FoundMachine | undefined {
  const [member, ...more] = steps;
  if (member === undefined || more.length > 0 || fn.triggers.length > 0) return undefined;
  const callers = app
    .ofType('AWS::StepFunctions::StateMachine')
    .flatMap((machine) => payloadsFor(machine, fn.id).map((payload) => ({ machine, payload })));
  const [first] = callers;
  const isPassed = callers.every(({ machine, payload }) => machine === first?.machine && isOwnExecution(payload, member));
  if (first === undefined || !isPassed) return undefined;
  const { id, at } = first.machine;
  return { machine: { kind: 'text', atoms: [{ kind: 'resource', id, attribute: null }], at }, through: `the execution of ${id}` };
}

/** What the tasks of a state machine give to a function; undefined: what the state has. */
function payloadsFor(machine: Resource, functionId: string): (Value | undefined)[] {
  return definitionOf(machine).tasks.flatMap(({ resource, input }) => {
    if (resourceNamed(resource) === functionId) return [input];
    const isInvoke = /:states:::lambda:invoke(?:\.|$)/.test(exactText(resource) ?? '');
    return isInvoke && resourceNamed(get(input, 'FunctionName')) === functionId ? [get(input, 'Payload')] : [];
  });
}

/** https://docs.aws.amazon.com/step-functions/latest/dg/input-output-contextobject.html */
function isOwnExecution(payload: Value | undefined, member: string): boolean {
  return entriesOf(payload).some(({ key, value }) => {
    const text = exactText(value) ?? '';
    return (
      (key === `${member}.$` && text === '$$.Execution.Id') ||
      (key === member && /^\s*\{%\s*\$states\.context\.Execution\.Id\s*%\}\s*$/.test(text))
    );
  });
}
