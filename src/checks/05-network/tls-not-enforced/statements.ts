import type { Path } from '../../../model/change.ts';
import { onlyEntry } from '../../../util/node.ts';
import type { Node } from '../../../util/node.ts';
import { writtenProperty } from '../../fixing/owner.ts';
import type { Written } from '../../fixing/owner.ts';

/** The statements of a policy as its owner wrote them. */
export interface WrittenStatements {
  readonly written: Written;
  /** Below the properties of the resource. */
  readonly path: Path;
  readonly items: readonly Node[];
  /** A policy may have one statement without a list. */
  readonly isList: boolean;
}

/** The statements of a policy document in a property; null where the document is text, or an intrinsic function chooses it. */
export function policyStatements(written: Written, property: string): WrittenStatements | null {
  const statement = writtenProperty(written, `${property}.Statement`);
  const path = [...property.split('.'), 'Statement'];
  if (statement?.kind === 'list') return { written, path, items: statement.items, isList: true };
  if (statement?.kind !== 'map' || onlyEntry(statement)?.key.startsWith('Fn::') === true) return null;
  return { written, path, items: [statement], isList: false };
}
