import { serviceEndpoint } from '../../../data/vpc-endpoints.ts';
import type { App } from '../../../model/app.ts';
import type { Change } from '../../../model/change.ts';
import type { CheckFix, Fix, NoFix } from '../../../model/fix.ts';
import { isUnknown, resourceNamed } from '../../../model/value.ts';
import { placementOf } from '../../../model/vpc-reach.ts';
import type { Placement } from '../../../model/vpc-reach.ts';
import { noFix, propertyPath, writtenOf } from '../../fixing/owner.ts';
import { endpointChanges, lettingIn } from '../../fixing/vpc-endpoint.ts';

/** Endpoints for services of AWS, port 443 out of the function's group and into the endpoint's. What a NAT gateway costs is for a person to weigh. */
export const fix: CheckFix = {
  safety: 'review',
  plan({ subject, message, data }, app) {
    const fn = app.functions.find(({ id }) => id === subject);
    const placement = fn === undefined ? null : placementOf(app, fn);
    const what = (data?.['unreached'] ?? []) as readonly string[];
    if (fn === undefined || placement === null || isUnknown(placement)) return noFix(`the subnets of ${subject} are not in the template`);
    const name = fn.resource.logicalId;
    switch (message) {
      case 'noRoute':
        return byEndpoints(app, placement, { name, services: what });
      case 'egress':
        return letOut(placement, name);
      case 'refused':
        return letIn(app, placement, { name, services: what });
      default:
        return noFix(`${what.join(', ')} is on the internet: a NAT gateway in a public subnet costs by the hour`);
    }
  },
};

function byEndpoints(app: App, placement: Placement, { name, services }: { name: string; services: readonly string[] }): Fix | NoFix {
  const changes = services.map((service) => endpointChanges(app, placement, service));
  if (changes.some((one) => one === null)) return noFix('the VPC, its route tables and groups are not in the same template');
  const costs = services.filter((service) => serviceEndpoint(service)?.hasGateway === false);
  return {
    safety: 'review',
    title: `Give ${name} VPC endpoints for ${services.join(', ')}`,
    changes: changes.flatMap((one) => one ?? []),
    ...(costs.length === 0 ? {} : { todo: [`Weigh what interface endpoints for ${costs.join(', ')} cost by the hour and subnet`] }),
  };
}

function letOut({ groups }: Placement, name: string): Fix | NoFix {
  const group = isUnknown(groups) ? undefined : groups[0];
  const written = group === undefined ? undefined : writtenOf(group.resource);
  if (written === undefined) return noFix(`the security group of ${name} is not in the template`);
  const rule = { IpProtocol: 'tcp', FromPort: 443, ToPort: 443, CidrIp: '0.0.0.0/0' };
  return {
    safety: 'review',
    title: `Let port 443 out of ${written.logicalId}`,
    changes: [{ kind: 'append', file: written.file, path: propertyPath(written, 'SecurityGroupEgress'), items: [rule] }],
  };
}

function letIn(app: App, { groups }: Placement, { name, services }: { name: string; services: readonly string[] }): Fix | NoFix {
  if (isUnknown(groups)) return noFix(`the security group of ${name} is not in the template`);
  const changes: Change[] = [];
  for (const service of services) {
    const endpoint = app.network.endpoints.find((one) => one.service === serviceEndpoint(service)?.name && one.kind === 'Interface');
    const ids = endpoint?.securityGroups.map((value) => resourceNamed(value)) ?? [];
    const guard = app.network.securityGroups.find(({ id }) => ids.includes(id));
    const callers = groups
      .filter(({ resource }) => resource.at.source === guard?.resource.at.source)
      .map(({ resource }) => resource.logicalId);
    if (guard === undefined || callers.length === 0)
      return noFix(`the security group of the endpoint for ${service} is not in the same template`);
    changes.push(...lettingIn(guard, callers));
  }
  return { safety: 'review', title: `Let ${name} into the endpoints for ${services.join(', ')}`, changes };
}
