import { partitionOf } from '../../data/partitions.ts';
import { atomsOf, exactText, unknown } from '../../model/value.ts';
import type { Atom, Unknown, Value } from '../../model/value.ts';
import { stringOf } from '../../util/node.ts';
import type { MapNode, Node } from '../../util/node.ts';
import type { Span } from '../../util/span.ts';
import { OTHER } from './choices.ts';
import { decide } from './conditions.ts';
import { evaluate } from './evaluate.ts';
import { isListType } from './functions/lists.ts';
import type { Instance, Settings } from './instance.ts';
import { isLookedUp, isOpaqueType, typed } from './parameters.ts';
import type { Declaration } from './parameters.ts';
import { PSEUDO_TEXTS, placed } from './scope.ts';
import type { Scope } from './scope.ts';
import { concatenate } from './text.ts';
import { referencesIn } from './walk.ts';
import { own } from '../../util/own.ts';

/** A template's names in one deployment. Properties see what a reader may know; conditions also see secret parameters. */
export class InstanceScope implements Scope {
  readonly prefix: string;
  readonly region: string | null;
  readonly mappings: MapNode | undefined;
  readonly instance: Instance;
  readonly parent: InstanceScope | null;
  readonly #settings: Settings;
  readonly #children = new Map<string, InstanceScope>();
  readonly #conditions: MapNode | undefined;
  readonly #resources: MapNode | undefined;
  readonly #decided = new Map<string, boolean | Unknown>();
  readonly #passedValues = new Map<string, Value>();
  /** Outputs of nested stacks: without remembering them, outputs that use outputs twice would take exponential time. */
  readonly #outputs = new Map<string, Value>();
  readonly #open = new Set<string>();
  /** The same template as its conditions see it. */
  readonly #inConditions: Scope;

