import { arnTemplateOf } from '../data/arn-templates.ts';
import { expandAction } from '../data/iam-actions.ts';
import { simplePolicyTemplates } from '../data/policy-templates.ts';
import { refAttributeOf } from '../data/resource-types.ts';
import { hole } from '../iam/policy.ts';
import type { App } from './app.ts';
import type { Authored } from './change.ts';
import type { NeedGroup } from './minimal-policy.ts';
import { physicalName, resourceArn } from './policy-text.ts';
import type { Resource } from './template.ts';

/** A use of a SAM policy template: `DynamoDBWritePolicy: { TableName: !Ref Orders }`. */
export interface TemplateUse {
  readonly name: string;
  readonly parameter: string;
  /** `Ref` or `Fn::GetAtt` of the resource. */
  readonly reference: Authored;
}

/** The SAM policy template that allows exactly what the group needs of one resource of the app; undefined when none does. */
export function exactTemplate(app: App, group: Pick<NeedGroup, 'actions' | 'arns' | 'viaService'>): TemplateUse | undefined {
  const [arn, ...others] = group.arns;
  if (arn === undefined || others.length > 0 || group.viaService !== null) return undefined;
  const owner = app.resources.find((resource) => resourceArn(app, resource)?.replace(/:\*$/, '') === arn);
  if (owner === undefined) return undefined;
  const [service = ''] = group.actions[0]!.split(':');
  for (const { name, grant, parameter } of simplePolicyTemplates()) {
    if (grant.service !== service || !sameActions(group.actions, service, `${grant.action ?? ''} ${grant.actions ?? ''}`)) continue;
    const reference = referenceFor(app, { owner, arn, resource: String(grant.resource), parameter });
    if (reference !== undefined) return { name, parameter, reference };
  }
  return undefined;
}

function sameActions(actions: readonly string[], service: string, listed: string): boolean {
  const named = listed.split(/\s+/).filter((name) => name !== '');
  // `sqs:SendMessage*` takes in one action.
  const names = named.flatMap((name) => (name.includes('*') ? expandAction(`${service}:${name}`) : [`${service}:${name}`]));
  return names.length === actions.length && actions.every((action) => names.includes(action));
}

interface Named {
  readonly owner: Resource;
  readonly arn: string;
  /** `table/{TableName}`, or `{SecretArn}`. */
  readonly resource: string;
  readonly parameter: string;
}

/** How the parameter of a template names the resource; undefined when it cannot so that the ARN is the same. */
function referenceFor(app: App, { owner, arn, resource, parameter }: Named): Authored | undefined {
  const { logicalId } = owner;
  if (parameter.endsWith('Arn') && /^\{[^}]+\}$/.test(resource)) return { Ref: logicalId };
  const name = physicalName(app, owner);
  const filled = resource.replace(/\{(?:\w+=)?\w+\}/, name);
  if (!arn.endsWith(`:${filled}`)) return undefined;
  const attribute = /\$\{(\w+)\}[^$]*$/.exec(arnTemplateOf(owner.type) ?? '')?.[1];
  if (attribute === undefined) return undefined;
  if (refAttributeOf(owner.type) === attribute) return { Ref: logicalId };
  return name === hole(owner.id) ? { 'Fn::GetAtt': [logicalId, attribute] } : undefined;
}
