import type { PolicyTemplateGrant } from './policy-templates/grant.ts';
import { OPERATION_POLICY_TEMPLATES } from './policy-templates/operations.ts';
import { SERVICE_POLICY_TEMPLATES } from './policy-templates/services.ts';
import { STORE_POLICY_TEMPLATES } from './policy-templates/stores.ts';

const TEMPLATES: ReadonlyMap<string, readonly PolicyTemplateGrant[]> = new Map(
  [STORE_POLICY_TEMPLATES, SERVICE_POLICY_TEMPLATES, OPERATION_POLICY_TEMPLATES].flatMap((table) => Object.entries(table)),
);

/** Services whose ARNs name neither a region nor an account. */
const GLOBAL_ARNS: ReadonlySet<string> = new Set(['s3', 'route53']);

/** What stands for a parameter in the resources of a template: its name, or the name of AWS's variable and that of the parameter. */
export const POLICY_TEMPLATE_PLACEHOLDER: RegExp = /\{(?:(\w+)=)?(\w+)\}/g;

/** The statements of a SAM policy template; undefined for an unknown name. */
export function policyTemplateGrants(name: string): readonly PolicyTemplateGrant[] | undefined {
  return TEMPLATES.get(name);
}

/** Names of all SAM policy templates. */
export function policyTemplateNames(): string[] {
  return [...TEMPLATES.keys()];
}

/** Whether SAM knows a policy template of this name. */
export function isPolicyTemplate(name: string): boolean {
  return TEMPLATES.has(name);
}

/** Parameters of a policy template, each of them required; empty for an unknown name. */
export function policyTemplateParameters(name: string): string[] {
  const names = new Set<string>();
  for (const grant of TEMPLATES.get(name) ?? []) {
    const texts = [...policyTemplateResources(grant), grant.whenEqual?.resource ?? ''];
    for (const text of texts) for (const match of text.matchAll(POLICY_TEMPLATE_PLACEHOLDER)) names.add(match[2]!);
  }
  return [...names];
}

/** Templates of one statement on one resource that one parameter names, for finding the one that a statement is. */
export function simplePolicyTemplates(): { readonly name: string; readonly grant: PolicyTemplateGrant; readonly parameter: string }[] {
  return [...TEMPLATES].flatMap(([name, [grant, ...others]]) => {
    const [parameter, ...more] = policyTemplateParameters(name);
    const isSimple = grant !== undefined && others.length === 0 && typeof grant.resource === 'string' && grant.whenEqual === undefined;
    return isSimple && parameter !== undefined && more.length === 0 ? [{ name, grant, parameter }] : [];
  });
}

/** The resources of a statement as the table writes them. */
export function policyTemplateResources(grant: PolicyTemplateGrant): readonly string[] {
  return typeof grant.resource === 'string' ? [grant.resource] : grant.resource;
}

/** The ARN of a resource as the table writes it, for `Fn::Sub`: `{Name}` stands as it is, the rest is as AWS's templates have it. */
export function policyTemplateArn(service: string, text: string): string {
  if (text === '*' || /^\{\w+Arn\}$/.test(text)) return text;
  const place = GLOBAL_ARNS.has(service) ? ':' : '${AWS::Region}:${AWS::AccountId}';
  return `arn:\${AWS::Partition}:${service}:${place}:${text}`;
}