  constructor(instance: Instance, settings: Settings, parent: InstanceScope | null = null) {
    this.instance = instance;
    this.parent = parent;
    this.prefix = instance.prefix;
    this.region = settings.region;
    this.#settings = settings;
    this.mappings = section(instance.template, 'Mappings');
    this.#conditions = section(instance.template, 'Conditions');
    this.#resources = section(instance.template, 'Resources');
    this.#inConditions = {
      prefix: this.prefix,
      region: this.region ?? this.#chosenRegion(),
      mappings: this.mappings,
      parameter: (name, at) => this.conditionParameter(name, at),
      pseudo: (name, at) => this.#conditionPseudo(name, at),
      resource: (id) => this.resource(id),
      typeOf: (id) => this.typeOf(id),
      output: (id, name, at) => this.output(id, name, at),
      decide: (condition) => this.decide(condition),
    };
  }

  /** The names of a nested stack that has been read. Made when somebody asks: trying conditions makes thousands of scopes. */
  child(id: string): InstanceScope | undefined {
    const known = this.#children.get(id);
    if (known !== undefined) return known;
    const instance = this.instance.children.get(id)?.instance ?? null;
    if (instance === null) return undefined;
    const scope = new InstanceScope(instance, this.#settings, this);
    this.#children.set(id, scope);
    return scope;
  }

  /** The nested stacks that have been read, by logical id. */
  get children(): ReadonlyMap<string, InstanceScope> {
    const scopes = new Map<string, InstanceScope>();
    for (const id of this.instance.children.keys()) {
      const scope = this.child(id);
      if (scope !== undefined) scopes.set(id, scope);
    }
    return scopes;
  }

  parameter(name: string, at: Span): Value | undefined {
    const declared = this.instance.declarations.get(name);
    if (declared === undefined) return undefined;
    const chosen = this.#settings.choices.parameters.get(this.prefix + name);
    const value = this.#passed(name, false) ?? this.#settled(declared, chosen, at);
    if (value === undefined || (isOpaqueType(declared) && value.kind !== 'text' && value.kind !== 'unknown'))
      return this.#atom(declared, at);
    return placed(asDeclared(value, declared), at);
  }

  /** A parameter as conditions see it: a value when it is settled or chosen, else an atom that stands for what may be chosen. */
  conditionParameter(name: string, at: Span): Value | undefined {
    const declared = this.instance.declarations.get(name);
    if (declared === undefined) return undefined;
    const passed = this.#passed(name, true);
    if (passed !== undefined) return placed(asDeclared(passed, declared), at);
    const chosen = this.#settings.choices.parameters.get(this.prefix + name);
    if (isLookedUp(declared)) return typeof chosen === 'string' ? typed(chosen, declared.type, at, [name]) : this.#atom(declared, at);
    if (chosen === undefined && this.#isOpen(declared)) return this.#atom(declared, at);
    return this.#settled(declared, chosen, at) ?? this.#atom(declared, at);
  }

  /** What was given, chosen, or stands as default; undefined when that is not known. */
  #settled(declared: Declaration, chosen: string | typeof OTHER | undefined, at: Span): Value | undefined {
    const given = this.#given(declared);
    if (given !== undefined) return typed(given, declared.type, at, [declared.name]);
    if (chosen === OTHER) return undefined;
    if (chosen !== undefined) return typed(chosen, declared.type, at, [declared.name]);
    if (declared.default !== undefined) return named(declared.default, declared.name, at);
    return declared.allowed?.length === 1 ? typed(declared.allowed[0]!, declared.type, at, [declared.name]) : undefined;
  }

  #given(declared: Declaration): string | undefined {
    return this.parent === null ? own(this.#settings.given, declared.name) : undefined;
  }

  #isOpen(declared: Declaration): boolean {
    if (this.#given(declared) !== undefined) return false;
    if (declared.default === undefined) return declared.allowed?.length !== 1;
    return this.parent === null && this.#settings.bothWays;
  }

  #atom(declared: Declaration, at: Span): Value {
    const { noEcho, type } = declared;
    return { kind: 'text', atoms: [{ kind: 'parameter', name: this.prefix + declared.name, noEcho, type }], at };
  }

  /** What the parent stack passes, in the parent's names. */
  #passed(name: string, forCondition: boolean): Value | undefined {
    if (this.parent === null) return undefined;
    const id = this.prefix.slice(this.parent.prefix.length, -1);
    const node = this.parent.instance.children.get(id)?.parameters.get(name);
    if (node === undefined) return undefined;
    const key = `${forCondition ? 'condition ' : ''}parameter ${name}`;
    const known = this.#passedValues.get(key);
    if (known !== undefined) return known;
    const value = this.#guarded(key, node.at, () => evaluate(node, forCondition ? this.parent!.#inConditions : this.parent!));
    if (value !== undefined) this.#passedValues.set(key, value);
    return value;
  }

  pseudo(name: string, at: Span): Value | undefined {
    if (PSEUDO_TEXTS.has(name)) return { kind: 'text', atoms: [{ kind: 'pseudo', name }], at };
    return name === 'AWS::NotificationARNs' ? unknown('the notification topics of the stack', at) : undefined;
  }

  #conditionPseudo(name: string, at: Span): Value | undefined {
    const region = this.region ?? this.#chosenRegion();
    if (name === 'AWS::Region' && region !== null) return { kind: 'scalar', value: region, at };
    if (name === 'AWS::Partition' && region !== null) return { kind: 'scalar', value: partitionOf(region) ?? 'aws', at };
    const chosen = this.#settings.choices.parameters.get(name);
    return typeof chosen === 'string' ? { kind: 'scalar', value: chosen, at } : this.pseudo(name, at);
  }

  #chosenRegion(): string | null {
    const chosen = this.#settings.choices.parameters.get('AWS::Region');
    return typeof chosen === 'string' ? chosen : null;
  }

  resource(id: string): 'present' | 'absent' | 'undefined' {
    const resource = this.#resources?.get(id);
    if (resource === undefined) return 'undefined';
    return this.exists(resource) === false ? 'absent' : 'present';
  }

  typeOf(id: string): string | undefined {
    const resource = this.#resources?.get(id);
    return resource?.kind === 'map' ? stringOf(resource.get('Type')) : undefined;
  }

  /** Whether a resource or output is created, by its `Condition`. */
  exists(node: Node): boolean | Unknown {
    const condition = node.kind === 'map' ? node.get('Condition') : undefined;
    return condition === undefined ? true : this.decide(condition);
  }

  output(id: string, name: string, at: Span): Value | undefined {
    const child = this.instance.children.get(id);
    if (child === undefined) return undefined;
    const scope = this.child(id);
    if (scope === undefined) return unknown(child.missing, at);
    const key = `output ${id} ${name}`;
    const known = this.#outputs.get(key);
    const value = known ?? this.#output({ id, name, key }, scope, at);
    if (known === undefined) this.#outputs.set(key, value);
    return placed(value, at);
  }

  #output({ id, name, key }: { id: string; name: string; key: string }, scope: InstanceScope, at: Span): Value {
    const outputs = section(scope.instance.template, 'Outputs');
    const output = outputs?.get(name);
    const value = output?.kind === 'map' ? output.get('Value') : undefined;
    if (output === undefined || value === undefined) return unknown(`the nested stack ${this.prefix}${id} has no output ${name}`, at);
    const exists = scope.exists(output);
    if (exists === false) return unknown(`the output ${name} of ${this.prefix}${id} is not created in this deployment`, at);
    if (exists !== true) return { ...exists, at };
    return this.#guarded(key, at, () => evaluate(value, scope)) ?? unknown('AWS::NoValue', at);
  }

  decide(condition: Node): boolean | Unknown {
    return decide(condition, {
      prefix: this.prefix,
      choices: this.#settings.choices,
      evaluate: (node) => this.inCondition(node),
      named: (name, at) => this.named(name, at.at),
      openParameters: (node) => this.#openParameters(node),
    });
  }

  /** Whether a condition of the Conditions section holds. */
  named(name: string, at: Span): boolean | Unknown {
    const known = this.#decided.get(name);
    if (known !== undefined) return known;
    const node = this.#conditions?.get(name);
    if (node === undefined) return unknown(`the condition ${name} is not defined`, at);
    if (this.#settings.undecidable.has(this.prefix + name)) {
      return unknown(`the condition ${name} hangs on more values than are tried`, at);
    }
    const outcome = this.#guarded(`condition ${name}`, at, () => this.decide(node));
    const decided = outcome ?? unknown(`the condition ${name} cannot be read`, at);
    this.#decided.set(name, decided);
    return decided;
  }

  /** What an expression comes to as conditions see it. */
  inCondition(node: Node): Value | undefined {
    return evaluate(node, this.#inConditions);
  }

  /** Runs what may lead back to itself; the second time round it is unknown. */
  #guarded<T>(key: string, at: Span, run: () => T): T | Unknown {
    if (this.#open.has(key)) return unknown(`the ${key.replace(/^condition parameter/, 'parameter')} refers to itself`, at);
    this.#open.add(key);
    try {
      return run();
    } finally {
      this.#open.delete(key);
    }
  }

  #openParameters(node: Node): string[] {
    const open: string[] = [];
    for (const { name, at } of referencesIn(node)) {
      const value = this.conditionParameter(name, at) ?? this.#conditionPseudo(name, at);
      for (const atom of atomsOf(value) ?? []) {
        if ((atom.kind === 'parameter' || atom.kind === 'pseudo') && !this.#settings.choices.parameters.has(atom.name))
          open.push(atom.name);
      }
    }
    return open;
  }
}

