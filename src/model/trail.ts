import type { Span } from '../util/span.ts';
import type { App } from './app.ts';
import { property } from './template.ts';
import type { Resource } from './template.ts';
import { advancedSelector, basicSelectors } from './trail-selector.ts';
import { exactText, flag, isUnknown, itemsOf, unknown } from './value.ts';
import type { Unknown, Value } from './value.ts';

/** `AWS::CloudTrail::Trail`. */
export interface Trail {
  readonly resource: Resource;
  readonly multiRegion: boolean | Unknown;
  readonly globalServiceEvents: boolean | Unknown;
  readonly logFileValidation: boolean | Unknown;
  readonly kmsKey: Value | undefined;
  readonly logging: boolean | Unknown;
  readonly managementEvents: 'all' | 'write' | 'read' | 'none' | Unknown;
  readonly selectors: readonly TrailSelector[];
  readonly bucket: Value | undefined;
  readonly logGroup: Value | undefined;
  readonly organization: boolean | Unknown;
  readonly at: Span;
}

/** A basic or advanced event selector, in the terms of the advanced ones. */
export interface TrailSelector {
  readonly category: 'Management' | 'Data' | 'NetworkActivity' | 'Insight' | Unknown;
  /** `AWS::S3::Object`, `AWS::DynamoDB::Table`, `AWS::Lambda::Function` ...; undefined for management events. */
  readonly resourceType: Value | undefined;
  readonly reads: boolean | Unknown;
  readonly writes: boolean | Unknown;
  /** All must hold. Empty: every resource of the type, every event. */
  readonly conditions: readonly FieldCondition[];
  readonly at: Span;
}

/** A field with the operator and values it must satisfy, e.g. `resources.ARN StartsWith arn:...`. */
export interface FieldCondition {
  /** `eventName`, `resources.ARN`, `eventSource` ... */
  readonly field: string;
  readonly operator: 'Equals' | 'NotEquals' | 'StartsWith' | 'NotStartsWith' | 'EndsWith' | 'NotEndsWith';
  readonly values: readonly Value[];
}

/** Every trail of the app. */
export function trailsOf(app: App): Trail[] {
  return app.ofType('AWS::CloudTrail::Trail').map((resource) => {
    const basic = property(resource, 'EventSelectors');
    const advanced = property(resource, 'AdvancedEventSelectors');
    const declared = [...itemsOf(basic), ...itemsOf(advanced)];
    const selectors = [...itemsOf(basic).flatMap(basicSelectors), ...itemsOf(advanced).map(advancedSelector)];
    return {
      resource,
      multiRegion: flag(property(resource, 'IsMultiRegionTrail'), false),
      globalServiceEvents: flag(property(resource, 'IncludeGlobalServiceEvents'), true),
      logFileValidation: flag(property(resource, 'EnableLogFileValidation'), false),
      kmsKey: property(resource, 'KMSKeyId'),
      logging: flag(property(resource, 'IsLogging'), false),
      // Without selectors all management events and no data events (CloudTrail user guide, event selectors).
      managementEvents: declared.length === 0 ? 'all' : managementEvents(selectors),
      selectors,
      bucket: property(resource, 'S3BucketName'),
      logGroup: property(resource, 'CloudWatchLogsLogGroupArn'),
      organization: flag(property(resource, 'IsOrganizationTrail'), false),
      at: resource.at,
    };
  });
}

function managementEvents(selectors: readonly TrailSelector[]): Trail['managementEvents'] {
  const blind = selectors.map((selector) => selector.category).find(isUnknown);
  const management = selectors.filter((selector) => selector.category === 'Management');
  const whole = management.filter((selector) => selector.conditions.every(leavesOutNoise));
  const [reads, writes] = [whole.map((selector) => selector.reads), whole.map((selector) => selector.writes)];
  if (reads.includes(true) && writes.includes(true)) return 'all';
  const blocked = blind ?? [...reads, ...writes].find(isUnknown);
  if (blocked !== undefined) return blocked;
  const part = management.find((selector) => !whole.includes(selector));
  if (part !== undefined) return unknown('a selector records only some management events', part.at);
  return writes.includes(true) ? 'write' : reads.includes(true) ? 'read' : 'none';
}

// CloudTrail lets owners leave these two out because of their volume (CloudTrail user guide, management events).
const NOISE: ReadonlySet<string> = new Set(['kms.amazonaws.com', 'rdsdata.amazonaws.com']);

function leavesOutNoise(condition: FieldCondition): boolean {
  return (
    condition.field === 'eventSource' &&
    condition.operator === 'NotEquals' &&
    condition.values.every((value) => NOISE.has(exactText(value) ?? ''))
  );
}
