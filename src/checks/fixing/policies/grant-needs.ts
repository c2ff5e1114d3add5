import type { App } from '../../../model/app.ts';
import type { Authored, Change, Path } from '../../../model/change.ts';
import { groupsOf } from '../../../model/minimal-policy.ts';
import type { NeedGroup } from '../../../model/minimal-policy.ts';
import type { Need } from '../../../model/needs.ts';
import { canonicalArn } from '../../../model/policy-text.ts';
import { rolePolicy } from '../../../model/role-policy.ts';
import type { RoleStatement } from '../../../model/role-policy.ts';
import type { Role } from '../../../model/role.ts';
import { at } from '../../../util/node.ts';
import { writtenOf } from '../owner.ts';
import { addPolicies, attachManaged, isSamRole, policyBeside } from './add-policies.ts';
import { authorArn } from './author-arn.ts';
import type { ArnWriter } from './author-arn.ts';
import { authorNeeds } from './author-statement.ts';
import { piecesOf } from './pieces.ts';
import { hasChoice } from './places.ts';
import { PolicyEdits, asWritten } from './policy-edits.ts';

/** The edit that allows a role what it lacks. */
export interface Granted {
  readonly changes: readonly Change[];
  /** Whether a policy of its own is needed, for resources that wait for the role. */
  readonly isBeside: boolean;
}

/**
 * Allows a role what it lacks: further actions in a statement on the same resources, the policy of AWS for network interfaces, else new
 * policies in the form the owner uses. A text says why that is not possible.
 */
export function grantNeeds(app: App, role: Role, needs: readonly Need[]): Granted | string {
  const owner = writtenOf(role.resource);
  if (owner === undefined) return `${role.resource.logicalId} is not written as a resource of its own`;
  const edits = new PolicyEdits(owner.file);
  const writer: ArnWriter = { app, holder: role.resource, file: owner.file, spellings: [] };
  const network = isSamRole(role) ? [] : needs.filter(isNetwork);
  const trouble = network.length === 0 ? null : attachManaged(edits, role, 'service-role/AWSLambdaVPCAccessExecutionRole', []);
  if (trouble !== null) return trouble;
  const left = groupsOf(needs.filter((need) => !network.includes(need))).filter(
    (group) => !extendStatement(edits, writer, { role, group }),
  );
  const others = left.flatMap((group) => group.needs);
  const apart = others.filter((need) => authorArn(writer, need) === null);
  const added = authorNeeds(
    writer,
    others.filter((need) => !apart.includes(need)),
    isSamRole(role),
  );
  if (typeof added === 'string') return added;
  const refused = addPolicies(edits, { app, role }, added, []);
  if (refused !== null) return refused;
  if (apart.length > 0) {
    const beside = authorNeeds({ ...writer, isBeside: true }, apart, false);
    if (typeof beside === 'string') return beside;
    const change = policyBeside(app, role, owner.file, beside.statements);
    if (change === null) return `${role.resource.logicalId} is not written as a resource of its own`;
    edits.set(change.path, change.value, change.after);
  }
  const changes = edits.changes();
  return typeof changes === 'string' ? changes : { changes, isBeside: apart.length > 0 };
}

function isNetwork({ reasons }: Need): boolean {
  return reasons.every(({ platform }) => platform?.because === 'network interfaces in the VPC');
}

/** Adds the actions of a group to a statement that is on the same resources, without conditions, and the role's alone. */
function extendStatement(edits: PolicyEdits, writer: ArnWriter, { role, group }: { role: Role; group: NeedGroup }): boolean {
  if (group.viaService !== null) return false;
  const arns = new Set(group.arns.map(canonicalArn));
  const isLike = ({ policy }: RoleStatement): boolean =>
    policy.effect === 'Allow' &&
    !policy.actions.not &&
    policy.conditions.length === 0 &&
    policy.resources?.not === false &&
    policy.resources.patterns.length === arns.size &&
    policy.resources.patterns.every((pattern) => arns.has(pattern)) &&
    policy.actions.patterns.every((action) => action.split(':')[0] === group.actions[0]!.split(':')[0]);
  const statement = rolePolicy(writer.app, role).statements.find((one) => one.managed === null && isLike(one));
  if (statement === undefined) return false;
  const pieces = piecesOf(writer.app, role, [statement]);
  const piece = typeof pieces === 'string' ? undefined : pieces[0];
  if (piece?.kind !== 'statement' || piece.otherRoles.length > 0 || piece.file !== writer.file) return false;
  const path: Path = [...piece.path, 'Action'];
  const node = at(piece.node, 'Action');
  if (node === undefined || hasChoice(node)) return false;
  if (node.kind === 'list') edits.append(path, group.actions);
  else edits.set(path, [asWritten(node), ...group.actions] as Authored);
  return true;
}
