import { isPlatformPolicy } from '../../../data/managed-policies.ts';
import type { App } from '../../../model/app.ts';
import type { Behavior } from '../../../model/behavior.ts';
import type { Authored } from '../../../model/change.ts';
import type { LambdaFunction } from '../../../model/function.ts';
import { needsOf } from '../../../model/needs.ts';
import type { Need } from '../../../model/needs.ts';
import { rolePolicy } from '../../../model/role-policy.ts';
import type { Role } from '../../../model/role.ts';
import { exactText } from '../../../model/value.ts';
import { stringOf } from '../../../util/node.ts';
import { conditionOf, freeId, newResource, writtenProperty } from '../../fixing/owner.ts';
import type { Written } from '../../fixing/owner.ts';
import { authorNeeds } from '../../fixing/policies/author-statement.ts';
import type { PolicyEdits } from '../../fixing/policies/policy-edits.ts';
import { asWritten } from '../../fixing/policies/policy-edits.ts';
import { placeOf } from '../../fixing/place.ts';
import { allowedBy } from '../allowed.ts';
import { withListing } from '../role-too-wide/listing.ts';

/** A function that leaves a shared role. */
export interface Leaver {
  readonly fn: LambdaFunction;
  readonly written: Written;
  readonly behavior: Behavior;
}

interface Leaving {
  readonly app: App;
  readonly role: Role;
  readonly shared: Written;
  readonly leaver: Leaver;
}

/** Gives a function a role with what it needs, in the form of its file; a text says why that is not possible. */
export function giveOwnRole(edits: PolicyEdits, leaving: Leaving): string | null {
  const { app, role, leaver } = leaving;
  const policy = rolePolicy(app, role);
  // What the shared role does not allow is not given either.
  const needs = withListing(app, policy, needsOf(leaver.behavior)).filter((need) => allowedBy(app, policy, need) !== 'missing');
  const vague = needs.find(({ reasons }) => reasons.every(({ target }) => target.unknown !== null));
  if (vague !== undefined) return `on which resources ${leaver.fn.id} needs ${vague.action} is not known`;
  return leaver.written.type === 'AWS::Serverless::Function' ? bySam(edits, leaving, needs) : byRole(edits, leaving, needs);
}

/** SAM makes a role for a function that names none, and lets it log, trace, poll and join networks by itself. */
function bySam(edits: PolicyEdits, { app, role, shared, leaver }: Leaving, needs: readonly Need[]): string | null {
  const { written, fn } = leaver;
  const kept = serving(app, role, needs.filter(isForPlatform)).filter(({ name }) => !GIVEN_BY_SAM.has(name));
  const own = needs.filter((need) => !need.reasons.every((reason) => isGivenBySam(app, reason.platform?.because ?? null)));
  const writer = { app, holder: fn.resource, file: written.file, spellings: [] };
  const added = authorNeeds(writer, own, true);
  if (typeof added === 'string') return added;
  const policies: Authored[] = [
    ...kept.map(({ name }) => name),
    ...added.templates,
    ...(added.statements.length === 0 ? [] : [{ Statement: added.statements }]),
  ];
  const at = (key: string): (string | number)[] => [...written.path, 'Properties', key];
  if (policies.length > 0) edits.set(at('Policies'), policies, 'Role');
  edits.remove(at('Role'));
  for (const [from, to] of [
    ['PermissionsBoundary', 'PermissionsBoundary'],
    ['Path', 'RolePath'],
  ] as const) {
    const value = writtenProperty(shared, from);
    if (value !== undefined && stringOf(value) !== '/') edits.set(at(to), asWritten(value));
  }
  const trust = writtenProperty(shared, 'AssumeRolePolicyDocument');
  if (trust !== undefined && !isPlainTrust(role)) edits.set(at('AssumeRolePolicyDocument'), asWritten(trust));
  return null;
}

