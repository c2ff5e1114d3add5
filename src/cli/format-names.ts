import { InvalidArgumentError } from 'commander';
import { meant } from './closest.ts';

/** Formats of `casemate check`, as the command line names them. */
export const FORMAT_NAMES = ['text', 'json', 'sarif', 'markdown', 'junit', 'html'] as const;

/** One of the formats. */
export type FormatName = (typeof FORMAT_NAMES)[number];

/** Reads `--format` of `casemate check`; a run writes one report. */
export function reportFormat(text: string, earlier?: FormatName): FormatName {
  const known = FORMAT_NAMES.find((name) => name === text);
  if (known !== undefined && earlier !== undefined) {
    throw new InvalidArgumentError(`It was ${earlier} before: a run writes one report, so run casemate once for each format.`);
  }
  if (known !== undefined) return known;
  const near = meant(text, FORMAT_NAMES);
  throw new InvalidArgumentError(near === null ? `Formats are ${FORMAT_NAMES.join(', ')}.` : `Did you mean ${near}?`);
}
