/** Lines `oldStart` to `oldEnd` become lines `newStart` to `newEnd`; counted from 0, the ends not included. */
export interface LineEdit {
  readonly oldStart: number;
  readonly oldEnd: number;
  readonly newStart: number;
  readonly newEnd: number;
}

/** More differences than this are shown as one: the search costs their square. */
const MOST = 2000;

/** The fewest removed and added lines that turn one text into another, as edits in their order (Myers, An O(ND) Difference Algorithm, 1986). */
export function lineEdits(old: readonly string[], now: readonly string[]): LineEdit[] {
  let start = 0;
  while (start < old.length && start < now.length && old[start] === now[start]) start++;
  let end = 0;
  while (end < old.length - start && end < now.length - start && old.at(-1 - end) === now.at(-1 - end)) end++;
  const a = old.slice(start, old.length - end);
  const b = now.slice(start, now.length - end);
  if (a.length + b.length === 0) return [];
  const edits: LineEdit[] = [];
  let x = 0;
  let y = 0;
  for (const [nextX, nextY] of [...commonLines(a, b), [a.length, b.length] as const]) {
    if (nextX > x || nextY > y) edits.push({ oldStart: start + x, oldEnd: start + nextX, newStart: start + y, newEnd: start + nextY });
    x = nextX + 1;
    y = nextY + 1;
  }
  return edits;
}

/** Pairs of equal lines that stay, as indexes. */
function commonLines(a: readonly string[], b: readonly string[]): (readonly [number, number])[] {
  const rounds: Int32Array[] = [];
  const most = Math.min(a.length + b.length, MOST);
  const offset = most + 1;
  const furthest = new Int32Array(2 * most + 3);
  for (let d = 0; d <= most; d++) {
    rounds.push(furthest.slice(offset - d - 1, offset + d + 2));
    for (let k = -d; k <= d; k += 2) {
      const isDown = k === -d || (k !== d && furthest[offset + k - 1]! < furthest[offset + k + 1]!);
      let x = isDown ? furthest[offset + k + 1]! : furthest[offset + k - 1]! + 1;
      while (x < a.length && x - k < b.length && a[x] === b[x - k]) x++;
      furthest[offset + k] = x;
      if (x >= a.length && x - k >= b.length) return walkedBack(rounds, a.length, b.length);
    }
  }
  return [];
}

/** The way that a search took, from its end; `rounds[d]` holds the furthest x of the diagonals -d-1 to d+1 before round d. */
function walkedBack(rounds: readonly Int32Array[], endX: number, endY: number): (readonly [number, number])[] {
  const pairs: (readonly [number, number])[] = [];
  let x = endX;
  let y = endY;
  for (let d = rounds.length - 1; d >= 0; d--) {
    const before = rounds[d]!;
    const k = x - y;
    const of = (diagonal: number): number => before[diagonal + d + 1]!;
    const isDown = k === -d || (k !== d && of(k - 1) < of(k + 1));
    const fromK = isDown ? k + 1 : k - 1;
    const fromX = d === 0 ? 0 : of(fromK);
    const fromY = d === 0 ? 0 : fromX - fromK;
    const startX = d === 0 ? 0 : isDown ? fromX : fromX + 1;
    while (x > startX) pairs.push([--x, --y]);
    x = fromX;
    y = fromY;
  }
  return pairs.toReversed();
}
