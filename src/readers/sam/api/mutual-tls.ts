import type { Buildable, MapNode } from '../../../util/node.ts';
import { given } from '../values.ts';
import { expectMap } from './document.ts';
import { Refused } from './refused.ts';

/** The client certificates a domain trusts (`MutualTlsAuthentication`); undefined when the domain asks for none. */
export function mutualTls(domain: MapNode, name: string): Buildable | undefined {
  const node = given(domain, 'MutualTlsAuthentication');
  if (node === undefined) return undefined;
  const settings = expectMap(node, `${name} must be a map.`, node.at);
  const unknown = settings.keys().find((key) => key !== 'TruststoreUri' && key !== 'TruststoreVersion');
  if (unknown !== undefined) {
    throw new Refused(
      `${name} has no property '${unknown}'; TruststoreUri and TruststoreVersion are there.`,
      settings.entries.get(unknown)!.keyAt,
    );
  }
  return { TruststoreUri: given(settings, 'TruststoreUri'), TruststoreVersion: given(settings, 'TruststoreVersion') };
}
