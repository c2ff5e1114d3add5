import { arnTemplateOf } from '../data/arn-templates.ts';
import { refAttributeOf } from '../data/resource-types.ts';
import { hole } from '../iam/policy.ts';
import type { App } from '../model/app.ts';
import type { NeedGroup } from '../model/minimal-policy.ts';
import { physicalName, resourceArn } from '../model/policy-text.ts';
import type { Resource } from '../model/template.ts';
import { simplePolicyTemplates } from '../readers/sam/policy-templates.ts';

/** A use of a SAM policy template: `DynamoDBReadPolicy: { TableName: !Ref Orders }`; the value is in marks for the short form. */
export interface TemplateUse {
  readonly name: string;
  readonly parameter: string;
  readonly reference: { readonly form: 'Ref' | 'GetAtt'; readonly text: string };
}

/** The SAM policy template that allows exactly what the group needs of one resource of the app; undefined when none does. */
export function exactTemplate(app: App, group: NeedGroup): TemplateUse | undefined {
  const [arn, ...others] = group.arns;
  if (arn === undefined || others.length > 0 || group.viaService !== null) return undefined;
  const owner = app.resources.find((resource) => resourceArn(app, resource)?.replace(/:\*$/, '') === arn);
  if (owner === undefined) return undefined;
  const [service = ''] = group.actions[0]!.split(':');
  for (const { name, grant, parameter } of simplePolicyTemplates()) {
    if (grant.service !== service || !sameActions(group.actions, `${grant.action ?? ''} ${grant.actions ?? ''}`)) continue;
    const reference = referenceFor(app, { owner, arn, resource: String(grant.resource), parameter });
    if (reference !== undefined) return { name, parameter, reference };
  }
  return undefined;
}

function sameActions(actions: readonly string[], listed: string): boolean {
  const names = listed.split(/\s+/).filter((name) => name !== '');
  return names.length === actions.length && actions.every((action) => names.includes(action.slice(action.indexOf(':') + 1)));
}

interface Named {
  readonly owner: Resource;
  readonly arn: string;
  /** `table/{TableName}`, or `{SecretArn}`. */
  readonly resource: string;
  readonly parameter: string;
}

/** How the parameter of a template names the resource; undefined when it cannot so that the ARN is the same. */
function referenceFor(app: App, { owner, arn, resource, parameter }: Named): TemplateUse['reference'] | undefined {
  if (parameter.endsWith('Arn') && /^\{[^}]+\}$/.test(resource)) return { form: 'Ref', text: owner.id };
  const name = physicalName(app, owner);
  const filled = resource.replace(/\{(?:\w+=)?\w+\}/, name);
  if (!arn.endsWith(`:${filled}`)) return undefined;
  const attribute = /\$\{(\w+)\}[^$]*$/.exec(arnTemplateOf(owner.type) ?? '')?.[1];
  if (attribute === undefined) return undefined;
  if (refAttributeOf(owner.type) === attribute) return { form: 'Ref', text: owner.id };
  return name === hole(owner.id) ? { form: 'GetAtt', text: `${owner.id}.${attribute}` } : undefined;
}
