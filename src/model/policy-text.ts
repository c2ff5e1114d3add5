import { arnPlaceholderDefault, arnTemplateOf } from '../data/arn-templates.ts';
import { arnAttributeOf, refAttributeOf, refKind } from '../data/resource-types.ts';
import { hole, showHoles } from '../iam/policy.ts';
import { remembered } from '../iam/remembered.ts';
import type { App } from './app.ts';
import { kept } from '../util/kept.ts';
import { property } from './template.ts';
import type { Resource } from './template.ts';
import { show, unknown } from './value.ts';
import type { Atom, Unknown, Value } from './value.ts';

/**
 * A value as the policy engine reads it: resources of the app stand by their physical names where the template gives them, else as
 * holes; their ARNs are written out. Two texts for one resource are then equal however the owner named it: `!GetAtt Orders.Arn` and
 * `!Sub arn:aws:dynamodb:${AWS::Region}:${AWS::AccountId}:table/${Orders}`.
 */
export function policyText(app: App, value: Value): string | Unknown {
  switch (value.kind) {
    case 'scalar':
      return canonicalArn(String(value.value ?? ''));
    case 'text': {
      const blind = value.atoms.find((atom) => atom.kind === 'unknown');
      return blind === undefined ? textOfAtoms(app, value.atoms) : unknown(blind.reason, value.at);
    }
    case 'unknown':
      return value;
    default:
      return unknown(`${show(value)} is no text`, value.at);
  }
}

/** As `policyText`, of the parts of a text; unknown parts become holes. */
function textOfAtoms(app: App, atoms: readonly Atom[]): string {
  return canonicalArn(atoms.map((atom) => atomText(app, atom)).join(''));
}

function atomText(app: App, atom: Atom): string {
  switch (atom.kind) {
    case 'literal':
      return atom.text;
    case 'resource': {
      const resource = app.resource(atom.id);
      return resource === undefined ? hole(atom.id) : resourceText(app, resource, atom.attribute);
    }
    case 'parameter':
    case 'pseudo':
      return hole(atom.name);
    case 'dynamic':
      return hole(`resolve:${atom.service}:${atom.reference}`);
    case 'import':
      return hole(`import ${atom.name}`);
    case 'unknown':
      return hole('?');
  }
}

/** What `Ref` (attribute null) or `GetAtt` of a resource gives, with holes. */
export function resourceText(app: App, resource: Resource, attribute: string | null): string {
  const { type, id } = resource;
  if (attribute === null) {
    const kind = refKind(type);
    if (kind === 'arn') return resourceArn(app, resource) ?? hole(id);
    if (kind === 'url') return hole(`${id}.QueueUrl`);
    const named = refAttributeOf(type);
    return named === undefined ? hole(id) : nameIn(app, resource, named);
  }
  if (attribute === arnAttributeOf(type)) return resourceArn(app, resource) ?? hole(`${id}.${attribute}`);
  // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Streams.html
  const table = attribute === 'StreamArn' ? resourceArn(app, resource) : undefined;
  if (table !== undefined) return `${table}/stream/${hole(`${id}.StreamLabel`)}`;
  return attribute === refAttributeOf(type) || property(resource, attribute) !== undefined
    ? nameIn(app, resource, attribute)
    : isNamePart(type, attribute)
      ? physicalName(app, resource)
      : hole(`${id}.${attribute}`);
}

function isNamePart(type: string, attribute: string): boolean {
  const parts = [...(arnTemplateOf(type) ?? '').matchAll(/\$\{(\w+)\}/g)].map((match) => match[1]);
  const last = parts.at(-1);
  // The name of a state machine is its attribute `Name` and the `StateMachineName` of its ARN.
  return last === attribute || (attribute === 'Name' && last?.endsWith('Name') === true);
}

/** The physical name that a property gives, or a hole named as the resource. */
function nameIn(app: App, resource: Resource, name: string): string {
  const given = property(resource, name);
  if (given === undefined) return hole(resource.id);
  const text = policyText(app, given);
  return typeof text === 'string' ? text : hole(resource.id);
}

/** The name that AWS knows the resource by: what the template says, or a hole named as the resource. */
export function physicalName(app: App, resource: Resource): string {
  const template = arnTemplateOf(resource.type) ?? '';
  const part = [...template.matchAll(/\$\{(\w+)\}/g)].map((match) => match[1]!).at(-1);
  return part === undefined || part === 'Account' ? hole(resource.id) : nameIn(app, resource, part);
}

