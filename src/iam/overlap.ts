import { replaceHoles } from './policy.ts';

/** Patterns longer than this are taken to overlap: ARNs have at most 2,048 characters. */
const LONGEST = 4_096;

/** Whether some text fits both patterns (`*`, `?`), with regard to case. Cost: mostly their length, at worst the product of their lengths. */
export function patternsOverlap(a: string, b: string): boolean {
  if (a === b) return true;
  if (a.length > LONGEST || b.length > LONGEST) return true;
  // Nearly all pairs differ before the first star, or after the last one; ARNs of a service begin alike, so the end is looked at first.
  if (endOf(a, b) === -1) return false;
  const start = startOf(a, b);
  if (start === -1) return false;
  if (!a.includes('*', start) && !b.includes('*', start)) return a.length === b.length;
  const [left, right] = [a.slice(start), b.slice(start)];
  // A star at the end takes whatever is left of the other.
  return left === '*' || right === '*' || meet(left, right);
}

/** Where the first star of either stands; -1 when the texts before it cannot be the same. */
function startOf(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const left = a[i];
    const right = b[i];
    if (left === '*' || right === '*') return i;
    if (left !== right && left !== '?' && right !== '?') return -1;
  }
  if (a.length === b.length) return length;
  const longer = a.length > b.length ? a : b;
  return longer[length] === '*' ? length : -1;
}

/** How many characters stand behind the last star of either; -1 when they cannot be the same. */
function endOf(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 1; i <= length; i++) {
    const left = a[a.length - i];
    const right = b[b.length - i];
    if (left === '*' || right === '*') return i;
    if (left !== right && left !== '?' && right !== '?') return -1;
  }
  return length;
}

/** Row by row: after the characters of `a` so far, which beginnings of `b` can be matched. */
function meet(a: string, b: string): boolean {
  let row = new Uint8Array(b.length + 1);
  let next = new Uint8Array(b.length + 1);
  row[0] = 1;
  for (let j = 1; j <= b.length; j++) row[j] = b[j - 1] === '*' ? row[j - 1]! : 0;
  for (const left of a) {
    next[0] = left === '*' ? row[0]! : 0;
    for (let j = 1; j <= b.length; j++) {
      const right = b[j - 1]!;
      if (left === '*') next[j] = row[j]! | next[j - 1]!;
      else if (right === '*') next[j] = next[j - 1]! | row[j]!;
      else next[j] = left === right || left === '?' || right === '?' ? row[j - 1]! : 0;
    }
    [row, next] = [next, row];
  }
  return row[b.length] === 1;
}

/** A pattern in which the named holes may be any text. */
export function loosened(pattern: string, isOpen: (name: string) => boolean): string {
  return replaceHoles(pattern, (name) => (isOpen(name) ? '*' : `\uE000${name.replaceAll(':', '\uE00A')}\uE001`));
}
