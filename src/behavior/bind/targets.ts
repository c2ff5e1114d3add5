import { resourceKind } from '../../data/resource-kinds.ts';
import type { ResourceKind } from '../../data/resource-kinds.ts';
import { globMatches } from '../../iam/match.ts';
import { hole } from '../../iam/policy.ts';
import type { App } from '../../model/app.ts';
import type { Target } from '../../model/behavior.ts';
import { functionNamed } from '../../model/permission.ts';
import { authorizedArn, canonicalArn, physicalName, resourceArn } from '../../model/policy-text.ts';
import { published } from '../../model/published.ts';
import { property } from '../../model/template.ts';
import type { Resource } from '../../model/template.ts';
import { exactText } from '../../model/value.ts';
import type { Abstract } from '../value.ts';
import type { ResourceUse } from '../operations/requirements.ts';
import { readForm } from '../operations/text-forms.ts';
import type { TextForm } from '../../data/operation-rules/rule.ts';
import { hintedNames } from './hinted-name.ts';
import { aliasedKey } from './key-alias.ts';
import { nameOf } from './name.ts';
import type { Name, NameUnknown, Naming } from './name.ts';

/** A target with the reason why its name is not known. */
export interface BoundTarget extends Target {
  readonly reason: NameUnknown | null;
}

const MOST_TARGETS = 32;
const ANY: Name = { text: '*', unknown: null, via: '', bound: null, resource: null, label: '' };

/** The resources that an operation is used on, as ARNs with holes, joined to the app's where they are its own. */
export function targetsOf(use: ResourceUse<Abstract>, naming: Naming, region?: string): readonly BoundTarget[] {
  const kind = kindOf(use);
  if (kind === undefined) return [{ logicalId: null, arn: '*', unknown: null, via: '', bound: null, reason: null }];
  const named = kind.parts.map((part): [string, readonly Name[]] => [part, namesOf(use, part, { kind, naming })]);
  let combined: ReadonlyMap<string, Name>[] = [new Map()];
  for (const [part, names] of named)
    combined = combined.flatMap((one) => names.map((name) => new Map([...one, [part, name]]))).slice(0, MOST_TARGETS);
  const targets = combined.map((names) => inRegion(targetOf(kind, names, naming.app), kind, region));
  return [...new Map(targets.map((target) => [target.arn, target])).values()];
}

/** A kind; `meant`: the one whose whole ARN a member of the input is, where only that names it. */
interface AskedKind extends ResourceKind {
  readonly meant?: ResourceKind;
}

/** The kind, or for what only its whole ARN names the same with that ARN for its text. */
function kindOf(use: ResourceUse<Abstract>): AskedKind | undefined {
  const kind = resourceKind(use.kind);
  const meant = use.named === null ? undefined : resourceKind(use.named);
  return kind === undefined || meant === undefined ? kind : { ...kind, types: meant.types, meant };
}

const PSEUDO: ReadonlyMap<string, string> = new Map([
  ['Partition', hole('AWS::Partition')],
  ['Region', hole('AWS::Region')],
  ['Account', hole('AWS::AccountId')],
]);

/** The names of a part, with what the owner's hints say of the one that names the resource. */
function namesOf(use: ResourceUse<Abstract>, part: string, named: { kind: ResourceKind; naming: Naming }): readonly Name[] {
  const names = namesInCode(use, part, named);
  if (part !== named.kind.part || names.every(({ unknown }) => unknown === null)) return names;
  const { kind, naming } = named;
  return names.flatMap((name) => hintedNames(name, kind, naming) ?? [withCandidates(name, kind, naming.app)]);
}

const MOST_CANDIDATES = 3;

/** An unknown name with the app's resources that it could be, where those are few. */
function withCandidates(name: Name, kind: ResourceKind, app: App): Name {
  if (name.unknown === null) return name;
  const candidates = app.ofType(...kind.types).map(({ id }) => id);
  return { ...name, unknown: { ...name.unknown, candidates: candidates.length > MOST_CANDIDATES ? [] : candidates } };
}

function namesInCode(use: ResourceUse<Abstract>, part: string, named: { kind: ResourceKind; naming: Naming }): readonly Name[] {
  const isOwner = part === named.kind.part;
  const values = use.parts.get(part) ?? 'any';
  const fallback = use.otherwise.get(part);
  const otherwise = fallback === undefined ? [] : [{ ...ANY, text: fallback, via: `'${fallback}'` }];
  if (values === 'any') return otherwise.length > 0 ? otherwise : [isOwner ? { ...ANY, unknown: notSaid(use.kind) } : ANY];
  const names = values.flatMap((value) => formed(use.forms.get(part), nameOf(value, named.naming), { ...named, isOwner }));
  // No service takes an empty name: it is what a variable held before it was set.
  const given = names.some(({ text }) => text !== '') ? names.filter(({ text }) => text !== '') : names;
  return use.kind === 'kms:key' ? given.map((name) => aliasedKey(name, named.naming.app)) : given;
}

