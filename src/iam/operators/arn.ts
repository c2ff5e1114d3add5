import { arnMatches } from '../match.ts';
import type { Comparison } from './comparison.ts';

/** `ArnEquals` and `ArnLike`, which AWS compares alike: each of the six parts on its own, with `*` and `?`.
 *  https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_ARN */
export const arnLike: Comparison = { wants: 'an ARN', accepts: () => true, matches: arnMatches };
