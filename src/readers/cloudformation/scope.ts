import type { Unknown, Value } from '../../model/value.ts';
import type { MapNode, Node } from '../../util/node.ts';
import type { Span } from '../../util/span.ts';

/** Pseudo parameters whose value is one text. */
export const PSEUDO_TEXTS: ReadonlySet<string> = new Set([
  'AWS::AccountId',
  'AWS::Partition',
  'AWS::Region',
  'AWS::StackId',
  'AWS::StackName',
  'AWS::URLSuffix',
]);

/** All pseudo parameters. https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/pseudo-parameter-reference.html */
export const PSEUDO_PARAMETERS: ReadonlySet<string> = new Set([...PSEUDO_TEXTS, 'AWS::NoValue', 'AWS::NotificationARNs']);

/** What intrinsic functions can ask of the template they stand in, in one deployment. */
export interface Scope {
  /** What precedes logical ids in the model: empty in the root template, `Child/` in the nested stack `Child`. */
  readonly prefix: string;
  /** The region, when the owner said which. */
  readonly region: string | null;
  readonly mappings: MapNode | undefined;
  /** A parameter's value, placed where it is used; undefined when there is no such parameter. */
  parameter(name: string, at: Span): Value | undefined;
  /** A pseudo parameter such as `AWS::Region`; undefined when there is none of that name. */
  pseudo(name: string, at: Span): Value | undefined;
  /** Whether a resource of this id is in the stack; unknown when its condition is. */
  resource(id: string): 'present' | 'absent' | 'undefined';
  /** The type of a resource of the stack; undefined where there is none of this id. */
  typeOf(id: string): string | undefined;
  /** An output of a nested stack, placed where it is used; undefined when `id` is no nested stack that has been read. */
  output(id: string, name: string, at: Span): Value | undefined;
  /** Whether a condition holds, given by name or as an expression. */
  decide(condition: Node): boolean | Unknown;
}

/** One use of an intrinsic function. */
export interface Call {
  readonly argument: Node;
  /** The whole call, key included. */
  readonly at: Span;
  readonly scope: Scope;
  /** Undefined stands for `AWS::NoValue`. */
  readonly evaluate: (node: Node) => Value | undefined;
}

/** Evaluates one intrinsic function; it never throws, wrong use gives an unknown. */
export type Intrinsic = (call: Call) => Value | undefined;

/** The same value at another place: what a parameter, a mapping or a nested stack gave stands where it is used. */
export function placed(value: Value, at: Span): Value {
  if (value.kind === 'list') return { kind: 'list', items: value.items.map((item) => placed(item, at)), at };
  return { ...value, at };
}
