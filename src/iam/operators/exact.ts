import type { Comparison } from './comparison.ts';

const isBoolean = (text: string): boolean => /^(?:true|false)$/i.test(text);

/** `Bool`: true or false, in any case of letters.
 *  https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_Boolean */
export const bool: Comparison = {
  wants: 'true or false',
  accepts: isBoolean,
  matches: (policyValue, requestValue) => policyValue.toLowerCase() === requestValue.toLowerCase(),
};

/** `BinaryEquals`: the same bytes; both sides are base64 text, with or without padding.
 *  https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_BinaryEquals */
export const binaryEquals: Comparison = {
  wants: 'base64 text',
  accepts: (value) => /^[A-Za-z0-9+/]*={0,2}$/.test(value),
  matches: (policyValue, requestValue) => policyValue.replace(/=+$/, '') === requestValue.replace(/=+$/, ''),
};

/** `Null` does not compare values: `true` asks that the key is absent, `false` that it is there. `matches` gets the presence as text.
 *  https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_Null */
export const nullCheck: Comparison = { ...bool };
