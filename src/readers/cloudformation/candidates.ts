import { partitionOf } from '../../data/partitions.ts';
import type { Value } from '../../model/value.ts';
import { exactText } from '../../model/value.ts';
import { onlyEntry, stringOf } from '../../util/node.ts';
import type { Node } from '../../util/node.ts';
import { OTHER } from './choices.ts';
import type { InstanceScope } from './instance-scope.ts';
import { section } from './instance-scope.ts';
import { defaultText, isLookedUp } from './parameters.ts';
import type { Declaration } from './parameters.ts';
import { visitIntrinsics } from './walk.ts';

/** Values worth trying for a parameter: its default, those that conditions compare it with, and one that is none of them. */
export class Candidates {
  readonly #compared = new Map<string, Set<string>>();
  /** Keys of mappings that conditions look up by a parameter: no other value would deploy. */
  readonly #keys = new Map<string, Set<string>>();
  readonly #declared = new Map<string, Declaration>();
  readonly #defaultRegion: string;

  constructor(root: InstanceScope, defaultRegion: string) {
    this.#defaultRegion = defaultRegion;
    this.#collect(root);
  }

  /** The values to try, the default first; `chosen` are the choices made so far. */
  of(name: string, chosen: ReadonlyMap<string, string | typeof OTHER>): readonly (string | typeof OTHER)[] {
    const compared = [...(this.#compared.get(name) ?? [])];
    if (name === 'AWS::Region') return this.#regions(compared, chosen.get('AWS::Partition'));
    if (name === 'AWS::Partition') return [...new Set([partitionOf(this.#defaultRegion) ?? 'aws', ...compared])];
    const declared = this.#declared.get(name);
    if (declared === undefined) return [OTHER, ...compared];
    // The default of an SSM parameter type is the name to look up, not the value.
    const fallback = isLookedUp(declared) ? undefined : defaultText(declared);
    const keys = this.#keys.get(name);
    const first = fallback === undefined ? [] : [fallback];
    if (declared.allowed !== undefined) return this.#allowed(declared.allowed, first, [...compared, ...(keys ?? [])]);
    const fitting = compared.filter((text) => text.length >= declared.minLength);
    const known = [...new Set([...first, ...fitting, ...(keys ?? [])])];
    if (keys !== undefined) return known;
    return fallback === undefined ? [OTHER, ...known] : [...known, OTHER];
  }

  /** Of the allowed values that nothing is compared with, one stands for all. */
  #allowed(allowed: readonly string[], first: readonly string[], compared: readonly string[]): string[] {
    const used = new Set([...first, ...compared].filter((text) => allowed.includes(text)));
    const spare = allowed.find((text) => !used.has(text));
    if (spare !== undefined) used.add(spare);
    const ordered = first.length > 0 ? used : new Set(allowed.filter((text) => used.has(text)));
    return ordered.size > 0 ? [...ordered] : [...first];
  }

  #regions(compared: readonly string[], partition: string | typeof OTHER | undefined): (string | typeof OTHER)[] {
    const known = [...new Set([this.#defaultRegion, ...compared])];
    const fitting = typeof partition === 'string' ? known.filter((region) => (partitionOf(region) ?? 'aws') === partition) : known;
    return [...fitting, OTHER];
  }

  #collect(scope: InstanceScope): void {
    for (const declared of scope.instance.declarations.values()) this.#declared.set(scope.prefix + declared.name, declared);
    for (const { value } of section(scope.instance.template, 'Conditions')?.entries.values() ?? []) {
      visitIntrinsics(value, ({ key, argument }) => {
        if (argument.kind !== 'list') return;
        if (key === 'Fn::Equals' && argument.items.length === 2) this.#comparison(scope, argument.items[0]!, argument.items[1]!);
        if (key === 'Fn::FindInMap') this.#lookup(scope, argument.items);
      });
    }
    for (const child of scope.children.values()) this.#collect(child);
  }

  #comparison(scope: InstanceScope, left: Node, right: Node): void {
    const a = scope.inCondition(left);
    const b = scope.inCondition(right);
    for (const [holder, constant] of [
      [a, b],
      [b, a],
    ]) {
      const name = parameterAlone(holder);
      const text = exactText(constant) ?? booleanText(constant);
      if (name !== undefined && text !== undefined) add(this.#compared, name, [text]);
    }
  }

  #lookup(scope: InstanceScope, [mapping, top, second]: readonly Node[]): void {
    const map = scope.mappings?.get(stringOf(mapping) ?? '');
    if (map?.kind !== 'map') return;
    const topName = parameterAlone(top === undefined ? undefined : scope.inCondition(top));
    if (topName !== undefined) add(this.#keys, topName, map.keys());
    const secondName = parameterAlone(second === undefined ? undefined : scope.inCondition(second));
    if (secondName === undefined) return;
    for (const { value } of map.entries.values()) if (value.kind === 'map') add(this.#keys, secondName, value.keys());
  }
}

function parameterAlone(value: Value | undefined): string | undefined {
  const only = value?.kind === 'text' && value.atoms.length === 1 ? value.atoms[0] : undefined;
  return only?.kind === 'parameter' || only?.kind === 'pseudo' ? only.name : undefined;
}

function booleanText(value: Value | undefined): string | undefined {
  return value?.kind === 'scalar' && typeof value.value === 'boolean' ? String(value.value) : undefined;
}

function add(to: Map<string, Set<string>>, name: string, texts: readonly string[]): void {
  const known = to.get(name) ?? new Set<string>();
  for (const text of texts) known.add(text);
  to.set(name, known);
}

/** The conditions that a tree of templates uses (`IsProd`, `Child/IsProd`), in the order of their definition. */
export function conditionsInUse(root: InstanceScope): readonly { readonly scope: InstanceScope; readonly name: string }[] {
  const found: { scope: InstanceScope; name: string }[] = [];
  const open = [root];
  for (let scope = open.shift(); scope !== undefined; scope = open.shift()) {
    const used = namesUsed(scope);
    for (const name of section(scope.instance.template, 'Conditions')?.keys() ?? []) if (used.has(name)) found.push({ scope, name });
    open.push(...scope.children.values());
  }
  return found;
}

function namesUsed(scope: InstanceScope): ReadonlySet<string> {
  const used = new Set<string>();
  for (const name of ['Resources', 'Outputs']) {
    for (const { value } of section(scope.instance.template, name)?.entries.values() ?? []) {
      // The CDK's own usage record, which it leaves out in some regions, says nothing about the app.
      if (value.kind !== 'map' || stringOf(value.get('Type')) === 'AWS::CDK::Metadata') continue;
      const condition = stringOf(value.get('Condition'));
      if (condition !== undefined) used.add(condition);
      visitIntrinsics(value, ({ key, argument }) => {
        const first = key === 'Fn::If' && argument.kind === 'list' ? argument.items[0] : undefined;
        const only = onlyEntry(first);
        const named = stringOf(only?.key === 'Condition' ? only.value : first);
        if (named !== undefined) used.add(named);
      });
    }
  }
  return used;
}
