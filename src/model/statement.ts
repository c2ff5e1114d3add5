import type { Span } from '../util/span.ts';
import { parsedJson } from './json-text.ts';
import { entriesOf, exactText, firstUnknown, get, itemsOf, show, unknown } from './value.ts';
import type { Unknown, Value } from './value.ts';
import { own } from '../util/own.ts';

/** One statement of a policy document, with every value in its place. */
export interface Statement {
  /** `<policy or role>#<Sid or index from 0>`. */
  readonly subject: string;
  readonly sid: string | null;
  readonly effect: 'Allow' | 'Deny' | Unknown;
  /** Empty when `NotAction` is used. */
  readonly actions: readonly Value[];
  readonly notActions: readonly Value[];
  readonly resources: readonly Value[];
  readonly notResources: readonly Value[];
  readonly principals: readonly Principal[];
  readonly notPrincipals: readonly Principal[];
  readonly conditions: readonly Condition[];
  readonly at: Span;
}

/** Who a statement of a trust or resource policy speaks of. */
export interface Principal {
  readonly kind: 'any' | 'aws' | 'service' | 'federated' | 'canonical' | 'unknown';
  readonly value: Value;
}

/** One condition: operator, key and values; the key keeps the owner's spelling. */
export interface Condition {
  /** `StringEquals`, `ArnLike`, also with `IfExists` and `ForAnyValue:` as written. */
  readonly operator: string;
  readonly key: string;
  readonly values: readonly Value[];
  readonly at: Span;
}

/** A policy document: its statements, or why they cannot be read. */
export type PolicyDocument = { readonly statements: readonly Statement[]; readonly unreadable: readonly Unknown[]; readonly at: Span };

/** Reads a policy document (version 2008 or 2012); parts that cannot be read are listed, never taken as empty. Statements are numbered from `first`. */
export function readPolicyDocument(document: Value | undefined, name: string, fallback: Span, first = 0): PolicyDocument {
  const unreadable: Unknown[] = [];
  const statements: Statement[] = [];
  // Secrets Manager and API Gateway take policies as JSON text too.
  const value = document === undefined ? undefined : parsedJson(document);
  if (value === undefined) return { statements, unreadable, at: fallback };
  if (value.kind !== 'map') {
    unreadable.push(value.kind === 'unknown' ? value : unknown(`the policy document is ${show(value).slice(0, 60)}`, value.at));
    return { statements, unreadable, at: value.at };
  }
  itemsOf(get(value, 'Statement')).forEach((item, index) => {
    if (item.kind === 'map') statements.push(readStatement(item, name, first + index));
    else unreadable.push(item.kind === 'unknown' ? item : unknown('a statement that is not a map', item.at));
  });
  return { statements, unreadable, at: value.at };
}

function readStatement(statement: Value, name: string, index: number): Statement {
  const sid = exactText(get(statement, 'Sid')) ?? null;
  const effectValue = get(statement, 'Effect');
  const effect = exactText(effectValue);
  return {
    subject: `${name}#${sid !== null && sid !== '' ? sid : index}`,
    sid,
    effect: effect === 'Allow' || effect === 'Deny' ? effect : unknownEffect(effectValue, statement.at),
    actions: itemsOf(get(statement, 'Action')),
    notActions: itemsOf(get(statement, 'NotAction')),
    resources: itemsOf(get(statement, 'Resource')),
    notResources: itemsOf(get(statement, 'NotResource')),
    principals: principalsOf(get(statement, 'Principal')),
    notPrincipals: principalsOf(get(statement, 'NotPrincipal')),
    conditions: conditionsOf(get(statement, 'Condition')),
    at: statement.at,
  };
}

function unknownEffect(value: Value | undefined, at: Span): Unknown {
  return (
    firstUnknown(value) ?? unknown(value === undefined ? 'the statement has no Effect' : `the Effect is ${show(value)}`, value?.at ?? at)
  );
}

const PRINCIPAL_KINDS: Readonly<Record<string, Principal['kind']>> = {
  AWS: 'aws',
  Service: 'service',
  Federated: 'federated',
  CanonicalUser: 'canonical',
};

/** Principals of a `Principal` element. `"*"` and `{"AWS": "*"}` both mean anyone (IAM user guide, Principal element). */
function principalsOf(value: Value | undefined): Principal[] {
  if (value === undefined) return [];
  if (value.kind === 'unknown') return [{ kind: 'unknown', value }];
  if (value.kind !== 'map') return itemsOf(value).map((item) => onePrincipal('aws', item));
  return entriesOf(value).flatMap(({ key, value: members }) =>
    itemsOf(members).map((item) => onePrincipal(own(PRINCIPAL_KINDS, key) ?? 'unknown', item)),
  );
}

function onePrincipal(kind: Principal['kind'], value: Value): Principal {
  if (value.kind === 'unknown') return { kind: 'unknown', value };
  return { kind: kind === 'aws' && exactText(value) === '*' ? 'any' : kind, value };
}

function conditionsOf(value: Value | undefined): Condition[] {
  if (value?.kind === 'unknown') return [{ operator: '?', key: '?', values: [value], at: value.at }];
  return entriesOf(value).flatMap(({ key: operator, value: keys }) =>
    entriesOf(keys).map(({ key, keyAt, value: values }) => ({ operator, key, values: itemsOf(values), at: keyAt })),
  );
}