/** What a member's text tells of a part, where it is more than a name, ARN, URL or id. `isOwner`: the part names the resource, not something in it. */
function formed(
  form: TextForm | undefined,
  name: Name,
  { kind, naming, isOwner }: { kind: ResourceKind; naming: Naming; isOwner: boolean },
): readonly Name[] {
  if (form === undefined || name.text === '*') return [name];
  const read = readForm(form, name.text);
  const text = ['name', ...(isOwner ? ['bucket', 'table', 'api'] : ['key', 'index', 'stage'])]
    .map((key) => read?.get(key))
    .find((one) => one !== undefined);
  if (text === undefined)
    return [{ ...ANY, via: name.via, unknown: isOwner ? { code: 'resource-unknown', because: noName(form, name.via) } : null }];
  if (form === 'function-url') return [functionBehind(text, name, naming.app)];
  const exact = { ...name, text, unknown: text.includes('*') ? name.unknown : null, resource: name.resource ?? onlyHole(text) };
  // An address is verified itself or by its domain. https://docs.aws.amazon.com/ses/latest/dg/creating-identities.html
  if (form !== 'email' || !text.includes('@')) return [exact];
  const both = [exact, { ...exact, text: text.slice(text.lastIndexOf('@') + 1) }];
  const declared = both.filter((one) => ownResource(naming.app, kind, { base: split(kind, one, fillPseudo).base, naming: one }));
  return declared.length > 0 ? declared : both;
}

/** The function that a function URL of the app invokes. */
function functionBehind(mark: string, name: Name, app: App): Name {
  const url = app.resource(onlyHole(mark) ?? undefined);
  const fn = url && app.resource(functionNamed(app, property(url, 'TargetFunctionArn')) ?? undefined);
  if (fn === undefined) return { ...ANY, via: name.via, unknown: { code: 'resource-unknown', because: noName('function-url', name.via) } };
  return { ...name, text: physicalName(app, fn), unknown: null, resource: fn.id };
}

/** No member of the input names the resource: a query's results are of the workgroup that it ran in. */
function notSaid(kind: string): NameUnknown {
  const what = kind.slice(kind.indexOf(':') + 1).replaceAll('-', ' ');
  return { code: 'resource-unknown', because: `the call does not say which ${what}` };
}

function fillPseudo(template: string): string {
  return template.replace(/\$\{(\w+)\}/g, (whole, part: string) => PSEUDO.get(part) ?? whole);
}

function noName(form: TextForm, via: string): string {
  return form === 'appconfig-id' ? `${via} is a name, where policies take the id` : `${via} names no resource`;
}

/** The logical id that a text is the mark of: what is cut from around a reference leaves it whole. */
function onlyHole(text: string): string | null {
  return /^\uE000(\w+)\uE001$/.exec(text)?.[1] ?? null;
}

/** A client made for a region reaches what is there; a resource of the app is taken to be in that of its stack. */
function inRegion(target: BoundTarget, kind: AskedKind, region: string | undefined): BoundTarget {
  if (region === undefined || target.logicalId !== null || !(kind.meant ?? kind).arn.includes('${Region}')) return target;
  const [arn, partition, service, , ...rest] = target.arn.split(':');
  return target.arn.split(':')[3] === PSEUDO.get('Region')
    ? { ...target, arn: [arn, partition, service, region, ...rest].join(':') }
    : target;
}

function targetOf(kind: AskedKind, names: ReadonlyMap<string, Name>, app: App): BoundTarget {
  const naming = kind.part === null ? undefined : names.get(kind.part);
  const fill = (template: string): string =>
    template.replace(/\$\{(\w+)\}/g, (_, part: string) => PSEUDO.get(part) ?? names.get(part)?.text ?? '*');
  if (naming === undefined || kind.part === null) {
    const arn = canonicalArn(fill(kind.arn));
    return { logicalId: null, arn, unknown: null, via: '', bound: null, reason: null };
  }
  const within = withinKind(kind, naming, app);
  const { base, suffix } = within === undefined ? split(kind, naming, fill) : { base: within, suffix: '' };
  const owned = ownResource(app, kind, { base, naming });
  const known = owned === undefined || within !== undefined ? base : (knownArn(app, owned, { base, naming }) ?? base);
  return {
    logicalId: owned?.id ?? null,
    arn: suffix === '' ? authorizedArn(known) : known.replace(/(:log-group:[^:]+):\*$/, '$1') + (isHttpApi(owned) ? '/*' : suffix),
    unknown: naming.unknown?.because ?? null,
    via: naming.via,
    bound: naming.bound,
    reason: naming.unknown,
  };
}

/**
 * The ARN of something that only its whole ARN names: itself, or the pattern of its kind, such as an execution of any state machine, or of
 * the one that the owner names for it; undefined where the kind is not known.
 */
function withinKind({ meant }: AskedKind, { text, resource, unknown }: Name, app: App): string | undefined {
  if (meant === undefined || meant.part === null) return undefined;
  if (text.startsWith('arn:')) return canonicalArn(text);
  const owner = app.resource(resource ?? undefined);
  const isOwner = owner !== undefined && meant.types.includes(owner.type) && text === physicalName(app, owner);
  if (!isOwner && (text !== '*' || unknown === null)) return undefined;
  const isOwn = isOwner || NEVER_SHARED.has(meant.arn.split(':')[2]!);
  const filled = (part: string): string => (part === meant.part ? text : isOwn || part === 'Partition' ? (PSEUDO.get(part) ?? '*') : '*');
  return canonicalArn(meant.arn.replace(/\$\{(\w+)\}/g, (_, part: string) => filled(part)));
}

