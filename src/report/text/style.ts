import pc from 'picocolors';
import type { Severity } from '../../model/finding.ts';

/** How the parts of the text report look; without colours every function gives its text back. */
export interface Style {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly good: (text: string) => string;
  readonly bad: (text: string) => string;
  readonly unsure: (text: string) => string;
  readonly caret: (text: string) => string;
  readonly severity: Readonly<Record<Severity, (text: string) => string>>;
}

/** The palette for a terminal with or without colours. */
export function styleFor(color: boolean): Style {
  const { bold, dim, green, red, yellow, cyan, magenta } = pc.createColors(color);
  return {
    bold,
    dim,
    good: green,
    bad: red,
    unsure: yellow,
    caret: red,
    severity: {
      critical: (text) => bold(magenta(text)),
      high: (text) => bold(red(text)),
      medium: (text) => bold(yellow(text)),
      low: (text) => bold(cyan(text)),
      info: dim,
    },
  };
}
