import { unknown } from '../../model/value.ts';
import type { Unknown } from '../../model/value.ts';
import { stringOf } from '../../util/node.ts';
import type { MapNode, Node } from '../../util/node.ts';

/** AWS's own transforms that add no function, role, permission or alarm of the app. */
const HARMLESS: ReadonlySet<string> = new Set(['AWS::CodeDeployBlueGreen', 'AWS::ServiceCatalog']);

/** What the `Transform` section of a template declares. */
export interface Transforms {
  readonly isSam: boolean;
  readonly hasLanguageExtensions: boolean;
  /** The first macro that only AWS can run. */
  readonly macro: Unknown | null;
}

/** Reads the `Transform` section. https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/transform-reference.html */
export function transformsOf(root: MapNode): Transforms {
  const node = root.get('Transform');
  const items = node === undefined ? [] : node.kind === 'list' ? node.items : [node];
  let macro: Unknown | null = null;
  const names = new Set<string>();
  for (const item of items) {
    const name = nameOf(item);
    if (name === undefined) continue;
    names.add(name);
    // A top-level include is merged, or found missing, by its own reader.
    const isKnown =
      name.startsWith('AWS::Serverless-') || name === 'AWS::Include' || name === 'AWS::LanguageExtensions' || HARMLESS.has(name);
    if (!isKnown && !name.startsWith('AWS::SecretsManager-')) macro ??= unknown(`the macro ${name} runs at deployment`, item.at);
  }
  return { isSam: names.has('AWS::Serverless-2016-10-31'), hasLanguageExtensions: names.has('AWS::LanguageExtensions'), macro };
}

function nameOf(item: Node): string | undefined {
  return stringOf(item.kind === 'map' ? item.get('Name') : item);
}

/**
 * The first module among the resources: CloudFormation puts the resources of its fragment in its place, their names beginning with its own.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/modules.html
 */
export function moduleIn(root: MapNode): Unknown | null {
  const resources = root.get('Resources');
  for (const { keyAt, value } of resources?.kind === 'map' ? resources.entries.values() : []) {
    const type = value.kind === 'map' ? stringOf(value.get('Type')) : undefined;
    if (type?.endsWith('::MODULE') === true) return unknown(`the module ${type} is resolved at deployment`, keyAt);
  }
  return null;
}
