import type { Host, SourcePlace } from '../../../host.ts';
import type { Abstract, ClientConfig } from '../../../value.ts';
import { configOf } from '../client-config.ts';
import { clientConfigOf } from '../v3/client.ts';

/** The client that a Powertools utility uses: the one it is given, or one that it makes of `clientConfig`. */
export function clientOption(options: Abstract, host: Host, at: SourcePlace): ClientConfig {
  const given = host.get(options, 'awsSdkV3Client', at);
  return given.kind === 'nothing' ? configOf(host.get(options, 'clientConfig', at), host, at) : clientConfigOf(given);
}
