import { TAMPERINGS } from '../../../data/trail-tampering.ts';
import type { Tampering } from '../../../data/trail-tampering.ts';
import { actionMatches } from '../../../iam/match.ts';
import type { PolicyStatement } from '../../../iam/policy.ts';
import { hole } from '../../../iam/policy.ts';
import type { App } from '../../../model/app.ts';
import { policyText } from '../../../model/policy-text.ts';
import { policiesGuarding } from '../../../model/resource-policy.ts';
import { arnsOf, mayAllow, roleAllows } from '../../../model/role-allows.ts';
import type { Allowed } from '../../../model/role-allows.ts';
import { resourceStatement } from '../../../model/resource-statement.ts';
import type { RolePolicy } from '../../../model/role-policy.ts';
import { property } from '../../../model/template.ts';
import type { Resource } from '../../../model/template.ts';
import type { Trail } from '../../../model/trail.ts';
import { exactText, isUnknown, resourceNamed, show } from '../../../model/value.ts';
import type { Value } from '../../../model/value.ts';
import { denialOf } from '../../08-logging/cannot-log/log-access.ts';

/** One way in which a role can tamper with a trail. */
export interface Tampered {
  readonly trail: Trail;
  readonly what: string;
  readonly by: Allowed;
}

/** Every way in which a role can tamper with the app's trails, and why there may be more. */
export function tamperingsBy(app: App, role: RolePolicy): { readonly found: readonly Tampered[]; readonly undecided: string | null } {
  const found: Tampered[] = [];
  let undecided: string | null = null;
  for (const trail of app.trails) {
    for (const { action, on, what } of TAMPERINGS) {
      const resources = resourcesOf(app, trail, on);
      if (resources.length === 0 || !delegates(app, trail, { action, on })) continue;
      // One spelling of the thing's ARN that is denied speaks for all of them.
      if (denialOf(role, action, resources) !== null) continue;
      const by = roleAllows(role, { action, resources, denials: denialsOn(app, trail, on) });
      if (by === 'unknown' || (by !== null && by.only.length > 0))
        undecided ??= `whether it allows ${action} on the trail depends on conditions`;
      else if (by !== null) found.push({ trail, what: what.replace('{trail}', trail.resource.logicalId), by });
      else if (mayAllow(app, role, { action, resources }))
        undecided ??= `whether it allows ${action} on the trail is known only at deployment`;
    }
  }
  return { found, undecided };
}

/** What is tampered with, as ARNs; none where the trail has no such thing or nothing is to be had there. */
function resourcesOf(app: App, trail: Trail, on: Tampering['on']): readonly string[] {
  if (on === 'trail') return arnsOf(app, trail.resource);
  if (on === 'key') return arnsNamed(app, trail.kmsKey, 'AWS::KMS::Key');
  if (on === 'log group') return arnsNamed(app, trail.logGroup, 'AWS::Logs::LogGroup');
  const bucket = bucketArns(app, trail);
  if (on === 'bucket') return bucket;
  return isLocked(app, trail) ? [] : bucket.map((arn) => `${arn}/AWSLogs/${hole('AWS::AccountId')}/*`);
}

function arnsNamed(app: App, value: Value | undefined, type: string): readonly string[] {
  const named = app.resource(resourceNamed(value));
  if (named?.type === type) return arnsOf(app, named);
  const text = value === undefined ? value : policyText(app, value);
  return typeof text === 'string' ? [text] : [];
}

function bucketArns(app: App, trail: Trail): readonly string[] {
  const bucket = bucketOf(app, trail);
  if (bucket !== undefined) return arnsOf(app, bucket);
  const name = trail.bucket === undefined ? undefined : policyText(app, trail.bucket);
  return typeof name === 'string' ? [`arn:${hole('AWS::Partition')}:s3:::${name}`] : [];
}

function bucketOf(app: App, trail: Trail): Resource | undefined {
  return app.resource(resourceNamed(trail.bucket));
}

/** In compliance mode nobody can overwrite or delete a version. https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html */
function isLocked(app: App, trail: Trail): boolean {
  const bucket = bucketOf(app, trail);
  return bucket !== undefined && exactText(property(bucket, 'ObjectLockConfiguration.Rule.DefaultRetention.Mode')) === 'COMPLIANCE';
}

/** What the policies of the trail's bucket and key deny to everyone. */
function denialsOn(app: App, trail: Trail, on: Tampering['on']): readonly PolicyStatement[] {
  const guarded = on === 'key' ? app.resource(resourceNamed(trail.kmsKey)) : on === 'trail' ? undefined : bucketOf(app, trail);
  if (guarded === undefined) return [];
  return policiesGuarding(app, guarded)
    .policies.flatMap(({ document }) => document.statements)
    .filter(({ effect, principals }) => effect === 'Deny' && principals.some(({ kind }) => kind === 'any'))
    .flatMap((statement) => {
      const read = resourceStatement(app, statement);
      return isUnknown(read) ? [] : [read];
    });
}

/** A key answers only to whom its policy names; the root principal stands for the policies of the account. */
function delegates(app: App, trail: Trail, { action, on }: Pick<Tampering, 'action' | 'on'>): boolean {
  const key = on === 'key' ? app.resource(resourceNamed(trail.kmsKey)) : undefined;
  if (key === undefined || key.type !== 'AWS::KMS::Key') return true;
  return policiesGuarding(app, key).policies.some(({ document }) =>
    document.statements.some(
      ({ effect, principals, actions }) =>
        effect === 'Allow' &&
        principals.some(({ kind, value }) => kind === 'any' || (kind === 'aws' && show(value).endsWith(':root'))) &&
        actions.some((pattern) => actionMatches(exactText(pattern) ?? '*', action)),
    ),
  );
}
