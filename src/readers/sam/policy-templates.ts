import { build } from '../../util/node.ts';
import type { Buildable, MapNode, Node } from '../../util/node.ts';
import type { Span } from '../../util/span.ts';
import {
  POLICY_TEMPLATE_PLACEHOLDER,
  policyTemplateArn,
  policyTemplateGrants,
  policyTemplateParameters,
  policyTemplateResources,
} from '../../data/policy-templates.ts';
import type { PolicyTemplateGrant } from '../../data/policy-templates/grant.ts';

/** Why a policy template cannot be expanded. */
export interface PolicyTemplateProblem {
  readonly kind: 'problem';
  readonly message: string;
}

/** The policy document (`{ Statement: [...] }`) of a template used as `- DynamoDBReadPolicy: { TableName: ... }`.
 *  `value` is what stands under the name; the owner's nodes are passed through, the rest stands at `at`. */
export function expandPolicyTemplate(name: string, value: Node | undefined, at: Span): MapNode | PolicyTemplateProblem {
  const grants = policyTemplateGrants(name);
  if (grants === undefined) return { kind: 'problem', message: `${name} is not a SAM policy template` };
  if (value?.kind !== 'map') return { kind: 'problem', message: `policy template ${name} needs a map of parameters` };
  const missing = policyTemplateParameters(name).filter((parameter) => !value.has(parameter));
  if (missing.length > 0) return { kind: 'problem', message: `policy template ${name} lacks ${missing.join(', ')}` };
  return policyDocument(grants, (parameter) => value.get(parameter)!, at);
}

/** The document of a template whose parameters are still `Ref`s, as AWS publishes it; undefined for an unknown name. */
export function policyTemplateDefinition(name: string, at: Span): MapNode | undefined {
  const grants = policyTemplateGrants(name);
  return grants && policyDocument(grants, (parameter) => build({ Ref: parameter }, at), at);
}

type ValueOf = (parameter: string) => Node;

function policyDocument(grants: readonly PolicyTemplateGrant[], valueOf: ValueOf, at: Span): MapNode {
  return build({ Statement: grants.map((grant) => statement(grant, valueOf)) }, at) as MapNode;
}

function statement(grant: PolicyTemplateGrant, valueOf: ValueOf): Buildable {
  const { service, whenEqual } = grant;
  const resources = policyTemplateResources(grant).map((text) => resource(service, text, valueOf));
  const actions = (grant.actions ?? '').split(/\s+/).filter((action) => action !== '');
  return {
    Effect: 'Allow',
    Action: grant.action === undefined ? actions.map((action) => `${service}:${action}`) : `${service}:${grant.action}`,
    Resource: typeof grant.resource === 'string' ? resources[0] : resources,
    Condition: whenEqual && { StringEquals: { [whenEqual.key]: resource(whenEqual.service, whenEqual.resource, valueOf) } },
  };
}

/** The `Fn::Sub` of an ARN, in the two forms AWS's templates use: with a map of variables, or plain. */
function resource(service: string, text: string, valueOf: ValueOf): Buildable {
  if (text === '*') return text;
  const variables: { [variable: string]: Buildable } = {};
  const arn = policyTemplateArn(service, text).replaceAll(
    POLICY_TEMPLATE_PLACEHOLDER,
    (_whole, variable: string | undefined, parameter: string) => {
      const name = variable ?? parameter[0]!.toLowerCase() + parameter.slice(1);
      variables[name] = valueOf(parameter);
      return `\${${name}}`;
    },
  );
  return { 'Fn::Sub': Object.keys(variables).length === 0 ? arn : [arn, variables] };
}
