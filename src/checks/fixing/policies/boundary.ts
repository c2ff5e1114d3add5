import type { App } from '../../../model/app.ts';
import type { Change } from '../../../model/change.ts';
import type { Need } from '../../../model/needs.ts';
import type { Resource } from '../../../model/template.ts';
import { propertyPath, writtenOf, writtenProperty } from '../owner.ts';
import { authorNeeds } from './author-statement.ts';
import { PolicyEdits } from './policy-edits.ts';

/** Lets a permissions boundary of the app allow needs too; a text says why that is not possible. */
export function addToBoundary(app: App, boundary: Resource, needs: readonly Need[]): readonly Change[] | string {
  const owner = writtenOf(boundary);
  const statements = owner === undefined ? undefined : writtenProperty(owner, 'PolicyDocument.Statement');
  if (owner === undefined || statements?.kind !== 'list') return `the statements of ${boundary.logicalId} are not written as a list`;
  const added = authorNeeds({ app, holder: boundary, file: owner.file, spellings: [] }, needs, false);
  if (typeof added === 'string') return added;
  const edits = new PolicyEdits(owner.file);
  edits.append(propertyPath(owner, 'PolicyDocument.Statement'), added.statements);
  return edits.changes();
}
