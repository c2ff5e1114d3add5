import { defineCheck } from '../../../model/check.ts';
import type { Check } from '../../../model/check.ts';
import { trafficShiftOf } from '../../../model/traffic-shift.ts';
import { fail, notApplicable, pass } from '../../outcomes.ts';
import { bypassesOf, TARGETS } from '../bypasses.ts';
import { fix } from './fix.ts';

const check: Check = defineCheck({
  id: 'alias-bypassed',
  title: 'Callers reach the latest upload instead of the deployed alias',
  practices: [11],
  severity: 'medium',
  promise: 'proof',
  proves: 'functions that are reached through their alias only',
  since: '0.1.0',
  sources: ['https://docs.aws.amazon.com/lambda/latest/dg/configuration-aliases.html'],
  looksAt: [...new Set(TARGETS.map(({ type }) => type))],
  messages: { bypassed: '{via} invokes {function} itself, not its alias {alias}, so the traffic shift does not protect it' },
  remedy: 'Name the alias (!Ref of the alias, or <Function>.Alias in SAM) where the function is invoked.',
  *run(app) {
    for (const fn of app.functions) {
      const shift = trafficShiftOf(app, fn);
      if (shift === null) {
        yield notApplicable(fn.id, 'it is deployed without a traffic shift');
        continue;
      }
      const bypasses = bypassesOf(app, fn);
      for (const { via, value } of bypasses) {
        const args = { via, function: fn.resource.logicalId, alias: shift.alias.logicalId };
        yield fail({ subject: fn.id, message: 'bypassed', args, at: value.at, data: { via } });
      }
      if (bypasses.length === 0) yield pass(fn.id);
    }
  },
  fix,
});
export default check;
