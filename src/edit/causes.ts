import type { Draft } from './draft.ts';

/** The changes behind everything that is different in a draft. */
export function causesOf(draft: Draft): Set<number> {
  const causes = new Set<number>();
  const add = (more: ReadonlySet<number> | undefined): void => more?.forEach((cause) => causes.add(cause));
  if (draft.kind === 'fresh') add(draft.causes);
  if (draft.kind !== 'collection') return causes;
  for (const { value, removed, added } of draft.members) {
    add(removed);
    add(added);
    if (removed === undefined) add(causesOf(value));
  }
  return causes;
}
