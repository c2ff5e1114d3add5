import { defineCheck } from '../../../model/check.ts';
import type { Check } from '../../../model/check.ts';
import type { Domain } from '../../../model/api/api.ts';
import { domainsOf } from '../../../model/api/domain.ts';
import type { Outcome } from '../../../model/finding.ts';
import { property } from '../../../model/template.ts';
import { exactText, unknown } from '../../../model/value.ts';
import { cannotTell, notApplicable, pass } from '../../outcomes.ts';
import { distributionOutcomes } from './distribution.ts';
import { listenerOutcome } from './listener.ts';
import { byPolicy } from './policy.ts';
import { fix } from './fix.ts';

const check: Check = defineCheck({
  id: 'tls-too-old',
  title: 'Connections may use no TLS or one older than 1.2',
  practices: [5],
  severity: 'medium',
  promise: 'rule',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-custom-domain-tls-version.html',
    'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/secure-connections-supported-viewer-protocols-ciphers.html',
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html',
  ],
  looksAt: [
    'AWS::ApiGateway::DomainName',
    'AWS::ApiGateway::RestApi',
    'AWS::ApiGatewayV2::DomainName',
    'AWS::CloudFront::Distribution',
    'AWS::ElasticLoadBalancingV2::Listener',
  ],
  messages: {
    old: '{name} accepts {version} ({policy})',
    oldDefault: '{name} names no TLS policy, and the default one accepts {version}',
    plain: '{name} answers plain HTTP, so what callers send and get can be read and changed on the way',
    origin: '{name} accepts {version} from the origin {origin}',
    plainOrigin: '{name} fetches from the origin {origin} over plain HTTP, whatever its viewers use',
    ownDomain: "{name} uses CloudFront's own certificate, with which it accepts {version}",
  },
  remedy:
    'Set SecurityPolicy TLS_1_2 on API domains, MinimumProtocolVersion TLSv1.2_2021 with a certificate of your own on distributions, a TLS 1.2 or 1.3 SslPolicy on listeners, and redirect plain HTTP.',
  fix,
  *run(app) {
    for (const domain of domainsOf(app)) yield judgeDomain(domain);
    for (const api of app.ofType('AWS::ApiGateway::RestApi')) {
      const policy = property(api, 'SecurityPolicy');
      if (policy !== undefined) yield byPolicy({ owner: 'api-gateway', resource: api, policy });
    }
    for (const distribution of app.ofType('AWS::CloudFront::Distribution')) yield* distributionOutcomes(distribution);
    for (const listener of app.ofType('AWS::ElasticLoadBalancingV2::Listener')) yield listenerOutcome(app, listener);
  },
});
export default check;

/** HTTP and WebSocket APIs and AppSync offer nothing below TLS 1.2 (API Gateway developer guide, security policy for HTTP APIs). */
function judgeDomain(domain: Domain): Outcome {
  const { resource, securityPolicy: policy } = domain;
  if (domain.kind === 'graphql') return pass(resource.id);
  if (policy === undefined) {
    if (domain.kind === 'http') return pass(resource.id);
    if (exactText(property(resource, 'EndpointConfiguration.Types')) === 'PRIVATE' || resource.type === 'AWS::ApiGateway::DomainNameV2') {
      return notApplicable(resource.id, 'private domain names take TLS 1.2 and later only');
    }
    return cannotTell(resource.id, unknown('AWS documents no default for the SecurityPolicy of a domain name', resource.at));
  }
  return byPolicy({ owner: 'api-gateway', resource, policy });
}
