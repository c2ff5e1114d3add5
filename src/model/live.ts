import type { Json } from '../util/node.ts';
import type { Span } from '../util/span.ts';
import type { Severity } from './finding.ts';
import type { Resource } from './template.ts';

/** What CloudFormation says of a resource. https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_StackResourceDrift.html */
export type DriftStatus = 'IN_SYNC' | 'MODIFIED' | 'DELETED' | 'NOT_CHECKED' | 'UNKNOWN' | 'UNSUPPORTED';

/**
 * One property whose live value is not the stack's template's.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_PropertyDifference.html
 */
export interface PropertyDifference {
  /** Keys and list positions from the resource's properties down. */
  readonly path: readonly string[];
  /** `ADD`: an item that a list has gained; `REMOVE`: what is not there any more. */
  readonly kind: 'ADD' | 'REMOVE' | 'NOT_EQUAL';
  /** As the API gives it: the text of a scalar, JSON of anything else. */
  readonly actual: string | null;
  /** Its place in the drift result. */
  readonly at: Span;
}

/** A drift result's record of one resource of a stack. */
export interface ResourceDrift {
  /** The ARN of the stack. */
  readonly stackId: string;
  readonly logicalId: string;
  readonly physicalId: string | null;
  readonly type: string;
  readonly status: DriftStatus;
  readonly differences: readonly PropertyDifference[];
  /** All properties as the stack's template has them, intrinsics evaluated; undefined when the record does not say. */
  readonly expected: Json | undefined;
  /** The same properties as they are live. */
  readonly actual: Json | undefined;
  /** Day (UTC) on which it was compared, `YYYY-MM-DD`; null when the record does not say. */
  readonly comparedOn: string | null;
  /** The record's logical id in the drift result. */
  readonly at: Span;
}

/** A failure of a check on the app as it is live, which it has not as its template is written. */
export interface LiveFailure {
  readonly check: string;
  readonly severity: Severity;
  readonly message: string;
  /** The live value in the drift result, or the place in the template. */
  readonly at: Span;
}

/** A resource of the app, and what is known of it live. */
export interface LiveResource {
  readonly resource: Resource;
  /** Null when the drift result says nothing of it. */
  readonly drift: ResourceDrift | null;
  /** Whether a check looks at its properties. */
  readonly isRead: boolean;
  /** Properties that it has, that checks read and that CloudFormation cannot read back. */
  readonly writeOnly: readonly { readonly name: string; readonly at: Span }[];
  /** Failures that are there because of its differences. */
  readonly failures: readonly LiveFailure[];
}

/** A deployed stack compared with its template. */
export interface LiveStack {
  readonly name: string;
  readonly resources: readonly LiveResource[];
  /** Failures that no difference causes alone. */
  readonly together: readonly LiveFailure[];
  /** Changed or deleted resources of the stacks that the template does not have. */
  readonly foreign: readonly ResourceDrift[];
  /** The place of the first drift result. */
  readonly at: Span;
}

/** What is known of the app as it is deployed. `elsewhere`: the results are of other deployments or branches of it. */
export type Live =
  | { readonly kind: 'compared'; readonly stacks: readonly LiveStack[] }
  | { readonly kind: 'elsewhere' }
  | { readonly kind: 'not-compared' };

/** Types of which SAM makes a resource anew whenever what it is of changes, with a hash of that at the end of its id. */
const HASHED: ReadonlySet<string> = new Set(['AWS::Lambda::Version', 'AWS::ApiGateway::Deployment']);

/** What a record and the resource of the template that it is of have in common: the type and the id, without the hash that SAM puts at its end. */
export function recordKey({ type, logicalId }: { readonly type: string; readonly logicalId: string }): string {
  return `${type} ${HASHED.has(type) ? logicalId.replace(/[0-9a-f]{10}$/, '') : logicalId}`;
}
