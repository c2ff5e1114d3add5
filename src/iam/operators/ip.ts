import type { Comparison } from './comparison.ts';

/** A block of addresses: the first `prefix` of `bits` bits are fixed. */
export interface Cidr {
  readonly bits: 32 | 128;
  readonly address: bigint;
  readonly prefix: number;
}

/** A block in CIDR notation, or one address as the block of its own; null for any other text. IPv6 as in RFC 4291, with `::` and
 *  an IPv4 tail. Bits after the prefix may be set, and count for nothing. */
export function parseCidr(text: string): Cidr | null {
  const [address = '', prefixText, ...rest] = text.split('/');
  const bits = address.includes(':') ? 128 : 32;
  const value = bits === 128 ? parseIpv6(address) : parseIpv4(address);
  if (value === null || rest.length > 0) return null;
  if (prefixText === undefined) return { bits, address: value, prefix: bits };
  if (!/^\d{1,3}$/.test(prefixText) || Number(prefixText) > bits) return null;
  return { bits, address: value, prefix: Number(prefixText) };
}

function parseIpv4(text: string): bigint | null {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256)) return null;
  return parts.reduce((sum, part) => sum * 256n + BigInt(part), 0n);
}

function parseIpv6(text: string): bigint | null {
  const halves = text.split('::');
  if (halves.length > 2) return null;
  const [head, tail] = halves.map(groupsOf);
  if (!head || (halves.length === 2 && !tail)) return null;
  const missing = 8 - head.length - (tail?.length ?? 0);
  if (halves.length === 2 ? missing < 1 : missing !== 0) return null;
  const groups = [...head, ...Array.from({ length: missing }, () => 0n), ...(tail ?? [])];
  return groups.reduce((sum, group) => sum * 65536n + group, 0n);
}

function groupsOf(text: string): bigint[] | null {
  if (text === '') return [];
  const groups: bigint[] = [];
  const parts = text.split(':');
  for (const [i, part] of parts.entries()) {
    const ipv4 = i === parts.length - 1 && part.includes('.') ? parseIpv4(part) : null;
    if (ipv4 !== null) groups.push(ipv4 / 65536n, ipv4 % 65536n);
    else if (/^[\da-f]{1,4}$/i.test(part)) groups.push(BigInt(`0x${part}`));
    else return null;
  }
  return groups;
}

/** Whether the first block holds all of the second. */
export function cidrContains(outer: Cidr, inner: Cidr): boolean {
  if (outer.bits !== inner.bits || inner.prefix < outer.prefix) return false;
  const shift = BigInt(outer.bits - outer.prefix);
  return outer.address >> shift === inner.address >> shift;
}

/** `IpAddress`: the address lies in the block; an address without a prefix is the block of its own.
 *  https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_IPAddress */
export const ipAddress: Comparison = {
  wants: 'an IP address or a CIDR block',
  accepts: (value) => parseCidr(value) !== null,
  matches: (policyValue, requestValue) => {
    const block = parseCidr(policyValue);
    const address = parseCidr(requestValue);
    if (block === null) return policyValue === requestValue;
    return address !== null && cidrContains(block, address);
  },
};
