import { MapNode, ScalarNode, stringOf } from '../../../util/node.ts';
import type { Node } from '../../../util/node.ts';
import { generatedFrom } from '../../../util/span.ts';
import type { Span } from '../../../util/span.ts';
import { ownAttributes, passedOnAttributes } from '../attributes.ts';
import type { SamContext } from '../context.ts';
import { isIntrinsic, ref, sub } from '../intrinsics.ts';
import { given, isGiven, mapOf, present } from '../values.ts';
import { expectMap } from './document.ts';
import { Refused, guarded } from './refused.ts';
import { addAuthorizerPermission } from './rest-auth.ts';
import { resolvedMap } from './api-parts.ts';
import { addV2Domain } from './v2-domain.ts';
import { addRoute, routeIds } from './websocket-route.ts';
import type { WebSocketApi } from './websocket-route.ts';

/** `$default` is a route key of WebSocket APIs, so the stage has another name. */
const DEFAULT_STAGE = 'default';
const CREATED_BY = 'websocketapi:createdBy';

/** Expands an AWS::Serverless::WebSocketApi: API, a route with integration and permission per route key, authorizer, domain, stage. */
export function expandWebSocketApi(context: SamContext, logicalId: string, resource: MapNode): void {
  guarded(context, logicalId, () => {
    const properties = mapOf(resource.get('Properties')) ?? new MapNode(resource.at);
    const api = readApi(context, logicalId, resource, properties);
    checkProperties(api);
    const tags = tagsOf(properties, resource);
    addApi(context, api, tags);
    const custom = api.auth !== undefined && stringOf(api.auth.get('AuthType')) === 'CUSTOM';
    for (const [key, entry] of api.routes.entries) addRoute(context, api, { key, at: entry.keyAt, value: entry.value });
    const domain = resolvedMap(context, properties, 'Domain');
    const propagates = given(properties, 'Tags') !== undefined && isGiven(properties.get('PropagateTags'));
    const derivedTags = propagates ? tags : sourceTag(resource.at);
    if (domain !== undefined) {
      if (isGiven(domain.get('MutualTlsAuthentication'))) throw new Refused('WebSocket APIs have no MutualTlsAuthentication.', domain.at);
      addV2Domain(context, { apiId: logicalId, domain, attributes: passedOnAttributes(resource), tags: derivedTags, sharesRecords: false });
    }
    addStage(context, api, derivedTags);
    if (custom) addAuthorizer(context, api, api.auth);
  });
}

function readApi(context: SamContext, id: string, resource: MapNode, properties: MapNode): WebSocketApi {
  const routes = resolvedMap(context, properties, 'Routes');
  if (routes === undefined) throw new Refused('A WebSocket API needs at least one route.', properties.get('Routes')?.at ?? resource.at);
  const stageName = present(properties.get('StageName'));
  return {
    id,
    resource,
    properties,
    routes,
    stageName,
    stageText: stageName === undefined ? DEFAULT_STAGE : stringOf(stageName),
    auth: resolvedMap(context, properties, 'Auth'),
  };
}

function checkProperties({ properties, routes, auth, stageText, stageName, resource }: WebSocketApi): void {
  if (!isGiven(properties.get('RouteSelectionExpression'))) throw new Refused('RouteSelectionExpression is required.', resource.at);
  const type = present(properties.get('IpAddressType'));
  if (type !== undefined && !isIntrinsic(type) && stringOf(type) !== 'ipv4' && stringOf(type) !== 'dualstack') {
    throw new Refused("IpAddressType must be 'ipv4' or 'dualstack'.", type.at);
  }
  if (stageText === '$default') throw new Refused("The stage of a WebSocket API cannot be named '$default'.", stageName!.at);
  if (auth === undefined) return;
  if (!routes.has('$connect')) throw new Refused('Auth needs a $connect route, the only one that can be authorized.', auth.at);
  checkAuth(auth);
}

