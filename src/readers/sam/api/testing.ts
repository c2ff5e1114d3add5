import { at, toJson } from '../../../util/node.ts';
import type { Json, MapNode, Node } from '../../../util/node.ts';
import { SourceFile } from '../../../util/span.ts';
import { readYaml } from '../../../util/yaml.ts';
import { expandSam } from '../transform.ts';

/** A template after expansion, with what tests ask of it. */
export interface ExpandedForTest {
  readonly errors: readonly { readonly logicalId: string | null; readonly message: string }[];
  /** The plain data at a path below Resources; undefined when nothing is there. */
  readonly resource: (...path: (string | number)[]) => Json | undefined;
  /** Ids of the resources of a type. */
  readonly idsOf: (type: string) => string[];
  /** The text of the line (from 1) on which the node at a path below Resources stands, trimmed. */
  readonly lineOf: (...path: (string | number)[]) => string;
  /** What a tool made the node at a path for; undefined for the owner's own. */
  readonly reasonAt: (...path: (string | number)[]) => string | undefined;
  readonly conditions: Json | undefined;
}

/** Expands the resources (and other sections) of a template written in YAML. */
export function expandForTest(template: string): ExpandedForTest {
  const source = new SourceFile('template.yaml', template);
  const read = readYaml(source);
  if (!read.ok || read.node.kind !== 'map') throw new Error('the template is no map');
  const { template: expanded, errors } = expandSam(read.node);
  const resources = expanded.get('Resources') as MapNode;
  const nodeAt = (...path: (string | number)[]): Node => {
    const node = at(resources, ...path);
    if (node === undefined) throw new Error(`nothing stands at ${path.join('/')}`);
    return node;
  };
  const conditions = expanded.get('Conditions');
  return {
    errors,
    resource: (...path) => {
      const node = at(resources, ...path);
      return node === undefined ? undefined : toJson(node);
    },
    idsOf: (type) => resources.keys().filter((id) => (toJson(nodeAt(id)) as { Type?: string }).Type === type),
    lineOf: (...path) => source.line(source.position(nodeAt(...path).at.start).line).trim(),
    reasonAt: (...path) => nodeAt(...path).at.generated,
    conditions: conditions === undefined ? undefined : toJson(conditions),
  };
}
