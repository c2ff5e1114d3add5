import type { Outcome } from '../../../model/finding.ts';
import { property } from '../../../model/template.ts';
import type { Resource } from '../../../model/template.ts';
import { exactNumber, flag, get, isUnknown, unknown, show } from '../../../model/value.ts';
import { cannotTell, fail } from '../../outcomes.ts';

/** The classes of characters that a password policy asks for. */
export const CLASSES: readonly { readonly key: string; readonly what: string }[] = [
  { key: 'RequireLowercase', what: 'a lowercase letter' },
  { key: 'RequireUppercase', what: 'an uppercase letter' },
  { key: 'RequireNumbers', what: 'a number' },
  { key: 'RequireSymbols', what: 'a symbol' },
];

/** What AWS's own control asks for (Security Hub, Cognito.3). */
export const SHORTEST = 8;

/** From here on length does more than character classes (NIST SP 800-63B-4, section 3.1.1.2). */
const LONG_ENOUGH = 15;

/** A pool without a policy gets eight characters with all four classes (Cognito developer guide, password policies); one with a policy gets what it says. */
export function passwordOutcomes(pool: Resource): Outcome[] {
  const policy = property(pool, 'Policies.PasswordPolicy');
  if (policy === undefined) return [];
  if (isUnknown(policy)) return [cannotTell(pool.id, policy)];
  const minimum = get(policy, 'MinimumLength');
  const length = minimum === undefined ? SHORTEST : exactNumber(minimum);
  if (length === undefined)
    return [cannotTell(pool.id, isUnknown(minimum) ? minimum : unknown(`MinimumLength is ${show(minimum)}`, minimum!.at))];
  if (length < SHORTEST)
    return [fail({ subject: pool.id, message: 'shortPassword', args: { pool: pool.logicalId, length }, at: minimum!.at })];
  if (length >= LONG_ENOUGH) return [];
  const flags = CLASSES.map(({ key, what }) => ({ what, on: flag(get(policy, key), false) }));
  const missing = flags.filter(({ on }) => on === false).map(({ what }) => what);
  if (missing.length > 0) {
    return [
      fail({
        subject: pool.id,
        message: 'simplePassword',
        args: { pool: pool.logicalId, length, missing },
        at: policy.at,
        severity: 'low',
      }),
    ];
  }
  const blocked = flags.map(({ on }) => on).find(isUnknown);
  return blocked === undefined ? [] : [cannotTell(pool.id, blocked)];
}
