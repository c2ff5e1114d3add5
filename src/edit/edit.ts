import type { Change } from '../model/change.ts';
import { SourceFile } from '../util/span.ts';
import { draftChanges } from './apply.ts';
import { BlockEditor } from './block-edit.ts';
import { expectedNode, sameTree } from './draft.ts';
import { Edits, applyEdits } from './edits.ts';
import { Lines } from './lines.ts';
import { readTree, readingOf } from './reading.ts';
import type { Reading } from './reading.ts';
import { Refusal, refuse } from './refusal.ts';
import type { TextEdit } from './text-edit.ts';
import { YamlWriter } from './yaml-writer.ts';

export type { TextEdit } from './text-edit.ts';

/** The edits of one file by offset, none overlapping, and the text that they make; or the change that cannot be made, and why. */
export type FileEdit =
  | { readonly ok: true; readonly edits: readonly TextEdit[]; readonly text: string }
  | { readonly ok: false; readonly change: number; readonly reason: string };

/**
 * Turns changes of one file into edits of its text. Outside of the edits the text stays as it is, byte for byte; the edited text
 * was read again and differs in nothing but the changes. Changes that contradict one another are refused: the later one is named.
 */
export function editFile(source: SourceFile, changes: readonly Change[]): FileEdit {
  const whole = attempt(source, changes);
  if (whole.ok) return whole;
  if (whole.isNamed || changes.length < 2) return { ok: false, change: whole.change, reason: whole.reason };
  // Only the edited text showed that something is wrong: the first change with which it does is the one.
  for (let count = 1; count < changes.length; count++) {
    const part = attempt(source, changes.slice(0, count));
    if (!part.ok) return { ok: false, change: count - 1, reason: part.reason };
  }
  return { ok: false, change: changes.length - 1, reason: whole.reason };
}

type Attempt = Extract<FileEdit, { ok: true }> | (Extract<FileEdit, { ok: false }> & { readonly isNamed: boolean });

function attempt(source: SourceFile, changes: readonly Change[]): Attempt {
  let change = 0;
  let isNamed = true;
  try {
    const reading = readingOf(source);
    const draft = draftChanges(reading, changes, (index) => {
      change = index;
    });
    isNamed = false;
    const made = render(reading, draft);
    check(reading, expectedNode(draft), made.text);
    return { ok: true, ...made };
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, change, reason: error.message, isNamed };
    throw error;
  }
}

function render(reading: Reading, draft: ReturnType<typeof draftChanges>): { edits: TextEdit[]; text: string } {
  const { text } = reading.source;
  if (draft.kind === 'kept') return { edits: [], text };
  const { habits } = reading;
  const ended = text.endsWith('\n') ? text : text + habits.eol;
  const edits = new Edits();
  new BlockEditor({ reading, lines: new Lines(ended), edits, writer: new YamlWriter(habits) }).root(draft);
  const made = edits.of(text, ended);
  return { edits: made, text: applyEdits(text, made) };
}

/** Reads the edited text as templates are read, and refuses the edit if that gives anything but what was asked for. */
function check(reading: Reading, expected: ReturnType<typeof expectedNode>, text: string): void {
  if (text === reading.source.text) return;
  const read = readTree(new SourceFile(reading.source.path, text), reading.isJson);
  const isRead = read.ok && read.warnings.length <= reading.warnings && sameTree(expected, read.node);
  if (!isRead) refuse('it cannot be written into this file without changing something else');
}
