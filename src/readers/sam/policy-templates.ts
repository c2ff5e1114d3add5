import { build } from '../../util/node.ts';
import type { Buildable, MapNode, Node } from '../../util/node.ts';
import type { Span } from '../../util/span.ts';
import type { PolicyTemplateGrant } from './policy-template-grant.ts';
import { STORE_POLICY_TEMPLATES } from './policy-templates-data.ts';
import { OPERATION_POLICY_TEMPLATES } from './policy-templates-operations.ts';
import { SERVICE_POLICY_TEMPLATES } from './policy-templates-services.ts';

const TEMPLATES: ReadonlyMap<string, readonly PolicyTemplateGrant[]> = new Map(
  [STORE_POLICY_TEMPLATES, SERVICE_POLICY_TEMPLATES, OPERATION_POLICY_TEMPLATES].flatMap((table) => Object.entries(table)),
);

/** Services whose ARNs name neither a region nor an account. */
const GLOBAL_ARNS: ReadonlySet<string> = new Set(['s3', 'route53']);

const PLACEHOLDER = /\{(?:(\w+)=)?(\w+)\}/g;

/** Why a policy template cannot be expanded. */
export interface PolicyTemplateProblem {
  readonly kind: 'problem';
  readonly message: string;
}

/** Templates of one statement on one resource that one parameter names, for finding the one that a statement is. */
export function simplePolicyTemplates(): { readonly name: string; readonly grant: PolicyTemplateGrant; readonly parameter: string }[] {
  return [...TEMPLATES].flatMap(([name, [grant, ...others]]) => {
    const [parameter, ...more] = policyTemplateParameters(name);
    const isSimple = grant !== undefined && others.length === 0 && typeof grant.resource === 'string' && grant.whenEqual === undefined;
    return isSimple && parameter !== undefined && more.length === 0 ? [{ name, grant, parameter }] : [];
  });
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
    const texts = [...arns(grant), grant.whenEqual?.resource ?? ''];
    for (const text of texts) for (const match of text.matchAll(PLACEHOLDER)) names.add(match[2]!);
  }
  return [...names];
}

/** The policy document (`{ Statement: [...] }`) of a template used as `- DynamoDBReadPolicy: { TableName: ... }`.
 *  `value` is what stands under the name; the owner's nodes are passed through, the rest stands at `at`. */
export function expandPolicyTemplate(name: string, value: Node | undefined, at: Span): MapNode | PolicyTemplateProblem {
  const grants = TEMPLATES.get(name);
  if (grants === undefined) return { kind: 'problem', message: `${name} is not a SAM policy template` };
  if (value?.kind !== 'map') return { kind: 'problem', message: `policy template ${name} needs a map of parameters` };
  const missing = policyTemplateParameters(name).filter((parameter) => !value.has(parameter));
  if (missing.length > 0) return { kind: 'problem', message: `policy template ${name} lacks ${missing.join(', ')}` };
  return policyDocument(grants, (parameter) => value.get(parameter)!, at);
}

/** The document of a template whose parameters are still `Ref`s, as AWS publishes it; undefined for an unknown name. */
export function policyTemplateDefinition(name: string, at: Span): MapNode | undefined {
  const grants = TEMPLATES.get(name);
  return grants && policyDocument(grants, (parameter) => build({ Ref: parameter }, at), at);
}

type ValueOf = (parameter: string) => Node;

function policyDocument(grants: readonly PolicyTemplateGrant[], valueOf: ValueOf, at: Span): MapNode {
  return build({ Statement: grants.map((grant) => statement(grant, valueOf)) }, at) as MapNode;
}

function statement(grant: PolicyTemplateGrant, valueOf: ValueOf): Buildable {
  const { service, whenEqual } = grant;
  const resources = arns(grant).map((text) => resource(service, text, valueOf));
  const actions = (grant.actions ?? '').split(/\s+/).filter((action) => action !== '');
  return {
    Effect: 'Allow',
    Action: grant.action === undefined ? actions.map((action) => `${service}:${action}`) : `${service}:${grant.action}`,
    Resource: typeof grant.resource === 'string' ? resources[0] : resources,
    Condition: whenEqual && { StringEquals: { [whenEqual.key]: resource(whenEqual.service, whenEqual.resource, valueOf) } },
  };
}

function arns(grant: PolicyTemplateGrant): readonly string[] {
  return typeof grant.resource === 'string' ? [grant.resource] : grant.resource;
}

/** The `Fn::Sub` of an ARN, in the two forms AWS's templates use: with a map of variables, or plain. */
function resource(service: string, text: string, valueOf: ValueOf): Buildable {
  if (text === '*') return text;
  const variables: { [variable: string]: Buildable } = {};
  const rest = text.replaceAll(PLACEHOLDER, (_whole, variable: string | undefined, parameter: string) => {
    const name = variable ?? parameter[0]!.toLowerCase() + parameter.slice(1);
    variables[name] = valueOf(parameter);
    return `\${${name}}`;
  });
  const place = GLOBAL_ARNS.has(service) ? ':' : '${AWS::Region}:${AWS::AccountId}';
  const arn = /^\{\w+Arn\}$/.test(text) ? rest : `arn:\${AWS::Partition}:${service}:${place}:${rest}`;
  return { 'Fn::Sub': Object.keys(variables).length === 0 ? arn : [arn, variables] };
}
