import { globMatches, literalText } from '../match.ts';
import type { Comparison } from './comparison.ts';

const anyText = { wants: 'a text', accepts: (): boolean => true };

/** `StringEquals`: the same text, with regard to case; `*` and `?` are plain characters.
 *  https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_String */
export const stringEquals: Comparison = { ...anyText, matches: (policy, request) => literalText(policy) === request };

/** `StringEqualsIgnoreCase`. */
export const stringEqualsIgnoreCase: Comparison = {
  ...anyText,
  matches: (policy, request) => literalText(policy).toLowerCase() === request.toLowerCase(),
};

/** `StringLike`: `*` is any run of characters, `?` exactly one, with regard to case. */
export const stringLike: Comparison = { ...anyText, matches: globMatches };
