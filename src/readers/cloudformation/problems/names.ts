import { attributesOf, hasFreeAttributes } from '../../../data/resource-types.ts';
import type { TemplateProblem } from '../../../model/template.ts';
import { closest } from '../../../util/closest.ts';
import { onlyEntry, stringOf } from '../../../util/node.ts';
import type { MapNode, Node } from '../../../util/node.ts';
import type { Span } from '../../../util/span.ts';
import { section } from '../instance-scope.ts';
import type { Instance } from '../instance.ts';
import { PSEUDO_PARAMETERS } from '../scope.ts';
import { referencesOf } from '../walk.ts';
import type { IntrinsicUse, Reference } from '../walk.ts';

/** Reports one fault of the template. */
export type Refuse = (kind: TemplateProblem['kind'], message: string, at: Span) => void;

/** Most comparisons of names for suggestions in one template. */
const MOST_COMPARISONS = 200_000;

/** The names that a template defines, and which of them may be incomplete. */
export class Names {
  readonly #instance: Instance;
  readonly #resources: ReadonlyMap<string, string>;
  readonly #conditions: MapNode | undefined;
  readonly #mappings: MapNode | undefined;
  #comparisons = 0;
  /** SAM resources that could not be expanded: what they would have generated is not known. */
  readonly #failed: readonly string[];

  constructor(instance: Instance) {
    this.#instance = instance;
    const types = new Map<string, string>();
    for (const template of [instance.file.root, instance.template]) {
      for (const [id, { value }] of section(template, 'Resources')?.entries ?? []) {
        types.set(id, value.kind === 'map' ? (stringOf(value.get('Type')) ?? '') : '');
      }
    }
    this.#resources = types;
    this.#conditions = section(instance.template, 'Conditions');
    this.#mappings = section(instance.template, 'Mappings');
    const sam = instance.problems.filter((problem) => problem.kind === 'sam');
    const all = [...types].filter(([, type]) => type.startsWith('AWS::Serverless::')).map(([id]) => id);
    this.#failed = sam.some((problem) => problem.resource === null)
      ? ['', ...all]
      : sam.map((problem) => problem.resource!.slice(instance.prefix.length));
  }

  /** Checks the names in one intrinsic function. */
  check(use: IntrinsicUse, refuse: Refuse): void {
    for (const reference of referencesOf(use)) this.#reference(reference, refuse);
    const first = use.argument.kind === 'list' ? use.argument.items[0] : undefined;
    if (use.key === 'Fn::If') this.condition(first, refuse);
    if (use.key === 'Fn::FindInMap' && first !== undefined) this.#mapping(first, refuse);
  }

  #reference({ name, attribute, by, at }: Reference, refuse: Refuse): void {
    const type = this.#resources.get(name);
    if (type !== undefined) {
      if (attribute !== null && attribute !== '') this.#attribute(name, type, attribute, { by, at, refuse });
      return;
    }
    if (attribute === null && (this.#instance.declarations.has(name) || PSEUDO_PARAMETERS.has(name))) return;
    if (this.#mayBeGenerated(name)) return;
    const values = attribute === null ? [...this.#instance.declarations.keys(), ...PSEUDO_PARAMETERS] : [];
    const candidates = [...this.#resources.keys(), ...values];
    const what = attribute === null ? 'no parameter or resource has this name' : 'no resource has this name';
    refuse('dangling-reference', `${by} of ${name}: ${what}${this.#suggestion(name, candidates)}`, at);
  }

  #attribute(name: string, type: string, attribute: string, use: { by: string; at: Span; refuse: Refuse }): void {
    const child = this.#instance.children.get(name)?.instance;
    if (child?.opaque === null && attribute.startsWith('Outputs.')) {
      const output = attribute.slice('Outputs.'.length);
      const outputs = section(child.template, 'Outputs')?.keys() ?? [];
      if (!outputs.includes(output)) {
        use.refuse(
          'wrong-attribute',
          `${use.by} of ${name}.${attribute}: the nested stack has no output ${output}${this.#suggestion(output, outputs)}`,
          use.at,
        );
      }
      return;
    }
    const attributes = hasFreeAttributes(type) ? undefined : attributesOf(type);
    if (attributes === undefined || attributes.has(attribute)) return;
    use.refuse(
      'wrong-attribute',
      `${use.by} of ${name}.${attribute}: ${type} has no attribute ${attribute}${this.#suggestion(attribute, attributes)}`,
      use.at,
    );
  }

  /** Checks a condition given by name. */
  condition(node: Node | undefined, refuse: Refuse): void {
    const only = onlyEntry(node);
    const name = stringOf(only?.key === 'Condition' ? only.value : node);
    if (name === undefined || this.#conditions?.has(name) === true || this.#instance.opaque !== null) return;
    refuse('dangling-reference', `no condition is called ${name}${this.#suggestion(name, this.#conditions?.keys() ?? [])}`, node!.at);
  }

  /** Checks `DependsOn`. */
  dependsOn(node: Node | undefined, refuse: Refuse): void {
    for (const item of node?.kind === 'list' ? node.items : node === undefined ? [] : [node]) {
      const name = stringOf(item);
      if (name === undefined || this.#resources.has(name) || this.#mayBeGenerated(name)) continue;
      refuse(
        'dangling-reference',
        `DependsOn of ${name}: no resource has this name${this.#suggestion(name, this.#resources.keys())}`,
        item.at,
      );
    }
  }

  #mapping(node: Node, refuse: Refuse): void {
    const name = stringOf(node);
    if (name === undefined || this.#mappings?.has(name) === true || this.#instance.opaque !== null) return;
    refuse(
      'dangling-reference',
      `Fn::FindInMap of ${name}: no mapping has this name${this.#suggestion(name, this.#mappings?.keys() ?? [])}`,
      node.at,
    );
  }

  #suggestion(name: string, candidates: Iterable<string>): string {
    const names = [...candidates];
    this.#comparisons += names.length;
    const near = this.#comparisons > MOST_COMPARISONS ? null : closest(name, names);
    return near === null ? '' : `; did you mean ${near}?`;
  }

  /** Whether a macro, an include or a SAM resource that failed may define a name. */
  #mayBeGenerated(name: string): boolean {
    return this.#instance.opaque !== null || this.#failed.some((id) => name.startsWith(id));
  }
}
