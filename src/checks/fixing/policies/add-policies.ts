import type { App } from '../../../model/app.ts';
import type { Authored, Path, SetChange } from '../../../model/change.ts';
import type { IdentityPolicy, Role } from '../../../model/role.ts';
import { at, onlyEntry } from '../../../util/node.ts';
import type { Node } from '../../../util/node.ts';
import { conditionOf, freeId, newResource, propertyPath, writtenOf, writtenProperty } from '../owner.ts';
import type { Written } from '../owner.ts';
import type { SourceFile } from '../../../util/span.ts';
import type { AuthoredPolicies } from './author-statement.ts';
import { hasChoice } from './places.ts';
import type { PolicyEdits } from './policy-edits.ts';

/** Whether SAM makes the role of a function or state machine whose `Policies` say what it may do. */
export function isSamRole(role: Role): boolean {
  return role.resource.owner !== null && role.resource.owner.type.startsWith('AWS::Serverless::');
}

/** A role within a sentence: `ShopRole`, or `the role of SaveOrder` where SAM makes it. */
export function shownRole({ resource }: Role): string {
  if (resource.owner === null) return resource.logicalId;
  return `the role of ${resource.owner.id.slice(resource.owner.id.lastIndexOf('/') + 1)}`;
}

/** Adds policies to a role in the form its owner uses; a text says why that is not possible. `instead`: the place of something that goes. */
export function addPolicies(
  edits: PolicyEdits,
  { app, role }: { app: App; role: Role },
  added: AuthoredPolicies,
  instead: readonly Path[],
): string | null {
  if (added.templates.length + added.statements.length === 0) return null;
  const owner = writtenOf(role.resource);
  if (owner === undefined) return `${role.resource.logicalId} is not written as a resource of its own`;
  if (isSamRole(role)) return addToSam(edits, owner, added, instead);
  const policy = ownPolicy(app, role);
  if (policy !== undefined) {
    edits.append(policy, added.statements);
    return null;
  }
  const written = writtenProperty(owner, 'Policies');
  if (written !== undefined && (written.kind !== 'list' || hasChoiceAtTop(written)))
    return `the policies of ${owner.logicalId} hang on a condition`;
  const name = `${functionName(app, role) ?? owner.logicalId}Policy`;
  const body = { PolicyName: name, PolicyDocument: { Version: '2012-10-17', Statement: added.statements } };
  edits.append(propertyPath(owner, 'Policies'), [body]);
  return null;
}

/** Attaches a policy of AWS (`service-role/AWSLambdaBasicExecutionRole`) to a role that is written as such; a text says why that is not possible. */
export function attachManaged(edits: PolicyEdits, role: Role, pathAndName: string, instead: readonly Path[]): string | null {
  const owner = writtenOf(role.resource);
  if (owner?.type !== 'AWS::IAM::Role') return `${role.resource.logicalId} is not written as a role of its own`;
  const path = propertyPath(owner, 'ManagedPolicyArns');
  const arn = { 'Fn::Sub': `arn:\${AWS::Partition}:iam::aws:policy/${pathAndName}` };
  const place = instead.find((one) => one.length === path.length + 1 && path.every((step, i) => one[i] === step));
  if (place === undefined) edits.append(path, [arn]);
  else edits.set(place, arn);
  return null;
}

/** A policy of its own that is attached to a role, for what the role cannot name without a circle; null where the role stands in no file. */
export function policyBeside(app: App, role: Role, file: SourceFile, statements: readonly Authored[]): SetChange | null {
  const owner = writtenOf(role.resource);
  if (owner === undefined) return null;
  const name = `${functionName(app, role) ?? owner.logicalId}Policy`;
  return newResource(owner, freeId(app, file, name), {
    Type: 'AWS::IAM::Policy',
    ...conditionOf(owner),
    Properties: {
      PolicyName: name,
      PolicyDocument: { Version: '2012-10-17', Statement: statements },
      Roles: [{ Ref: role.resource.logicalId }],
    },
  });
}

function functionName(app: App, role: Role): string | undefined {
  const [only, ...others] = role.usedBy;
  return others.length > 0 ? undefined : app.resource(only)?.logicalId;
}

function addToSam(
  edits: PolicyEdits,
  owner: Written,
  { templates, statements }: AuthoredPolicies,
  instead: readonly Path[],
): string | null {
  const path = propertyPath(owner, 'Policies');
  const written = writtenProperty(owner, 'Policies');
  if (written !== undefined && written.kind !== 'list' && hasChoiceAtTop(written))
    return `the policies of ${owner.logicalId} hang on a condition`;
  const document =
    written?.kind === 'list' ? written.items.findIndex((item, i) => isOpenDocument(item) && !edits.isRemoved([...path, i])) : -1;
  const joins = statements.length > 0 && document >= 0;
  if (joins) edits.append([...path, document, 'Statement'], statements);
  const items: Authored[] = [...templates, ...(statements.length === 0 || joins ? [] : [{ Statement: statements }])];
  const places = instead.filter((one) => one.length === path.length + 1 && path.every((step, i) => one[i] === step));
  for (const place of places) {
    const item = items.shift();
    if (item === undefined) break;
    edits.set(place, item);
  }
  if (items.length > 0) edits.append(path, items);
  return null;
}

function isOpenDocument(item: Node): boolean {
  return at(item, 'Statement')?.kind === 'list';
}

function hasChoiceAtTop(node: Node): boolean {
  return (
    onlyEntry(node)?.key.startsWith('Fn::') === true ||
    (node.kind === 'list' && node.items.some((item) => onlyEntry(item)?.key === 'Fn::If' && hasChoice(item)))
  );
}

/** The statements of the one policy that is the role's alone; undefined where there are several. */
function ownPolicy(app: App, role: Role): Path | undefined {
  const [only, ...others] = role.policies.filter((policy) => !isForeign(app, role, policy));
  if (only === undefined || others.length > 0) return undefined;
  const owner = writtenOf(only.resource);
  if (owner === undefined) return undefined;
  if (only.resource !== role.resource) return listAt(owner, propertyPath(owner, 'PolicyDocument.Statement'));
  const items = writtenProperty(owner, 'Policies');
  const index = items?.kind === 'list' ? items.items.findIndex((item) => item.at.start === only.at.start) : -1;
  return index < 0 ? undefined : listAt(owner, [...propertyPath(owner, 'Policies'), index, 'PolicyDocument', 'Statement']);
}

function listAt(owner: Written, path: Path): Path | undefined {
  const node = at(owner.node, ...path.slice(owner.path.length));
  return node?.kind === 'list' ? path : undefined;
}

function isForeign(app: App, role: Role, policy: IdentityPolicy): boolean {
  return (
    policy.resource.owner !== null ||
    policy.resource.at.source !== role.at.source ||
    app.roles.some((other) => other !== role && other.policies.includes(policy))
  );
}