/** The resource's ARN as a pattern with holes; undefined for types whose ARN no property or attribute gives. */
export function resourceArn(app: App, resource: Resource): string | undefined {
  const template = arnTemplateOf(resource.type);
  if (template === undefined) return undefined;
  const written = arns.get(app) ?? new Map<string, string>();
  arns.set(app, written);
  const known = written.get(resource.id);
  if (known !== undefined) return known;
  const arn = filled(app, resource, template);
  written.set(resource.id, arn);
  return arn;
}

/** Every name of a policy is compared with all of them. */
const arns = new WeakMap<App, Map<string, string>>();

function filled(app: App, resource: Resource, template: string): string {
  return template.replace(/(\/?)\$\{(\w+)\}/g, (_, slash: string, name: string) => slash + placeholder(app, resource, { name, slash }));
}

function placeholder(app: App, resource: Resource, { name, slash }: { name: string; slash: string }): string {
  if (name === 'Partition' || name === 'Region') return hole(`AWS::${name}`);
  if (name === 'Account') return hole('AWS::AccountId');
  const { type, id } = resource;
  const given = property(resource, name);
  if (given !== undefined) {
    const text = bareName(nameIn(app, resource, name), name);
    // `parameter/${Name}` with Name `/shop/url` has one slash.
    return slash === '/' && text.startsWith('/') ? text.slice(1) : text;
  }
  const fallback = arnPlaceholderDefault(type, name);
  if (fallback !== undefined) return slash === '/' && fallback.startsWith('/') ? fallback.slice(1) : fallback;
  return name === refAttributeOf(type) || isNamePart(type, name) ? hole(id) : hole(`${id}.${name}`);
}

/** Versions and aliases name their function by its name or ARN. https://docs.aws.amazon.com/lambda/latest/api/API_CreateAlias.html */
function bareName(text: string, property: string): string {
  return property === 'FunctionName' ? text.replace(/^arn:.*:function:/, '') : text;
}

/**
 * An ARN in which the partition, and a region or account that is written out or left open, stand as the app's own: an app is judged in
 * the region and account it is deployed to. Other texts stay as they are.
 */
export function canonicalArn(text: string): string {
  return text.startsWith('arn:') ? canonical(text, () => asOwn(text)) : text;
}

const canonical = remembered<string>();

function asOwn(text: string): string {
  const parts = text.split(':');
  if (parts.length < 4) return text;
  parts[1] = hole('AWS::Partition');
  // `arn:aws:logs:*`: a star that ends the text early stands for all that would follow.
  if (parts.length < 6) return parts.join(':');
  if (parts[3] === '*' || /^[a-z]{2,4}(?:-[a-z]+){1,2}-\d{1,2}$/.test(parts[3]!)) parts[3] = hole('AWS::Region');
  if (parts[4] === '*' || /^\d{12}$/.test(parts[4]!)) parts[4] = hole('AWS::AccountId');
  return parts.join(':');
}

/**
 * The ARN that a policy must name: Step Functions asks about the state machine for its versions and aliases too.
 * https://docs.aws.amazon.com/step-functions/latest/dg/auth-version-alias.html
 */
export function authorizedArn(arn: string): string {
  return arn.replace(/^(arn:[^:]*:states:[^:]*:[^:]*:stateMachine:[^:]+):[^:]+$/, '$1');
}

/** An ARN in words: the app's own resource by its logical id (`Orders/index/byDay`), others without partition, region and account. */
export function shownResource(app: App, arn: string): string {
  if (arn === '*') return 'every resource';
  const own = namedIn(app, arn);
  if (own !== undefined) {
    const rest = arn.slice(own.arn.length);
    return own.id + showHoles(rest === ':*' ? '' : rest);
  }
  const parts = arn.split(':');
  return showHoles(parts[0] === 'arn' && parts.length > 5 ? `${parts[2]} ${parts.slice(5).join(':')}` : arn);
}

/** The first resource of the app whose ARN is this one, or its beginning up to a part. */
function namedIn(app: App, arn: string): OwnArn | undefined {
  const known = ownArns(app);
  const found: OwnArn[] = [];
  for (let end = 0; end <= arn.length; end++) {
    if (end < arn.length && arn[end] !== ':' && arn[end] !== '/') continue;
    const own = known.get(arn.slice(0, end));
    if (own !== undefined) found.push(own);
  }
  return found.toSorted((a, b) => a.place - b.place)[0];
}

interface OwnArn {
  readonly id: string;
  readonly arn: string;
  /** Its place among the resources of the app. */
  readonly place: number;
}

const ownArns = kept((app: App): ReadonlyMap<string, OwnArn> => {
  const known = new Map<string, OwnArn>();
  for (const [place, resource] of app.resources.entries()) {
    const arn = resourceArn(app, resource)?.replace(/:\*$/, '');
    if (arn !== undefined && !known.has(arn)) known.set(arn, { id: resource.id, arn, place });
  }
  return known;
});
