import type { CheckFix } from '../../../model/fix.ts';
import { property } from '../../../model/template.ts';
import { itemsOf } from '../../../model/value.ts';
import { nameOrigin, nameOrigins } from '../../fixing/api/allowed-origin.ts';
import { noFix } from '../../fixing/owner.ts';

/** The site that the config names, or a parameter for it, in place of every site. */
export const fix: CheckFix = {
  safety: 'review',
  plan(fail, app) {
    const api = app.apis.find(({ id }) => id === fail.subject);
    const url = app.resource(fail.subject);
    if (url === undefined) return noFix(`${fail.subject} is not in the app`);
    const plan = api === undefined ? nameOrigins(app, itemsOf(property(url, 'Cors.AllowOrigins')), url.logicalId) : nameOrigin(app, api);
    if ('reason' in plan) return plan;
    const site = app.config.fix.origin ?? 'one website';
    return { safety: 'review', title: `Let only ${site} call ${url.logicalId} from browsers`, ...plan };
  },
};
