import type { Span } from '../util/span.ts';
import type { Behavior } from './behavior.ts';
import type { Evidence, Practice, PromiseKind, Severity, VerdictKind } from './finding.ts';
import type { FixSafety } from './check.ts';
import type { TemplateFormat } from './template.ts';

/** Everything a reporter may read. */
export interface Report {
  readonly version: string;
  /** Clock for date rules, `YYYY-MM-DD`. */
  readonly today: string;
  readonly apps: readonly AppReport[];
  /** Files and folders that could not be read; each makes the exit code 2. */
  readonly problems: readonly ReadProblem[];
  /** The checks that ran, for titles, help texts and SARIF rules. */
  readonly rules: readonly RuleInfo[];
  readonly summary: Summary;
  readonly elapsedSeconds: number;
  /** Apps that are as they were when an earlier run judged them, whose outcome was taken from there; absent where none was looked for. */
  readonly unchanged?: number;
}

/** Verdicts counted, and findings that were accepted. */
export interface Summary {
  readonly pass: number;
  readonly fail: number;
  readonly unknown: number;
  readonly notApplicable: number;
  readonly suppressed: number;
}

/** One app: a root template with what belongs to it. */
export interface AppReport {
  /** Folder of the root template, relative to where casemate was started, `/` separated, `.` for itself. */
  readonly root: string;
  readonly templates: readonly { readonly path: string; readonly format: TemplateFormat }[];
  /** Named deployments judged; empty when there is only the default one. */
  readonly deployments: readonly string[];
  readonly functions: readonly FunctionReport[];
  readonly verdicts: readonly VerdictRow[];
  readonly findings: readonly Finding[];
  /** Things put up with while reading (tolerant YAML, duplicate keys, an unreadable suppression). */
  readonly warnings: readonly { readonly message: string; readonly at: Span }[];
  readonly responsibility: readonly Duty[];
}

/** A function as the report shows it. */
export interface FunctionReport {
  readonly id: string;
  /** Template path, relative to the app's root. */
  readonly template: string;
  readonly runtime: string | null;
  readonly handler: string | null;
  /** Source files that could be found, relative to the app's root. */
  readonly source: { readonly files: readonly string[]; readonly language: string | null };
  /** Id of the execution role, null when it is outside the app or unknown. */
  readonly role: string | null;
  /** What its code can do at AWS, as the first deployment or branch has it. */
  readonly behavior: Behavior;
}

/** One check on one subject. */
export interface VerdictRow {
  readonly check: string;
  readonly subject: string;
  readonly verdict: VerdictKind;
}

/** A fail or an unknown that somebody should see. */
export interface Finding {
  readonly check: string;
  readonly practice: Practice;
  readonly severity: Severity;
  readonly promise: PromiseKind;
  readonly verdict: 'fail' | 'unknown';
  readonly subject: string;
  /** Further subjects for which the very same value is wrong for the same reason. */
  readonly alsoSubjects: readonly string[];
  readonly message: string;
  /** Key of the message template, stable. */
  readonly code: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly at: Span;
  readonly evidence: readonly Evidence[];
  readonly fix: FindingFix | null;
  /** Stable across line moves: hex, 32 characters. */
  readonly fingerprint: string;
  /** In which deployments or branches it holds, e.g. `when IsProd is false`; null when in all. */
  readonly when: string | null;
  readonly suppressed: {
    readonly reason: string;
    readonly by: 'comment' | 'metadata' | 'config' | 'baseline';
    readonly at: Span | null;
  } | null;
}

/** What mends a finding. */
export interface FindingFix {
  readonly safety: FixSafety;
  readonly title: string;
  /** For advice where a check has edits in other cases: why there is none here. */
  readonly reason?: string;
  /** Its edits of files that are there, where they were asked for. */
  readonly edits?: readonly { readonly at: Span; readonly text: string }[];
}

/** A check as reporters need it. */
export interface RuleInfo {
  readonly id: string;
  readonly title: string;
  readonly practices: readonly Practice[];
  readonly severity: Severity;
  readonly promise: PromiseKind;
  /** For a proof: what a pass means, as a plural noun phrase after a count; null otherwise. */
  readonly proves: string | null;
  readonly remedy: string;
  readonly sources: readonly string[];
}

/** A file or folder that could not be read. */
export interface ReadProblem {
  /** Path relative to where casemate was started. */
  readonly path: string;
  /** From 1; null when it concerns the whole file. */
  readonly line: number | null;
  readonly column: number | null;
  readonly message: string;
  /** What to do. */
  readonly advice: string;
}

/** One line of the shared-responsibility section. */
export interface Duty {
  readonly duty: string;
  readonly holder: 'aws' | 'owner' | 'shared';
  /** What in this app makes it so. */
  readonly because: string;
  /** Practices that cover an owner's duty; empty for AWS's. */
  readonly practices: readonly Practice[];
  /** What casemate could decide about it. */
  readonly counts: { readonly pass: number; readonly fail: number; readonly unknown: number };
}
