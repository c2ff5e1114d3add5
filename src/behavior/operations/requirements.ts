import { BY_ARN, resourceKind } from '../../data/resource-kinds.ts';
import { operationRule } from '../../data/operation-rules.ts';
import { iamPrefix } from '../../data/sdk.ts';
import type { NeedRule, PartRule, TextForm } from '../../data/operation-rules/rule.ts';
import { holds } from './conditions.ts';
import type { InputView } from './input-view.ts';

/** An action that a call needs. */
export interface Requirement<T> {
  /** `dynamodb:PutItem`, in the spelling of the service authorization reference. */
  readonly action: string;
  /** Null: the action takes no resource, so that its statement has the resource `*`. */
  readonly resource: ResourceUse<T> | null;
  /** False: needed only if something unknown is so, as a member that may be given. */
  readonly certain: boolean;
  /** Why it is needed beside the operation's own action: `ACL is given`, `the source of the copy`; null for the own one. */
  readonly because: string | null;
  /** A call that the service makes with the caller's rights (Athena -> Glue, S3). */
  readonly dependent: boolean;
}

/** The resource of a requirement: a kind, and for each part of its ARN the values that may name it. */
export interface ResourceUse<T> {
  /** A kind of src/data/resource-kinds.ts: `dynamodb:index`; `arn` when the only value is the whole ARN of a resource that has several parts. */
  readonly kind: string;
  /** With the kind `arn`: the kind of the resource that the ARN names, where it is known; else null. */
  readonly named: string | null;
  /** The values by the variable of the kind's ARN pattern; `any` where no member tells it. A value of the naming part may be a whole ARN. */
  readonly parts: ReadonlyMap<string, readonly T[] | 'any'>;
  /** The text of a part when its member is absent: the bus `default`. With values beside it the member may be absent. */
  readonly otherwise: ReadonlyMap<string, string>;
  /** How to read the values of a part whose text is more than a name, ARN, URL or id. */
  readonly forms: ReadonlyMap<string, TextForm>;
  /** False when there may be more values than listed. */
  readonly complete: boolean;
}

/** The actions and resources that a call needs, by its operation and its input; null: the operation is not known; []: no permission is needed.
 *  KMS is not among them: whether a resource has a customer key is for the caller to know (see customer-key-actions.ts). */
export function requirementsOf<T>(service: string, operation: string, input: InputView<T>): readonly Requirement<T>[] | null {
  const rule = operationRule(service, operation);
  if (rule === undefined) return null;
  if (rule.kind === 'free') return [];
  if (rule.kind === 'unlisted') return [ofSameName(service, operation)];
  return rule.needs.flatMap((need) => requirementOf(need, input));
}

/** What AWS has not listed yet has, as all but a few operations have, an action of its own name; on which resources is not known. */
function ofSameName<T>(service: string, operation: string): Requirement<T> {
  const because = 'AWS does not list its action yet: taken to be of the same name';
  return { action: `${iamPrefix(service)}:${operation}`, resource: null, certain: false, because, dependent: false };
}

function requirementOf<T>(need: NeedRule, input: InputView<T>): readonly Requirement<T>[] {
  const answer = holds(need.when, input);
  if (answer === 'no') return [];
  const { action, because, dependent } = need;
  const certain = answer === 'yes' && !need.may;
  return [{ action, resource: need.resource && resourceUse(need.resource, input), certain, because, dependent }];
}

function resourceUse<T>({ kind, parts }: NonNullable<NeedRule['resource']>, input: InputView<T>): ResourceUse<T> {
  const found = parts.map((part) => ({ part, ...valuesOf(part, input) }));
  const whole = wholeArn(kind, found);
  if (whole)
    return {
      kind: BY_ARN,
      named: kind,
      parts: new Map([['Arn', whole.values]]),
      otherwise: new Map(),
      forms: new Map(),
      complete: whole.complete,
    };
  const forms = parts.flatMap(({ name, form }): [string, TextForm][] => (form === null ? [] : [[name, form]]));
  return {
    kind,
    named: null,
    parts: new Map(found.map(({ part, values }) => [part.name, values])),
    otherwise: new Map(
      found.flatMap(({ part, absent }): [string, string][] => (part.otherwise !== null && absent ? [[part.name, part.otherwise]] : [])),
    ),
    forms: new Map(forms),
    complete: found.every(({ complete }) => complete),
  };
}

interface FoundPart<T> extends Found<T> {
  readonly part: PartRule;
}

/** The part that is the whole ARN of a resource with several parts, as a stream's, and names it alone. */
function wholeArn<T>(kind: string, found: readonly FoundPart<T>[]): FoundPart<T> | undefined {
  const named = found.filter(({ part }) => part.paths.length > 0 || part.otherwise !== null);
  const only = named.length === 1 ? named[0] : undefined;
  const last = resourceKind(kind)?.parts.at(-1);
  const isWhole =
    only &&
    found.length > 1 &&
    only.part.name === last &&
    only.part.form === null &&
    only.part.paths.every((path) => /arn(?:\[\])?$/i.test(path));
  return isWhole ? only : undefined;
}

interface Found<T> {
  readonly values: readonly T[] | 'any';
  readonly complete: boolean;
  /** Whether the input may lack every member that names the part. */
  readonly absent: boolean;
}

function valuesOf<T>({ paths }: PartRule, input: InputView<T>): Found<T> {
  const answers = paths.map((path) => input.at(path));
  const values = answers.flatMap((answer) => answer.values);
  const complete = answers.every((answer) => answer.complete && answer.present !== 'maybe');
  return {
    values: values.length > 0 ? values : 'any',
    complete: complete && answers.length > 0,
    absent: answers.every(({ present }) => present !== 'yes'),
  };
}
