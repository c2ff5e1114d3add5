import type { Span } from '../util/span.ts';
import type { Unknown } from './value.ts';

/** How bad it is, worst first. `info` never counts as a finding to act on. */
export type Severity = 'critical' | 'high' | 'medium' | 'low' | 'info';
/** Severities, worst first. */
export const SEVERITIES: readonly Severity[] = ['critical', 'high', 'medium', 'low', 'info'];

/** How sure a finding is: decided on the model, a property that AWS or the guide asks for, or likely. */
export type PromiseKind = 'proof' | 'rule' | 'heuristic';

/** The guide's practices, in its order. */
export type Practice = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 | 13;

/** What can be said of a check and a subject. */
export type VerdictKind = 'pass' | 'fail' | 'unknown' | 'not-applicable';

/** One step of the proof. */
export interface Evidence {
  readonly text: string;
  readonly at?: Span | undefined;
}

/** What a message's holes are filled with. Lists are joined with commas. */
export type MessageArguments = Readonly<Record<string, string | number | readonly string[]>>;

/** What a check says of one subject. */
export type Outcome = PassOutcome | FailOutcome | UnknownOutcome | NotApplicableOutcome;

/** The subject is as it should be. */
export interface PassOutcome {
  readonly verdict: 'pass';
  readonly subject: string;
}

/** The subject is not as it should be. */
export interface FailOutcome {
  readonly verdict: 'fail';
  /** Logical id, `<function>.<NAME>`, `<role or policy>#<Sid or index>`, or `<api> <METHOD> <path>`. */
  readonly subject: string;
  /** Key into the check's `messages`. */
  readonly message: string;
  readonly args?: MessageArguments;
  /** The value that is wrong, as exactly as can be; where something is missing, the resource's own place. */
  readonly at: Span;
  readonly severity?: Severity;
  /** It fails because something is nowhere in the app: unknown instead where part of the app cannot be read. */
  readonly absence?: boolean;
  readonly evidence?: readonly Evidence[];
  /** Further values that it says everything about: checks that yield to this one are silent there too. */
  readonly about?: readonly Span[];
  /** Machine-readable facts of this finding; part of the contract once published. */
  readonly data?: Readonly<Record<string, unknown>>;
}

/** It cannot be told. */
export interface UnknownOutcome {
  readonly verdict: 'unknown';
  readonly subject: string;
  /** What blocked it. */
  readonly because: Unknown | { readonly reason: string; readonly at: Span };
}

/** The question does not arise. */
export interface NotApplicableOutcome {
  readonly verdict: 'not-applicable';
  readonly subject: string;
  readonly because: string;
}
