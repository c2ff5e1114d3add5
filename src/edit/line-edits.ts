import { diffArrays } from 'diff';

/** Lines `oldStart` to `oldEnd` become lines `newStart` to `newEnd`; counted from 0, the ends not included. */
export interface LineEdit {
  readonly oldStart: number;
  readonly oldEnd: number;
  readonly newStart: number;
  readonly newEnd: number;
}

/** More removed and added lines than this are shown as one edit: the search costs their square. */
const MOST = 4000;

/** The fewest removed and added lines that turn one text into another, as edits in their order. */
export function lineEdits(old: readonly string[], now: readonly string[]): LineEdit[] {
  const parts = diffArrays([...old], [...now], { maxEditLength: MOST });
  if (parts === undefined) return [{ oldStart: 0, oldEnd: old.length, newStart: 0, newEnd: now.length }];
  const edits: LineEdit[] = [];
  let [x, y] = [0, 0];
  for (const { added, removed, value } of parts) {
    const oldEnd = added ? x : x + value.length;
    const newEnd = removed ? y : y + value.length;
    const last = edits.at(-1);
    if (added || removed) {
      if (last !== undefined && last.oldEnd === x && last.newEnd === y) edits.splice(-1, 1, { ...last, oldEnd, newEnd });
      else edits.push({ oldStart: x, oldEnd, newStart: y, newEnd });
    }
    [x, y] = [oldEnd, newEnd];
  }
  return edits;
}
