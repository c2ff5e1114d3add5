import { at, build, stringOf } from '../../../util/node.ts';
import type { Buildable, MapNode, Node } from '../../../util/node.ts';
import { sameText } from '../ids.ts';
import { referencedId } from '../intrinsics.ts';

/** What is known of the source or the destination of a connector. Parts may be missing. */
export interface ConnectorEnd {
  /** CloudFormation type. */
  readonly type: string;
  /** Set when the end is a resource of the template. */
  readonly logicalId?: string | undefined;
  readonly arn?: Node | undefined;
  readonly roleName?: Node | undefined;
  readonly queueUrl?: Node | undefined;
  readonly resourceId?: Node | undefined;
  readonly name?: Node | undefined;
  readonly qualifier?: Node | undefined;
}

/** Why an end cannot be used. */
export interface UnusableEnd {
  readonly problem: string;
  readonly node: Node;
}

const CLOUDFORMATION_TYPE: ReadonlyMap<string, string> = new Map([
  ['AWS::Serverless::Function', 'AWS::Lambda::Function'],
  ['AWS::Serverless::StateMachine', 'AWS::StepFunctions::StateMachine'],
  ['AWS::Serverless::Api', 'AWS::ApiGateway::RestApi'],
  ['AWS::Serverless::HttpApi', 'AWS::ApiGatewayV2::Api'],
  ['AWS::Serverless::SimpleTable', 'AWS::DynamoDB::Table'],
]);

/** How CloudFormation gives out a type's facts: `Ref`, or the name of an attribute for `Fn::GetAtt`. */
interface TypeFacts {
  readonly arn: string;
  readonly url?: string;
  readonly id?: string;
  readonly name?: string;
  /** The property that holds the role the resource acts with. */
  readonly role?: string;
  /** The end of an `execute-api` ARN, by default the whole API. */
  readonly qualifier?: string;
}

const FACTS: ReadonlyMap<string, TypeFacts> = new Map([
  ['AWS::ApiGateway::RestApi', { arn: 'Arn', id: 'Ref', qualifier: '*' }],
  ['AWS::ApiGatewayV2::Api', { arn: 'Arn', id: 'Ref', qualifier: '*' }],
  ['AWS::AppSync::DataSource', { arn: 'Ref', role: 'ServiceRoleArn' }],
  ['AWS::AppSync::GraphQLApi', { arn: 'Ref', id: 'ApiId' }],
  ['AWS::DynamoDB::Table', { arn: 'Arn' }],
  ['AWS::Events::EventBus', { arn: 'Arn' }],
  ['AWS::Events::Rule', { arn: 'Arn' }],
  ['AWS::Lambda::Function', { arn: 'Arn', role: 'Role' }],
  ['AWS::Location::PlaceIndex', { arn: 'Arn' }],
  ['AWS::S3::Bucket', { arn: 'Arn' }],
  ['AWS::SNS::Topic', { arn: 'Ref' }],
  ['AWS::SQS::Queue', { arn: 'Arn', url: 'Ref' }],
  ['AWS::StepFunctions::StateMachine', { arn: 'Ref', name: 'Name', role: 'RoleArn' }],
]);

/** Reads one end of a connector. `other` is the opposite end as the owner wrote it: the role of an EventBridge rule is its target's.
 *  `resources` are those of the expanded template. */
export function readConnectorEnd(end: MapNode, other: MapNode, resources: MapNode): ConnectorEnd | UnusableEnd {
  const describedByHand = end.keys().some((key) => key !== 'Id' && key !== 'Qualifier');
  if (end.has('Id') === describedByHand) {
    return { problem: 'give either Id (and perhaps Qualifier) or a description of the resource', node: end };
  }
  return end.has('Id') ? readResourceEnd(end, other, resources) : readDescribedEnd(end);
}

function readDescribedEnd(end: MapNode): ConnectorEnd | UnusableEnd {
  const type = stringOf(end.get('Type'));
  if (type === undefined || type === '') return { problem: 'Type is missing or not a string', node: end };
  return {
    type: CLOUDFORMATION_TYPE.get(type) ?? type,
    arn: end.get('Arn'),
    roleName: end.get('RoleName'),
    queueUrl: end.get('QueueUrl'),
    resourceId: end.get('ResourceId'),
    name: end.get('Name'),
    qualifier: end.get('Qualifier'),
  };
}

function readResourceEnd(end: MapNode, other: MapNode, resources: MapNode): ConnectorEnd | UnusableEnd {
  const idNode = end.get('Id')!;
  const logicalId = stringOf(idNode);
  if (logicalId === undefined || logicalId === '') return { problem: 'Id is not a string', node: idNode };
  const resource = resources.get(logicalId);
  if (resource === undefined) return { problem: `no resource ${logicalId} in the template`, node: idNode };
  const type = stringOf(at(resource, 'Type'));
  if (type === undefined || type === '') return { problem: `resource ${logicalId} has no Type`, node: idNode };
  const facts = FACTS.get(type);
  const fact = (how: string | undefined): Node | undefined => {
    if (how === undefined) return undefined;
    const value: Buildable = how === 'Ref' ? { Ref: logicalId } : { 'Fn::GetAtt': [logicalId, how] };
    return build(value, idNode.at);
  };
  const ownRole = facts?.role === undefined ? undefined : at(resource, 'Properties', facts.role);
  const roleId = referencedId(type === 'AWS::Events::Rule' ? roleOfRuleTarget(resource, other) : ownRole);
  return {
    type,
    logicalId,
    arn: fact(facts?.arn),
    roleName: roleId === undefined ? undefined : build({ Ref: roleId }, idNode.at),
    queueUrl: fact(facts?.url),
    resourceId: fact(facts?.id),
    name: fact(facts?.name),
    qualifier: end.get('Qualifier') ?? (facts?.qualifier === undefined ? undefined : build(facts.qualifier, idNode.at)),
  };
}

function roleOfRuleTarget(rule: Node, other: MapNode): Node | undefined {
  const targets = at(rule, 'Properties', 'Targets');
  if (targets?.kind !== 'list') return undefined;
  const otherId = stringOf(other.get('Id'));
  const otherArn = other.get('Arn');
  for (const target of targets.items) {
    const arn = at(target, 'Arn');
    if (arn === undefined) continue;
    const named = otherId !== undefined && referencedId(arn) === otherId;
    if (named || (otherArn !== undefined && sameText(arn) === sameText(otherArn))) return at(target, 'RoleArn');
  }
  return undefined;
}
