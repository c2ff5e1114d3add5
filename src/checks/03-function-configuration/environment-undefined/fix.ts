import type { CheckFix } from '../../../model/fix.ts';
import { variablePlace } from '../../fixing/environment-variable.ts';
import { noFix } from '../../fixing/owner.ts';

/** A variable that no code reads goes; what a missing one should hold only its owner knows. */
export const fix: CheckFix = {
  safety: 'review',
  plan(fail, app) {
    if (fail.message !== 'unread') return noFix('what the variable should hold is for its owner to say');
    const fn = app.functions.find(({ environment }) => environment.some(({ subject }) => subject === fail.subject));
    const variable = fn?.environment.find(({ subject }) => subject === fail.subject);
    const place = fn && variable && variablePlace(fn, variable);
    if (place === undefined) return noFix('the variable is not written at a function or under Globals');
    const { file, path, isGlobal } = place;
    const title = `Remove ${variable!.name}, which no code reads, from ${isGlobal ? 'Globals' : fn!.resource.logicalId}`;
    return { safety: 'review', title, changes: [{ kind: 'remove', file, path }] };
  },
};
