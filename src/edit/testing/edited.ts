import { SourceFile } from '../../util/span.ts';
import { editFile } from '../edit.ts';
import { withFile } from './verdict.ts';
import type { LooseChange } from './verdict.ts';

/** The text that changes make of a template, or the reason why they are refused. The path's ending says what it is. */
export function edited(text: string, changes: LooseChange | readonly LooseChange[], path: string = 'template.yaml'): string {
  const file = new SourceFile(path, text);
  const result = editFile(file, withFile(Array.isArray(changes) ? (changes as readonly LooseChange[]) : [changes as LooseChange], file));
  return result.ok ? result.text : `refused: ${result.reason}`;
}

/** Joins lines to a text with a line break at its end. */
export function lines(...parts: readonly string[]): string {
  return `${parts.join('\n')}\n`;
}
