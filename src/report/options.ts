import type { Severity } from '../model/finding.ts';

/** The least severity that makes a run fail, or `never`. */
export type Threshold = Severity | 'never';

/** What a reporter is told besides the report. */
export interface ReportOptions {
  /** Whether the text is for a terminal that shows colours. */
  readonly color: boolean;
  /** Columns of the terminal. */
  readonly width: number;
  /** Findings only, and nothing at all when there are none. */
  readonly quiet: boolean;
  readonly threshold: Threshold;
  /** Whether an unknown counts as a finding. */
  readonly strict: boolean;
  /** What the commands that the report proposes are told to work on; empty for the current folder. */
  readonly paths: readonly string[];
  /** SARIF without unknowns and accepted findings: GitHub code scanning reads neither `kind` nor `suppressions`, and shows both as alerts. */
  readonly failsOnly: boolean;
}

/** What holds for a file or a pipe. */
export const DEFAULT_REPORT_OPTIONS: ReportOptions = {
  color: false,
  width: 120,
  quiet: false,
  threshold: 'high',
  strict: false,
  paths: [],
  failsOnly: false,
};
