import { ListNode, MapNode, ScalarNode, build, stringOf } from '../../../util/node.ts';
import type { Buildable, Node } from '../../../util/node.ts';
import type { SamContext } from '../context.ts';
import { sameText } from '../ids.ts';
import { conditional, ref, refTarget } from '../intrinsics.ts';
import { present, prop, propertiesOf } from '../values.ts';
import { childMap } from './cognito.ts';
import { addPermission, failEvent } from './function-event.ts';
import type { FunctionEvent } from './function-event.ts';

/** Expands an S3 event: a permission, and the function among the notifications of the bucket in the same template. */
export function expandS3(context: SamContext, source: FunctionEvent): void {
  const written = prop(source.properties, 'Bucket');
  const bucketId = refTarget(written);
  const bucket = bucketId === undefined ? undefined : context.input(bucketId);
  if (bucketId === undefined || bucket === undefined || stringOf(bucket.get('Type')) !== 'AWS::S3::Bucket') {
    failEvent(context, source, 'Bucket must be a Ref to a bucket of the template', written?.at);
    return;
  }
  const permission = addPermission(context, source, { principal: 's3.amazonaws.com', sourceAccount: ref('AWS::AccountId') });
  const condition = source.attributes['Condition'];
  if (condition === undefined) dependOn(context, source, bucket, permission);
  else dependWhen(context, bucketId, bucket, { permission, condition });
  addNotifications(context, source, bucketId, bucket);
  // A copy: tags that this function's PropagateTags gives the bucket are not seen by the next function's event.
  const copy = new MapNode(bucket.at, new Map(bucket.entries));
  const properties = propertiesOf(bucket);
  if (properties !== undefined) copy.set('Properties', new MapNode(properties.at, new Map(properties.entries)));
  context.resources.set(bucketId, copy);
  context.generated.push({ logicalId: bucketId, type: 'AWS::S3::Bucket' });
}

/** S3 checks the permission when the notification is made, so the bucket must come after it. */
function dependOn(context: SamContext, source: FunctionEvent, bucket: MapNode, permission: string): void {
  const written = bucket.get('DependsOn');
  const before = written?.kind === 'list' ? written.items : written === undefined ? [] : [written];
  if (before.some((item) => stringOf(item) === undefined)) {
    context.fail(source.functionId, `DependsOn of the bucket of event ${source.eventId} must be a text or a list of texts`, written!.at);
    return;
  }
  const added = before.some((item) => stringOf(item) === permission) ? [] : [new ScalarNode(permission, source.event.at)];
  bucket.set('DependsOn', new ListNode(written?.at ?? source.event.at, [...before, ...added]));
}

/** DependsOn cannot name a resource that a condition leaves out; a tag whose value refers to it orders them as well. */
function dependWhen(context: SamContext, bucketId: string, bucket: MapNode, on: { permission: string; condition: Node }): void {
  const properties = childMap(bucket, 'Properties');
  const tags = present(properties?.get('Tags'));
  if (properties === undefined || (tags !== undefined && tags.kind !== 'list')) {
    context.fail(bucketId, properties === undefined ? 'Properties must be a map' : 'Tags must be a list', (tags ?? bucket).at);
    return;
  }
  const value = conditional(on.condition, ref(on.permission), 'no dependency');
  const tag = build({ Key: `sam:ConditionalDependsOn:${on.permission}`, Value: value }, bucket.at);
  properties.set('Tags', new ListNode(tags?.at ?? bucket.at, [...(tags?.items ?? []), tag]));
}

function addNotifications(context: SamContext, source: FunctionEvent, bucketId: string, bucket: MapNode): void {
  const properties = childMap(bucket, 'Properties');
  const notifications = properties === undefined ? undefined : childMap(properties, 'NotificationConfiguration');
  const written = present(notifications?.get('LambdaConfigurations'));
  if (notifications === undefined || (written !== undefined && written.kind !== 'list')) {
    const what = notifications === undefined ? 'NotificationConfiguration must be a map' : 'LambdaConfigurations must be a list';
    context.fail(bucketId, what, (written ?? bucket).at);
    return;
  }
  const list = new ListNode(written?.at ?? source.event.at, [...(written?.items ?? [])]);
  for (const notification of notificationsOf(source)) {
    const text = sameText(notification);
    if (!list.items.some((other) => sameText(other) === text)) list.items.push(notification);
  }
  notifications.set('LambdaConfigurations', list);
}

function notificationsOf(source: FunctionEvent): Node[] {
  const events = prop(source.properties, 'Events');
  const condition = source.attributes['Condition'];
  return (events?.kind === 'list' ? events.items : events === undefined ? [] : [events]).map((event) => {
    const notification: Buildable = { Function: source.target.arn, Filter: prop(source.properties, 'Filter'), Event: event };
    return build(condition === undefined ? notification : conditional(condition, notification), source.event.at);
  });
}
