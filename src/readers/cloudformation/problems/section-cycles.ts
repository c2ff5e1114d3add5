import type { TemplateProblem } from '../../../model/template.ts';
import { onlyEntry, stringOf } from '../../../util/node.ts';
import type { Node } from '../../../util/node.ts';
import type { Span } from '../../../util/span.ts';
import { section } from '../instance-scope.ts';
import type { Instance } from '../instance.ts';
import { referencesIn, visitIntrinsics } from '../walk.ts';
import { core, cyclesOf } from './graph.ts';
import type { Graph } from './graph.ts';

/** Reports every name of its own section that a part refers to. */
type Names = (part: Node, add: (name: string, at: Span) => void) => void;

/** How parts of a section refer to one another. Parameters and mappings may not at all, so that a circle is all the worse. */
const SECTIONS: readonly { readonly name: string; readonly word: string; readonly names: Names }[] = [
  { name: 'Conditions', word: 'conditions', names: conditionNames },
  {
    name: 'Parameters',
    word: 'parameters',
    names(part, add) {
      for (const { name, attribute, at } of referencesIn(part)) if (attribute === null) add(name, at);
    },
  },
  {
    name: 'Mappings',
    word: 'mappings',
    names(part, add) {
      visitIntrinsics(part, ({ key, argument, at }) => {
        const name = key === 'Fn::FindInMap' && argument.kind === 'list' ? stringOf(argument.items[0]) : undefined;
        if (name !== undefined) add(name, at);
      });
    },
  },
];

/** Conditions, parameters and mappings that need one another in a circle. */
export function sectionCycles(instance: Instance): TemplateProblem[] {
  return SECTIONS.flatMap(({ name, word, names }) => {
    const parts = section(instance.template, name);
    const graph: Graph = new Map();
    for (const [id, { value }] of parts?.entries ?? []) {
      const needs = new Map<string, Span>();
      names(value, (other, at) => void (parts!.has(other) && !needs.has(other) && needs.set(other, at)));
      graph.set(id, needs);
    }
    return cyclesOf(core(graph)).map((cycle): TemplateProblem => {
      const chain = [...cycle, cycle[0]!].map((step) => step.name).join(' -> ');
      return { kind: 'circular-dependency', resource: null, message: `circular dependency of ${word}: ${chain}`, at: cycle[0]!.at };
    });
  });
}

function conditionNames(node: Node, add: (name: string, at: Span) => void): void {
  if (node.kind === 'scalar') return;
  const only = onlyEntry(node);
  const name = only?.key === 'Condition' ? stringOf(only.value) : undefined;
  if (name !== undefined) add(name, node.at);
  const inner = node.kind === 'list' ? node.items : [...node.entries.values()].map((entry) => entry.value);
  for (const part of inner) conditionNames(part, add);
}
