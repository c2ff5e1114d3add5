import type { TemplateProblem } from '../../../model/template.ts';
import { stringOf } from '../../../util/node.ts';
import type { MapNode, Node } from '../../../util/node.ts';
import { section } from '../instance-scope.ts';
import type { InstanceScope } from '../instance-scope.ts';
import type { Instance } from '../instance.ts';
import { visitIntrinsics } from '../walk.ts';
import type { IntrinsicUse } from '../walk.ts';
import { cyclesIn } from './cycles.ts';
import { Names } from './names.ts';
import type { Refuse } from './names.ts';
import { sectionCycles } from './section-cycles.ts';
import { checkShape } from './shapes.ts';

/**
 * What CloudFormation would refuse in a tree of templates. `scopes` are the root's in every branch. The same fault in a
 * value that SAM copied to several places, or in a template nested twice, is reported once.
 */
export function problemsOf(root: Instance, scopes: readonly InstanceScope[]): readonly TemplateProblem[] {
  const distinct = new Map<string, TemplateProblem>();
  for (const problem of collect(root, scopes)) {
    const key = JSON.stringify([problem.at.source.path, problem.at.start, problem.kind, problem.message]);
    if (!distinct.has(key)) distinct.set(key, problem);
  }
  return [...distinct.values()];
}

function collect(instance: Instance, scopes: readonly InstanceScope[]): TemplateProblem[] {
  const problems = [
    ...instance.problems,
    ...new TemplateCheck(instance).problems(),
    ...sectionCycles(instance),
    ...cyclesIn(instance, scopes),
  ];
  for (const [id, child] of instance.children) {
    if (child.instance === null) continue;
    const inner = scopes.map((scope) => scope.child(id)).filter((scope) => scope !== undefined);
    problems.push(...collect(child.instance, inner));
  }
  return problems;
}

class TemplateCheck {
  readonly #instance: Instance;
  readonly #names: Names;
  readonly #problems: TemplateProblem[] = [];

  constructor(instance: Instance) {
    this.#instance = instance;
    this.#names = new Names(instance);
  }

  problems(): readonly TemplateProblem[] {
    const { template } = this.#instance;
    for (const [id, { keyAt, value }] of section(template, 'Resources')?.entries ?? []) {
      const refuse = this.#refuse(this.#instance.prefix + id);
      if (id.startsWith('Fn::')) {
        this.#shape({ key: id, argument: value, keyAt, at: keyAt, alone: true }, this.#refuse(null));
        continue;
      }
      if (value.kind !== 'map') refuse('missing-type', `the resource ${id} must be a map with a Type`, keyAt);
      else this.#resource(id, value, refuse);
    }
    const refuse = this.#refuse(null);
    for (const { value } of section(template, 'Outputs')?.entries.values() ?? []) {
      if (value.kind === 'map') this.#names.condition(value.get('Condition'), refuse);
      this.#intrinsics(value, refuse);
    }
    for (const { value } of section(template, 'Conditions')?.entries.values() ?? []) {
      this.#intrinsics(value, refuse);
      this.#conditionNames(value, refuse);
    }
    return this.#problems;
  }

  #refuse(resource: string | null): Refuse {
    return (kind, message, at) => void this.#problems.push({ kind, resource, message, at });
  }

  #resource(id: string, node: MapNode, refuse: Refuse): void {
    const entry = node.entries.get('Properties');
    const type = stringOf(node.get('Type'));
    if (type === undefined) refuse('missing-type', `the resource ${id} has no Type`, node.at);
    else if (this.#instance.file.opaque === null && isMisspelt(type)) {
      refuse('missing-type', `${type} is no resource type${meant(type)}`, node.get('Type')!.at);
    }
    if (entry !== undefined && entry.value.kind !== 'map' && !(entry.value.kind === 'scalar' && entry.value.value === null)) {
      refuse('bad-intrinsic', `Properties of ${id} must be a map`, entry.value.at);
    }
    this.#names.condition(node.get('Condition'), refuse);
    this.#names.dependsOn(node.get('DependsOn'), refuse);
    this.#intrinsics(node, refuse);
  }

  #intrinsics(node: Node, refuse: Refuse): void {
    visitIntrinsics(node, (use) => {
      this.#shape(use, refuse);
      this.#names.check(use, refuse);
    });
  }

  /** A macro may give meaning to functions that CloudFormation does not know. */
  #shape(use: IntrinsicUse, refuse: Refuse): void {
    if (this.#instance.file.opaque === null) checkShape(use, this.#instance.file.hasLanguageExtensions, refuse);
  }

  /** `{Condition: name}` inside a condition. */
  #conditionNames(node: Node, refuse: Refuse): void {
    if (node.kind === 'scalar') return;
    if (node.kind === 'list') {
      for (const item of node.items) this.#conditionNames(item, refuse);
      return;
    }
    for (const [key, entry] of node.entries) {
      if (key === 'Condition' && node.entries.size === 1) this.#names.condition(entry.value, refuse);
      else this.#conditionNames(entry.value, refuse);
    }
  }
}

/** Whether a type means one of AWS's and is not written as these are: `AWS::Serverless:Function`. Types of others have names of theirs. */
function isMisspelt(type: string): boolean {
  return /^aws:/i.test(type) && !/^AWS::[A-Za-z\d]+::[A-Za-z\d]+(?:::MODULE)?$/.test(type);
}

function meant(type: string): string {
  const likely = type.replaceAll(/:+/g, '::').replace(/^aws/i, 'AWS');
  return isMisspelt(likely) ? '' : `; did you mean ${likely}?`;
}
