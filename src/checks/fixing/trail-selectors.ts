import { arnAttributeOf, refKind } from '../../data/resource-types.ts';
import type { App } from '../../model/app.ts';
import type { Authored, Change } from '../../model/change.ts';
import { property } from '../../model/template.ts';
import type { Trail } from '../../model/trail.ts';
import { exactText, get, itemsOf } from '../../model/value.ts';
import type { Value } from '../../model/value.ts';
import type { SourceFile } from '../../util/span.ts';
import { getAtt, propertyPath, ref, sub, writtenOf, writtenProperty } from './owner.ts';
import type { Written } from './owner.ts';

/** Data events that a trail is to record: of these resources, or of every resource of the type. */
export interface DataEventsWish {
  /** `AWS::S3::Object`. */
  readonly type: string;
  readonly arns: readonly Authored[] | 'every';
}

/** What a trail is to record beside what it does already. */
export interface RecordingWish {
  readonly management: boolean;
  readonly data: readonly DataEventsWish[];
}

/** Types that basic selectors take (CloudTrail API reference, DataResource); the others need advanced ones. */
const BASIC: ReadonlySet<string> = new Set(['AWS::S3::Object', 'AWS::Lambda::Function', 'AWS::DynamoDB::Table']);

/** How a selector of a trail in this file names a resource; null where it cannot: of another stack, under a condition, without an ARN to refer to. */
export function selectorArn(app: App, file: SourceFile, type: string, id: string): Authored | null {
  const resource = app.resource(id);
  const written = resource && writtenOf(resource);
  if (written === undefined || written.file !== file || written.node.has('Condition')) return null;
  const { logicalId } = resource!;
  if (type === 'AWS::S3::Object') return sub(`\${${logicalId}.Arn}/`);
  if (type === 'AWS::DynamoDB::Stream') return getAtt(logicalId, 'StreamArn');
  const attribute = arnAttributeOf(resource!.type);
  if (attribute !== undefined) return getAtt(logicalId, attribute);
  return refKind(resource!.type) === 'arn' ? ref(logicalId) : null;
}

/** Whether the trail's selectors can take data events of a type. */
export function takesType(trail: Trail, type: string): boolean {
  return property(trail.resource, 'EventSelectors') === undefined || BASIC.has(type);
}

/** Lets a trail record more; null where its selectors are not written as lists. */
export function recording(trail: Trail, { management, data }: RecordingWish): Change[] | null {
  const own = writtenOf(trail.resource);
  if (own?.type !== 'AWS::CloudTrail::Trail') return null;
  const basic = writtenProperty(own, 'EventSelectors');
  const advanced = writtenProperty(own, 'AdvancedEventSelectors');
  if ([basic, advanced].some((list) => list !== undefined && list.kind !== 'list')) return null;
  if (basic !== undefined) return intoBasic(own, itemsOf(property(trail.resource, 'EventSelectors')), { management, data });
  const items = itemsOf(property(trail.resource, 'AdvancedEventSelectors'));
  if (advanced !== undefined) return intoAdvanced(own, items, { management, data });
  // A trail without selectors records management events; with some it records what they name.
  return [
    {
      kind: 'set',
      file: own.file,
      path: propertyPath(own, 'AdvancedEventSelectors'),
      value: advancedSelectors({ management: true, data }),
    },
  ];
}

/** Selectors for a trail that has none yet. */
export function advancedSelectors({ management, data }: RecordingWish): Authored[] {
  return [...(management ? [MANAGEMENT] : []), ...data.map(dataSelector)];
}

