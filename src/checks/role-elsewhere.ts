import type { LambdaFunction } from '../model/function.ts';
import { show } from '../model/value.ts';

/** Why the role of a function cannot be told, in words: it is no resource of the app, or a parameter without a value names it. */
export function roleElsewhere({ role }: LambdaFunction): string {
  const name = show(role);
  return name === '' ? 'its role is left to a parameter that is empty by default' : `the role ${name} is not in the template`;
}
