import { MapNode } from '../../../util/node.ts';
import type { Buildable, Node } from '../../../util/node.ts';
import { ownAttributes, passedOnAttributes } from '../attributes.ts';
import type { SamContext } from '../context.ts';
import { resolveParameters } from '../parameters.ts';
import { tagList } from '../tags.ts';
import { given, isGiven, mapOf, present } from '../values.ts';
import { versionText } from './document.ts';
import { resolvedMap } from './api-parts.ts';
import type { RestApi } from './api-parts.ts';
import { made } from './made.ts';
import { Refused, guarded } from './refused.ts';
import { addAuthorizerPermissions } from './rest-auth.ts';
import { definitionLocation, restBody } from './rest-body.ts';
import { addRestDomain } from './rest-domain.ts';
import { addDeploymentAndStage } from './rest-stage.ts';
import { addUsagePlan } from './usage-plan.ts';

/** Expands an AWS::Serverless::Api: REST API, deployment, stage, authorizer permissions, domain, usage plan. */
export function expandApi(context: SamContext, logicalId: string, resource: MapNode): void {
  guarded(context, logicalId, () => {
    const properties = mapOf(resource.get('Properties')) ?? new MapNode(resource.at);
    const api: RestApi = {
      id: logicalId,
      resource,
      properties,
      domain: resolvedMap(context, properties, 'Domain'),
      auth: resolvedMap(context, properties, 'Auth'),
    };
    checkProperties(properties);
    const first = context.generated.length;
    const attributes = passedOnAttributes(resource);
    const definition = addRestApi(context, api);
    const stageId = addDeploymentAndStage(context, api, definition);
    if (api.auth !== undefined) {
      addAuthorizerPermissions(context, logicalId, api.auth, attributes);
      addUsagePlan(context, { apiId: logicalId, stageId, auth: api.auth, attributes });
    }
    if (api.domain !== undefined) addRestDomain(context, { apiId: logicalId, domain: api.domain, attributes });
    propagateTags(context, properties, first);
  });
}

function checkProperties(properties: MapNode): void {
  const uri = given(properties, 'DefinitionUri');
  if (uri !== undefined && isGiven(properties.get('DefinitionBody')))
    throw new Refused('Give either DefinitionUri or DefinitionBody, not both.', uri.at);
  if (uri !== undefined && isGiven(properties.get('MergeDefinitions'))) throw new Refused('MergeDefinitions needs DefinitionBody.', uri.at);
  const version = given(properties, 'OpenApiVersion');
  if (version !== undefined && !/^[2-3](\.\d)(\.\d)?$/.test(versionText(version))) {
    throw new Refused("OpenApiVersion must look like '3.0.1'.", version.at);
  }
  if (present(properties.get('StageName')) === undefined) throw new Refused('StageName is required.', properties.at);
}

/** Adds the REST API; returns its definition, which the deployment's id depends on. */
function addRestApi(context: SamContext, api: RestApi): Node | undefined {
  const { properties } = api;
  const media = present(properties.get('BinaryMediaTypes'));
  const mediaTypes = media === undefined ? undefined : resolveParameters(context, media);
  const endpoint = endpointConfiguration(context, properties);
  const body = restBody(context, api, mediaTypes);
  const location = definitionLocation(context, api.id, properties);
  context.add(api.id, {
    type: 'AWS::ApiGateway::RestApi',
    attributes: ownAttributes(api.resource),
    properties: {
      BinaryMediaTypes: mediaTypes,
      MinimumCompressionSize: present(properties.get('MinimumCompressionSize')),
      ...endpoint,
      FailOnWarnings: given(properties, 'FailOnWarnings'),
      BodyS3Location: location,
      Body: location === undefined ? body : undefined,
      Name: given(properties, 'Name'),
      Description: given(properties, 'Description'),
      Mode: given(properties, 'Mode'),
      ApiKeySourceType: given(properties, 'ApiKeySourceType'),
      Policy: given(properties, 'Policy'),
      SecurityPolicy: given(properties, 'SecurityPolicy'),
      EndpointAccessMode: given(properties, 'EndpointAccessMode'),
    },
    origin: api.resource.at,
  });
  return location ?? body;
}

/** Partitions without CloudFront have no edge-optimized APIs, so the type must be said. */
function endpointConfiguration(context: SamContext, properties: MapNode): { [name: string]: Buildable } {
  const node = given(properties, 'EndpointConfiguration');
  if (node === undefined) {
    if (context.partition === 'aws') return {};
    return { EndpointConfiguration: { Types: ['REGIONAL'] }, Parameters: { endpointConfigurationTypes: 'REGIONAL' } };
  }
  const type = given(mapOf(node), 'Type');
  if (node.kind !== 'map' || type === undefined) {
    return { EndpointConfiguration: { Types: [node] }, Parameters: { endpointConfigurationTypes: node } };
  }
  if (node.has('VPCEndpointIds') && node.has('VpcEndpointIds')) {
    throw new Refused('EndpointConfiguration: give VPCEndpointIds or VpcEndpointIds, not both.', node.at);
  }
  const endpoints = node.get('VPCEndpointIds') ?? node.get('VpcEndpointIds');
  return {
    EndpointConfiguration: { Types: [type], VpcEndpointIds: endpoints, IpAddressType: node.get('IpAddressType') },
    Parameters: { endpointConfigurationTypes: type },
  };
}

const TAGGABLE: ReadonlySet<string> = new Set(
  ['RestApi', 'Stage', 'DomainName', 'DomainNameV2', 'UsagePlan', 'ApiKey', 'DomainNameAccessAssociation'].map(
    (name) => `AWS::ApiGateway::${name}`,
  ),
);

function propagateTags(context: SamContext, properties: MapNode, first: number): void {
  const tags = given(properties, 'Tags');
  if (tags?.kind !== 'map' || !isGiven(properties.get('PropagateTags'))) return;
  for (const { logicalId, type } of context.generated.slice(first)) {
    if (!TAGGABLE.has(type)) continue;
    const node = mapOf(mapOf(context.resources.get(logicalId))?.get('Properties'));
    node?.set('Tags', made(tagList(tags), tags.at), tags.at);
  }
}
