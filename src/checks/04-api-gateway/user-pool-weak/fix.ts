import type { Change } from '../../../model/change.ts';
import type { FailOutcome } from '../../../model/finding.ts';
import type { CheckFix, Fix, NoFix } from '../../../model/fix.ts';
import { property } from '../../../model/template.ts';
import type { Resource } from '../../../model/template.ts';
import { exactText, flag, itemsOf } from '../../../model/value.ts';
import { isSettable, pathOf } from '../../fixing/place.ts';
import { noFix, notWritten, propertyPath, setProperty, writtenOf, writtenProperty } from '../../fixing/owner.ts';
import type { Written } from '../../fixing/owner.ts';
import { CLASSES, SHORTEST } from './password.ts';

/** Stronger passwords, a second factor that users may choose, the code grant, and no credentials for guests. */
export const fix: CheckFix = {
  safety: 'review',
  plan(fail, app) {
    const resource = app.resource(fail.subject);
    const own = resource === undefined ? undefined : writtenOf(resource);
    if (resource === undefined || own?.type !== resource.type)
      return resource === undefined ? noFix(`${fail.subject} is not in the app`) : notWritten(resource);
    const plan = planFor(fail, resource, own);
    if ('reason' in plan) return plan;
    const isPlain = plan.changes.every((change) => change.kind !== 'set' || isSettable(own.file, change.path));
    return isPlain ? plan : noFix(`${own.logicalId} is not written as plain maps`);
  },
};

function planFor(fail: FailOutcome, resource: Resource, own: Written): Fix | NoFix {
  const review = (title: string, changes: readonly Change[], todo: readonly string[] = []): Fix => ({
    safety: 'review',
    title,
    changes,
    todo,
  });
  switch (fail.message) {
    case 'shortPassword':
      return review(`Ask the users of ${own.logicalId} for passwords of ${SHORTEST} characters of all classes`, [
        setProperty(own, 'Policies.PasswordPolicy.MinimumLength', SHORTEST),
        ...missingClasses(resource, own),
      ]);
    case 'simplePassword':
      return review(`Ask the users of ${own.logicalId} for passwords of all classes of characters`, missingClasses(resource, own));
    case 'noMfa': {
      const factors =
        writtenProperty(own, 'EnabledMfas') === undefined
          ? [{ ...setProperty(own, 'EnabledMfas', ['SOFTWARE_TOKEN_MFA']), after: 'MfaConfiguration' }]
          : [];
      return review(
        `Let the users of ${own.logicalId} add a second factor`,
        [setProperty(own, 'MfaConfiguration', 'OPTIONAL'), ...factors],
        [`Offer the users of ${own.logicalId} to set up an authenticator app`],
      );
    }
    case 'guests':
      return review(
        `Give no credentials of ${own.logicalId} to guests`,
        [setProperty(own, 'AllowUnauthenticatedIdentities', false)],
        ['Let every user sign in'],
      );
    case 'implicit':
      return withoutImplicit(fail, resource, own);
    default:
      return noFix(
        `whether strangers may sign up in ${own.logicalId} is for its owner to say: AdminCreateUserConfig.AllowAdminCreateUserOnly`,
      );
  }
}

function missingClasses(pool: Resource, own: Written): Change[] {
  const missing = CLASSES.filter(({ key }) => flag(property(pool, `Policies.PasswordPolicy.${key}`), false) === false);
  return missing.map(({ key }) => setProperty(own, `Policies.PasswordPolicy.${key}`, true));
}

/** The code grant takes the place of the implicit one, which goes where both stand. */
function withoutImplicit(fail: FailOutcome, client: Resource, own: Written): Fix | NoFix {
  const path = pathOf(fail.at);
  if (path === undefined || !path.includes('AllowedOAuthFlows')) return noFix('AllowedOAuthFlows is not written as a list');
  const file = own.file;
  const hasCode = itemsOf(property(client, 'AllowedOAuthFlows')).some((flow) => exactText(flow) === 'code');
  const list = propertyPath(own, 'AllowedOAuthFlows');
  // A single value in place of the list.
  const change: Change =
    hasCode && path.length > list.length
      ? { kind: 'remove', file, path: path.slice(0, list.length + 1) }
      : { kind: 'set', file, path, value: 'code' };
  return {
    safety: 'review',
    title: `Let ${own.logicalId} use the code grant alone`,
    changes: [change],
    todo: [`Let the application behind ${own.logicalId} sign users in by the code grant with PKCE`],
  };
}
