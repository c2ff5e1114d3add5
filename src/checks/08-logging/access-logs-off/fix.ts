import type { App } from '../../../model/app.ts';
import type { FailOutcome } from '../../../model/finding.ts';
import type { CheckFix, Fix, NoFix } from '../../../model/fix.ts';
import { noFix } from '../../fixing/owner.ts';
import { stageFix } from './stage-fix.ts';

/** By what leaves no record. */
export const fix: CheckFix = {
  safety: 'safe',
  plan(fail, app) {
    switch (fail.message) {
      case 'stage':
        return ofStage(app, fail);
      default:
        return noFix('where its access log goes is for a person to say');
    }
  },
};

function ofStage(app: App, fail: FailOutcome): Fix | NoFix {
  const api = app.apis.find(({ id }) => id === fail.data?.['api']);
  const stage = api?.stages.find(({ resource }) => (resource?.id ?? api.id) === fail.subject);
  return api === undefined || stage === undefined ? noFix(`${fail.subject} is not a stage of this app`) : stageFix(app, api, stage);
}
