import { arnTemplateOf } from '../../../data/arn-templates.ts';
import { replaceHoles } from '../../../iam/policy.ts';
import type { App } from '../../../model/app.ts';
import { arnByResource, authoredText } from '../../../model/arn-reference.ts';
import type { Authored } from '../../../model/change.ts';
import type { Need } from '../../../model/needs.ts';
import { canonicalArn, policyText } from '../../../model/policy-text.ts';
import { property } from '../../../model/template.ts';
import type { Resource } from '../../../model/template.ts';
import type { Value } from '../../../model/value.ts';
import { writtenTree } from '../../../model/written.ts';
import { at, onlyEntry, stringOf } from '../../../util/node.ts';
import type { Node } from '../../../util/node.ts';
import type { SourceFile, Span } from '../../../util/span.ts';
import { dependsOn } from './depends-on.ts';
import { namesWithin } from './mentions.ts';
import { placeOf } from '../place.ts';
import { asWritten } from './policy-edits.ts';

/** An ARN that the owner wrote already, and how. */
export interface Spelling {
  readonly pattern: string;
  readonly authored: Authored;
}

/** Where an ARN is to be written. */
export interface ArnWriter {
  readonly app: App;
  /** The role or policy that will hold it, as it is deployed. */
  readonly holder: Resource;
  readonly file: SourceFile;
  readonly spellings: readonly Spelling[];
  /** Whether it stands in a new policy beside the role, which nothing waits for. */
  readonly isBeside?: boolean;
}

/** The ARN of a need as the holder's file can write it; null when it cannot: a circle of references, a name that only another stack or
 *  the deployment knows. What comes from a parameter is written by the parameter, never by its value. */
export function authorArn(writer: ArnWriter, wanted: Need): Authored | null {
  const need = { ...wanted, arn: withoutLaterStars(wanted.arn) };
  const arn = canonicalArn(need.arn);
  if (arn === '*') return '*';
  const byResource = arnByResource(writer.app, arn, (resource) => mayName(writer, resource));
  if (byResource !== undefined) return byResource;
  const known = writer.spellings.find(({ pattern }) => canonicalArn(pattern) === arn);
  if (known !== undefined) return known.authored;
  const names = [...boundNames(writer.app, need), ...ownNames(writer.app, need)];
  for (const name of names) {
    const authored = byName(writer, need.arn, name);
    if (authored !== null) return authored;
  }
  // A name that is not written out may be another one in the next deployment.
  if (names.some(({ node }) => node === undefined || !isFixed(writer, node))) return null;
  // As it is needed: models of cross-region inference are asked in other regions too.
  return withHoles(writer, need.arn);
}

/** Keys of objects in which more than a part is unknown are written up to it: `exports/*`, not `exports/*-*-*.csv`. */
function withoutLaterStars(arn: string): string {
  const [, bucket, key = ''] = /^(arn:[^:]*:s3:::[^/]*\/)(.*)$/.exec(arn) ?? [];
  return bucket === undefined || key.split('*').length < 3 ? arn : `${bucket}${key.slice(0, key.indexOf('*') + 1)}`;
}

/** Whether a value is the same in every deployment but for what the resources and the account are called. */
function isFixed(writer: ArnWriter, node: Node): boolean {
  if (node.kind === 'scalar') return true;
  if (node.kind === 'list') return node.items.every((item) => isFixed(writer, item));
  const parameters = at(writtenTree(writer.file) ?? undefined, 'Parameters');
  if (namesWithin(node).some((name) => at(parameters, name) !== undefined)) return false;
  return [...node.entries].every(([key, { value }]) => PLAIN.has(key) && isFixed(writer, value));
}

const PLAIN: ReadonlySet<string> = new Set(['Ref', 'Fn::GetAtt', 'Fn::Sub', 'Fn::Join']);

/** A name as the template has it: its value now, and what the owner wrote. */
interface Name {
  readonly value: Value;
  readonly node: Node | undefined;
}

function named(value: Value): Name {
  return { value, node: placeOf(value.at)?.node };
}

/** The values of environment variables by which the code gets to the resource. */
function boundNames(app: App, { reasons }: Need): readonly Name[] {
  const bounds = reasons.flatMap(({ target }) => target.bound ?? []);
  const isBound = (span: Span): boolean =>
    bounds.some((bound) => bound.source === span.source && bound.start === span.start && bound.end === span.end);
  return app.functions.flatMap(({ environment }) => environment.filter(({ value }) => isBound(value.at)).map(({ value }) => named(value)));
}

