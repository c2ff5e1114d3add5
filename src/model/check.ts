import type { App } from './app.ts';
import type { Span } from '../util/span.ts';
import type { CheckFix } from './fix.ts';
import type { Outcome, Practice, PromiseKind, Severity } from './finding.ts';

/** How a finding of a check can be mended: by an edit that is safe, by one a person must read, or by advice only. */
export type FixSafety = 'safe' | 'review' | 'advice';

/** A check: its facts, and a pure function from the model to verdicts. */
export interface Check {
  /** Folder name and public id. */
  readonly id: string;
  /** What is wrong when it fails, as a short sentence without a full stop. */
  readonly title: string;
  /** Practices of the guide it belongs to, the main one first. */
  readonly practices: readonly [Practice, ...Practice[]];
  /** For a proof: what a pass means, as a plural noun phrase after a count (`routes that no stranger can call`). */
  readonly proves?: string;
  /** Severity of a finding unless the finding says otherwise. */
  readonly severity: Severity;
  readonly promise: PromiseKind;
  /** Version that brought it. */
  readonly since: string;
  /** Pages that say so; AWS's documentation first. */
  readonly sources: readonly [string, ...string[]];
  /** Message templates by key, holes as `{name}`. Keys are stable, words may change. */
  readonly messages: Readonly<Record<string, string>>;
  /** What to do, in one imperative sentence with the property names. */
  readonly remedy: string;
  /** CloudFormation types it looks at, for `explain` and the docs page. */
  readonly looksAt: readonly string[];
  /** Checks that, failing about the same subject or value, say it better: this one is silent then. */
  readonly yieldsTo?: readonly string[];
  /** Settings of the config file it reads, for the docs page (`logs.retentionDays`). */
  readonly config?: readonly string[];
  /** It judges how the templates are written, which says nothing of what runs: a value that is there live only is not its matter. */
  readonly ofText?: true;
  run(app: App): Iterable<Outcome>;
  /** How its findings are mended by an edit; left out where only a person can. */
  readonly fix?: CheckFix;
  /** For a check about suppressions themselves: called once per app, after all others. */
  review?(uses: readonly SuppressionUse[], today: string): Iterable<Outcome>;
}

/** A suppression the owner wrote, and what it did in this run. */
export interface SuppressionUse {
  readonly check: string;
  readonly reason: string | null;
  /** Last day it holds, as written; null: no end. */
  readonly until: string | null;
  /** Whether `until` is a date `YYYY-MM-DD` (or not given). */
  readonly untilIsReadable: boolean;
  readonly by: 'comment' | 'metadata';
  readonly at: Span;
  /** How many findings it accepted. */
  readonly accepted: number;
  /** Whether such a check exists and ran. */
  readonly known: boolean;
}

/** Types a check where it is written. */
export function defineCheck(check: Check): Check {
  return check;
}
