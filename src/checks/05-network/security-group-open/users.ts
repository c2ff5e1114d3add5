import type { App } from '../../../model/app.ts';
import type { Rule } from '../../../model/network.ts';
import { refersTo } from '../../../model/reference.ts';
import { property } from '../../../model/template.ts';
import type { Resource } from '../../../model/template.ts';
import { exactNumber, resourcesIn } from '../../../model/value.ts';
import { isOnly } from './ports.ts';

const RULES: ReadonlySet<string> = new Set([
  'AWS::EC2::SecurityGroup',
  'AWS::EC2::SecurityGroupIngress',
  'AWS::EC2::SecurityGroupEgress',
  'AWS::SSM::Parameter',
]);

const LOAD_BALANCERS: ReadonlySet<string> = new Set([
  'AWS::ElasticLoadBalancingV2::LoadBalancer',
  'AWS::ElasticLoadBalancing::LoadBalancer',
]);

/** Resources that belong to a security group: all that mention it, but other groups' rules. */
export function attachedTo(app: App, groupId: string): Resource[] {
  return app.resources.filter((resource) => !RULES.has(resource.type) && resourcesIn(resource.properties).has(groupId));
}

/** Whether a rule opens the port that a load balancer of the group listens on: there, everybody is who it is for. */
export function servesPublicly(app: App, users: readonly Resource[], rule: Rule): boolean {
  const balancers = users.filter((user) => LOAD_BALANCERS.has(user.type));
  return balancers.some((balancer) => isOnly(rule, [80, 443, ...listenerPorts(app, balancer)]));
}

function listenerPorts(app: App, balancer: Resource): number[] {
  const listeners = app
    .ofType('AWS::ElasticLoadBalancingV2::Listener')
    .filter((one) => refersTo(property(one, 'LoadBalancerArn'), balancer) === true);
  return listeners.map((listener) => exactNumber(property(listener, 'Port'))).filter((port) => port !== undefined);
}
