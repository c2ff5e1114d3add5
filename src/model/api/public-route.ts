import { globTest } from '../../util/glob.ts';
import type { Config } from '../config.ts';
import type { Route } from './api.ts';

/**
 * The owner's reason for leaving a route open, from `routes.public` of the config; null when there is none. A key is
 * `GET /health` or `* /public/*`, or a route key without a path (`$connect`, `$default`).
 */
export function publicReason(config: Config, route: Pick<Route, 'method' | 'path'>): string | null {
  const entry = Object.entries(config.routes.public).find(([key]) => names(key.trim(), route));
  return entry === undefined ? null : entry[1];
}

function names(key: string, route: Pick<Route, 'method' | 'path'>): boolean {
  const [method, path] = key.split(/\s+/, 2);
  if (path === undefined) return key === (route.path === '' ? route.method : route.path);
  if (method !== '*' && method?.toUpperCase() !== route.method) return false;
  // Only a star makes a pattern: `GET /` is the root alone.
  return path === route.path || (path.includes('*') && globTest(path)(route.path));
}
