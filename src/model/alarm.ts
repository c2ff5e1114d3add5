import type { Span } from '../util/span.ts';
import { dimensionOf, firstBlind, metricStats, metricsInsights } from './alarm-metrics.ts';
import type { App } from './app.ts';
import { textsEqual } from './reference.ts';
import { property } from './template.ts';
import type { Resource } from './template.ts';
import { exactText, flag, get, isUnknown, itemsOf, resourcesIn, show } from './value.ts';
import type { Unknown, Value } from './value.ts';

/** `AWS::CloudWatch::Alarm` or `AWS::CloudWatch::CompositeAlarm`. */
export interface Alarm {
  readonly resource: Resource;
  /** Of an alarm on one metric; not set with metric math. */
  readonly namespace: Value | undefined;
  readonly metricName: Value | undefined;
  readonly dimensions: ReadonlyMap<string, Value>;
  /** Every metric it looks at, those of metric math and of a composite alarm's children included. */
  readonly metrics: readonly AlarmMetric[];
  readonly statistic: Value | undefined;
  readonly periodSeconds: Value | undefined;
  readonly threshold: Value | undefined;
  readonly comparison: Value | undefined;
  readonly evaluationPeriods: Value | undefined;
  readonly datapointsToAlarm: Value | undefined;
  readonly treatMissingData: Value | undefined;
  /** Compares with a band learnt from the metric rather than with a number. */
  readonly anomalyDetection: boolean;
  /** `AlarmActions`. */
  readonly actions: readonly Value[];
  readonly actionsEnabled: boolean | Unknown;
  readonly composite: boolean;
  /** Ids of the app's alarms that a composite alarm's rule names. */
  readonly children: readonly string[];
  /** Why part of what it watches cannot be told; null when all can. */
  readonly unknown: Unknown | null;
  readonly at: Span;
}

/** One metric of an alarm. */
export interface AlarmMetric {
  readonly namespace: Value | undefined;
  readonly metricName: Value | undefined;
  readonly dimensions: ReadonlyMap<string, Value>;
  /** A Metrics Insights query, which looks at every resource that its dimensions do not leave out. */
  readonly query: boolean;
  /** Why its dimensions are not all known; null when they are. */
  readonly unknown: Unknown | null;
  readonly statistic: Value | undefined;
  readonly periodSeconds: Value | undefined;
  readonly at: Span;
}

/** `AWS::Logs::MetricFilter`. */
export interface MetricFilter {
  readonly resource: Resource;
  readonly logGroup: Value | undefined;
  readonly pattern: Value | undefined;
  /** Metrics it emits: without dimensions unless `Dimensions` says so. */
  readonly metrics: readonly {
    readonly namespace: Value | undefined;
    readonly metricName: Value | undefined;
    readonly value: Value | undefined;
    readonly defaultValue: Value | undefined;
    readonly dimensions: ReadonlyMap<string, Value>;
  }[];
  readonly at: Span;
}

/** A metric of a resource, asked of an alarm. */
export interface WatchedMetric {
  readonly namespace: string;
  readonly metric: string;
  /** The dimension that tells resources apart, e.g. `FunctionName`. */
  readonly dimension: string;
  readonly resourceId?: string;
  /** The attribute that gives the dimension's value; by default what `Ref` gives. */
  readonly attribute?: string;
  /** The resource's explicit name, when it has one. */
  readonly name?: Value | undefined;
}

/** Every alarm of the app. */
export function alarmsOf(app: App): Alarm[] {
  const alarms = app.ofType('AWS::CloudWatch::Alarm').map(metricAlarm);
  const composites = app.ofType('AWS::CloudWatch::CompositeAlarm').map((resource) => compositeAlarm(app, resource));
  const byId = new Map([...alarms, ...composites].map((alarm) => [alarm.resource.id, alarm]));
  return [...alarms, ...composites.map((alarm) => ({ ...alarm, metrics: metricsBelow(alarm, byId, new Set()) }))];
}

/** Every metric filter of the app. */
export function metricFiltersOf(app: App): MetricFilter[] {
  return app.ofType('AWS::Logs::MetricFilter').map((resource) => ({
    resource,
    logGroup: property(resource, 'LogGroupName'),
    pattern: property(resource, 'FilterPattern'),
    metrics: itemsOf(property(resource, 'MetricTransformations')).map((metric) => ({
      namespace: get(metric, 'MetricNamespace'),
      metricName: get(metric, 'MetricName'),
      value: get(metric, 'MetricValue'),
      defaultValue: get(metric, 'DefaultValue'),
      dimensions: new Map(itemsOf(get(metric, 'Dimensions')).flatMap(dimensionOf)),
    })),
    at: resource.at,
  }));
}

/**
 * Whether an alarm looks at a metric of a resource. A Lambda metric without dimensions counts: it adds up all functions
 * of the account and region; so does one of a single alias or version. Whether the alarm tells anybody is another question.
 */
export function watches(alarm: Alarm, metric: WatchedMetric): boolean | Unknown {
  let blocked = alarm.unknown;
  for (const candidate of alarm.metrics) {
    const verdict = isMetric(candidate, metric);
    if (verdict === true) return true;
    if (verdict !== false) blocked ??= verdict;
  }
  return blocked ?? false;
}

