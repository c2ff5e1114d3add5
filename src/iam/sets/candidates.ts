import { parseDate } from '../operators/date.ts';
import { parseCidr } from '../operators/ip.ts';
import { parseNumber } from '../operators/numeric.ts';
import type { Family } from './value-set.ts';

/** Values that stand for all values of a key: whatever the policies' values tell apart, some candidate of each side is here.
 *  Numbers and dates: each end of an interval and a point between, before and after; addresses: both ends of each block and their
 *  neighbours. The natural ones come first. Texts that only the deployment knows stand for themselves. */
export function candidates(family: Exclude<Family, 'text'>, values: readonly string[]): readonly string[] {
  const own = [...new Set(values)];
  switch (family) {
    case 'boolean':
      return ['false', 'true', ...own.filter((value) => !/^(?:true|false)$/i.test(value))];
    case 'number':
      return [...points(own.map(parseNumber)).map(String), ...own.filter((value) => parseNumber(value) === null)];
    case 'date':
      return [...points(own.map(parseDate)).map(dateText), ...own.filter((value) => parseDate(value) === null)];
    case 'address':
      return [...NATURAL_ADDRESSES, ...own.flatMap(addressesAround)];
  }
}

/** Ends and gaps of the line that the numbers cut. */
function points(ends: readonly (number | null)[]): number[] {
  const sorted = [...new Set(ends.filter((end) => end !== null))].toSorted((a, b) => a - b);
  if (sorted.length === 0) return [1];
  const gaps = sorted.slice(1).map((end, i) => between(sorted[i]!, end));
  return [...sorted, ...gaps, sorted.at(-1)! + 1, sorted[0]! - 1];
}

function between(low: number, high: number): number {
  const whole = Math.floor(low) + 1;
  return whole < high ? whole : (low + high) / 2;
}

function dateText(seconds: number): string {
  const whole = new Date(seconds * 1000);
  const parsed = Number.isNaN(whole.getTime()) ? '' : whole.toISOString().replace('.000Z', 'Z');
  return parseDate(parsed) === seconds ? parsed : String(seconds);
}

// Blocks kept for documentation. https://www.rfc-editor.org/rfc/rfc5737 https://www.rfc-editor.org/rfc/rfc3849
const NATURAL_ADDRESSES = ['198.51.100.1', '203.0.113.1', '2001:db8::1'];

function addressesAround(value: string): string[] {
  const block = parseCidr(value);
  if (block === null) return [value];
  const size = 1n << BigInt(block.bits - block.prefix);
  const first = (block.address / size) * size;
  const most = (1n << BigInt(block.bits)) - 1n;
  return [first, first + size - 1n, first - 1n, first + size]
    .filter((address) => address >= 0n && address <= most)
    .map((address) => addressText(address, block.bits));
}

function addressText(address: bigint, bits: 32 | 128): string {
  if (bits === 32) return [24n, 16n, 8n, 0n].map((shift) => (address >> shift) & 255n).join('.');
  return Array.from({ length: 8 }, (_, i) => ((address >> BigInt(112 - 16 * i)) & 65535n).toString(16)).join(':');
}
