import type { TextEdit } from '../edit/edit.ts';
import type { Fix } from '../model/fix.ts';
import type { AppliedFix, RejectedFix } from '../model/fix-run.ts';
import type { Finding } from '../model/report.ts';

/** Which findings are to be mended. */
export interface FixChoice {
  readonly isWanted: (finding: Finding) => boolean;
  readonly safeOnly: boolean;
  /** Why a file (absolute, links followed; `shown` to the owner) is not edited for this app; null: it may be. */
  readonly whyNot: (path: string, shown: string) => string | null;
  /** Texts that this run gave to files for other apps, by absolute path. */
  readonly given: ReadonlyMap<string, string>;
}

/** A file with its edits. */
export interface FixedFile {
  /** Absolute, links followed. */
  readonly path: string;
  /** Relative to the app's folder, `/` separated. */
  readonly shown: string;
  /** Null: the file is new. */
  readonly before: string | null;
  readonly text: string;
  /** The edits one round after the other, each on the text that the round before left; `names[cause]` says what an edit is for. */
  readonly rounds: readonly { readonly edits: readonly TextEdit[]; readonly names: readonly string[] }[];
}

/** A finding and the edit that is tried on it. */
export interface Attempt {
  readonly finding: Finding;
  readonly fix: Fix;
}

/** What came of one app. */
export interface AppFixes {
  /** Folder of the app, as in the report. */
  readonly root: string;
  readonly applied: readonly AppliedFix[];
  readonly rejected: readonly RejectedFix[];
  readonly files: readonly FixedFile[];
}
