import { at as step, stringOf } from '../../../util/node.ts';
import type { Buildable, MapNode, Node } from '../../../util/node.ts';
import type { Span } from '../../../util/span.ts';
import type { GeneratedResource, SamContext } from '../context.ts';
import { referencedId } from '../intrinsics.ts';
import { isGiven } from '../values.ts';
import { addDependency, replaceDependency } from './depends-on.ts';
import { readConnectorEnd } from './ends.ts';
import type { ConnectorEnd } from './ends.ts';
import { connectorProfile } from './profiles.ts';
import type { ConnectorProfile, LambdaPermissionProfile, ResourcePolicyProfile, RolePolicyProfile } from './profiles.ts';
import { missingFacts, substituteEnds } from './substitute.ts';
import type { ConnectorEnds } from './substitute.ts';

/** Attributes of the connector that all resources made from it carry. */
const PASSED_ATTRIBUTES = ['DependsOn', 'DeletionPolicy', 'UpdatePolicy', 'Condition', 'UpdateReplacePolicy', 'Metadata'];

/** One connector from its source to one of its destinations. */
interface Connection {
  readonly connectorId: string;
  readonly ends: ConnectorEnds;
  /** Types of both ends as the owner wrote them (`AWS::Serverless::Function`). */
  readonly writtenTypes: { readonly Source: Buildable; readonly Destination: Buildable };
  readonly permissions: ReadonlySet<string>;
  /** `Destination0`, ... when the connector has a list of destinations, else empty. */
  readonly suffix: string;
  readonly attributes: { [name: string]: Buildable | undefined };
  readonly origin: Span;
}

/** Expands an `AWS::Serverless::Connector` into managed policies, resource policies and Lambda permissions.
 *  Must run when all other resources are expanded: the ends are looked up among them. */
export function expandConnector(context: SamContext, logicalId: string, resource: MapNode): void {
  const properties = resource.get('Properties');
  const source = step(properties, 'Source');
  const destination = step(properties, 'Destination');
  const permissions = step(properties, 'Permissions');
  if (source?.kind !== 'map') return context.fail(logicalId, 'Source must be a map', (source ?? resource).at);
  if (permissions?.kind !== 'list') return context.fail(logicalId, 'Permissions must be a list', (permissions ?? resource).at);
  const destinations = destination?.kind === 'list' ? destination.items : destination === undefined ? [] : [destination];
  if (destinations.length === 0) return context.fail(logicalId, 'Destination is missing or an empty list', (destination ?? resource).at);
  const asked = new Set(permissions.items.map((item) => stringOf(item) ?? ''));
  const attributes: { [name: string]: Buildable | undefined } = {};
  for (const name of PASSED_ATTRIBUTES) attributes[name] = resource.get(name);
  const generated: string[] = [];
  for (const [index, item] of destinations.entries()) {
    const ends = item.kind === 'map' ? readEnds(context, logicalId, source, item) : undefined;
    if (item.kind !== 'map') context.fail(logicalId, 'Destination must be a map or a list of maps', item.at);
    if (ends === undefined) return;
    const suffix = destination?.kind === 'list' ? `Destination${index}` : '';
    const writtenTypes = { Source: writtenType(context, ends.Source), Destination: writtenType(context, ends.Destination) };
    const connection = { connectorId: logicalId, ends, writtenTypes, permissions: asked, suffix, attributes, origin: permissions.at };
    const made = connect(context, connection);
    if (made === undefined) return;
    generated.push(...made);
  }
  replaceDependency(context.resources, logicalId, generated);
  const input = context.template.get('Resources');
  if (input?.kind === 'map') replaceDependency(input, logicalId, generated);
}

function readEnds(context: SamContext, connectorId: string, source: MapNode, destination: MapNode): ConnectorEnds | undefined {
  const to = readConnectorEnd(destination, source, context.resources);
  const from = readConnectorEnd(source, destination, context.resources);
  if ('problem' in to) context.fail(connectorId, `Destination: ${to.problem}`, to.node.at);
  if ('problem' in from) context.fail(connectorId, `Source: ${from.problem}`, from.node.at);
  return 'problem' in to || 'problem' in from ? undefined : { Source: from, Destination: to };
}

function writtenType(context: SamContext, end: ConnectorEnd): Buildable {
  const written = end.logicalId === undefined ? undefined : context.input(end.logicalId)?.get('Type');
  return written ?? end.type;
}

/** Makes the resources of one connection and returns their ids; undefined when it is refused. */
function connect(context: SamContext, connection: Connection): string[] | undefined {
  const { connectorId, ends, permissions, origin } = connection;
  const refuse = (message: string): undefined => {
    context.fail(connectorId, message, origin);
  };
  const between = `from ${ends.Source.type} to ${ends.Destination.type}`;
  const profile = connectorProfile(ends.Source.type, ends.Destination.type);
  if (profile === undefined) return refuse(`connectors ${between} are not supported`);
  const valid = Object.keys(profile.permissions);
  if (permissions.size === 0) return refuse(`Permissions is empty; a connector ${between} may have ${valid.join(', ')}`);
  const combinations = profile.kind === 'role policy' ? profile.combinations : undefined;
  const unknown = [...permissions].filter((permission) => !valid.includes(permission));
  if (unknown.length > 0) return refuse(`a connector ${between} may have ${valid.join(', ')}, not ${unknown.join(', ')}`);
  if (
    combinations !== undefined &&
    !combinations.some((set) => set.length === permissions.size && set.every((one) => permissions.has(one)))
  ) {
    const sets = combinations.map((set) => set.join(' + ')).join(', or ');
    return refuse(`a connector ${between} needs ${sets}`);
  }
  const missing = missingFacts(profile, ends);
  if (missing.length > 0) return refuse(`${missing.join(' and ')} cannot be told`);
  const made = resourcesOf(profile, connection);
  if (typeof made === 'string') return refuse(made);
  for (const [id, resource] of made) context.add(id, resource);
  if (profile.kind === 'role policy') orderAfter(context, profile, ends, made[0]![0]);
  return made.map(([id]) => id);
}

