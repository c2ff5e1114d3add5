import { MapNode, ScalarNode, stringOf } from '../../../util/node.ts';
import { generatedFrom } from '../../../util/span.ts';
import { ownAttributes, passedOnAttributes } from '../attributes.ts';
import type { SamContext } from '../context.ts';
import { shortHash } from '../ids.ts';
import { ref } from '../intrinsics.ts';
import { resolveParameters } from '../parameters.ts';
import { given, isGiven, mapOf, present } from '../values.ts';
import { expectMap, isHttpDefinition } from './document.ts';
import { httpBody } from './http-body.ts';
import { Refused, guarded } from './refused.ts';
import { addAuthorizerPermission } from './rest-auth.ts';
import { resolvedMap } from './api-parts.ts';
import type { HttpApi } from './api-parts.ts';
import { definitionLocation } from './rest-body.ts';
import { apiState } from './state.ts';
import { addV2Domain } from './v2-domain.ts';

/** The stage that answers at the API's address itself. */
const DEFAULT_STAGE = '$default';
const CREATED_BY = 'httpapi:createdBy';

/** Expands an AWS::Serverless::HttpApi: API, stage, authorizer permissions, domain. */
export function expandHttpApi(context: SamContext, logicalId: string, resource: MapNode): void {
  guarded(context, logicalId, () => {
    const properties = mapOf(resource.get('Properties')) ?? new MapNode(resource.at);
    const cors = given(properties, 'CorsConfiguration');
    const api: HttpApi = {
      id: logicalId,
      resource,
      properties,
      cors: cors === undefined ? undefined : resolveParameters(context, cors),
      tags: tagsWithOrigin(properties, resource),
    };
    addApi(context, api);
    const domain = resolvedMap(context, properties, 'Domain');
    if (domain !== undefined) {
      const at = generatedFrom(domain.at, 'tag set by SAM');
      const tags = given(properties, 'Tags') === undefined ? new MapNode(at).set(CREATED_BY, new ScalarNode('SAM', at)) : api.tags!;
      addV2Domain(context, { apiId: logicalId, domain, attributes: passedOnAttributes(resource), tags, sharesRecords: true });
    }
    addPermissions(context, api);
    addStage(context, api);
  });
}

function tagsWithOrigin(properties: MapNode, resource: MapNode): MapNode | undefined {
  const node = given(properties, 'Tags');
  const body = given(properties, 'DefinitionBody');
  if (node === undefined && !isHttpDefinition(body)) return undefined;
  const at = generatedFrom(resource.at, 'tag set by SAM');
  const tags = node === undefined ? new MapNode(at) : expectMap(node, 'Tags must be a map.', node.at);
  return new MapNode(tags.at, new Map(tags.entries)).set(CREATED_BY, new ScalarNode('SAM', at), at);
}

function addApi(context: SamContext, api: HttpApi): void {
  const { properties } = api;
  const uri = given(properties, 'DefinitionUri');
  if (uri !== undefined && isGiven(properties.get('DefinitionBody')))
    throw new Refused('Give either DefinitionUri or DefinitionBody, not both.', uri.at);
  const body = httpBody(context.partition, api, apiState(context).dicts);
  if (uri === undefined && body === undefined) throw new Refused('DefinitionBody or DefinitionUri is required.', api.resource.at);
  const location = definitionLocation(context, api.id, properties);
  context.add(api.id, {
    type: 'AWS::ApiGatewayV2::Api',
    attributes: ownAttributes(api.resource),
    properties: {
      Body: location === undefined ? body : undefined,
      BodyS3Location: location,
      FailOnWarnings: given(properties, 'FailOnWarnings'),
    },
    origin: api.resource.at,
  });
}

/** HTTP APIs let an authorizer function be invoked only when asked to. */
function addPermissions(context: SamContext, { id, properties, resource }: HttpApi): void {
  const authorizers = mapOf(mapOf(properties.get('Auth'))?.get('Authorizers'));
  for (const [name, { keyAt, value }] of authorizers?.entries ?? []) {
    const functionArn = given(mapOf(value), 'FunctionArn');
    if (functionArn === undefined || !isGiven(mapOf(value)!.get('EnableFunctionDefaultPermissions'))) continue;
    addAuthorizerPermission(context, {
      id: `${id}${name}AuthorizerPermission`,
      apiId: id,
      functionArn,
      partition: '${AWS::Partition}',
      attributes: passedOnAttributes(resource),
      at: keyAt,
    });
  }
}

function addStage(context: SamContext, { id, properties, resource, tags }: HttpApi): void {
  const stageName = given(properties, 'StageName');
  context.add(stageLogicalId(id, stageName === undefined ? DEFAULT_STAGE : (stringOf(stageName) ?? '')), {
    type: 'AWS::ApiGatewayV2::Stage',
    attributes: passedOnAttributes(resource),
    properties: {
      ApiId: ref(id),
      StageName: stageName ?? DEFAULT_STAGE,
      StageVariables: present(properties.get('StageVariables')),
      AccessLogSettings: present(properties.get('AccessLogSettings')),
      DefaultRouteSettings: present(properties.get('DefaultRouteSettings')),
      Tags: tags,
      AutoDeploy: true,
      RouteSettings: present(properties.get('RouteSettings')),
    },
    origin: stageName?.at ?? resource.at,
    because: 'stage generated by SAM',
  });
}

function stageLogicalId(apiId: string, name: string): string {
  if (/^[\p{L}\p{N}]+$/u.test(name)) return `${apiId}${name}Stage`;
  if (name === DEFAULT_STAGE) return `${apiId}ApiGatewayDefaultStage`;
  return `${apiId}Stage${name === '' ? '' : shortHash(name)}`;
}
