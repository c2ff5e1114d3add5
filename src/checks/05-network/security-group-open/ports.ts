import type { Rule } from '../../../model/network.ts';
import { coversPort, isEveryProtocol } from '../../../model/security-group.ts';
import { exactNumber, exactText, show } from '../../../model/value.ts';

/** `port 22`, `ports 8000-9000`, `every port`; with the protocol when it is not TCP. */
export function portsText(rule: Rule): string {
  const protocol = exactText(rule.protocol)?.toLowerCase() ?? show(rule.protocol);
  const from = show(rule.fromPort);
  const to = show(rule.toPort);
  if (isEveryProtocol(protocol) || rule.fromPort === undefined || (from === '0' && to === '65535')) return 'every port';
  const ports = from === to ? `port ${from}` : `ports ${from}-${to}`;
  return protocol === 'tcp' || protocol === '6' ? ports : `${protocol} ${ports}`;
}

/** Whether the rule certainly covers one of the ports. */
export function coversAnyOf(rule: Rule, ports: readonly number[]): boolean {
  return ports.some((port) => coversPort(rule, port) === true);
}

/** Whether the rule is for 80 or 443 alone. */
export function isWebPort(rule: Rule): boolean {
  return isOnly(rule, [80, 443]);
}

/** Whether the rule is for one port, one of these. */
export function isOnly(rule: Rule, ports: readonly number[]): boolean {
  const from = exactNumber(rule.fromPort);
  return from !== undefined && from === exactNumber(rule.toPort) && ports.includes(from);
}
