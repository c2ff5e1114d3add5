import type { Span } from '../util/span.ts';

/** A resource that a call is made on. */
export interface Target {
  /** The app's resource; null outside of the app or when not known. */
  readonly logicalId: string | null;
  /** ARN as a pattern with holes (src/iam/policy.ts); `*` for actions without a resource. What cannot be known is `*` in it. */
  readonly arn: string;
  /** Why it cannot be known, in full or in part; null when it is exact. */
  readonly unknown: string | null;
  /** How the name reaches the call: `process.env.TABLE -> Environment.TABLE -> !Ref Orders`. */
  readonly via: string;
  /** Where the template gives the name; null when the code alone does. */
  readonly bound: Span | null;
}

/** Something the platform does with the function's role, which no code shows. */
export interface PlatformGrant {
  readonly actions: readonly string[];
  readonly targets: readonly Target[];
  /** `event source mapping Charges`, `dead-letter queue`. */
  readonly because: string;
  /** Where the template says so. */
  readonly at: Span;
  /** False: the function works without it (logs, traces). */
  readonly needed: boolean;
  readonly viaService: string | null;
}
