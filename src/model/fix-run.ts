import type { Finding, Report } from './report.ts';

/** An edit that was made and found right. */
export interface AppliedFix {
  readonly finding: Finding;
  readonly safety: 'safe' | 'review';
  readonly title: string;
  readonly todo: readonly string[];
}

/** An edit that was tried and taken back. */
export interface RejectedFix {
  readonly finding: Finding;
  readonly title: string;
  readonly reason: string;
}

/** What a run of `casemate fix` did, or would do. */
export interface FixReport {
  readonly before: Report;
  /** The same apps as they are judged with the edits. */
  readonly after: Report;
  readonly apps: readonly {
    /** Folder of the app, as in the report. */
    readonly root: string;
    readonly applied: readonly AppliedFix[];
    readonly rejected: readonly RejectedFix[];
    /** The files edited; `diff` is a unified one. */
    readonly files: readonly { readonly path: string; readonly isNew: boolean; readonly diff: string }[];
  }[];
  /** Whether the files were written; else the edits were only shown. */
  readonly isWritten: boolean;
  /** The findings that were to be mended: by check id; empty: all. */
  readonly checks: readonly string[];
}
