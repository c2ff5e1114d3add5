import type { CheckFix } from '../../../model/fix.ts';
import { isUnknown } from '../../../model/value.ts';
import { endpointPolicy, vpcOf } from '../../fixing/endpoint-policy.ts';
import type { Change } from '../../../model/change.ts';
import type { Span } from '../../../util/span.ts';
import { written as writtenAt } from '../../../model/written.ts';
import { pathAt } from '../../fixing/place.ts';
import { noFix, ref, notWritten, setProperty, writtenOf } from '../../fixing/owner.ts';

/** The least policy of the functions behind the endpoint; where others may be behind it, one that keeps foreign credentials out. */
export const fix: CheckFix = {
  safety: 'safe',
  plan({ subject, message, at: place }, app) {
    const endpoint = app.network.endpoints.find(({ resource }) => resource.id === subject);
    if (endpoint === undefined) return noFix(`${subject} is not in the template`);
    const { resource, service } = endpoint;
    const written = writtenOf(resource);
    if (written === undefined || written.type !== resource.type) return notWritten(resource);
    if (isUnknown(service)) return noFix(`the service of ${resource.logicalId} is chosen at deployment`);
    const { document, isLeast } = endpointPolicy(app, resource, { vpc: vpcOf(app, endpoint.vpc), service });
    const changes = (!isLeast && message === 'open' && service !== 'execute-api' ? ofAccount(place) : null) ?? [
      setProperty(written, 'PolicyDocument', document),
    ];
    if (isLeast) return { safety: 'safe', title: `Let only what its functions call through ${resource.logicalId}`, changes };
    return {
      safety: 'review',
      title: `Let only identities of this account through ${resource.logicalId}`,
      changes,
      todo: [`See that nothing sends requests through ${resource.logicalId} with credentials of another account, or without any`],
    };
  },
};

/** The statement that lets everything through, for identities of this account alone. */
function ofAccount(place: Span): Change[] | null {
  const path = pathAt(place);
  const statement = path === undefined ? undefined : writtenAt(place.source, path);
  if (path === undefined || statement?.kind !== 'map' || !statement.has('Effect') || statement.has('Condition')) return null;
  const condition = { StringEquals: { 'aws:PrincipalAccount': ref('AWS::AccountId') } };
  return [{ kind: 'set', file: place.source, path: [...path, 'Condition'], value: condition }];
}
