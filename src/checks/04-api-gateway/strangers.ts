import type { Api, Route } from '../../model/api/api.ts';
import { apiAdmitsAnyone } from '../../model/api/exposure.ts';
import { publicReason } from '../../model/api/public-route.ts';
import type { App } from '../../model/app.ts';
import { isUnknown, unknown } from '../../model/value.ts';
import type { Unknown } from '../../model/value.ts';

/** Who of those that hold no identity gets through to a route: everybody, whoever has an API key, or nobody. */
export type StrangerAccess = 'anyone' | 'key-holders' | 'nobody' | Unknown;

/**
 * Decides it from the route's authorization, the API's resource policy and endpoint, and the client certificates that
 * its domains ask for. Methods that API Gateway or AppSync checks itself (IAM, JWT, user pools, Lambda authorizers) let no stranger in.
 */
export function strangerAccess(route: Route): StrangerAccess {
  const { kind, unknown: blocked, at, because } = route.authorization;
  if (kind === 'unknown') return blocked ?? unknown(because, at);
  if (kind !== 'none' && kind !== 'api-key') return 'nobody';
  const open = isOpenToStrangers(route.api);
  if (open !== true) return open === false ? 'nobody' : open;
  if (kind === 'api-key' || route.apiKeyRequired === true) return 'key-holders';
  return isUnknown(route.apiKeyRequired) ? route.apiKeyRequired : 'anyone';
}

/** Whether somebody without an identity gets through to a route, and nobody said that this is on purpose: it is to be guarded. */
export function wantsGuard(app: App, route: Route): boolean {
  if (route.method === 'OPTIONS' || publicReason(app.config, route) !== null) return false;
  const access = strangerAccess(route);
  return access === 'anyone' || access === 'key-holders';
}

/** Whether requests of callers without an identity reach the API at all. */
export function isOpenToStrangers(api: Api): boolean | Unknown {
  const admitted = apiAdmitsAnyone(api);
  if (admitted === false) return false;
  const certificate = asksForCertificate(api);
  if (certificate === true) return false;
  return isUnknown(admitted) ? admitted : isUnknown(certificate) ? certificate : true;
}

/** Whether every way to the API asks for a client certificate: the default endpoint is off and each domain has mutual TLS. */
function asksForCertificate(api: Api): boolean | Unknown {
  const off = api.executeApiDisabled;
  if (isUnknown(off)) return api.mutualTls === undefined ? false : off;
  if (!off) return false;
  if (api.domains.length === 0)
    return unknown('the default endpoint is off and the domain that leads to the API is not in the template', api.at);
  if (api.domains.some((domain) => domain.mutualTls === undefined)) return false;
  return api.domains.map((domain) => domain.mutualTls).find(isUnknown) ?? true;
}
