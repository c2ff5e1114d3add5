import type { TemplateProblem } from '../../model/template.ts';
import type { MapNode } from '../../util/node.ts';
import type { ReadWarning, RepeatedKey } from '../../util/read.ts';
import type { Span } from '../../util/span.ts';
import { section } from './instance-scope.ts';

/**
 * Keys that stand twice in one map of a template. AWS calls what becomes of a section that stands twice undefined
 * (https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-anatomy.html), and logical ids must be unique. The AWS CLI and
 * SAM read the last one and say nothing, cfn-lint refuses the template (E0000). What a merge key brings and a map says anew is no such key.
 */
export function repeatedKeys(root: MapNode, warnings: readonly ReadWarning[]): TemplateProblem[] {
  return warnings.flatMap(({ repeats, at }) => {
    if (repeats === undefined) return [];
    const isSection = root.entries.get(repeats.key)?.keyAt === at;
    return [{ ...told(repeats, isSection), resource: resourceAt(root, at), at }];
  });
}

function told({ key, earlier, isSame }: RepeatedKey, isSection: boolean): Pick<TemplateProblem, 'kind' | 'message'> {
  const { line } = earlier.source.position(earlier.start);
  if (isSame) {
    const message = `${key} stands twice in this map with the same value, before in line ${line}: some tools refuse the template (cfn-lint)`;
    return { kind: 'repeated-value', message };
  }
  if (isSection) {
    const message = `a second section ${key}, the first is in line ${line}: what CloudFormation makes of it is undefined, and most tools read the last one only`;
    return { kind: 'repeated-section', message };
  }
  const message = `${key} stands twice in this map, before in line ${line}: that value is lost where the AWS CLI or SAM reads the template, and other tools refuse it (cfn-lint)`;
  return { kind: 'repeated-key', message };
}

/** The resource in which a place stands; null where it is in none, or in one that is lost with its map. */
function resourceAt(root: MapNode, { source, start }: Span): string | null {
  for (const [id, { keyAt, value }] of section(root, 'Resources')?.entries ?? []) {
    if (keyAt.source === source && keyAt.start <= start && start < Math.max(keyAt.end, value.at.end)) return id;
  }
  return null;
}
