import type { App } from '../../model/app.ts';
import type { Authored, Change, Path } from '../../model/change.ts';
import type { NoFix } from '../../model/fix.ts';
import type { LambdaFunction } from '../../model/function.ts';
import type { Permission } from '../../model/permission.ts';
import { property } from '../../model/template.ts';
import type { Resource } from '../../model/template.ts';
import { exactText, resourceNamed } from '../../model/value.ts';
import { written as writtenAt } from '../../model/written.ts';
import { toJson } from '../../util/node.ts';
import { noFix, ref, setProperty, writtenOf } from '../fixing/owner.ts';
import type { Written } from '../fixing/owner.ts';
import { pathAt } from '../fixing/place.ts';
import { isPartOf } from './written-by.ts';
import type { Bypass } from './bypasses.ts';

/** An alias of a function, as the owner's file names it. */
export interface AliasName {
  /** What `Ref` and `${}` take: `Orders.Alias` for one that SAM makes, else the logical id. */
  readonly id: string;
  /** `live`. */
  readonly name: Authored;
}

/** Edits that lead connections to an alias. */
export interface Rewired {
  readonly changes: readonly Change[];
  /** Set where callers must learn a new address. */
  readonly newUrl: boolean;
}

/** Whose permission a connection needs; a mapping polls, and schedules and pipes take on a role. */
const SERVICES: Readonly<Record<string, string>> = {
  'AWS::Events::Rule': 'events.amazonaws.com',
  'AWS::SNS::Subscription': 'sns.amazonaws.com',
  'AWS::S3::Bucket': 's3.amazonaws.com',
  'AWS::Logs::SubscriptionFilter': 'logs.',
  'AWS::ElasticLoadBalancingV2::TargetGroup': 'elasticloadbalancing.amazonaws.com',
  route: 'apigateway.amazonaws.com',
};

/** Leads connections to an alias, with the permissions that they need there; or why that cannot be written. */
export function rewire(app: App, fn: LambdaFunction, alias: AliasName, bypasses: readonly Bypass[]): Rewired | NoFix {
  const changes: Change[] = [];
  for (const bypass of bypasses) {
    const change = bypass.kind === 'AWS::Lambda::Url' ? qualified(app, bypass, alias) : renamed(fn, bypass, alias);
    if (change === undefined) return noFix(`${bypass.via} names ${fn.resource.logicalId} in a way that an edit cannot lead to its alias`);
    changes.push(change);
  }
  const allowed = permitted(app, fn, { alias, bypasses });
  if ('safety' in allowed) return allowed;
  return { changes: [...changes, ...allowed.changes], newUrl: bypasses.some(({ kind }) => kind === 'AWS::Lambda::Url') };
}

function qualified(app: App, { resourceId }: Bypass, alias: AliasName): Change | undefined {
  const url = writtenOf(app.resource(resourceId)!);
  return url?.type === 'AWS::Lambda::Url' ? setProperty(url, 'Qualifier', alias.name) : undefined;
}

function renamed(fn: LambdaFunction, { value }: Bypass, alias: AliasName): Change | undefined {
  const file = fn.resource.at.source;
  const path = value.at.source === file ? pathAt(value.at) : undefined;
  if (path === undefined) return undefined;
  const whole = beforeIntrinsic(path);
  const node = writtenAt(file, whole);
  const aliased = node && throughAlias(toJson(node), fn.resource.logicalId, alias);
  return aliased === undefined ? undefined : { kind: 'set', file, path: whole, value: aliased };
}

/** The place of a value that an intrinsic function makes. */
function beforeIntrinsic(path: Path): Path {
  const first = path.findIndex((step) => step === 'Ref' || (typeof step === 'string' && step.startsWith('Fn::')));
  return first === -1 ? path : path.slice(0, first);
}

/** A reference to a function, or a text around its ARN, with the alias in its place; undefined where it is named in another way. */
function throughAlias(value: Authored, id: string, alias: AliasName): Authored | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const text = JSON.stringify(value);
  if (text === JSON.stringify(ref(id))) return ref(alias.id);
  const arns = [JSON.stringify({ 'Fn::GetAtt': [id, 'Arn'] }), JSON.stringify({ 'Fn::GetAtt': `${id}.Arn` })];
  const aliased = arns
    .reduce((all, arn) => all.replaceAll(arn, () => JSON.stringify(ref(alias.id))), text)
    .replaceAll(`\${${id}.Arn}`, () => `\${${nameInText(alias)}}`);
  // The function's bare name in a text (`...:function:${Orders}`) takes the alias behind it.
  const named = typeof alias.name === 'string' ? aliased.replaceAll(`:function:\${${id}}`, `:function:\${${id}}:${alias.name}`) : aliased;
  return named === text ? undefined : withName(JSON.parse(named) as Authored, alias);
}