/** The names that the template gives the needed resources. */
function ownNames(app: App, { reasons }: Need): readonly Name[] {
  const ids = new Set(reasons.flatMap(({ target }) => target.logicalId ?? []));
  return [...ids].flatMap((id) => {
    const resource = app.resource(id);
    const parts = [...(arnTemplateOf(resource?.type ?? '') ?? '').matchAll(/\$\{(\w+)\}/g)].map((match) => match[1]!);
    const values = resource === undefined ? [] : parts.flatMap((part) => property(resource, part) ?? []);
    return values.map(named);
  });
}

/** The ARN with the name as the owner wrote it. */
function byName(writer: ArnWriter, arn: string, { value, node }: Name): Authored | null {
  if (node === undefined || node.kind === 'scalar' || value.at.source !== writer.file) return null;
  if (namesWithin(node).some((name) => !isWritable(writer, name))) return null;
  const text = policyText(writer.app, value);
  if (typeof text !== 'string' || text.length < 3) return null;
  if (text === arn) return asWritten(node);
  const parts = arn.split(text);
  if (parts.length !== 2) return null;
  const [before, after] = parts.map((part) => subText(writer, part)) as [string | null, string | null];
  if (before === null || after === null) return null;
  const inner = subOf(node);
  if (inner !== null) return { 'Fn::Sub': `${before}${inner}${after}` };
  return { 'Fn::Sub': [`${before}\${Name}${after}`, { Name: asWritten(node) }] };
}

/** What stands in an `Fn::Sub` for a value. */
function subOf(node: Node): string | null {
  const only = onlyEntry(node);
  if (only?.key === 'Ref') return `\${${stringOf(only.value)}}`;
  if (only?.key === 'Fn::Sub') return stringOf(only.value) ?? null;
  if (only?.key !== 'Fn::GetAtt' || only.value.kind !== 'list') return null;
  return `\${${only.value.items.map((item) => stringOf(item)).join('.')}}`;
}

/** A part of an ARN for `Fn::Sub`; null when the file cannot write one of its names. */
function subText(writer: ArnWriter, text: string): string | null {
  let isPossible = true;
  const sub = replaceHoles(text, (name) => {
    const local = localName(writer, name);
    if (local === null || !isWritable(writer, local.split('.')[0]!)) isPossible = false;
    return `\${${local}}`;
  });
  return isPossible ? sub : null;
}

function withHoles(writer: ArnWriter, arn: string): Authored | null {
  let isPossible = true;
  replaceHoles(arn, (name) => {
    if (/^(?:resolve:|import )/.test(name)) return '';
    if (name === '?' || localName(writer, name) !== name || !isWritable(writer, name.split('.')[0]!)) isPossible = false;
    return '';
  });
  return isPossible ? authoredText(arn) : null;
}

/** A hole's name as the file writes it: in a nested stack, resources stand without the stack's name. */
function localName({ holder }: ArnWriter, name: string): string | null {
  const scope = holder.id.slice(0, holder.id.length - holder.logicalId.length);
  if (name.startsWith('AWS::')) return name;
  if (scope !== '' && name.startsWith(scope)) return name.slice(scope.length);
  return scope === '' || !name.includes('/') ? name : null;
}

/** Whether the file has a parameter or resource of that name that the holder may refer to. */
function isWritable(writer: ArnWriter, name: string): boolean {
  if (name.startsWith('AWS::')) return true;
  const tree = writtenTree(writer.file) ?? undefined;
  if (at(tree, 'Parameters', name) !== undefined) return true;
  const scope = writer.holder.id.slice(0, writer.holder.id.length - writer.holder.logicalId.length);
  const resource = writer.app.resource(scope + name);
  return resource !== undefined && mayName(writer, resource);
}

/** Whether the holder may refer to a resource: of the same stack, there whenever the holder is, and not waiting for it. */
function mayName({ app, holder, isBeside }: ArnWriter, resource: Resource): boolean {
  const scopeOf = ({ id, logicalId }: Resource): string => id.slice(0, id.length - logicalId.length);
  if (scopeOf(resource) !== scopeOf(holder) || resource.at.source !== holder.at.source) return false;
  const condition = conditionOf(resource);
  if (condition !== undefined && condition !== conditionOf(holder)) return false;
  return isBeside === true || !dependsOn(app, resource.id, holder.id);
}

function conditionOf(resource: Resource): string | undefined {
  const id = resource.owner?.id ?? resource.id;
  const logicalId = id.slice(id.lastIndexOf('/') + 1);
  return stringOf(at(writtenTree(resource.at.source) ?? undefined, 'Resources', logicalId, 'Condition'));
}
