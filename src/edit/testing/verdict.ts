import { isDeepStrictEqual } from 'node:util';
import type { Change, Path } from '../../model/change.ts';
import { isJsonFile } from '../../model/written.ts';
import { at, toJson } from '../../util/node.ts';
import type { Node } from '../../util/node.ts';
import type { ReadResult } from '../../util/read.ts';
import { SourceFile } from '../../util/span.ts';
import { editFile } from '../edit.ts';
import type { TextEdit } from '../edit.ts';
import { readTree } from '../reading.ts';
import { changedJson } from './changed-json.ts';
import { ownComments } from './own-comments.ts';

/** What came of changes of one text: edits that are right, a refusal with its reason, or what is wrong with the edits. */
export interface Verdict {
  readonly kind: 'right' | 'refused' | 'wrong';
  readonly why: string;
  readonly text: string;
}

/** A change without its file. */
export type LooseChange = Change extends infer One ? (One extends Change ? Omit<One, 'file'> : never) : never;

/**
 * Makes changes of a text and judges the edits without the editor's own means: that the tree is what plain data becomes by the same
 * changes, that nothing else in the text is different, that no comment is lost, and that the same changes again are no edit.
 */
export function verdictOn(path: string, text: string, changes: readonly LooseChange[]): Verdict {
  const file = new SourceFile(path, text);
  const edited = editFile(file, withFile(changes, file));
  if (!edited.ok) return { kind: 'refused', why: edited.reason, text };
  const wrong = wrongIn(file, edited, changes);
  return { kind: wrong === undefined ? 'right' : 'wrong', why: wrong ?? '', text: edited.text };
}

/** Changes of one file. */
export function withFile(changes: readonly LooseChange[], file: SourceFile): Change[] {
  return changes.map((change) => ({ ...change, file }));
}

function wrongIn(
  file: SourceFile,
  edited: { edits: readonly TextEdit[]; text: string },
  changes: readonly LooseChange[],
): string | undefined {
  const before = read(file);
  const after = read(new SourceFile(file.path, edited.text));
  if (!before.ok || !after.ok) return 'it is not read any more';
  if (!isDeepStrictEqual(changedJson(toJson(before.node), changes), toJson(after.node))) return 'the tree is not the one with the changes';
  if (!keepsOrder(before.node, after.node, changes)) return 'keys have changed their order';
  return (
    outsideIsKept(file.text, edited) ?? commentsAreKept(before.node, after.node, changes) ?? isEditedAgain(file.path, edited.text, changes)
  );
}

function read(file: SourceFile): ReadResult {
  return readTree(file, isJsonFile(file));
}

/** Whether the keys that were there have their order still; within a value that is set anew it is free. */
function keepsOrder(before: Node, after: Node, changes: readonly LooseChange[], path: Path = []): boolean {
  if (changes.some((change) => change.kind === 'set' && JSON.stringify(change.path) === JSON.stringify(path))) return true;
  if (before.kind === 'list' && after.kind === 'list') {
    if (before.items.length !== after.items.length) return true;
    return before.items.every((item, i) => keepsOrder(item, after.items[i]!, changes, [...path, i]));
  }
  if (before.kind !== 'map' || after.kind !== 'map') return true;
  const kept = before.keys().filter((key) => after.has(key));
  const now = after.keys().filter((key) => before.has(key));
  return isDeepStrictEqual(kept, now) && kept.every((key) => keepsOrder(before.get(key)!, after.get(key)!, changes, [...path, key]));
}

function outsideIsKept(text: string, { edits, text: made }: { edits: readonly TextEdit[]; text: string }): string | undefined {
  let result = '';
  let from = 0;
  for (const { start, end, old, text: now, causes } of edits) {
    if (start < from || end < start || text.slice(start, end) !== old || old === now)
      return 'its edits are not in order, or name another text';
    if (causes.length === 0) return 'an edit has no cause';
    result += text.slice(from, start) + now;
    from = end;
  }
  return result + text.slice(from) === made ? undefined : 'its edits do not make its text';
}

function commentsAreKept(before: Node, after: Node, changes: readonly LooseChange[]): string | undefined {
  const file = before.at.source;
  if (isJsonFile(file)) return undefined;
  const gone = changes.flatMap((change) => goneSpans(before, change, file.text));
  const now = ownComments(after);
  let next = 0;
  for (const { at: start, text } of ownComments(before)) {
    if (gone.some((span) => start >= span.start && start < span.end)) continue;
    const found = now.findIndex((comment, i) => i >= next && comment.text === text);
    if (found < 0) return `the comment ${text} is lost`;
    next = found + 1;
  }
  return undefined;
}

/** What a change removes or replaces: from the key to the last character of the value. */
function goneSpans(tree: Node, change: LooseChange, text: string): { start: number; end: number }[] {
  if (change.kind !== 'set' && change.kind !== 'remove') return [];
  const parent = at(tree, ...change.path.slice(0, -1));
  const node = at(tree, ...change.path);
  if (node === undefined) return [];
  const key = parent?.kind === 'map' ? parent.entries.get(String(change.path.at(-1)))?.keyAt.start : undefined;
  const dash = /-(?:[ \t]*(?:&\w+[ \t]*)?(?:#.*)?\r?\n)*[ \t]*(?:&\w+[ \t]*)?$/.exec(text.slice(0, node.at.start))?.index;
  const start = key ?? (parent?.kind === 'list' ? dash : undefined) ?? node.at.start;
  return [{ start: change.kind === 'remove' ? headOf(start, text) : start, end: lastEnd(node, text) }];
}

/** The comment lines directly above what is removed, in its column, may go with it. */
function headOf(start: number, text: string): number {
  const indent = /[^\n]*$/.exec(text.slice(0, start))![0];
  if (indent.trim() !== '') return start;
  const above = text.slice(0, start - indent.length);
  const comments = new RegExp(`(?:^|(?<=\\n))(?:${indent}#[^\\n]*\\n)+$`).exec(above);
  return comments === null ? start : comments.index;
}

function lastEnd(node: Node, text: string): number {
  // Behind an alias stands a node from elsewhere.
  if (/[ ]\*\w/.test(text.slice(node.at.start, node.at.end))) return node.at.end;
  if (node.kind === 'scalar' || '{['.includes(text[node.at.start] ?? '')) return node.at.end;
  if (node.kind === 'list') return Math.max(node.at.start, ...node.items.map((item) => lastEnd(item, text)));
  return Math.max(node.at.start, ...[...node.entries.values()].map(({ keyAt, value }) => Math.max(keyAt.end, lastEnd(value, text))));
}

function isEditedAgain(path: string, text: string, changes: readonly LooseChange[]): string | undefined {
  // What has an index in a list that became shorter has another one now.
  if (changes.some((change) => change.kind === 'remove' && change.path.some((step) => typeof step === 'number'))) return undefined;
  const file = new SourceFile(path, text);
  const again = editFile(file, withFile(changes, file));
  if (!again.ok) return `the same changes again are refused: ${again.reason}`;
  return again.edits.length === 0 ? undefined : 'the same changes again are an edit';
}
