import type { SourceFile, Span } from '../util/span.ts';
import type { MapValue, Unknown, Value } from './value.ts';
import { get } from './value.ts';

/** What the owner wrote the app in. */
export type TemplateFormat = 'sam' | 'cloudformation' | 'cdk' | 'serverless' | 'terraform' | 'account';

/**
 * One template tree (nested stacks included) in one deployment: SAM is expanded, conditions are decided and
 * intrinsics evaluated, so nothing in it is conditional any more. Types and properties are CloudFormation's.
 */
export interface Stack {
  readonly format: TemplateFormat;
  /** The root template first, then nested and included files. */
  readonly files: readonly SourceFile[];
  readonly resources: ReadonlyMap<string, Resource>;
  readonly parameters: readonly Parameter[];
  /** What the owner wrote that cannot work: dangling references, wrong attributes, circular dependencies, SAM errors. */
  readonly problems: readonly TemplateProblem[];
  /** Set when part of the template cannot be known, e.g. a macro that only AWS can run: verdicts that depend on absence become unknown. */
  readonly opaque: Unknown | null;
  readonly outputs: ReadonlyMap<string, Value>;
}

/** A resource of the expanded template. */
export interface Resource {
  /** Unique in the app: the logical id, or `Nested/LogicalId` inside a nested stack. */
  readonly id: string;
  readonly logicalId: string;
  readonly type: string;
  readonly properties: MapValue | Unknown;
  /** DeletionPolicy, UpdateReplacePolicy, DependsOn, Metadata, CreationPolicy, UpdatePolicy. */
  readonly attributes: ReadonlyMap<string, Value>;
  /** The place of the logical id (or of what generated it). */
  readonly at: Span;
  /** The owner's SAM resource that generated it, if any. */
  readonly owner: { readonly id: string; readonly type: string } | null;
}

/** A template parameter. */
export interface Parameter {
  readonly name: string;
  readonly type: string;
  readonly noEcho: boolean;
  readonly default: Value | undefined;
  readonly at: Span;
  /** Where `Default` stands, when there is one. */
  readonly defaultAt: Span | undefined;
}

/** Something in the template that CloudFormation would refuse. */
export interface TemplateProblem {
  readonly kind:
    | 'dangling-reference'
    | 'wrong-attribute'
    | 'unknown-intrinsic'
    | 'circular-dependency'
    | 'circular-nesting'
    | 'bad-intrinsic'
    | 'sam'
    | 'missing-type'
    | 'unfilled-variable'
    | 'repeated-section'
    | 'repeated-key'
    | 'repeated-value'
    | 'nested-stack';
  /** Resource it stands in; null for the rest of the template. */
  readonly resource: string | null;
  readonly message: string;
  readonly at: Span;
  /** What to do about a file that a template names and that cannot be read; absent for everything else. */
  readonly advice?: string;
}

/** A property of a resource by `.`-separated path: absent is undefined, unreadable is unknown. */
export function property(resource: Resource, path: string): Value | undefined {
  return get(resource.properties, path);
}