function checkAuth(auth: MapNode): void {
  const type = given(auth, 'AuthType');
  if (type === undefined) throw new Refused('Auth.AuthType is required.', auth.at);
  const name = stringOf(type);
  if (name === 'CUSTOM') {
    if (!isGiven(auth.get('AuthArn'))) throw new Refused('Auth.AuthArn is required with AuthType CUSTOM.', auth.at);
  } else if (name === 'AWS_IAM' || name === 'NONE') {
    if (auth.entries.size > 1) throw new Refused(`Auth has nothing but AuthType when that is ${name}.`, auth.at);
  } else throw new Refused('Auth.AuthType must be AWS_IAM, CUSTOM or NONE.', type.at);
}

function sourceTag(at: Span): MapNode {
  const generated = generatedFrom(at, 'tag set by SAM');
  return new MapNode(generated).set(CREATED_BY, new ScalarNode('SAM', generated));
}

function tagsOf(properties: MapNode, resource: MapNode): MapNode {
  const node = given(properties, 'Tags');
  if (node === undefined) return sourceTag(resource.at);
  const tags = expectMap(node, 'Tags must be a map.', node.at);
  const all = new MapNode(tags.at, new Map(tags.entries));
  for (const [key, entry] of sourceTag(resource.at).entries) all.set(key, entry.value, entry.keyAt);
  return all;
}

function addApi(context: SamContext, { id, properties, resource }: WebSocketApi, tags: Node): void {
  context.add(id, {
    type: 'AWS::ApiGatewayV2::Api',
    attributes: ownAttributes(resource),
    properties: {
      ApiKeySelectionExpression: present(properties.get('ApiKeySelectionExpression')),
      Description: present(properties.get('Description')),
      DisableExecuteApiEndpoint: present(properties.get('DisableExecuteApiEndpoint')),
      DisableSchemaValidation: present(properties.get('DisableSchemaValidation')),
      IpAddressType: present(properties.get('IpAddressType')),
      Name: present(properties.get('Name')) ?? id,
      ProtocolType: 'WEBSOCKET',
      RouteSelectionExpression: properties.get('RouteSelectionExpression'),
      Tags: tags,
    },
    origin: resource.at,
  });
}

function addStage(context: SamContext, { id, properties, resource, routes, stageName, stageText }: WebSocketApi, tags: Node): void {
  const settings = present(properties.get('RouteSettings'));
  // Settings name routes, which must exist before the stage does.
  const dependsOn = isGiven(settings) ? routes.keys().map((key) => routeIds(id, key, resource.at).route) : undefined;
  const name = stageText ?? '';
  context.add(name === DEFAULT_STAGE ? `${id}DefaultStage` : `${id}${name}Stage`, {
    type: 'AWS::ApiGatewayV2::Stage',
    attributes: { DependsOn: dependsOn, ...passedOnAttributes(resource) },
    properties: {
      ApiId: ref(id),
      StageName: stageName ?? DEFAULT_STAGE,
      StageVariables: present(properties.get('StageVariables')),
      AccessLogSettings: present(properties.get('AccessLogSettings')),
      DefaultRouteSettings: present(properties.get('DefaultRouteSettings')),
      Tags: tags,
      AutoDeploy: true,
      RouteSettings: settings,
    },
    origin: stageName?.at ?? resource.at,
    because: 'stage generated by SAM',
  });
}

function addAuthorizer(context: SamContext, { id, resource }: WebSocketApi, auth: MapNode): void {
  const authorizerId = `${id}ConnectAuthorizer`;
  const functionArn = auth.get('AuthArn')!;
  const attributes = passedOnAttributes(resource);
  context.add(authorizerId, {
    type: 'AWS::ApiGatewayV2::Authorizer',
    attributes,
    properties: {
      ApiId: ref(id),
      AuthorizerCredentialsArn: auth.get('InvokeRole'),
      AuthorizerType: 'REQUEST',
      AuthorizerUri: sub('arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${AuthArn}/invocations', {
        AuthArn: functionArn,
      }),
      IdentitySource: present(auth.get('IdentitySource')),
      Name: given(auth, 'Name') ?? authorizerId,
    },
    origin: auth.at,
    because: 'authorizer generated by SAM',
  });
  // With a role of its own, API Gateway needs no permission on the function.
  if (isGiven(auth.get('InvokeRole'))) return;
  addAuthorizerPermission(context, {
    id: `${id}AuthorizerPermission`,
    apiId: id,
    functionArn,
    partition: '${AWS::Partition}',
    attributes,
    at: functionArn.at,
  });
}
