import { InvalidArgumentError } from 'commander';
import { meant } from './closest.ts';

/** Formats of `casemate check`, as the command line names them. */
export const FORMAT_NAMES = ['text', 'json', 'sarif', 'markdown', 'junit'] as const;

/** One of the formats. */
export type FormatName = (typeof FORMAT_NAMES)[number];

/** Reads `--format` of `casemate check`. */
export function reportFormat(text: string): FormatName {
  const known = FORMAT_NAMES.find((name) => name === text);
  if (known !== undefined) return known;
  if (text === 'html') throw new InvalidArgumentError('The HTML report is not part of this version; --format markdown is the nearest.');
  const near = meant(text, FORMAT_NAMES);
  throw new InvalidArgumentError(near === null ? `Formats are ${FORMAT_NAMES.join(', ')}.` : `Did you mean ${near}?`);
}
