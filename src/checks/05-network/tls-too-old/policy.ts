import { isOlderTls, minimumTlsVersion } from '../../../data/tls-policies.ts';
import type { TlsPolicyOwner } from '../../../data/tls-policies.ts';
import type { Outcome } from '../../../model/finding.ts';
import { property } from '../../../model/template.ts';
import type { Resource } from '../../../model/template.ts';
import { exactText, isUnknown, show, unknown } from '../../../model/value.ts';
import type { Value } from '../../../model/value.ts';
import { cannotTell, fail, pass } from '../../outcomes.ts';

/** A resource and the TLS policy it names; without one, its service's documented default stands. */
export interface Policied {
  readonly owner: TlsPolicyOwner;
  readonly resource: Resource;
  readonly policy: Value | undefined;
}

/** Judges a named policy, or the documented default of the service. */
export function byPolicy({ owner, resource, policy }: Policied): Outcome {
  const subject = resource.id;
  const name = exactText(policy);
  if (policy !== undefined && name === undefined) {
    return cannotTell(subject, isUnknown(policy) ? policy : unknown(`the TLS policy is ${show(policy)}`, policy.at));
  }
  const version = minimumTlsVersion(owner, name);
  const at = policy?.at ?? resource.at;
  if (version === undefined) return cannotTell(subject, unknown(`what ${name ?? 'the default TLS policy'} accepts is not known`, at));
  if (!isOlderTls(version, 'TLS 1.2')) return pass(subject);
  const args = { name: exactText(property(resource, 'DomainName')) ?? resource.logicalId, version, policy: name ?? '' };
  return fail({ subject, message: name === undefined ? 'oldDefault' : 'old', args, at, data: { version } });
}
