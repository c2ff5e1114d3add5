import { existsUnder, metricOf, serviceNamespaces } from '../../../data/service-namespaces.ts';
import { defineCheck } from '../../../model/check.ts';
import type { Check } from '../../../model/check.ts';
import type { Alarm, AlarmMetric } from '../../../model/alarm.ts';
import type { App } from '../../../model/app.ts';
import type { FailOutcome, MessageArguments, Outcome } from '../../../model/finding.ts';
import { property } from '../../../model/template.ts';
import { exactNumber, exactText, firstUnknown, get, isUnknown, itemsOf } from '../../../model/value.ts';
import type { Unknown } from '../../../model/value.ts';
import type { Span } from '../../../util/span.ts';
import { cannotTell, fail, notApplicable, pass } from '../../outcomes.ts';
import { highestValue } from '../reach.ts';
import { fix } from './fix.ts';

const check: Check = defineCheck({
  id: 'alarm-cannot-fire',
  title: 'Alarm that cannot go off',
  practices: [7],
  severity: 'high',
  promise: 'proof',
  proves: 'alarms that can go off',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-evaluation.html',
    'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html',
  ],
  looksAt: ['AWS::CloudWatch::Alarm'],
  messages: {
    metric: '{namespace} sends no metric {metric} under any dimension (its name is {near}), so {alarm} never sees a value',
    namespace: 'AWS sends {metric} in {near}, not in {namespace}: unless something else puts it there, {alarm} never sees a value',
    dimensions: '{namespace} does not send {metric} under {dimensions}, so {alarm} never sees a value',
    threshold: '{alarm} waits for {metric} {comparison} {threshold}, but {reason}',
    datapoints: '{alarm} asks for {datapoints} datapoints out of {periods}',
    silence:
      '{alarm} waits for {metric} to fall, but then {namespace} sends nothing, and TreatMissingData {missing} takes silence for no reason to go off',
  },
  remedy: 'Correct the metric, its dimensions, the threshold or TreatMissingData, and try the alarm once with a real fault.',
  *run(app) {
    for (const alarm of app.alarms) {
      if (alarm.composite) yield notApplicable(alarm.resource.id, 'a composite alarm goes off when its children do');
      else yield judge(app, alarm);
    }
  },
  fix,
});
export default check;

function judge(app: App, alarm: Alarm): Outcome {
  for (const metric of alarm.metrics) {
    const missing = neverSent(alarm, metric) ?? withoutPrefix(app, alarm, metric);
    if (missing !== null) return missing;
  }
  const wrong = countsWrong(alarm) ?? unreachable(app, alarm) ?? silent(alarm);
  if (wrong !== null) return wrong;
  const blocked = blockedBy(alarm);
  return blocked === null ? pass(alarm.resource.id) : cannotTell(alarm.resource.id, blocked);
}

function failed(alarm: Alarm, message: string, { args, at }: { args: MessageArguments; at: Span }): FailOutcome {
  return fail({ subject: alarm.resource.id, message, args: { alarm: alarm.resource.logicalId, ...args }, at });
}

/** A service's metric that does not exist, or not under these dimensions. Custom namespaces belong to code that is not read here. */
function neverSent(alarm: Alarm, metric: AlarmMetric): FailOutcome | null {
  const namespace = exactText(metric.namespace);
  const name = exactText(metric.metricName);
  if (namespace === undefined || name === undefined || metric.query || !serviceNamespaces.includes(namespace)) return null;
  const known = metricOf(namespace, name);
  if (known === undefined) {
    const near = otherCase(namespace, name);
    return near === null
      ? null
      : failed(alarm, 'metric', { args: { namespace, metric: name, near }, at: metric.metricName?.at ?? metric.at });
  }
  if (metric.unknown !== null || existsUnder(known, [...metric.dimensions.keys()])) return null;
  const dimensions = metric.dimensions.size === 0 ? 'no dimension' : [...metric.dimensions.keys()].join(' with ');
  const at = property(alarm.resource, 'Dimensions')?.at ?? metric.at;
  return failed(alarm, 'dimensions', { args: { namespace, metric: name, dimensions }, at });
}

/**
 * `Lambda` for `AWS/Lambda`, with a metric and dimensions that are the service's. Metric filters of the app may fill a namespace of that name.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/aws-services-cloudwatch-metrics.html
 */
