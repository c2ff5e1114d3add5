/** How one kind of condition operator compares a value of the policy with a value of the request. */
export interface Comparison {
  /** What a policy value must be, for people: `a number`. */
  readonly wants: string;
  /** Whether a policy value is one this operator can compare. */
  readonly accepts: (policyValue: string) => boolean;
  /** Whether the request's value fits the policy's. A value of the wrong form fits nothing. */
  readonly matches: (policyValue: string, requestValue: string) => boolean;
}

/** A condition operator of IAM without its qualifier and `IfExists`. */
export interface ConditionOperator {
  /** In AWS's spelling. */
  readonly name: string;
  readonly comparison: Comparison;
  /** `StringNotEquals` and its like: holds when no value of the policy fits, also when the key is absent. */
  readonly negated: boolean;
  /** Whether `${...}` in its values is a policy variable: string and ARN operators only. */
  readonly variables: boolean;
}

/** A comparison of parsed values. Texts that do not parse (the name of something only the deployment knows) fit when they are the
 *  same text and equal values fit. */
export function ordered(
  wants: string,
  parse: (text: string) => number | null,
  fits: (request: number, policy: number) => boolean,
): Comparison {
  return {
    wants,
    accepts: (value) => parse(value) !== null,
    matches: (policyValue, requestValue) => {
      const policy = parse(policyValue);
      const request = parse(requestValue);
      if (policy === null && policyValue === requestValue) return policyValue !== '' && fits(0, 0);
      return policy !== null && request !== null && fits(request, policy);
    },
  };
}
