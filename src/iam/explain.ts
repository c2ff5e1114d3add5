import { showHoles } from './policy.ts';

/** Why a part of a decision came out as it did: a tree from the decision to policies, statements and conditions. */
export interface Explanation {
  /** `identity policy 1`, `statement ReadOrders`, `condition Bool aws:SecureTransport`. */
  readonly what: string;
  /** For a decision: it is allowed. For a group of policies: it allows. For a statement or a part of one: it applies to the request. */
  readonly holds: boolean;
  /** One sentence without a full stop. */
  readonly because: string;
  readonly parts: readonly Explanation[];
}

/** The explanation as indented lines, `+` where it holds and `-` where it does not; opaque parts as `${Name}`. */
export function explanationLines(explanation: Explanation): string[] {
  const { what, holds, because, parts } = explanation;
  const line = showHoles(`${holds ? '+' : '-'} ${what}: ${because}`);
  return [line, ...parts.flatMap(explanationLines).map((inner) => `  ${inner}`)];
}
