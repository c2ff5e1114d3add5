import type { App } from '../../../model/app.ts';
import { authoredText } from '../../../model/arn-reference.ts';
import type { Authored } from '../../../model/change.ts';
import { exactTemplate } from '../../../model/exact-policy-template.ts';
import { groupsOf } from '../../../model/minimal-policy.ts';
import type { NeedGroup } from '../../../model/minimal-policy.ts';
import type { Need } from '../../../model/needs.ts';
import { authorArn } from './author-arn.ts';
import type { ArnWriter } from './author-arn.ts';

/** New parts of a role's policies. */
export interface AuthoredPolicies {
  /** Uses of SAM policy templates: only where the owner's policies may hold them. */
  readonly templates: readonly Authored[];
  readonly statements: readonly Authored[];
}

/** What allows the needs and nothing else: exact SAM policy templates where these are possible, else statements. A text is the need that cannot be written. */
export function authorNeeds(writer: ArnWriter, needs: readonly Need[], isSam: boolean): AuthoredPolicies | string {
  const templates: Authored[] = [];
  const statements: Authored[] = [];
  for (const group of groupsOf(needs)) {
    const use = isSam ? templateOf(writer, group) : undefined;
    if (use !== undefined) {
      templates.push(use);
      continue;
    }
    const statement = authorGroup(writer, group);
    if (typeof statement === 'string') return statement;
    statements.push(statement);
  }
  return { templates, statements };
}

function templateOf(writer: ArnWriter, group: NeedGroup): Authored | undefined {
  const use = exactTemplate(writer.app, group);
  if (use === undefined) return undefined;
  // Where the ARN cannot be written by reference, neither can the parameter.
  const [need] = group.needs;
  const arn = need === undefined ? null : authorArn(writer, need);
  return isReference(arn) ? { [use.name]: { [use.parameter]: use.reference } } : undefined;
}

function isReference(value: Authored): boolean {
  return typeof value === 'object' && value !== null && ('Fn::GetAtt' in value || 'Ref' in value || 'Fn::Sub' in value);
}

/** One statement for a group of needs; a text is the need that cannot be written. */
export function authorGroup(writer: ArnWriter, group: NeedGroup): { readonly [key: string]: Authored } | string {
  const arns = authorArns(writer, group.needs);
  if (typeof arns === 'string') return arns;
  const via = group.viaService;
  return {
    Effect: 'Allow',
    Action: oneOrAll(group.actions),
    Resource: oneOrAll(arns),
    ...(via !== null && { Condition: { StringEquals: { 'kms:ViaService': authoredText(via) } } }),
  };
}

/** The resources of needs, each once; a text says which need's cannot be written. */
function authorArns(writer: ArnWriter, needs: readonly Need[]): readonly Authored[] | string {
  const found = new Map<string, Authored>();
  for (const need of needs) {
    const authored = authorArn(writer, need);
    if (authored === null) return whyNotWritten(writer.app, need);
    found.set(JSON.stringify(authored), authored);
  }
  return [...found.values()];
}

/** Why the resource of a need cannot be named. */
export function whyNotWritten(app: App, { action, reasons }: Need): string {
  const id = reasons.map(({ target }) => target.logicalId).find((one) => one !== null);
  const resource = app.resource(id ?? undefined);
  return resource === undefined
    ? `the resource of ${action} has no name that this template can write`
    : `the role cannot name ${resource.logicalId}, which it needs for ${action}: it waits for the role, is conditional, or stands in another stack`;
}

/** A single value as IAM and people write it. */
export function oneOrAll(values: readonly Authored[]): Authored {
  return values.length === 1 ? values[0]! : values;
}
