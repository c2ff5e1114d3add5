import { isWriteOnly } from '../../data/write-only-properties.ts';
import type { PropertyDifference, ResourceDrift } from '../../model/live.ts';

/**
 * The differences that say something. Of a property that CloudFormation cannot read back it may say that the property is gone: a REST
 * or HTTP API with a `Body` is told to have none.
 */
export function differencesRead({ type, differences }: ResourceDrift): readonly PropertyDifference[] {
  return differences.filter(({ path }) => !isWriteOnly(type, path[0] ?? ''));
}

/** Whether a resource is live in another state than its stack's template says. */
export function isDrifted(drift: ResourceDrift): boolean {
  return drift.status === 'DELETED' || (drift.status === 'MODIFIED' && differencesRead(drift).length > 0);
}
