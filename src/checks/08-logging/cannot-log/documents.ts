import { managedPolicyDocument } from '../../../data/managed-policy-documents.ts';
import type { App } from '../../../model/app.ts';
import { managedPolicyRef } from '../../../model/role.ts';
import type { ManagedPolicyRef, Role } from '../../../model/role.ts';
import { readPolicyDocument } from '../../../model/statement.ts';
import type { Statement } from '../../../model/statement.ts';
import { resourceNamed, show, unknown } from '../../../model/value.ts';
import type { Unknown } from '../../../model/value.ts';

/** The statements of several policies, and what of them cannot be read. */
export interface Documents {
  readonly statements: readonly Statement[];
  readonly unreadable: readonly Unknown[];
}

/** Everything that grants a role something: inline, attached, and AWS's own policies as far as their documents are known. */
export function grantsOf(role: Role): Documents {
  const own = role.policies.map(({ document }) => document);
  return merged([...own, ...role.managed.map(managedDocument)]);
}

/** The role's permissions boundary; null where it has none. */
export function boundaryOf(app: App, role: Role): Documents | null {
  const boundary = role.permissionsBoundary;
  if (boundary === undefined) return null;
  const named = app.policies.find((policy) => policy.resource.id === resourceNamed(boundary));
  return merged([named?.document ?? managedDocument(managedPolicyRef(boundary))]);
}

function managedDocument({ name, awsManaged, value }: ManagedPolicyRef): Documents {
  const text = awsManaged === true && name !== null ? managedPolicyDocument(name) : undefined;
  if (text !== undefined) return readPolicyDocument({ kind: 'scalar', value: text, at: value.at }, name!, value.at);
  return {
    statements: [],
    unreadable: [value.kind === 'unknown' ? value : unknown(`what the policy ${show(value)} allows is not in the template`, value.at)],
  };
}

function merged(documents: readonly Documents[]): Documents {
  return { statements: documents.flatMap(({ statements }) => statements), unreadable: documents.flatMap(({ unreadable }) => unreadable) };
}
