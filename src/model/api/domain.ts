import type { App } from '../app.ts';
import { referredTo } from '../reference.ts';
import { property } from '../template.ts';
import type { Resource } from '../template.ts';
import { get, itemsOf } from '../value.ts';
import type { Unknown, Value } from '../value.ts';
import type { Domain } from './api.ts';

const API_TYPES = ['AWS::ApiGateway::RestApi', 'AWS::ApiGatewayV2::Api', 'AWS::AppSync::GraphQLApi', 'AWS::AppSync::Api'] as const;

/** The types that map an API to a domain, with the property that names each. */
const MAPPINGS: readonly { readonly type: string; readonly api: string; readonly domain: string }[] = [
  { type: 'AWS::ApiGateway::BasePathMapping', api: 'RestApiId', domain: 'DomainName' },
  { type: 'AWS::ApiGateway::BasePathMappingV2', api: 'RestApiId', domain: 'DomainNameArn' },
  { type: 'AWS::ApiGatewayV2::ApiMapping', api: 'ApiId', domain: 'DomainName' },
  { type: 'AWS::AppSync::DomainNameApiAssociation', api: 'ApiId', domain: 'DomainName' },
];

/** Every custom domain name of the app with the APIs mapped to it. */
export function domainsOf(app: App): Domain[] {
  const rest = app.ofType('AWS::ApiGateway::DomainName', 'AWS::ApiGateway::DomainNameV2').map((resource) => {
    const { properties } = resource;
    return {
      ...common(app, resource),
      kind: 'rest' as const,
      securityPolicy: get(properties, 'SecurityPolicy'),
      endpointType: itemsOf(get(properties, 'EndpointConfiguration.Types'))[0],
      mutualTls: certificatesAsked(get(properties, 'MutualTlsAuthentication')),
    };
  });
  const http = app.ofType('AWS::ApiGatewayV2::DomainName').map((resource) => {
    const configuration = itemsOf(property(resource, 'DomainNameConfigurations'))[0];
    return {
      ...common(app, resource),
      kind: 'http' as const,
      securityPolicy: get(configuration, 'SecurityPolicy'),
      endpointType: get(configuration, 'EndpointType'),
      mutualTls: certificatesAsked(property(resource, 'MutualTlsAuthentication')),
    };
  });
  const graphql = app.ofType('AWS::AppSync::DomainName').map((resource) => ({
    ...common(app, resource),
    kind: 'graphql' as const,
    securityPolicy: undefined,
    endpointType: undefined,
    mutualTls: undefined,
  }));
  return [...rest, ...http, ...graphql];
}

/** Without a truststore a domain asks for no certificate. https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-mutual-tls.html */
function certificatesAsked(settings: Value | undefined): Value | undefined {
  return settings?.kind === 'map' && get(settings, 'TruststoreUri') === undefined ? undefined : settings;
}

function common(app: App, resource: Resource): Pick<Domain, 'resource' | 'apiIds' | 'unknown' | 'at'> {
  const apis = app.ofType(...API_TYPES);
  const apiIds = new Set<string>();
  let blocked: Unknown | null = null;
  for (const { type, api, domain } of MAPPINGS) {
    for (const mapping of app.ofType(type)) {
      const here = referredTo(property(mapping, domain), [resource], 'DomainName');
      blocked ??= here.unknown;
      if (here.resource === null) continue;
      const mapped = referredTo(property(mapping, api), apis);
      blocked ??= mapped.unknown;
      if (mapped.resource !== null) apiIds.add(mapped.resource.id);
    }
  }
  return { resource, apiIds: [...apiIds], unknown: blocked, at: resource.at };
}
