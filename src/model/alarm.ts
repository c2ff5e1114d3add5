import type { Span } from '../util/span.ts';
import type { App } from './app.ts';
import type { Resource } from './template.ts';
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
  /** The resource's explicit name, when it has one. */
  readonly name?: Value | undefined;
}

/** Every alarm of the app. */
export function alarmsOf(app: App): Alarm[] {
  return app.ofType('AWS::CloudWatch::Alarm').flatMap(() => []);
}

/** Every metric filter of the app. */
export function metricFiltersOf(app: App): MetricFilter[] {
  return app.ofType('AWS::Logs::MetricFilter').flatMap(() => []);
}
