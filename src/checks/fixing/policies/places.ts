import type { Path } from '../../../model/change.ts';
import type { Node } from '../../../util/node.ts';

/** Whether a value stands in a branch of `Fn::If`, in a loop, or in another intrinsic function, so that it is not the whole truth. */
export function isChosen(path: Path): boolean {
  return path.some((step) => typeof step === 'string' && step.startsWith('Fn::'));
}

/** Whether some part of a value depends on a condition of the template. */
export function hasChoice(node: Node | undefined): boolean {
  if (node === undefined || node.kind === 'scalar') return false;
  if (node.kind === 'list') return node.items.some(hasChoice);
  return [...node.entries].some(([key, { value }]) => key === 'Fn::If' || key.startsWith('Fn::ForEach') || hasChoice(value));
}
