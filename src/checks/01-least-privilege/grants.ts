import type { App } from '../../model/app.ts';
import type { Outcome } from '../../model/finding.ts';
import type { IdentityPolicy } from '../../model/role.ts';
import type { Statement } from '../../model/statement.ts';
import { property } from '../../model/template.ts';
import type { Resource } from '../../model/template.ts';
import { atomsOf, exactText, isUnknown, itemsOf, resourceNamed, resourcesIn } from '../../model/value.ts';
import type { Unknown, Value } from '../../model/value.ts';
import { cannotTell, notApplicable } from '../outcomes.ts';

/** One Allow statement of an identity policy. */
export interface Grant {
  readonly policy: IdentityPolicy;
  readonly statement: Statement;
  /** Who holds it, to begin a message with: `OrdersRole` or `The role of SaveOrder`. */
  readonly holder: string;
  /** Ids of the functions that run with it. */
  readonly functions: readonly string[];
  /** Service principals that its roles trust: `cognito-idp.amazonaws.com`. */
  readonly services: readonly string[];
}

/** Judges every Allow statement of every identity policy; what cannot be read is unknown, and a boundary grants nothing. */
export function* judgeGrants(app: App, judge: (grant: Grant) => Outcome): Iterable<Outcome> {
  for (const policy of app.policies) {
    if (isOnlyBoundary(app, policy)) {
      yield notApplicable(policy.subject, 'a permissions boundary allows nothing by itself');
      continue;
    }
    for (const blocked of policy.document.unreadable) yield cannotTell(policy.subject, blocked);
    const roles = app.roles.filter((role) => role.policies.includes(policy));
    const functions = roles.flatMap((role) => role.functions);
    const services = roles.flatMap(({ trust }) => trust.statements.flatMap(servicesOf));
    const holder = nameOf(policy.resource);
    for (const statement of policy.document.statements) {
      if (isUnknown(statement.effect)) yield cannotTell(statement.subject, statement.effect);
      else if (statement.effect === 'Allow') yield judge({ policy, statement, holder, functions, services });
    }
  }
}

function servicesOf(trust: Statement): readonly string[] {
  return trust.principals.flatMap(({ kind, value }) => (kind === 'service' ? [exactText(value) ?? ''] : []));
}

/** What a person calls a resource: by its own id, or, when SAM made it, by that of the owner's resource. */
export function nameOf(resource: Resource): string {
  if (resource.owner === null) return resource.logicalId;
  const owner = resource.owner.id.slice(resource.owner.id.lastIndexOf('/') + 1);
  return resource.type === 'AWS::IAM::Role' ? `The role of ${owner}` : owner;
}

/** Whether SAM wrote the statement (a policy template, a connector, an event source): every part of it then stands at one place. */
export function isGenerated({ policy, statement }: Grant): boolean {
  const action = statement.actions[0];
  return policy.resource.owner !== null && action?.at.start === statement.at.start && action.at.end === statement.at.end;
}

/** A policy that roles name as their boundary and nobody has attached. */
function isOnlyBoundary(app: App, policy: IdentityPolicy): boolean {
  if (policy.resource.type !== 'AWS::IAM::ManagedPolicy' || policy.roles.length > 0) return false;
  const holders = app.ofType('AWS::IAM::Role', 'AWS::IAM::User', 'AWS::IAM::Group');
  const attached = holders.some((holder) => resourcesIn(property(holder, 'ManagedPolicyArns')).has(policy.resource.id));
  const users = itemsOf(property(policy.resource, 'Users')).length + itemsOf(property(policy.resource, 'Groups')).length;
  return (
    !attached && users === 0 && holders.some((holder) => resourceNamed(property(holder, 'PermissionsBoundary')) === policy.resource.id)
  );
}

/** A hole of a text, in the pattern that `patternOf` makes of it. */
const HOLE = '\u0000';

// Resource parts that name every resource of their service, or every one of a kind: `*`, `table/*`, `log-group:*:log-stream:*`.
const EVERY_OF_A_KIND = /^(?:[\w-]+[/:])?\*+(?:[/:](?:[\w-]+[/:])?\*+)*$/;
const EVERY_NAME = /^\*+(?:[/:]\*+)*$/;

// Services whose ARNs begin with the name of the resource: `photos/*` is one bucket.
const WITHOUT_KINDS: ReadonlySet<string> = new Set(['s3', 'execute-api', 'sqs', 'sns', 'codepipeline', 'codecommit', '']);

/** What a statement's resource takes in whole: a service, or every service (`*`). */
export interface Everything {
  /** `s3`, or `*`. */
  readonly service: string;
  readonly value: Value;
}

/** Whether a resource is `*`, or every resource of a service or of a kind in it (`arn:aws:s3:::*`, `.../table/*`); null: it names something. */
export function everythingIn(resource: Value): Everything | Unknown | null {
  if (resource.kind === 'unknown') return resource;
  const pattern = patternOf(resource);
  if (/^\*+$/.test(pattern)) return { service: '*', value: resource };
  const [, service = '', part = ''] = /^arn:[^:]*:([^:]*):[^:]*:[^:]*:(.+)$/.exec(pattern) ?? [];
  // Foundation models are AWS's own catalogue, the same for every account.
  if (!(WITHOUT_KINDS.has(service) ? EVERY_NAME : EVERY_OF_A_KIND).test(part) || part.startsWith('foundation-model/')) return null;
  return { service, value: resource };
}

function patternOf(value: Value): string {
  return (atomsOf(value) ?? []).map((atom) => (atom.kind === 'literal' ? atom.text : HOLE)).join('');
}
