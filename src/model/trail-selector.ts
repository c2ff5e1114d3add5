import type { FieldCondition, TrailSelector } from './trail.ts';
import { entriesOf, exactText, flag, get, isUnknown, itemsOf, show, unknown } from './value.ts';
import type { Unknown, Value } from './value.ts';

// Values of a basic selector that mean every resource of the type (CloudTrail API reference, DataResource).
const EVERY_RESOURCE: ReadonlySet<string> = new Set(['arn:aws:s3', 'arn:aws:s3:::', 'arn:aws:lambda', 'arn:aws:dynamodb']);

/** A basic event selector as the selectors it stands for: management events, and one for each type of data resource. */
export function basicSelectors(selector: Value): TrailSelector[] {
  if (isUnknown(selector)) return [unknownSelector(selector)];
  const { reads, writes } = readWrite(get(selector, 'ReadWriteType'));
  const at = selector.at;
  const data = itemsOf(get(selector, 'DataResources')).map((resource): TrailSelector => {
    if (isUnknown(resource)) return unknownSelector(resource);
    return {
      category: 'Data',
      resourceType: get(resource, 'Type'),
      reads,
      writes,
      conditions: resourceConditions(resource),
      at: resource.at,
    };
  });
  const included = flag(get(selector, 'IncludeManagementEvents'), true);
  if (included === false) return data;
  const excluded = itemsOf(get(selector, 'ExcludeManagementEventSources'));
  const conditions: FieldCondition[] = excluded.length === 0 ? [] : [{ field: 'eventSource', operator: 'NotEquals', values: excluded }];
  return [{ category: included === true ? 'Management' : included, resourceType: undefined, reads, writes, conditions, at }, ...data];
}

/** An advanced event selector. */
export function advancedSelector(selector: Value): TrailSelector {
  if (isUnknown(selector)) return unknownSelector(selector);
  const fields = itemsOf(get(selector, 'FieldSelectors'));
  const blind = fields.find(isUnknown);
  if (blind !== undefined) return unknownSelector(blind);
  const conditions = fields.flatMap(fieldConditions);
  const equal = (field: string): Value | undefined =>
    conditions.find((condition) => condition.field === field && condition.operator === 'Equals')?.values[0];
  const readOnly = equal('readOnly');
  const only = readOnly === undefined ? undefined : flag(readOnly, false);
  return {
    category: categoryOf(equal('eventCategory'), selector),
    resourceType: equal('resources.type'),
    reads: only ?? true,
    writes: only === undefined ? true : isUnknown(only) ? only : !only,
    conditions: conditions.filter(({ field }) => !['eventCategory', 'resources.type', 'readOnly'].includes(field)),
    at: selector.at,
  };
}

const OPERATORS: readonly FieldCondition['operator'][] = ['Equals', 'NotEquals', 'StartsWith', 'NotStartsWith', 'EndsWith', 'NotEndsWith'];

function fieldConditions(selector: Value): FieldCondition[] {
  const field = exactText(get(selector, 'Field')) ?? show(get(selector, 'Field'));
  return entriesOf(selector).flatMap(({ key, value }) => {
    const operator = OPERATORS.find((name) => name === key);
    return operator === undefined ? [] : [{ field, operator, values: itemsOf(value) }];
  });
}

function categoryOf(value: Value | undefined, selector: Value): TrailSelector['category'] {
  switch (exactText(value)) {
    case 'Management':
      return 'Management';
    case 'Data':
      return 'Data';
    case 'NetworkActivity':
      return 'NetworkActivity';
    case 'Insight':
      return 'Insight';
    default:
      return isUnknown(value) ? value : unknown(`the event category is ${show(value)}`, value?.at ?? selector.at);
  }
}

function readWrite(type: Value | undefined): { reads: boolean | Unknown; writes: boolean | Unknown } {
  if (type === undefined) return { reads: true, writes: true };
  const text = exactText(type);
  if (text === undefined) {
    const blind = isUnknown(type) ? type : unknown(`the read-write type is ${show(type)}`, type.at);
    return { reads: blind, writes: blind };
  }
  return { reads: text !== 'WriteOnly', writes: text !== 'ReadOnly' };
}

/** S3 objects are named by a prefix of their ARN, functions and tables by the whole of it. */
function resourceConditions(resource: Value): FieldCondition[] {
  const values = itemsOf(get(resource, 'Values'));
  if (values.some((value) => EVERY_RESOURCE.has(exactText(value) ?? ''))) return [];
  const operator = exactText(get(resource, 'Type')) === 'AWS::S3::Object' ? 'StartsWith' : 'Equals';
  return [{ field: 'resources.ARN', operator, values }];
}

function unknownSelector(blind: Unknown): TrailSelector {
  return { category: blind, resourceType: undefined, reads: blind, writes: blind, conditions: [], at: blind.at };
}
