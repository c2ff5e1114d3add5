import type { CheckFix, Fix, NoFix } from '../../../model/fix.ts';
import { written } from '../../../model/written.ts';
import type { Resource } from '../../../model/template.ts';
import { noFix, notWritten, setProperty, writtenOf } from '../../fixing/owner.ts';
import { pathAt } from '../../fixing/place.ts';

/** Switches Lambda Protection on where it is off, or Insights of the trail; both are paid for by use, hence for review. */
export const fix: CheckFix = {
  safety: 'review',
  plan({ message, at, args, data }, app) {
    if (message === 'noInsights') return withInsights(app.resource(String(data?.['trail'])));
    const path = pathAt(at);
    if (path === undefined || written(at.source, path)?.kind !== 'scalar') return noFix('the setting is chosen at deployment');
    const value = path.at(-1) === 'Status' ? 'ENABLED' : true;
    const title = `Switch Lambda Protection of ${String(args?.['detector'])} on`;
    return { safety: 'review', title, changes: [{ kind: 'set', file: at.source, path, value }] };
  },
};

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-insights-events-with-cloudtrail.html */
function withInsights(trail: Resource | undefined): Fix | NoFix {
  if (trail === undefined) return noFix('the trail is not in the template');
  const written = writtenOf(trail);
  if (written === undefined) return notWritten(trail);
  const value = ['ApiCallRateInsight', 'ApiErrorRateInsight'].map((type) => ({ InsightType: type }));
  return {
    safety: 'review',
    title: `Let ${trail.logicalId} learn how many calls and errors are usual`,
    changes: [setProperty(written, 'InsightSelectors', value)],
    todo: ['Weigh what CloudTrail Insights costs for each management event that it analyses'],
  };
}