function isMetric(candidate: AlarmMetric, metric: WatchedMetric): boolean | Unknown {
  const named = [literalIs(candidate.namespace, metric.namespace), literalIs(candidate.metricName, metric.metric)];
  if (named.includes(false)) return false;
  const dimension = candidate.dimensions.get(metric.dimension);
  const blocked = named.find(isUnknown);
  if (dimension === undefined) return candidate.unknown ?? (everyResource(candidate) ? (blocked ?? true) : false);
  const about = isAbout(dimension, metric);
  return about === true ? (blocked ?? true) : about;
}

function everyResource(candidate: AlarmMetric): boolean {
  // Of the services here only Lambda sums its metrics over all functions (Lambda developer guide, metric dimensions).
  return candidate.query || (exactText(candidate.namespace) === 'AWS/Lambda' && candidate.dimensions.size === 0);
}

function isAbout(dimension: Value, metric: WatchedMetric): boolean | Unknown {
  if (dimension.kind === 'unknown') return dimension;
  const [only, ...others] = dimension.kind === 'text' ? dimension.atoms : [];
  if (only?.kind === 'resource' && others.length === 0 && only.id === metric.resourceId)
    return only.attribute === (metric.attribute ?? null);
  return textsEqual(dimension, metric.name);
}

function literalIs(value: Value | undefined, text: string): boolean | Unknown {
  if (value === undefined) return false;
  // By far the most frequent case, asked for every pair of an alarm and a function.
  if (value.kind === 'scalar' && typeof value.value === 'string') return value.value === text;
  return textsEqual(value, { kind: 'scalar', value: text, at: value.at });
}

function metricAlarm(resource: Resource): Alarm {
  const prop = (name: string): Value | undefined => property(resource, name);
  const math = itemsOf(prop('Metrics'));
  const single = prop('MetricName') === undefined ? [] : [singleMetric(resource)];
  const queries = math.flatMap((item) => metricsInsights(item));
  return {
    ...shared(resource),
    namespace: prop('Namespace'),
    metricName: prop('MetricName'),
    dimensions: new Map(itemsOf(prop('Dimensions')).flatMap(dimensionOf)),
    metrics: [...single, ...math.flatMap(metricStats), ...queries],
    statistic: prop('Statistic') ?? prop('ExtendedStatistic'),
    periodSeconds: prop('Period'),
    threshold: prop('Threshold'),
    comparison: prop('ComparisonOperator'),
    evaluationPeriods: prop('EvaluationPeriods'),
    datapointsToAlarm: prop('DatapointsToAlarm'),
    treatMissingData: prop('TreatMissingData'),
    anomalyDetection:
      prop('ThresholdMetricId') !== undefined || math.some((item) => /ANOMALY_DETECTION_BAND/.test(show(get(item, 'Expression')))),
    composite: false,
    children: [],
    unknown: isUnknown(resource.properties) ? resource.properties : firstBlind(prop('Metrics')),
  };
}

function singleMetric(resource: Resource): AlarmMetric {
  return {
    namespace: property(resource, 'Namespace'),
    metricName: property(resource, 'MetricName'),
    dimensions: new Map(itemsOf(property(resource, 'Dimensions')).flatMap(dimensionOf)),
    query: false,
    unknown: firstBlind(property(resource, 'Dimensions')),
    statistic: property(resource, 'Statistic') ?? property(resource, 'ExtendedStatistic'),
    periodSeconds: property(resource, 'Period'),
    at: property(resource, 'MetricName')?.at ?? resource.at,
  };
}

/** A composite alarm's rule names its children as `ALARM("name")` or `ALARM(arn)`. */
function compositeAlarm(app: App, resource: Resource): Alarm {
  const rule = property(resource, 'AlarmRule');
  const named = resourcesIn(rule);
  const text = rule === undefined ? '' : unquoted(rule);
  const children = app.ofType('AWS::CloudWatch::Alarm', 'AWS::CloudWatch::CompositeAlarm').filter((alarm) => {
    const name = property(alarm, 'AlarmName');
    return named.has(alarm.id) || (name !== undefined && !isUnknown(name) && text.includes(`(${unquoted(name)})`));
  });
  return {
    ...shared(resource),
    namespace: undefined,
    metricName: undefined,
    dimensions: new Map(),
    metrics: [],
    statistic: undefined,
    periodSeconds: undefined,
    threshold: undefined,
    comparison: undefined,
    evaluationPeriods: undefined,
    datapointsToAlarm: undefined,
    treatMissingData: undefined,
    anomalyDetection: false,
    composite: true,
    children: children.map((alarm) => alarm.id),
    unknown: isUnknown(rule) ? rule : null,
  };
}

/** Rules may quote names and set spaces around them. */
function unquoted(value: Value): string {
  return show(value).replaceAll(/["'\s]/g, '');
}

function shared(resource: Resource): Pick<Alarm, 'resource' | 'actions' | 'actionsEnabled' | 'at'> {
  return {
    resource,
    actions: itemsOf(property(resource, 'AlarmActions')),
    actionsEnabled: flag(property(resource, 'ActionsEnabled'), true),
    at: resource.at,
  };
}

function metricsBelow(alarm: Alarm, byId: ReadonlyMap<string, Alarm>, seen: Set<string>): AlarmMetric[] {
  if (seen.has(alarm.resource.id)) return [];
  seen.add(alarm.resource.id);
  const below = alarm.children.flatMap((id) => byId.get(id) ?? []);
  return [...alarm.metrics, ...below.flatMap((child) => metricsBelow(child, byId, seen))];
}