const MANAGEMENT: Authored = { Name: 'Management events', FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'] }] };

function dataSelector({ type, arns }: DataEventsWish): Authored {
  return {
    Name: type,
    FieldSelectors: [
      { Field: 'eventCategory', Equals: ['Data'] },
      { Field: 'resources.type', Equals: [type] },
      ...(arns === 'every' ? [] : [{ Field: 'resources.ARN', [operatorFor(type)]: arns }]),
    ],
  };
}

/** Objects are named by what their ARNs begin with, everything else by its ARN. */
function operatorFor(type: string): 'StartsWith' | 'Equals' {
  return type === 'AWS::S3::Object' ? 'StartsWith' : 'Equals';
}

function intoAdvanced(own: Written, items: readonly Value[], { management, data }: RecordingWish): Change[] {
  const path = propertyPath(own, 'AdvancedEventSelectors');
  const append = (item: Authored): Change => ({ kind: 'append', file: own.file, path, items: [item] });
  const changes = data.map((wish): Change => {
    const place = wish.arns === 'every' ? null : growing(items, wish.type);
    if (place === null || wish.arns === 'every') return append(dataSelector(wish));
    return { kind: 'append', file: own.file, path: [...path, ...place, operatorFor(wish.type)], items: wish.arns };
  });
  return management ? [...wholeManagement(own, items, append), ...changes] : changes;
}

/** The place of the ARNs of a selector that asks for nothing but the type and ARNs; null when there is none. */
function growing(items: readonly Value[], type: string): (string | number)[] | null {
  for (const [i, item] of items.entries()) {
    const fields = itemsOf(get(item, 'FieldSelectors'));
    const names = fields.map((field) => exactText(get(field, 'Field')));
    const at = names.indexOf('resources.ARN');
    const isOfType = fields.some(
      (field) => exactText(get(field, 'Field')) === 'resources.type' && exactText(itemsOf(get(field, 'Equals'))[0]) === type,
    );
    const isPlain = names.every((name) => name === 'eventCategory' || name === 'resources.type' || name === 'resources.ARN');
    if (isOfType && isPlain && at !== -1 && get(fields[at], operatorFor(type)) !== undefined) return [i, 'FieldSelectors', at];
  }
  return null;
}

/** A management selector that leaves something out takes everything; there may be only one. */
function wholeManagement(own: Written, items: readonly Value[], append: (item: Authored) => Change): Change[] {
  const index = items.findIndex((item) =>
    itemsOf(get(item, 'FieldSelectors')).some(
      (field) => exactText(get(field, 'Field')) === 'eventCategory' && exactText(itemsOf(get(field, 'Equals'))[0]) === 'Management',
    ),
  );
  if (index === -1) return [append(MANAGEMENT)];
  const path = [...propertyPath(own, 'AdvancedEventSelectors'), index, 'FieldSelectors'];
  const fields = itemsOf(get(items[index], 'FieldSelectors'));
  return fields.flatMap((field, i): Change[] =>
    ['eventCategory', 'eventSource'].includes(exactText(get(field, 'Field')) ?? '')
      ? []
      : [{ kind: 'remove', file: own.file, path: [...path, i] }],
  );
}

function intoBasic(own: Written, items: readonly Value[], { management, data }: RecordingWish): Change[] {
  const path = propertyPath(own, 'EventSelectors');
  const isForAll = (item: Value): boolean => [undefined, 'All'].includes(exactText(get(item, 'ReadWriteType')));
  const grown = data.flatMap(({ type, arns }): Change[] => {
    const values: readonly Authored[] = arns === 'every' ? [EVERY[type]!] : arns;
    for (const [i, item] of items.entries()) {
      const resources = itemsOf(get(item, 'DataResources'));
      const same = resources.findIndex((resource) => exactText(get(resource, 'Type')) === type);
      if (!isForAll(item)) continue;
      const list = [...path, i, 'DataResources'];
      if (same !== -1) return [{ kind: 'append', file: own.file, path: [...list, same, 'Values'], items: values }];
      return [{ kind: 'append', file: own.file, path: list, items: [{ Type: type, Values: values }] }];
    }
    const selector: Authored = { ReadWriteType: 'All', IncludeManagementEvents: false, DataResources: [{ Type: type, Values: values }] };
    return [{ kind: 'append', file: own.file, path, items: [selector] }];
  });
  return management ? [...managementInBasic(own, items), ...grown] : grown;
}

/** What stands for every resource of a type (CloudTrail API reference, DataResource). */
const EVERY: Readonly<Record<string, string>> = {
  'AWS::S3::Object': 'arn:aws:s3',
  'AWS::Lambda::Function': 'arn:aws:lambda',
  'AWS::DynamoDB::Table': 'arn:aws:dynamodb',
};

/** The selector that takes management events takes all of them; where it has data events too, it stays and another one comes. */
function managementInBasic(own: Written, items: readonly Value[]): Change[] {
  const path = propertyPath(own, 'EventSelectors');
  const index = items.findIndex(
    (item) => String(exactFlag(get(item, 'IncludeManagementEvents'))) !== 'false' && itemsOf(get(item, 'DataResources')).length === 0,
  );
  if (index !== -1) return [{ kind: 'set', file: own.file, path: [...path, index, 'ReadWriteType'], value: 'All' }];
  return [{ kind: 'append', file: own.file, path, items: [{ ReadWriteType: 'All', IncludeManagementEvents: true }] }];
}

function exactFlag(value: Value | undefined): unknown {
  return value?.kind === 'scalar' ? value.value : undefined;
}
