import type { App } from '../../../model/app.ts';
import type { Authored, Change } from '../../../model/change.ts';
import type { CheckFix, Fix, NoFix } from '../../../model/fix.ts';
import type { FailOutcome } from '../../../model/finding.ts';
import { referredTo } from '../../../model/reference.ts';
import { property } from '../../../model/template.ts';
import type { Resource } from '../../../model/template.ts';
import { exactText, itemsOf } from '../../../model/value.ts';
import { written as writtenAt } from '../../../model/written.ts';
import { stringOf } from '../../../util/node.ts';
import { noFix, notWritten, propertyPath, setProperty, writtenOf } from '../../fixing/owner.ts';
import { pathAt } from '../../fixing/place.ts';

const DISTRIBUTION = 'TLSv1.2_2021';

/** The policies that take TLS 1.2 and later, by the type that names one. https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html */
const MODERN: Readonly<Record<string, string>> = {
  'AWS::ApiGateway::DomainName': 'TLS_1_2',
  'AWS::ApiGateway::DomainNameV2': 'TLS_1_2',
  'AWS::ApiGatewayV2::DomainName': 'TLS_1_2',
  'AWS::ApiGateway::RestApi': 'TLS_1_2',
  'AWS::CloudFront::Distribution': DISTRIBUTION,
  'AWS::ElasticLoadBalancingV2::Listener': 'ELBSecurityPolicy-TLS13-1-2-2021-06',
};

/** A policy of today in place of the old one; plain HTTP is sent on to HTTPS. */
export const fix: CheckFix = {
  safety: 'safe',
  plan(fail, app) {
    const resource = app.resource(fail.subject);
    if (resource === undefined) return noFix(`${fail.subject} is not in the template`);
    switch (fail.message) {
      case 'old':
        return replaced(fail, resource, MODERN[resource.type]);
      case 'oldDefault':
        return named(resource);
      case 'origin':
        return originOnly(fail, resource);
      case 'plain':
        return resource.type === 'AWS::CloudFront::Distribution' ? viewersSentOn(fail, resource) : sentOn(app, resource);
      case 'ownDomain':
        return noFix(`${resource.logicalId} needs a domain and a certificate of its own`);
      default:
        return noFix(`whether the origin of ${resource.logicalId} answers HTTPS is for its owner to say`);
    }
  },
};

/** The value that stands there, and nothing chosen elsewhere. */
function replaced({ at }: FailOutcome, resource: Resource, value: string | undefined): Fix | NoFix {
  const path = pathAt(at);
  const node = path === undefined ? undefined : writtenAt(at.source, path);
  if (path === undefined || value === undefined || stringOf(node) === undefined) {
    return noFix(`the TLS policy of ${resource.logicalId} is chosen elsewhere`);
  }
  return { safety: 'safe', title: titleOf(resource), changes: [{ kind: 'set', file: at.source, path, value }] };
}

function titleOf(resource: Resource): string {
  return `Let ${resource.owner?.id ?? resource.logicalId} accept TLS 1.2 and later only`;
}

function named(resource: Resource): Fix | NoFix {
  const written = writtenOf(resource);
  if (written === undefined || written.type !== resource.type) return notWritten(resource);
  const isListener = resource.type === 'AWS::ElasticLoadBalancingV2::Listener';
  const path = isListener ? 'SslPolicy' : 'DistributionConfig.ViewerCertificate.MinimumProtocolVersion';
  return { safety: 'safe', title: titleOf(resource), changes: [setProperty(written, path, MODERN[resource.type]!)] };
}

/** The origin may be one that knows nothing newer: a person must see to that. */
function originOnly({ at }: FailOutcome, resource: Resource): Fix | NoFix {
  const path = pathAt(at)?.slice(0, -1);
  if (path?.at(-1) !== 'OriginSSLProtocols') return noFix(`the protocols of ${resource.logicalId} are chosen elsewhere`);
  return {
    safety: 'review',
    title: `Let ${resource.logicalId} speak TLS 1.2 with its origin`,
    changes: [{ kind: 'set', file: at.source, path, value: ['TLSv1.2'] }],
    todo: ['See that the origin answers TLS 1.2'],
  };
}

function viewersSentOn({ at }: FailOutcome, resource: Resource): Fix | NoFix {
  const path = pathAt(at);
  if (path?.at(-1) !== 'ViewerProtocolPolicy') return noFix(`how viewers reach ${resource.logicalId} is chosen elsewhere`);
  return {
    safety: 'safe',
    title: `Send viewers of ${resource.logicalId} on to HTTPS`,
    changes: [{ kind: 'set', file: at.source, path, value: 'redirect-to-https' }],
  };
}

/** An HTTP listener can send callers on only where the same load balancer listens for HTTPS too. */
function sentOn(app: App, listener: Resource): Fix | NoFix {
  const written = writtenOf(listener);
  if (written === undefined || written.type !== listener.type) return notWritten(listener);
  const balancers = app.ofType('AWS::ElasticLoadBalancingV2::LoadBalancer');
  const own = referredTo(property(listener, 'LoadBalancerArn'), balancers).resource;
  const secure = app.ofType(listener.type).find((other) => {
    const isTls = exactText(property(other, 'Protocol'))?.toUpperCase() === 'HTTPS';
    return isTls && own !== null && referredTo(property(other, 'LoadBalancerArn'), balancers).resource === own;
  });
  if (secure === undefined) return noFix(`the load balancer of ${listener.logicalId} needs an HTTPS listener, with a certificate`);
  const port = exactText(property(secure, 'Port')) ?? '443';
  const action: Authored = { Type: 'redirect', RedirectConfig: { Protocol: 'HTTPS', Port: port, StatusCode: 'HTTP_301' } };
  if (itemsOf(property(listener, 'DefaultActions')).length === 0) return noFix(`${listener.logicalId} has no actions`);
  const change: Change = { kind: 'set', file: written.file, path: propertyPath(written, 'DefaultActions'), value: [action] };
  return { safety: 'review', title: `Send callers of ${listener.logicalId} on to HTTPS`, changes: [change] };
}
