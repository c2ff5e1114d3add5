import type { CheckFix } from '../../../model/fix.ts';
import { isUnknown } from '../../../model/value.ts';
import { endpointPolicy, vpcOf } from '../../fixing/endpoint-policy.ts';
import { noFix, notWritten, setProperty, writtenOf } from '../../fixing/owner.ts';

/** The least policy of the functions behind the endpoint; where others may be behind it, one that keeps foreign credentials out. */
export const fix: CheckFix = {
  safety: 'safe',
  plan({ subject }, app) {
    const endpoint = app.network.endpoints.find(({ resource }) => resource.id === subject);
    if (endpoint === undefined) return noFix(`${subject} is not in the template`);
    const { resource, service } = endpoint;
    const written = writtenOf(resource);
    if (written === undefined || written.type !== resource.type) return notWritten(resource);
    if (isUnknown(service)) return noFix(`the service of ${resource.logicalId} is chosen at deployment`);
    const { document, isLeast } = endpointPolicy(app, resource, { vpc: vpcOf(app, endpoint.vpc), service });
    const changes = [setProperty(written, 'PolicyDocument', document)];
    if (isLeast) return { safety: 'safe', title: `Let only what its functions call through ${resource.logicalId}`, changes };
    return {
      safety: 'review',
      title: `Let only identities of this account through ${resource.logicalId}`,
      changes,
      todo: [`See that nothing sends requests through ${resource.logicalId} with credentials of another account, or without any`],
    };
  },
};