/** Services whose resources no other account can be let in to; an ARN that is not known may be anybody's of the others.
 *  https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_aws-services-that-work-with-iam.html */
const NEVER_SHARED: ReadonlySet<string> = new Set(['states']);

/** Whether an API is an HTTP API, whose default stage no URL names. */
function isHttpApi(api: Resource | undefined): boolean {
  return api?.type === 'AWS::ApiGatewayV2::Api' && exactText(property(api, 'ProtocolType')) !== 'WEBSOCKET';
}

/** The ARN of the app's resource that a call is on. An API is managed under one service's ARN and called under another's: that one is not meant. */
function knownArn(app: App, owned: Resource, { base, naming }: { base: string; naming: Name }): string | undefined {
  const arn = physicalArn(app, owned);
  if (arn?.split(':')[2] !== base.split(':')[2]) return undefined;
  // A configuration is what a profile gives in an environment: its ARN is not the profile's.
  if (/\/configuration\//.test(base) && !/\/configuration\//.test(arn ?? '')) return undefined;
  const isNamed = naming.resource === owned.id || owned.type === 'AWS::StepFunctions::StateMachine';
  return ownArn(app, owned, base) ?? (isNamed ? arn : undefined);
}

/** The ARN of the named resource, and what follows for a part of it (`/index/byCustomer`). */
function split(kind: ResourceKind, naming: Name, fill: (template: string) => string): { base: string; suffix: string } {
  const placeholder = `\${${kind.part}}`;
  const end = kind.arn.indexOf(placeholder) + placeholder.length;
  const rest = kind.arn.slice(end);
  if (isArn(naming)) {
    const given = canonicalArn(naming.text);
    // A secret's ARN ends in six characters that AWS draws; a name does not.
    return { base: given, suffix: /^[-?]+$/.test(rest) || hasRevision(rest, given.split(':').slice(5).join(':')) ? '' : fill(rest) };
  }
  const text = urlName(naming.text) ?? naming.text;
  const base = canonicalArn(fill(kind.arn.slice(0, end).replace(placeholder, '\uE00B')).replace('\uE00B', slashless(kind, text)));
  if (/^[-?]+$/.test(rest)) return { base: base + rest, suffix: '' };
  return { base, suffix: hasRevision(rest, text) ? '' : fill(rest) };
}

/** A task definition is named by its family, which stands for the latest revision, or as `family:revision`. */
function hasRevision(rest: string, text: string): boolean {
  return rest === ':${TaskDefinitionRevisionNumber}' && text.includes(':');
}

/** `parameter/${Name}` with the name `/shop/url` has one slash. */
function slashless(kind: ResourceKind, text: string): string {
  return kind.arn.includes(`/\${${kind.part}}`) && text.startsWith('/') ? text.slice(1) : text;
}

/** Whether a name is an ARN: it looks like one, or it is a value known only at deployment whose name says so. */
function isArn(name: Name): boolean {
  if (name.text.startsWith('arn:')) return true;
  return /^\uE000[^\uE001]*\uE001$/.test(name.text) && name.resource === null && /arn$/i.test(name.label);
}

/** The queue that a URL names. https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-queue-message-identifiers.html */
function urlName(text: string): string | undefined {
  const own = /^\uE000([^\uE001]+)\.QueueUrl\uE001$/.exec(text)?.[1];
  if (own !== undefined) return hole(own);
  return /^https?:\/\/[^/]*\/[^/]*\/([^/]+)$/.exec(text)?.[1];
}

function ownResource(app: App, kind: ResourceKind, named: { base: string; naming: Name }): Resource | undefined {
  const direct = app.resource(named.naming.resource ?? undefined);
  if (direct !== undefined) {
    const meant = published(app, direct);
    if (kind.types.includes(direct.type) || kind.types.includes(meant.type)) return meant;
  }
  const owned = app.ofType(...kind.types);
  return owned.find((one) => physicalArn(app, one) === named.base) ?? owned.find((one) => ownArn(app, one, named.base) !== undefined);
}

function physicalArn(app: App, resource: Resource): string | undefined {
  return resourceArn(app, resource)?.replace(/:\*$/, '');
}

/** The ARN of a resource, where the text names it whole, by a version or alias, or by an ARN in full. */
function ownArn(app: App, resource: Resource, text: string): string | undefined {
  const arn = physicalArn(app, resource);
  if (arn === undefined) return undefined;
  if (text === arn || text.startsWith(`${arn}:`) || text.startsWith(`${arn}/`)) return text;
  if (arn.includes('?') && globMatches(arn, text)) return arn;
  return text.endsWith(`/${physicalName(app, resource)}`) || text.endsWith(`:${physicalName(app, resource)}`) ? arn : undefined;
}