/** A section of a template, if it is a map. */
export function section(template: MapNode, name: string): MapNode | undefined {
  const node = template.get(name);
  return node?.kind === 'map' ? node : undefined;
}

function named(value: Value, parameter: string, at: Span): Value {
  if (value.kind === 'list') return { kind: 'list', items: value.items.map((item) => named(item, parameter, at)), at };
  return value.kind === 'scalar' ? { ...value, parameters: [parameter], at } : placed(value, at);
}

/** A value passed to a nested stack, as the parameter's type has it: a text passed to a list parameter is cut at its commas. */
function asDeclared(value: Value, declared: Declaration): Value {
  if (!isListType(declared.type) || (value.kind !== 'scalar' && value.kind !== 'text')) return value;
  const text = exactText(value);
  if (text !== undefined) return typed(text, declared.type, value.at, value.kind === 'scalar' ? (value.parameters ?? []) : []);
  const atoms = atomsOf(value) ?? [];
  const only = atoms.length === 1 ? atoms[0]! : undefined;
  if (only?.kind === 'parameter' && isListType(only.type)) return value;
  const groups: Atom[][] = [[]];
  for (const atom of atoms) {
    if (atom.kind !== 'literal') {
      groups.at(-1)!.push(atom);
      continue;
    }
    for (const [position, piece] of atom.text.split(',').entries()) {
      if (position > 0) groups.push([]);
      groups.at(-1)!.push({ kind: 'literal', text: piece });
    }
  }
  return { kind: 'list', items: groups.map((group) => concatenate([{ atoms: group, parameters: [] }], value.at)), at: value.at };
}