type NamedResource = readonly [id: string, resource: GeneratedResource];

function resourcesOf(profile: ConnectorProfile, connection: Connection): NamedResource[] | string {
  switch (profile.kind) {
    case 'role policy':
      return rolePolicy(profile, connection);
    case 'lambda permission':
      return lambdaPermissions(profile, connection);
    case 'queue policy':
    case 'topic policy':
      return resourcePolicy(profile, connection);
  }
}

function rolePolicy(profile: RolePolicyProfile, connection: Connection): NamedResource[] | string {
  const { roleName } = connection.ends[profile.roleOf];
  if (!isGiven(roleName)) return `the role of ${profile.roleOf} cannot be told`;
  const statements = Object.entries(profile.permissions).flatMap(([permission, grants]) =>
    connection.permissions.has(permission) ? grants : [],
  );
  const document: Buildable = {
    Version: '2012-10-17',
    Statement: statements.map((grant) => ({
      Effect: 'Allow',
      Action: grant.actions,
      Resource: grant.resources.map((text) => substituteEnds(text, connection.ends)),
    })),
  };
  const properties = { PolicyDocument: document, Roles: [roleName] };
  return [generated(connection, 'Policy', { type: 'AWS::IAM::ManagedPolicy', properties })];
}

function lambdaPermissions(profile: LambdaPermissionProfile, connection: Connection): NamedResource[] | string {
  const functionArn = connection.ends.Destination.arn;
  if (!isGiven(functionArn)) return 'the ARN of the Destination function cannot be told';
  const asked = Object.entries(profile.permissions).filter(([permission]) => connection.permissions.has(permission));
  return asked.map(([permission, action]) =>
    generated(connection, `${permission}LambdaPermission`, {
      type: 'AWS::Lambda::Permission',
      properties: {
        Action: action,
        FunctionName: functionArn,
        Principal: profile.principal,
        SourceArn: substituteEnds(profile.sourceArn, connection.ends),
        SourceAccount: profile.ofThisAccount && { 'Fn::Sub': '${AWS::AccountId}' },
      },
    }),
  );
}

function resourcePolicy(profile: ResourcePolicyProfile, connection: Connection): NamedResource[] | string {
  const { Source: source, Destination: destination } = connection.ends;
  const forQueue = profile.kind === 'queue policy';
  const receiver = forQueue ? destination.queueUrl : destination.arn;
  if (!isGiven(receiver)) return `the ${forQueue ? 'URL of the Destination queue' : 'ARN of the Destination topic'} cannot be told`;
  const actions = Object.entries(profile.permissions).filter(([permission]) => connection.permissions.has(permission));
  const statements = actions.map(([, action]) => ({
    Effect: 'Allow',
    Principal: { Service: profile.principal },
    Resource: destination.arn,
    Action: action,
    Condition: { ArnEquals: { 'aws:SourceArn': source.arn } },
  }));
  const PolicyDocument = { Version: '2012-10-17', Statement: statements };
  if (forQueue)
    return [generated(connection, 'QueuePolicy', { type: 'AWS::SQS::QueuePolicy', properties: { PolicyDocument, Queues: [receiver] } })];
  return [generated(connection, 'TopicPolicy', { type: 'AWS::SNS::TopicPolicy', properties: { PolicyDocument, Topics: [receiver] } })];
}

function generated(connection: Connection, name: string, resource: { type: string; properties: Buildable }): NamedResource {
  const { connectorId, writtenTypes, suffix, attributes, origin } = connection;
  const metadata = attributes['Metadata'] as Node | undefined;
  const ownMetadata = metadata?.kind === 'map' ? Object.fromEntries([...metadata.entries].map(([key, entry]) => [key, entry.value])) : {};
  const types = { Source: { Type: writtenTypes.Source }, Destination: { Type: writtenTypes.Destination } };
  const Metadata = { ...ownMetadata, 'aws:sam:connectors': { [connectorId]: types } };
  const because = `${resource.type.split('::').pop()} generated by SAM for a connector`;
  return [`${connectorId}${name}${suffix}`, { ...resource, attributes: { ...attributes, Metadata }, origin, because }];
}

/** What uses the policy must be created after it, or its first calls are denied. */
function orderAfter(context: SamContext, profile: RolePolicyProfile, ends: ConnectorEnds, policyId: string): void {
  const { Source: source, Destination: destination } = ends;
  if (source.logicalId === undefined) return;
  if (profile.before === 'source') addDependency(context.resources.get(source.logicalId), policyId);
  if (profile.before !== 'event source mapping' || destination.logicalId === undefined) return;
  const mappings = [...context.resources.entries.values()].filter(
    ({ value }) =>
      stringOf(step(value, 'Type')) === 'AWS::Lambda::EventSourceMapping' &&
      referencedId(step(value, 'Properties', 'FunctionName')) === destination.logicalId &&
      referencedId(step(value, 'Properties', 'EventSourceArn')) === source.logicalId,
  );
  if (mappings.length === 1) addDependency(mappings[0]!.value, policyId);
}
