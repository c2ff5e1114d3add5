import type { Path } from '../../../model/change.ts';
import type { Node } from '../../../util/node.ts';

/** The paths at which a template names a logical id: `Ref`, `Fn::GetAtt`, `Fn::Sub` and `DependsOn`, each from the intrinsic function's own value. */
export function mentionsOf(node: Node | undefined, logicalId: string, path: Path = []): readonly Path[] {
  if (node === undefined) return [];
  if (node.kind === 'scalar') return path.includes('DependsOn') && path.length <= 4 && node.value === logicalId ? [path] : [];
  if (node.kind === 'list') return node.items.flatMap((item, i) => mentionsOf(item, logicalId, [...path, i]));
  if (namesIn(node).includes(logicalId)) return [path];
  return [...node.entries].flatMap(([key, { value }]) => mentionsOf(value, logicalId, [...path, key]));
}

/** The logical ids and parameters that a value names anywhere inside, by `Ref`, `Fn::GetAtt` and `Fn::Sub`. */
export function namesWithin(node: Node): readonly string[] {
  if (node.kind === 'scalar') return [];
  if (node.kind === 'list') return node.items.flatMap(namesWithin);
  return [...namesIn(node), ...[...node.entries.values()].flatMap(({ value }) => namesWithin(value))];
}

/** What one intrinsic function names itself. */
function namesIn(node: Node): readonly string[] {
  if (node.kind !== 'map' || node.entries.size !== 1) return [];
  const [key, { value }] = [...node.entries][0]!;
  const first = value.kind === 'list' ? value.items[0] : value;
  const text = first?.kind === 'scalar' ? String(first.value) : '';
  if (key === 'Ref') return [text];
  if (key === 'Fn::GetAtt') return [text.split('.')[0]!];
  return key === 'Fn::Sub' ? [...text.matchAll(/\$\{([\w:]+)[^}]*\}/g)].map((match) => match[1]!) : [];
}