/** What stands for the alias inside of a text: SAM's `<Function>.Alias` is no resource with attributes, so a text takes it from its map. */
function nameInText({ id }: AliasName): string {
  return id.replace('.', '');
}

/** Texts that use the name with a map that says what it is. */
function withName(value: Authored, alias: AliasName): Authored {
  const name = nameInText(alias);
  if (name === alias.id || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return (value as readonly Authored[]).map((item) => withName(item, alias));
  return Object.fromEntries(
    Object.entries(value).map(([key, part]): [string, Authored] => {
      const [text, map = {}] = Array.isArray(part) ? (part as readonly Authored[]) : [part];
      const isUsed = key === 'Fn::Sub' && typeof text === 'string' && text.includes(`\${${name}}`);
      return [key, isUsed ? [text, { ...(map as object), [name]: ref(alias.id) }] : withName(part, alias)];
    }),
  );
}

/** Permissions of the services concerned stand on the function: the alias needs them in its place. */
function permitted(
  app: App,
  fn: LambdaFunction,
  { alias, bypasses }: { alias: AliasName; bypasses: readonly Bypass[] },
): { readonly changes: readonly Change[] } | NoFix {
  const changes: Change[] = [];
  for (const kind of new Set(bypasses.map((bypass) => bypass.kind))) {
    if (kind in ROLES) {
      const roles = rolesOf(app, fn, { alias, bypasses });
      if ('safety' in roles) return roles;
      changes.push(...roles.changes);
    }
    const service = SERVICES[kind];
    const grants = app.permissions.filter(
      ({ functionId, principal, functionUrlAuthType }) =>
        functionId === fn.id &&
        (kind === 'AWS::Lambda::Url'
          ? functionUrlAuthType !== undefined
          : service !== undefined && exactText(principal)?.startsWith(service)),
    );
    const made = grants.filter(({ resource }) => isPartOf(resource, fn));
    const own = grants.flatMap((grant) => writtenGrant(grant));
    if (own.length + made.length < grants.length)
      return noFix(`a connector lets ${service ?? kind} invoke the function alone, not its alias`);
    if (service !== undefined && grants.length === 0)
      return noFix(`what lets ${service} invoke ${fn.resource.logicalId} is not in the template`);
    changes.push(...own.map((grant) => setProperty(grant, 'FunctionName', ref(alias.id))));
  }
  return { changes };
}

function writtenGrant({ resource }: Permission): Written[] {
  const grant = writtenOf(resource);
  return grant?.type === 'AWS::Lambda::Permission' ? [grant] : [];
}

/** Where connections name the role that they take on. */
const ROLES: Readonly<Record<string, string>> = { 'AWS::Scheduler::Schedule': 'Target.RoleArn', 'AWS::Pipes::Pipe': 'RoleArn' };

/** Schedules and pipes take on a role, whose policy names what it may invoke. */
function rolesOf(
  app: App,
  fn: LambdaFunction,
  { alias, bypasses }: { alias: AliasName; bypasses: readonly Bypass[] },
): { readonly changes: readonly Change[] } | NoFix {
  const changes: Change[] = [];
  for (const { kind, resourceId, via } of bypasses) {
    const named = ROLES[kind];
    if (named === undefined) continue;
    const role = app.resource(resourceNamed(property(app.resource(resourceId) as Resource, named)));
    const place = role && writtenOf(role);
    const policies = place?.type === 'AWS::IAM::Role' ? writtenAt(place.file, [...place.path, 'Properties', 'Policies']) : undefined;
    const aliased = policies && throughAlias(toJson(policies), fn.resource.logicalId, alias);
    if (place === undefined || aliased === undefined)
      return noFix(`the role of ${via} may invoke the function alone, and is not written beside it`);
    changes.push(setProperty(place, 'Policies', aliased));
  }
  return { changes };
}
