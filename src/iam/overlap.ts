import { replaceHoles } from './policy.ts';

/** Patterns longer than this are taken to overlap: ARNs have at most 2,048 characters. */
const LONGEST = 4_096;

/** Whether some text fits both patterns (`*`, `?`), with regard to case. Cost: the product of their lengths. */
export function patternsOverlap(a: string, b: string): boolean {
  if (a.length > LONGEST || b.length > LONGEST) return true;
  // Row by row: after the characters of `a` so far, which prefixes of `b` can be matched.
  let row = b.split('').reduce<boolean[]>((cells, character, i) => [...cells, cells[i]! && character === '*'], [true]);
  for (const left of a) {
    const next: boolean[] = [left === '*' && row[0]!];
    for (let j = 1; j <= b.length; j++) {
      const right = b[j - 1]!;
      if (left === '*') next.push(row[j]! || next[j - 1]!);
      else if (right === '*') next.push(next[j - 1]! || row[j]!);
      else next.push(row[j - 1]! && (left === right || left === '?' || right === '?'));
    }
    row = next;
  }
  return row[b.length]!;
}

/** A pattern in which the named holes may be any text. */
export function loosened(pattern: string, isOpen: (name: string) => boolean): string {
  return replaceHoles(pattern, (name) => (isOpen(name) ? '*' : `\uE000${name.replaceAll(':', '\uE00A')}\uE001`));
}
