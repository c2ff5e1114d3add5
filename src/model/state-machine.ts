import type { Span } from '../util/span.ts';
import { parsedJson } from './json-text.ts';
import { property } from './template.ts';
import type { Resource } from './template.ts';
import { atomsOf, entriesOf, exactText, get, isUnknown, itemsOf, unknown } from './value.ts';
import type { Atom, Unknown, Value } from './value.ts';

/** A task of a state machine: what it calls, and with what. */
export interface Task {
  /** The state's name. */
  readonly state: string;
  /** `arn:aws:states:::dynamodb:putItem`, or the ARN of a function or an activity. */
  readonly resource: Value;
  /** `Parameters` or `Arguments`; undefined: the state's input as it is. */
  readonly input: Value | undefined;
  /** `Credentials`: the role that the task runs with instead of the machine's. */
  readonly credentials: Value | undefined;
  readonly at: Span;
}

/** A state machine's definition, read. */
export interface Definition {
  readonly tasks: readonly Task[];
  /** Names of the map states that run their items as executions of their own. */
  readonly distributed: readonly string[];
  /** What of it cannot be read. */
  readonly unreadable: readonly Unknown[];
}

/** Reads the definition of a state machine wherever it stands in the template, with its substitutions filled in.
 *  https://states-language.net/spec.html */
export function definitionOf(machine: Resource): Definition {
  const text = property(machine, 'DefinitionString');
  const written = property(machine, 'Definition') ?? (text === undefined ? undefined : parsedJson(text));
  if (written === undefined) return blind(unknown('the definition is not beside the template', machine.at));
  const reading = new Reading();
  const whole = substituted(written, property(machine, 'DefinitionSubstitutions'));
  if (whole.kind === 'map') reading.states(whole);
  else return blind(isUnknown(whole) ? whole : unknown('the definition is not a map', whole.at));
  return { tasks: reading.tasks, distributed: reading.distributed, unreadable: reading.unreadable };
}

function blind(because: Unknown): Definition {
  return { tasks: [], distributed: [], unreadable: [because] };
}

class Reading {
  readonly tasks: Task[] = [];
  readonly distributed: string[] = [];
  readonly unreadable: Unknown[] = [];

  states(machine: Value): void {
    const states = get(machine, 'States');
    if (isUnknown(states)) this.unreadable.push(states);
    for (const { key, value } of entriesOf(states)) this.#state(key, value);
  }

  #state(name: string, state: Value): void {
    if (isUnknown(state)) this.unreadable.push(state);
    if (exactText(get(state, 'Type')) === 'Task') this.#task(name, state);
    for (const branch of itemsOf(get(state, 'Branches'))) this.states(branch);
    const items = get(state, 'ItemProcessor') ?? get(state, 'Iterator');
    if (items === undefined) return;
    if (exactText(get(items, 'ProcessorConfig.Mode')) === 'DISTRIBUTED') this.distributed.push(name);
    this.states(items);
    for (const part of ['ItemReader', 'ResultWriter']) {
      const access = get(state, part);
      if (access !== undefined) this.#task(`${name}, ${part}`, access);
    }
  }

  #task(state: string, value: Value): void {
    const resource = get(value, 'Resource');
    if (resource === undefined) return;
    const input = get(value, 'Arguments') ?? get(value, 'Parameters');
    this.tasks.push({ state, resource, input, credentials: get(value, 'Credentials'), at: resource.at });
  }
}

/** A definition with `${Name}` replaced by what `DefinitionSubstitutions` gives for it. */
function substituted(value: Value, substitutions: Value | undefined): Value {
  switch (value.kind) {
    case 'list':
      return { ...value, items: value.items.map((item) => substituted(item, substitutions)) };
    case 'map': {
      const entries = [...value.entries].map(
        ([key, { keyAt, value: part }]) => [key, { keyAt, value: substituted(part, substitutions) }] as const,
      );
      return { ...value, entries: new Map(entries) };
    }
    case 'scalar':
      return typeof value.value === 'string' && value.value.includes('${') ? filled(value, substitutions) : value;
    case 'text':
      return filled(value, substitutions);
    case 'unknown':
      return value;
  }
}

function filled(value: Value, substitutions: Value | undefined): Value {
  const atoms = (atomsOf(value) ?? []).flatMap((atom) => (atom.kind === 'literal' ? parts(atom.text, substitutions) : [atom]));
  const merged = atoms.reduce<Atom[]>((done, atom) => {
    const last = done.at(-1);
    if (atom.kind === 'literal' && last?.kind === 'literal') done[done.length - 1] = { kind: 'literal', text: last.text + atom.text };
    else done.push(atom);
    return done;
  }, []);
  const [only] = merged;
  if (merged.length === 1 && only?.kind === 'literal') return { kind: 'scalar', value: only.text, at: value.at };
  return { kind: 'text', atoms: merged, at: value.at };
}

function parts(text: string, substitutions: Value | undefined): Atom[] {
  return text.split(/(\$\{\w+\})/).flatMap((part): readonly Atom[] => {
    const name = /^\$\{(\w+)\}$/.exec(part)?.[1];
    const given = name === undefined ? undefined : get(substitutions, name);
    if (given === undefined) return part === '' ? [] : [{ kind: 'literal', text: part }];
    return atomsOf(given) ?? [{ kind: 'unknown', reason: `the substitution ${name} cannot be read` }];
  });
}
