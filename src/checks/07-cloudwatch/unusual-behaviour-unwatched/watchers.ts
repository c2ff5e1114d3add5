import type { App } from '../../../model/app.ts';
import { property } from '../../../model/template.ts';
import { exactText, flag, get, itemsOf } from '../../../model/value.ts';
import type { Value } from '../../../model/value.ts';

/** Types that learn what is usual and tell of anything else, whatever their properties. */
const LEARNING: readonly string[] = [
  'AWS::CloudWatch::AnomalyDetector',
  'AWS::Logs::LogAnomalyDetector',
  'AWS::DevOpsGuru::ResourceCollection',
  'AWS::DevOpsGuru::LogAnomalyDetectionIntegration',
];

/** Types that are looked at. */
export const WATCHER_TYPES: readonly string[] = [
  ...LEARNING,
  'AWS::CloudWatch::Alarm',
  'AWS::CloudTrail::Trail',
  'AWS::GuardDuty::Detector',
];

/** Whether something in the app learns what is usual for it, a detector of GuardDuty aside. */
export function isLearning(app: App): boolean {
  return (
    app.ofType(...LEARNING).length > 0 ||
    app.alarms.some(({ anomalyDetection }) => anomalyDetection) ||
    // CloudTrail Insights (CloudTrail user guide, logging Insights events).
    app.trails.some(({ resource }) => itemsOf(property(resource, 'InsightSelectors')).length > 0)
  );
}

/** Whether a detector of GuardDuty looks at what functions send; `said`: the value that says so, null when nothing does. */
export interface LambdaProtection {
  readonly isOn: boolean | null;
  readonly said: Value | null;
}

/**
 * Lambda Protection of a detector: the feature `LAMBDA_NETWORK_LOGS`. A detector that does not name it gets what GuardDuty decides.
 * https://docs.aws.amazon.com/guardduty/latest/ug/lambda-protection.html
 */
export function lambdaProtectionOf(detector: App['resources'][number]): LambdaProtection {
  const enabled = property(detector, 'Enable');
  if (flag(enabled, true) === false) return { isOn: false, said: enabled! };
  const feature = itemsOf(property(detector, 'Features')).find((one) => exactText(get(one, 'Name')) === 'LAMBDA_NETWORK_LOGS');
  const status = get(feature, 'Status');
  const text = exactText(status);
  if (status === undefined || (text !== 'ENABLED' && text !== 'DISABLED')) return { isOn: null, said: null };
  return { isOn: text === 'ENABLED', said: status };
}
