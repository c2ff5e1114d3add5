import type { Span } from '../util/span.ts';
import type { App } from './app.ts';
import type { Resource } from './template.ts';
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
  return app.ofType('AWS::CloudTrail::Trail').flatMap(() => []);
}
