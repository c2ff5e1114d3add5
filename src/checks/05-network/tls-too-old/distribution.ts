import { isOlderTls, minimumTlsVersion } from '../../../data/tls-policies.ts';
import type { Outcome } from '../../../model/finding.ts';
import { property } from '../../../model/template.ts';
import type { Resource } from '../../../model/template.ts';
import { exactText, flag, get, isUnknown, itemsOf, show } from '../../../model/value.ts';
import type { Value } from '../../../model/value.ts';
import { cannotTell, fail, pass } from '../../outcomes.ts';
import { byPolicy } from './policy.ts';
import { own } from '../../../util/own.ts';

/** What viewers may use, whether they may use plain HTTP, and how the origins are reached. */
export function distributionOutcomes(distribution: Resource): Outcome[] {
  const outcomes = [viewers(distribution), ...behaviors(distribution), ...origins(distribution)];
  const telling = outcomes.filter(({ verdict }) => verdict !== 'pass');
  return telling.length > 0 ? telling : [pass(distribution.id)];
}

/** With CloudFront's own certificate the policy is TLSv1 whatever is set (AWS::CloudFront::Distribution, ViewerCertificate). */
function viewers(distribution: Resource): Outcome {
  const certificate = property(distribution, 'DistributionConfig.ViewerCertificate');
  if (isUnknown(certificate)) return cannotTell(distribution.id, certificate);
  const own = get(certificate, 'AcmCertificateArn') ?? get(certificate, 'IamCertificateId');
  if (own !== undefined) {
    const policy = get(certificate, 'MinimumProtocolVersion');
    return byPolicy({ owner: 'cloudfront', resource: distribution, policy });
  }
  const standard = flag(get(certificate, 'CloudFrontDefaultCertificate'), true);
  if (isUnknown(standard)) return cannotTell(distribution.id, standard);
  const version = minimumTlsVersion('cloudfront')!;
  const args = { name: distribution.logicalId, version };
  // Nothing but a domain and certificate of one's own changes it.
  return fail({
    subject: distribution.id,
    message: 'ownDomain',
    args,
    at: certificate?.at ?? distribution.at,
    severity: 'low',
    data: { version },
  });
}

function behaviors(distribution: Resource): Outcome[] {
  const config = property(distribution, 'DistributionConfig');
  const all = [get(config, 'DefaultCacheBehavior'), ...itemsOf(get(config, 'CacheBehaviors'))];
  return all.flatMap((behavior): Outcome[] => {
    const policy = get(behavior, 'ViewerProtocolPolicy');
    if (isUnknown(policy)) return [cannotTell(distribution.id, policy)];
    if (exactText(policy) !== 'allow-all') return [];
    return [fail({ subject: distribution.id, message: 'plain', args: { name: distribution.logicalId }, at: policy!.at })];
  });
}

function origins(distribution: Resource): Outcome[] {
  return itemsOf(property(distribution, 'DistributionConfig.Origins')).flatMap((origin): Outcome[] => {
    const config = get(origin, 'CustomOriginConfig');
    const host = show(get(origin, 'DomainName'));
    const args = { name: distribution.logicalId, origin: host };
    const policy = get(config, 'OriginProtocolPolicy');
    // The website endpoint of a bucket speaks HTTP only (S3 user guide, website endpoints).
    if (exactText(policy) === 'http-only' && !/s3-website|WebsiteURL/.test(host)) {
      return [fail({ subject: distribution.id, message: 'plainOrigin', args, at: policy!.at, severity: 'low' })];
    }
    const old = exactText(policy) === 'http-only' ? undefined : oldest(itemsOf(get(config, 'OriginSSLProtocols')));
    if (old === undefined) return [];
    return [fail({ subject: distribution.id, message: 'origin', args: { ...args, version: old.version }, at: old.at, severity: 'low' })];
  });
}

function oldest(protocols: readonly Value[]): { version: string; at: Value['at'] } | undefined {
  for (const protocol of protocols) {
    const version = own({ SSLv3: 'SSL 3.0', TLSv1: 'TLS 1.0', 'TLSv1.1': 'TLS 1.1' }, exactText(protocol) ?? '');
    if (version !== undefined && isOlderTls(version as 'TLS 1.0', 'TLS 1.2')) return { version, at: protocol.at };
  }
  return undefined;
}