/** The trust that SAM writes by itself. */
function isPlainTrust({ trust }: Role): boolean {
  return trust.statements.every(
    ({ principals, conditions }) => conditions.length === 0 && principals.every(({ value }) => exactText(value) === 'lambda.amazonaws.com'),
  );
}

/** Policies that SAM attaches where the function's properties and events ask for them. */
const GIVEN_BY_SAM: ReadonlySet<string> = new Set([
  'AWSLambdaBasicExecutionRole',
  'AWSLambdaVPCAccessExecutionRole',
  'AWSXRayDaemonWriteAccess',
  'AWSLambdaSQSQueueExecutionRole',
  'AWSLambdaKinesisExecutionRole',
  'AWSLambdaDynamoDBExecutionRole',
  'AWSLambdaMSKExecutionRole',
]);

function isGivenBySam(app: App, because: string | null): boolean {
  if (because === null) return false;
  const mapping = /^event source mapping (.+)$/.exec(because)?.[1];
  return mapping === undefined || app.resource(mapping)?.owner !== null;
}

function isForPlatform({ reasons }: Need): boolean {
  return reasons.every(({ platform }) => platform !== null);
}

/** The policies of AWS for the platform that a role has and that some need is served by. */
function serving(app: App, role: Role, needs: readonly Need[]): readonly { name: string; written: Authored }[] {
  const { statements } = rolePolicy(app, role);
  return role.managed.flatMap(({ name, value }) => {
    if (name === null || !isPlatformPolicy(name)) return [];
    const own = { statements: statements.filter(({ managed }) => managed === name), unreadable: [], boundary: null };
    const place = placeOf(value.at);
    const serves = needs.some((need) => allowedBy(app, own, need) === 'allowed');
    return serves && place !== undefined ? [{ name, written: asWritten(place.node) }] : [];
  });
}

/** A new role with the same trust, boundary, path and tags. */
function byRole(edits: PolicyEdits, { app, role, shared, leaver }: Leaving, needs: readonly Need[]): string | null {
  const { written, fn } = leaver;
  const kept = serving(app, role, needs);
  const names = new Set(kept.map(({ name }) => name));
  const given = {
    statements: rolePolicy(app, role).statements.filter(({ managed }) => managed !== null && names.has(managed)),
    unreadable: [],
    boundary: null,
  };
  const own = needs.filter((need) => allowedBy(app, given, need) !== 'allowed');
  const logs = own.filter(({ reasons }) => reasons.every(({ platform }) => platform?.because === 'logs'));
  const added = authorNeeds(
    { app, holder: fn.resource, file: written.file, spellings: [] },
    own.filter((need) => !logs.includes(need)),
    false,
  );
  if (typeof added === 'string') return added;
  const basic = { 'Fn::Sub': 'arn:${AWS::Partition}:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole' };
  const managed = [...kept.map((one) => one.written), ...(logs.length > 0 ? [basic] : [])];
  const copied = ['AssumeRolePolicyDocument', 'Description', 'PermissionsBoundary', 'Path', 'MaxSessionDuration', 'Tags'];
  const id = freeId(app, written.file, `${written.logicalId}Role`);
  const document = { Version: '2012-10-17', Statement: added.statements };
  const body = newResource(shared, id, {
    Type: 'AWS::IAM::Role',
    ...conditionOf(written),
    Properties: {
      ...Object.fromEntries(
        copied.flatMap((key) => {
          const value = writtenProperty(shared, key);
          return value === undefined ? [] : [[key, asWritten(value)]];
        }),
      ),
      ...(managed.length > 0 && { ManagedPolicyArns: managed }),
      ...(added.statements.length > 0 && { Policies: [{ PolicyName: `${written.logicalId}Policy`, PolicyDocument: document }] }),
    },
  });
  edits.set(body.path, body.value, body.after);
  edits.set([...written.path, 'Properties', 'Role'], { 'Fn::GetAtt': [id, 'Arn'] });
  return null;
}
