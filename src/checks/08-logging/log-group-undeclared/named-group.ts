import type { App } from '../../../model/app.ts';
import type { Change } from '../../../model/change.ts';
import type { LambdaFunction } from '../../../model/function.ts';
import { property } from '../../../model/template.ts';
import type { Resource } from '../../../model/template.ts';
import { entriesOf, itemsOf, show } from '../../../model/value.ts';
import type { Value } from '../../../model/value.ts';
import { ref, setProperty, writtenOf } from '../../fixing/owner.ts';
import { kept } from '../../../util/kept.ts';

/** What else names the log group that Lambda makes for a function. */
export interface GroupNames {
  /** Filters and queries that are to read another group instead. */
  readonly readers: readonly { readonly resource: Resource; readonly path: string }[];
  /** Logical ids of resources that name it in a way that only their owner can change. */
  readonly others: readonly string[];
}

/** What the names of the groups that Lambda makes begin with. */
const LAMBDA_GROUPS = '/aws/lambda/';
/** Types whose `LogGroupName` says which group they read. */
const FILTERS: ReadonlySet<string> = new Set(['AWS::Logs::MetricFilter', 'AWS::Logs::SubscriptionFilter']);
/** Policies are judged by what they allow, not by what they name. */
const POLICIES: ReadonlySet<string> = new Set(['AWS::IAM::Role', 'AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy']);

/** Everything in the app that names the log group that Lambda makes for a function. */
export function namesOfGroup(app: App, fn: LambdaFunction): GroupNames {
  const given = property(fn.resource, 'FunctionName');
  const names = [`${LAMBDA_GROUPS}\${${fn.id}}`, ...(given === undefined ? [] : [`${LAMBDA_GROUPS}${show(given)}`])];
  const readers: { resource: Resource; path: string }[] = [];
  const others: string[] = [];
  for (const [resource, texts] of groupTexts(app)) {
    if (resource === fn.resource) continue;
    const places = mentions(texts, names);
    const paths = places.filter(({ exact }) => exact).map(({ path }) => path);
    const isReader = FILTERS.has(resource.type) && places.length === 1 && paths[0] === 'LogGroupName';
    if (isReader && writtenOf(resource)?.type === resource.type) readers.push({ resource, path: paths[0]! });
    else if (places.length > 0) others.push(resource.owner?.id ?? resource.logicalId);
  }
  return { readers, others: [...new Set(others)] };
}

/** Edits by which filters read the new group. */
export function rereading({ readers }: GroupNames, groupId: string): Change[] {
  return readers.map(({ resource, path }) => setProperty(writtenOf(resource)!, path, ref(groupId)));
}

interface PlacedText {
  readonly path: string;
  readonly text: string;
}

/** By resource, every text that could name a group of Lambda's; looked for once. */
const groupTexts = kept((app: App): ReadonlyMap<Resource, readonly PlacedText[]> => {
  const texts = new Map<Resource, readonly PlacedText[]>();
  for (const resource of app.resources) {
    const found = POLICIES.has(resource.type) ? [] : textsIn(resource.properties, '');
    if (found.length > 0) texts.set(resource, found);
  }
  return texts;
});

function textsIn(value: Value, path: string): PlacedText[] {
  if (value.kind === 'map') {
    return entriesOf(value).flatMap(({ key, value: inner }) => textsIn(inner, path === '' ? key : `${path}.${key}`));
  }
  if (value.kind === 'list') return itemsOf(value).flatMap((item, i) => textsIn(item, `${path}.${i}`));
  if (value.kind === 'unknown') return [];
  const text = show(value);
  return text.includes(LAMBDA_GROUPS) ? [{ path, text }] : [];
}

function mentions(texts: readonly PlacedText[], names: readonly string[]): { path: string; exact: boolean }[] {
  return texts.flatMap(({ path, text }) => {
    // `/aws/lambda/pay` is not `/aws/lambda/pay-back`.
    const isNamed = names.some((name) =>
      text
        .split(name)
        .slice(1)
        .some((rest) => !/^[\w.#/-]/.test(rest)),
    );
    return isNamed ? [{ path, exact: names.includes(text) }] : [];
  });
}
