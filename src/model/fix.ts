import type { App } from './app.ts';
import type { Change } from './change.ts';
import type { FailOutcome } from './finding.ts';

/** An edit that mends one finding. */
export interface Fix {
  /** `safe`: does what the owner meant, whatever the app; `review`: a person must read it. */
  readonly safety: 'safe' | 'review';
  /** What it does, as an imperative sentence without a full stop: `Set RetentionInDays of OrdersLog to 90`. */
  readonly title: string;
  readonly changes: readonly Change[];
  /** What is left for a person to do after the edit: `Put the token into the secret GatewayToken`. */
  readonly todo?: readonly string[];
  /**
   * Ids of checks that may be unknown about the finding's subject once this is done, since it turns on what only a run knows:
   * `role-too-wide` of a role that now allows a name that the event brings.
   */
  readonly leavesOpen?: readonly string[];
}

/** Why there is no edit for a finding, and what the owner can do. */
export interface NoFix {
  readonly safety: 'advice';
  /** `its role is not in the template`. */
  readonly reason: string;
}

/** How a check's findings are mended. */
export interface CheckFix {
  /** The best that its fixes are; a single one may be weaker. */
  readonly safety: 'safe' | 'review';
  /** Checks whose edits change what this one asks for: their findings are mended first. */
  readonly after?: readonly string[];
  /** The edit for one failure of the check in this app. Pure; throws nothing. */
  plan(fail: FailOutcome, app: App): Fix | NoFix;
}
