/**
 * A policy document in one form: single values are lists, `Action` / `NotAction` are one field, keys are as written.
 * Texts may hold opaque parts that only the deployment knows (see `hole`): to the engine they are characters like any other.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export interface Policy {
  /** Only with `2012-10-17` are `${...}` policy variables. */
  readonly version: '2008-10-17' | '2012-10-17';
  readonly statements: readonly PolicyStatement[];
}

/** One statement of a policy. */
export interface PolicyStatement {
  readonly sid: string | null;
  readonly effect: 'Allow' | 'Deny';
  /** `Action`, or `NotAction` when `not`. */
  readonly actions: PatternSet;
  /** `Resource`, or `NotResource` when `not`; null in a trust policy, which has neither. */
  readonly resources: PatternSet | null;
  /** `Principal`, or `NotPrincipal` when `not`; null in an identity policy. */
  readonly principals: PrincipalSet | null;
  readonly conditions: readonly PolicyCondition[];
}

/** Patterns with `*` and `?`, or everything but them. */
export interface PatternSet {
  readonly not: boolean;
  readonly patterns: readonly string[];
}

/** Who a statement of a resource or trust policy speaks of. */
export interface PrincipalSet {
  readonly not: boolean;
  readonly entries: readonly PolicyPrincipal[];
}

/** One principal; `any` is `"*"` or `{"AWS": "*"}`. An account number stands for `arn:aws:iam::<account>:root`. */
export interface PolicyPrincipal {
  readonly kind: 'any' | 'aws' | 'service' | 'federated' | 'canonical';
  readonly value: string;
}

/** One operator on one key. All conditions of a statement must hold; the values are alternatives. */
export interface PolicyCondition {
  /** Without qualifier and `IfExists`, in AWS's spelling: `StringEquals`, `ArnLike`, `Null`. */
  readonly operator: string;
  readonly qualifier: 'ForAllValues' | 'ForAnyValue' | null;
  readonly ifExists: boolean;
  /** As written; keys compare without case. */
  readonly key: string;
  readonly values: readonly string[];
}

/** A request to AWS as policies see it. */
export interface Request {
  /** `dynamodb:PutItem`; compares without case. */
  readonly action: string;
  /** ARN, or `*` for actions without a resource. */
  readonly resource: string;
  /** Condition keys in lower case, each with its values; a key that is not there is absent from the request. */
  readonly context: ReadonlyMap<string, readonly string[]>;
}

const HOLE_START = '\uE000';
const HOLE_END = '\uE001';
/** Stands for a colon inside of a hole, so that the parts of an ARN can be told apart by colons alone. */
const HOLE_COLON = '\uE00A';

/** An opaque part of a text: a name that only the deployment knows (`AWS::Region`). Two holes are the same text exactly when their names are. */
export function hole(name: string): string {
  return `${HOLE_START}${name.replaceAll(':', HOLE_COLON)}${HOLE_END}`;
}

/** Whether a text has a hole. */
export function hasHole(text: string): boolean {
  return text.includes(HOLE_START);
}

/** A text with its holes replaced: `replace` gets each hole's name. */
export function replaceHoles(text: string, replace: (name: string) => string): string {
  return text.replace(/\uE000([^\uE001]*)\uE001/g, (_, name: string) => replace(name.replaceAll(HOLE_COLON, ':')));
}

/** A text with holes as people write it: `arn:aws:s3:::${Bucket}/*`. */
export function showHoles(text: string): string {
  return replaceHoles(text, (name) => `\${${name}}`);
}