function withoutPrefix(app: App, alarm: Alarm, metric: AlarmMetric): FailOutcome | null {
  const namespace = exactText(metric.namespace);
  const name = exactText(metric.metricName);
  if (namespace === undefined || name === undefined || metric.query || metric.unknown !== null || metric.dimensions.size === 0) return null;
  const near = `AWS/${namespace}`;
  const known = metricOf(near, name);
  if (known === undefined || !existsUnder(known, [...metric.dimensions.keys()])) return null;
  const filled = app.ofType('AWS::Logs::MetricFilter').flatMap((filter) => itemsOf(property(filter, 'MetricTransformations')));
  if (filled.some((one) => (exactText(get(one, 'MetricNamespace')) ?? namespace) === namespace)) return null;
  return failed(alarm, 'namespace', { args: { namespace, near, metric: name }, at: metric.namespace?.at ?? metric.at });
}

/** Metric names are case-sensitive: `5XXError` is a REST API's, `5xx` an HTTP API's, `errors` nobody's. */
function otherCase(namespace: string, name: string): string | null {
  const candidates = [
    name.toLowerCase(),
    name.charAt(0).toUpperCase() + name.slice(1),
    name.charAt(0).toUpperCase() + name.slice(1).toLowerCase(),
  ];
  return candidates.find((candidate) => candidate !== name && metricOf(namespace, candidate) !== undefined) ?? null;
}

function countsWrong(alarm: Alarm): FailOutcome | null {
  const periods = exactNumber(alarm.evaluationPeriods);
  const datapoints = exactNumber(alarm.datapointsToAlarm);
  if (periods === undefined || datapoints === undefined || datapoints <= periods) return null;
  return failed(alarm, 'datapoints', { args: { datapoints, periods }, at: alarm.datapointsToAlarm?.at ?? alarm.at });
}

function unreachable(app: App, alarm: Alarm): FailOutcome | null {
  const threshold = exactNumber(alarm.threshold);
  const comparison = exactText(alarm.comparison);
  const metric = exactText(alarm.metricName);
  if (threshold === undefined || comparison === undefined || metric === undefined || alarm.anomalyDetection) return null;
  const show = (reason: string, sign: string): FailOutcome =>
    failed(alarm, 'threshold', { args: { metric, comparison: sign, threshold, reason }, at: alarm.threshold?.at ?? alarm.at });
  // Every metric of these services counts or measures something: none is ever negative.
  if (serviceNamespaces.includes(exactText(alarm.namespace) ?? '')) {
    if (comparison === 'LessThanThreshold' && threshold <= 0) return show('it is never negative', '<');
    if (comparison === 'LessThanOrEqualToThreshold' && threshold < 0) return show('it is never negative', '<=');
  }
  const highest = highestValue(app, alarm);
  if (highest === null) return null;
  if (comparison === 'GreaterThanThreshold' && threshold >= highest.value) return show(highest.reason, '>');
  return comparison === 'GreaterThanOrEqualToThreshold' && threshold > highest.value ? show(highest.reason, '>=') : null;
}

/** The fault `it stopped` yields no datapoints at all for metrics that are only sent when something happens. */
function silent(alarm: Alarm): FailOutcome | null {
  const namespace = exactText(alarm.namespace);
  const metric = exactText(alarm.metricName);
  const falls = exactText(alarm.comparison)?.startsWith('LessThan') === true;
  if (!falls || namespace === undefined || metric === undefined || alarm.anomalyDetection) return null;
  if (metricOf(namespace, metric)?.whenQuiet !== 'nothing' || exactText(alarm.statistic) !== 'Sum') return null;
  const threshold = exactNumber(alarm.threshold);
  // Only "fewer than one" means silence; a higher threshold can also be met by a trickle.
  if (threshold === undefined || threshold > 1) return null;
  const missing = alarm.treatMissingData === undefined ? 'missing' : exactText(alarm.treatMissingData);
  if (missing === undefined || missing === 'breaching') return null;
  return failed(alarm, 'silence', { args: { metric, namespace, missing }, at: alarm.treatMissingData?.at ?? alarm.at });
}

function blockedBy(alarm: Alarm): Unknown | null {
  const parts = [alarm.threshold, alarm.comparison, alarm.evaluationPeriods, alarm.namespace, alarm.metricName];
  return alarm.unknown ?? parts.map((part) => firstUnknown(part)).find(isUnknown) ?? imported(alarm);
}

/** A threshold that only the deployment knows may be out of reach. */
function imported(alarm: Alarm): Unknown | null {
  const { threshold } = alarm;
  if (threshold?.kind !== 'text' || threshold.atoms.every((atom) => atom.kind !== 'import')) return null;
  return { kind: 'unknown', reason: 'the threshold is imported, so whether it can be reached is not known', at: threshold.at };
}
