import type { CheckFix } from '../../../model/fix.ts';
import { isUnknown } from '../../../model/value.ts';
import { placementOf } from '../../../model/vpc-reach.ts';
import { noFix } from '../../fixing/owner.ts';
import { endpointChanges } from '../../fixing/vpc-endpoint.ts';

/** Gateway endpoints cost nothing; interface endpoints cost by the hour, which is for a person to weigh. */
export const fix: CheckFix = {
  safety: 'review',
  plan({ subject, message, data }, app) {
    const fn = app.functions.find(({ id }) => id === subject);
    const placement = fn === undefined ? null : placementOf(app, fn);
    const services = (data?.['services'] ?? []) as readonly string[];
    if (fn === undefined || placement === null || isUnknown(placement)) return noFix(`the subnets of ${subject} are not in the template`);
    if (message === 'interface') return noFix(`interface endpoints for ${services.join(', ')} cost by the hour and subnet`);
    const changes = services.map((service) => endpointChanges(app, placement, service));
    if (changes.some((one) => one === null)) return noFix('the VPC and its route tables are not in the same template');
    return {
      safety: 'review',
      title: `Keep calls of ${fn.resource.logicalId} to ${services.join(', ')} inside the VPC`,
      changes: changes.flatMap((one) => one ?? []),
      todo: ['See that the policy of the endpoint allows whatever else calls from these subnets'],
    };
  },
};
