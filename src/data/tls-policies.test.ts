import { expect, test } from 'vitest';
import { isOlderTls, minimumTlsVersion } from './tls-policies.ts';

test.each([
  ['api-gateway', 'TLS_1_0', 'TLS 1.0'],
  ['api-gateway', 'TLS_1_2', 'TLS 1.2'],
  ['api-gateway', 'SecurityPolicy_TLS13_1_3_2025_09', 'TLS 1.3'],
  ['api-gateway', 'SecurityPolicy_TLS13_1_3_FIPS_2025_09', 'TLS 1.3'],
  ['api-gateway', 'SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09', 'TLS 1.2'],
  ['api-gateway', 'SecurityPolicy_TLS13_1_2_2021_06', 'TLS 1.2'],
  ['api-gateway', 'SecurityPolicy_TLS12_2018_EDGE', 'TLS 1.2'],
  ['api-gateway', 'SecurityPolicy_TLS12_PFS_2025_EDGE', 'TLS 1.2'],
  ['api-gateway', 'SecurityPolicy_TLS13_2025_EDGE', 'TLS 1.3'],
  ['cloudfront', 'SSLv3', 'SSL 3.0'],
  ['cloudfront', 'TLSv1_2016', 'TLS 1.0'],
  ['cloudfront', 'TLSv1.1_2016', 'TLS 1.1'],
  ['cloudfront', 'TLSv1.2_2021', 'TLS 1.2'],
  ['cloudfront', 'TLSv1.3_2025', 'TLS 1.3'],
  ['load-balancer', 'ELBSecurityPolicy-2016-08', 'TLS 1.0'],
  ['load-balancer', 'ELBSecurityPolicy-TLS-1-1-2017-01', 'TLS 1.1'],
  ['load-balancer', 'ELBSecurityPolicy-TLS-1-2-Ext-2018-06', 'TLS 1.2'],
  ['load-balancer', 'ELBSecurityPolicy-FS-2018-06', 'TLS 1.0'],
  ['load-balancer', 'ELBSecurityPolicy-FS-1-2-Res-2020-10', 'TLS 1.2'],
  ['load-balancer', 'ELBSecurityPolicy-TLS13-1-0-2021-06', 'TLS 1.0'],
  ['load-balancer', 'ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09', 'TLS 1.2'],
  ['load-balancer', 'ELBSecurityPolicy-TLS13-1-3-2021-06', 'TLS 1.3'],
  ['opensearch', 'Policy-Min-TLS-1-0-2019-07', 'TLS 1.0'],
  ['opensearch', 'Policy-Min-TLS-1-2-PFS-2023-10', 'TLS 1.2'],
  ['opensearch', 'Policy-Min-TLS-1-2-RFC9151-FIPS-2024-08', 'TLS 1.2'],
] as const)('%s policy %s accepts nothing older than %s', (owner, policy, version) => {
  expect(minimumTlsVersion(owner, policy)).toBe(version);
});

test('without a policy the documented default stands, or nothing is said', () => {
  expect(minimumTlsVersion('load-balancer')).toBe('TLS 1.0');
  expect(minimumTlsVersion('cloudfront')).toBe('TLS 1.0');
  expect(minimumTlsVersion('api-gateway')).toBeUndefined();
  expect(minimumTlsVersion('opensearch')).toBeUndefined();
});

test('of a name that AWS does not have nothing is said', () => {
  for (const policy of ['TLS_1_3', 'constructor', '', 'TLSv1.2_2021']) expect(minimumTlsVersion('api-gateway', policy)).toBeUndefined();
  expect(minimumTlsVersion('load-balancer', 'ELBSecurityPolicy-Custom')).toBeUndefined();
});

test('versions have an order', () => {
  expect(isOlderTls('TLS 1.1', 'TLS 1.2')).toBe(true);
  expect(isOlderTls('SSL 3.0', 'TLS 1.0')).toBe(true);
  expect(isOlderTls('TLS 1.2', 'TLS 1.2')).toBe(false);
});
