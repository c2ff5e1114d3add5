import type { App } from '../../model/app.ts';
import type { Authored, Change } from '../../model/change.ts';
import type { Role } from '../../model/role.ts';
import { addPolicies, attachManaged, isSamRole } from './policies/add-policies.ts';
import { PolicyEdits } from './policies/policy-edits.ts';

/** The role of a function or state machine by its id, when the app declares it. */
export function roleNamed(app: App, id: string | null): Role | undefined {
  return app.roles.find((role) => role.id === id);
}

/** Whether SAM makes the role, and so gives it by itself what destinations, dead-letter queues and traces need. */
export function isMadeBySam(role: Role): boolean {
  return isSamRole(role);
}

/** Allows a role something more, in the form that its owner uses; a text says why that cannot be written. */
export function granted(app: App, role: Role, statements: readonly Authored[]): readonly Change[] | string {
  const edits = new PolicyEdits(role.resource.at.source);
  return addPolicies(edits, { app, role }, { templates: [], statements }, []) ?? edits.changes();
}

/** Attaches a policy of AWS to a role; a text says why that cannot be written. */
export function attached(role: Role, policy: string): readonly Change[] | string {
  const edits = new PolicyEdits(role.resource.at.source);
  return attachManaged(edits, role, policy, []) ?? edits.changes();
}
