import { defineCheck } from '../../../model/check.ts';
import type { Check } from '../../../model/check.ts';
import type { Api } from '../../../model/api/api.ts';
import { domainsOf } from '../../../model/api/domain.ts';
import type { App } from '../../../model/app.ts';
import type { Evidence, Outcome } from '../../../model/finding.ts';
import { referredTo } from '../../../model/reference.ts';
import { property } from '../../../model/template.ts';
import type { Resource } from '../../../model/template.ts';
import { exactText, isUnknown } from '../../../model/value.ts';
import { cannotTell, fail, notApplicable, pass } from '../../outcomes.ts';
import { fix } from './fix.ts';

const check: Check = defineCheck({
  id: 'default-endpoint-open',
  title: 'Callers can go round the custom domain of an API',
  practices: [4],
  severity: 'medium',
  promise: 'proof',
  proves: 'APIs that can be reached through their own domain only',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-disable-default-endpoint.html',
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-disable-default-endpoint.html',
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-mutual-tls.html',
  ],
  looksAt: ['AWS::ApiGateway::RestApi', 'AWS::ApiGatewayV2::Api', 'AWS::ApiGateway::DomainName', 'AWS::ApiGatewayV2::DomainName'],
  messages: {
    mutualTls: '{api} asks callers at {domain} for a certificate, and lets them in without one at its execute-api endpoint',
    domain: '{api} answers at {domain} and still at its execute-api endpoint, where nothing holds that you put before the domain',
  },
  remedy: 'Set DisableExecuteApiEndpoint: true on the API.',
  fix,
  *run(app) {
    for (const api of app.apis) {
      // AppSync has no such switch, and an API that is declared elsewhere is set there.
      if (api.kind !== 'graphql' && api.external === null) yield judge(app, api);
    }
  },
});
export default check;

function judge(app: App, api: Api): Outcome {
  if (!isUnknown(api.endpointTypes) && api.endpointTypes.includes('PRIVATE')) {
    return notApplicable(api.id, 'only callers inside a network reach either endpoint, and its resource policy holds at both');
  }
  const outside = mappingsOutside(app, api);
  if (api.domains.length === 0 && outside.length === 0) {
    const blocked = domainsOf(app).find((domain) => domain.unknown !== null)?.unknown;
    return blocked === undefined || blocked === null ? notApplicable(api.id, 'it has no custom domain') : cannotTell(api.id, blocked);
  }
  if (isUnknown(api.executeApiDisabled)) return cannotTell(api.id, api.executeApiDisabled);
  if (api.executeApiDisabled) return pass(api.id);
  const guarded = api.domains.find((domain) => domain.mutualTls !== undefined);
  const domain = guarded ?? api.domains[0];
  const name = nameOf(domain?.resource ?? outside[0]!);
  const evidence: Evidence[] = [...api.domains.map((one) => one.resource), ...outside].map((one) => ({
    text: `${one.logicalId} leads to it`,
    at: one.at,
  }));
  return fail({
    subject: api.id,
    message: guarded === undefined ? 'domain' : 'mutualTls',
    args: { api: api.resource.logicalId, domain: name },
    at: property(api.resource, 'DisableExecuteApiEndpoint')?.at ?? api.at,
    // Going round a plain domain avoids its TLS policy and what stands before it; going round mutual TLS avoids the guard itself.
    ...(guarded === undefined ? { severity: 'low' as const } : {}),
    evidence,
    data: { domains: evidence.length },
  });
}

/** The domain as callers know it. SAM's names for the resource say nothing. */
function nameOf(resource: Resource): string {
  return exactText(property(resource, 'DomainName')) ?? (resource.owner === null ? resource.logicalId : 'its custom domain');
}

/** Mappings of the API to a domain that is declared elsewhere. */
function mappingsOutside(app: App, api: Api): Resource[] {
  const domains = app.ofType('AWS::ApiGateway::DomainName', 'AWS::ApiGateway::DomainNameV2', 'AWS::ApiGatewayV2::DomainName');
  const mappings = app.ofType('AWS::ApiGateway::BasePathMapping', 'AWS::ApiGateway::BasePathMappingV2', 'AWS::ApiGatewayV2::ApiMapping');
  return mappings.filter((mapping) => {
    const target = property(mapping, 'RestApiId') ?? property(mapping, 'ApiId');
    const domain = property(mapping, 'DomainName') ?? property(mapping, 'DomainNameArn');
    return referredTo(target, [api.resource]).resource !== null && referredTo(domain, domains, 'DomainName').resource === null;
  });
}
