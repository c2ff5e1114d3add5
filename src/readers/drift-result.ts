import type { DriftStatus, PropertyDifference, ResourceDrift } from '../model/live.ts';
import { readJson } from '../util/json.ts';
import { at, stringOf, toJson } from '../util/node.ts';
import type { Json, ListNode, MapNode, Node } from '../util/node.ts';
import { LIMITS } from '../util/read.ts';
import { SourceFile } from '../util/span.ts';
import type { Span } from '../util/span.ts';

/** The records of a drift result, or the first thing wrong with it. */
export type DriftResult =
  | { readonly ok: true; readonly records: readonly ResourceDrift[]; readonly at: Span }
  | { readonly ok: false; readonly message: string; readonly at: Span };

/** Bytes of a drift result that are read: it holds every property twice, and a stack has at most 500 resources. */
export const DRIFT_BYTES: number = 16 * 1024 * 1024;

const STATUSES: ReadonlySet<string> = new Set<DriftStatus>(['IN_SYNC', 'MODIFIED', 'DELETED', 'NOT_CHECKED', 'UNKNOWN', 'UNSUPPORTED']);
const KINDS: ReadonlySet<string> = new Set<PropertyDifference['kind']>(['ADD', 'REMOVE', 'NOT_EQUAL']);
/** Most records of one result: ten stacks of the largest size. */
const MOST_RECORDS = 5000;
/** Most differences of one resource that are looked at. */
const MOST_DIFFERENCES = 1000;

/** What is wrong with a result, where; caught at the door of this reader. */
class Refused extends Error {
  readonly at: Span;
  constructor(message: string, place: Span) {
    super(message);
    this.at = place;
  }
}

/**
 * Reads the output of `aws cloudformation describe-stack-resource-drifts` (one page, or a list of pages), or of
 * `detect-stack-resource-drift`, which tells of one resource.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeStackResourceDrifts.html
 */
export function readDriftResult(source: SourceFile): DriftResult {
  const read = readJson(source);
  if (!read.ok) return { ok: false, message: `is ${read.error.message}`, at: read.error.at };
  try {
    const pages = read.node.kind === 'list' ? read.node.items : [read.node];
    const nodes = pages.flatMap(recordsOf);
    if (nodes.length > MOST_RECORDS) throw new Refused(`holds more than ${MOST_RECORDS} records`, read.node.at);
    if (nodes.length === 0) {
      throw new Refused('holds no record: drift detection has not run, or the result was filtered by status', read.node.at);
    }
    const [first] = pages;
    const place = first?.kind === 'map' ? (first.entries.values().next().value?.keyAt ?? first.at) : read.node.at;
    return { ok: true, records: nodes.map(recordOf), at: place };
  } catch (error) {
    if (error instanceof Refused) return { ok: false, message: error.message, at: error.at };
    throw error;
  }
}

function recordsOf(page: Node): readonly Node[] {
  const many = at(page, 'StackResourceDrifts');
  if (many?.kind === 'list') return many.items;
  const one = at(page, 'StackResourceDrift');
  if (one?.kind === 'map') return [one];
  throw new Refused('has no StackResourceDrifts, so it is no drift result', (many ?? page).at);
}

function recordOf(node: Node): ResourceDrift {
  if (node.kind !== 'map') throw new Refused('has a record that is not a map', node.at);
  const logicalId = required(node, 'LogicalResourceId');
  const status = required(node, 'StackResourceDriftStatus');
  if (!STATUSES.has(status.text)) throw new Refused(`has a status of ${logicalId.text} that is not known`, status.at);
  return {
    stackId: required(node, 'StackId').text,
    logicalId: logicalId.text,
    physicalId: stringOf(node.get('PhysicalResourceId')) ?? null,
    type: required(node, 'ResourceType').text,
    status: status.text as DriftStatus,
    differences: differencesOf(node),
    expected: propertiesOf(node.get('ExpectedProperties')),
    actual: propertiesOf(node.get('ActualProperties')),
    comparedOn: dayOf(node.get('Timestamp')),
    at: logicalId.at,
  };
}

function required(node: MapNode, key: string): { readonly text: string; readonly at: Span } {
  const value = node.get(key);
  const text = stringOf(value);
  if (value === undefined || text === undefined || text === '') throw new Refused(`has a record without ${key}`, (value ?? node).at);
  return { text, at: value.at };
}

function differencesOf(record: MapNode): PropertyDifference[] {
  const list = record.get('PropertyDifferences');
  if (list === undefined || (list.kind === 'scalar' && list.value === null)) return [];
  if (list.kind !== 'list') throw new Refused('has PropertyDifferences that are not a list', list.at);
  if (list.items.length > MOST_DIFFERENCES) throw new Refused(`has more than ${MOST_DIFFERENCES} differences of one resource`, list.at);
  return inOrder(list);
}

/** Items that a list has lost are taken away from its end, so that the others keep their positions; what it gained comes last. */
function inOrder(list: ListNode): PropertyDifference[] {
  const differences = list.items.map(differenceOf);
  const removed = differences.filter(({ kind }) => kind === 'REMOVE').toSorted((a, b) => position(b) - position(a));
  const added = differences.filter(({ kind }) => kind === 'ADD').toSorted((a, b) => position(a) - position(b));
  return [...differences.filter(({ kind }) => kind === 'NOT_EQUAL'), ...removed, ...added];
}

function position({ path }: PropertyDifference): number {
  const last = Number(path.at(-1));
  return Number.isInteger(last) ? last : -1;
}

function differenceOf(node: Node): PropertyDifference {
  if (node.kind !== 'map') throw new Refused('has a difference that is not a map', node.at);
  const { text, at: pathAt } = required(node, 'PropertyPath');
  const path = text.replace(/^\//, '').split('/');
  if (path.length > LIMITS.depth) throw new Refused(`has a PropertyPath of more than ${LIMITS.depth} steps`, pathAt);
  const kind = required(node, 'DifferenceType');
  if (!KINDS.has(kind.text)) throw new Refused('has a DifferenceType that is not known', kind.at);
  const actual = node.get('ActualValue');
  return {
    path: path.map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~')),
    kind: kind.text as PropertyDifference['kind'],
    actual: actual?.kind === 'scalar' ? (actual.value === null ? null : String(actual.value)) : null,
    at: (actual ?? node).at,
  };
}

/** `ExpectedProperties` and `ActualProperties` are JSON in a text; what is not is taken as not given, for the differences say it too. */
function propertiesOf(node: Node | undefined): Json | undefined {
  if (node?.kind === 'map') return toJson(node);
  const text = stringOf(node);
  if (text === undefined) return undefined;
  const read = readJson(new SourceFile('properties', text));
  return read.ok && read.node.kind === 'map' ? toJson(read.node) : undefined;
}

/** Version 1 of the AWS CLI can be set to write times as seconds. */
function dayOf(node: Node | undefined): string | null {
  if (node?.kind !== 'scalar') return null;
  if (typeof node.value === 'string') {
    const day = /^\d{4}-\d{2}-\d{2}(?=T)/.exec(node.value)?.[0];
    return day === undefined || Number.isNaN(Date.parse(day)) ? null : day;
  }
  if (typeof node.value !== 'number' || node.value < 0 || node.value > 4e9) return null;
  return new Date(node.value * 1000).toISOString().slice(0, 10);
}
