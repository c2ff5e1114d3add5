import type { App } from '../../../model/app.ts';
import type { Outcome } from '../../../model/finding.ts';
import { referredTo } from '../../../model/reference.ts';
import { property } from '../../../model/template.ts';
import type { Resource } from '../../../model/template.ts';
import { exactText, get, isUnknown, itemsOf, show, unknown } from '../../../model/value.ts';
import { cannotTell, fail, notApplicable, pass } from '../../outcomes.ts';
import { byPolicy } from './policy.ts';

/** HTTPS and TLS listeners by their policy; an HTTP listener is right only when it sends everybody on to HTTPS. */
export function listenerOutcome(app: App, listener: Resource): Outcome {
  const subject = listener.id;
  const protocol = property(listener, 'Protocol');
  const text = exactText(protocol)?.toUpperCase();
  if (text === 'HTTPS' || text === 'TLS')
    return byPolicy({ owner: 'load-balancer', resource: listener, policy: property(listener, 'SslPolicy') });
  if (protocol !== undefined && text === undefined) {
    return cannotTell(subject, isUnknown(protocol) ? protocol : unknown(`the protocol is ${show(protocol)}`, protocol.at));
  }
  // A network load balancer passes TCP and UDP through; what runs over them is the target's affair.
  if (text !== 'HTTP') return notApplicable(subject, 'it does not speak HTTP');
  const actions = itemsOf(property(listener, 'DefaultActions'));
  const redirects = actions.some(
    (action) => exactText(get(action, 'RedirectConfig.Protocol')) === 'HTTPS' || exactText(get(action, 'Type')) === 'fixed-response',
  );
  if (redirects) return pass(subject);
  const blocked = actions.find(isUnknown) ?? actions.map((action) => get(action, 'RedirectConfig')).find(isUnknown);
  if (blocked !== undefined) return cannotTell(subject, blocked);
  return fail({
    subject,
    message: 'plain',
    args: { name: listener.logicalId },
    at: protocol!.at,
    // Inside the VPC fewer can listen; API Gateway and CloudFront reach internal load balancers that way.
    ...(isInternal(app, listener) ? { severity: 'low' as const } : {}),
  });
}

function isInternal(app: App, listener: Resource): boolean {
  const balancer = referredTo(property(listener, 'LoadBalancerArn'), app.ofType('AWS::ElasticLoadBalancingV2::LoadBalancer')).resource;
  return balancer !== null && exactText(property(balancer, 'Scheme')) === 'internal';
}
