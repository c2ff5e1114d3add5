import type { Invocation } from '../../../host.ts';
import type { ClientConfig } from '../../../value.ts';
import { DEFAULT_CONFIG } from '../boto3/config.ts';
import { given } from '../build.ts';

/** The client that a Powertools class is given as `boto3_client`, `boto3_session` or configuration; the function's own otherwise. */
export function clientOption(invocation: Invocation): ClientConfig {
  const client = given(invocation, -1, 'boto3_client') ?? given(invocation, -1, 'client');
  if (client?.kind === 'model' && (client.data?.type === 'client' || client.data?.type === 'resource')) return client.data.config;
  const config = given(invocation, -1, 'boto_config') ?? given(invocation, -1, 'boto3_config') ?? given(invocation, -1, 'config');
  const region = config?.kind === 'object' ? config.fields.get('region_name') : undefined;
  return region ? { ...DEFAULT_CONFIG, region } : DEFAULT_CONFIG;
}
