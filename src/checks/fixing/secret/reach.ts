import type { App } from '../../../model/app.ts';
import type { Change } from '../../../model/change.ts';
import type { LambdaFunction } from '../../../model/function.ts';
import { isUnknown } from '../../../model/value.ts';
import { hasEndpoint, hasInternet, letsOut, placementOf } from '../../../model/vpc-reach.ts';
import { endpointChanges } from '../vpc-endpoint.ts';
import type { SecretStore } from './loader-text.ts';

const NAMES: Readonly<Record<SecretStore, string>> = { secretsmanager: 'Secrets Manager', ssm: 'Parameter Store' };

/** The way from a function in a VPC to where its secrets lie: an endpoint where there is none; or why it cannot be made. */
export function wayToSecrets(
  app: App,
  fn: LambdaFunction,
  store: SecretStore,
): { readonly changes: readonly Change[]; readonly todo: readonly string[] } | string {
  const none = { changes: [], todo: [] };
  const placement = placementOf(app, fn);
  if (placement === null || isUnknown(placement)) return none;
  const name = fn.resource.logicalId;
  if (letsOut(placement.groups, 443) === false) return `no rule lets port 443 out of ${name}, so it could not fetch a secret`;
  const isCut = placement.subnets.some((subnet) => hasInternet(app, subnet) === false && hasEndpoint(app, subnet, store) === false);
  if (!isCut) return none;
  const changes = endpointChanges(app, placement, store);
  if (changes === null) return `${name} has no way to ${NAMES[store]}, and its VPC is not in the same template`;
  return { changes, todo: [`Weigh what an interface endpoint for ${NAMES[store]} costs by the hour and subnet`] };
}
