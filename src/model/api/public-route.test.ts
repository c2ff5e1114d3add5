import { describe, expect, test } from 'vitest';
import { DEFAULT_CONFIG } from '../config.ts';
import { publicReason } from './public-route.ts';

function reason(key: string, method: string, path: string): string | null {
  return publicReason({ ...DEFAULT_CONFIG, routes: { public: { [key]: 'load balancers ask it' } } }, { method, path });
}

describe('a route that the config leaves open', () => {
  test.each([
    ['GET /health', 'GET', '/health'],
    ['get /health', 'GET', '/health'],
    ['* /public/*', 'POST', '/public/{proxy+}'],
    ['* /public/**', 'ANY', '/public/photos/{id}'],
    ['GET /', 'GET', '/'],
    ['$connect', '$connect', ''],
    ['$default', 'ANY', '$default'],
  ])('%s names %s %s', (key, method, path) => {
    expect(reason(key, method, path)).toBe('load balancers ask it');
  });

  test.each([
    ['GET /health', 'POST', '/health'],
    ['GET /health', 'ANY', '/health'],
    ['GET /', 'GET', '/orders'],
    ['GET /orders', 'GET', '/orders/{id}'],
    ['* /public/*', 'GET', '/private/public'],
    ['$connect', '$default', ''],
  ])('%s does not name %s %s', (key, method, path) => {
    expect(reason(key, method, path)).toBeNull();
  });
});
