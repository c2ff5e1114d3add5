import type { PatternSet, PolicyStatement } from '../../../iam/policy.ts';
import type { Authored, Path } from '../../../model/change.ts';
import type { Need } from '../../../model/needs.ts';
import { canonicalArn } from '../../../model/policy-text.ts';
import { at } from '../../../util/node.ts';
import type { Node } from '../../../util/node.ts';
import { authorArn } from '../../fixing/policies/author-arn.ts';
import type { ArnWriter } from '../../fixing/policies/author-arn.ts';
import { oneOrAll, whyNotWritten } from '../../fixing/policies/author-statement.ts';
import type { PolicyPiece } from '../../fixing/policies/pieces.ts';
import { hasChoice } from '../../fixing/policies/places.ts';
import type { PolicyEdits } from '../../fixing/policies/policy-edits.ts';

/** Makes a written statement the narrower one: only the items that change are touched. A text says what cannot be written. */
export function narrowInPlace(
  edits: PolicyEdits,
  writer: ArnWriter,
  { piece, next, needs }: { piece: PolicyPiece; next: PolicyStatement; needs: readonly Need[] },
): string | null {
  const before = piece.statements[0]!.policy;
  const place = (key: string): Place => ({ path: [...piece.path, key], node: at(piece.node, key) });
  const trouble = editItems(edits, { from: place('Action'), not: place('NotAction') }, [before.actions, next.actions], (name) => name);
  if (trouble !== null || before.resources === null || next.resources === null) return trouble;
  const needOf = (pattern: string): Need | undefined => needs.find(({ arn }) => canonicalArn(arn) === pattern);
  const author = (pattern: string): Authored | null => {
    const need = needOf(pattern);
    return need === undefined ? null : authorArn(writer, need);
  };
  const unwritable = next.resources.patterns.find((pattern) => !before.resources!.patterns.includes(pattern) && author(pattern) === null);
  const need = unwritable === undefined ? undefined : needOf(unwritable);
  if (need !== undefined) return whyNotWritten(writer.app, need);
  return editItems(edits, { from: place('Resource'), not: place('NotResource') }, [before.resources, next.resources], author);
}

interface Place {
  readonly path: Path;
  readonly node: Node | undefined;
}

function editItems(
  edits: PolicyEdits,
  { from, not }: { from: Place; not: Place },
  [before, after]: readonly [PatternSet, PatternSet],
  author: (pattern: string) => Authored | null,
): string | null {
  if (!before.not && sameItems(before.patterns, after.patterns)) return null;
  const kept = before.not ? [] : before.patterns.filter((pattern) => after.patterns.includes(pattern));
  const added = after.patterns.filter((pattern) => !kept.includes(pattern)).map(author);
  const written = added.filter((item) => item !== null);
  if (written.length < added.length)
    return `${String(from.path.at(-1))} of a statement cannot be written with what this template may refer to`;
  const unique = [...new Map(written.map((item) => [JSON.stringify(item), item])).values()];
  if (before.not) {
    edits.remove(not.path);
    edits.set(from.path, oneOrAll(unique), String(not.path.at(-1)));
    return null;
  }
  const { node, path } = from;
  if (hasChoice(node)) return `${String(path.at(-1))} of a statement hangs on a condition`;
  if (node?.kind !== 'list') {
    edits.set(path, oneOrAll(unique));
    return null;
  }
  if (node.items.length !== before.patterns.length) return `${String(path.at(-1))} of a statement cannot be told item by item`;
  if (kept.length === 0) {
    edits.set(path, unique);
    return null;
  }
  before.patterns.forEach((pattern, i) => {
    if (!kept.includes(pattern)) edits.remove([...path, i]);
  });
  if (unique.length > 0) edits.append(path, unique);
  return null;
}

function sameItems(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((item) => b.includes(item));
}
