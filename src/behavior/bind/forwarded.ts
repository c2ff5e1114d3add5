import type { App } from '../../model/app.ts';
import type { LambdaFunction } from '../../model/function.ts';
import { property } from '../../model/template.ts';
import type { Resource } from '../../model/template.ts';
import { exactText, get, itemsOf, resourceNamed } from '../../model/value.ts';
import type { Value } from '../../model/value.ts';

/** A bucket, and the queue or topic that brings its notifications. */
export interface Forwarded {
  readonly bucket: Resource;
  readonly through: Resource;
}

const IN_MESSAGE = ['Records', '[]', 's3', 'bucket'];

/**
 * The bucket whose notification stands in the text of a message: a queue's (`Records[].body`), a topic's (`Records[].Sns.Message`) or a
 * topic's within a queue's (`Records[].body.Message`). Undefined unless there is one only.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/EventNotifications.html
 */
export function forwardedBucket(path: readonly string[], { app, fn }: { app: App; fn: LambdaFunction }): Forwarded | undefined {
  const [carriers, rest] = carriersOf(path, app, fn);
  if (rest.slice(0, IN_MESSAGE.length).join() !== IN_MESSAGE.join()) return undefined;
  const found = carriers.flatMap((through) => notifying(app, through).map((bucket) => ({ bucket, through })));
  return found.length === 1 ? found[0] : undefined;
}

/** The queues or topics that hand on the message, and the path within its text. */
function carriersOf(path: readonly string[], app: App, fn: LambdaFunction): [readonly Resource[], readonly string[]] {
  const sources = (source: string): Resource[] =>
    fn.triggers.flatMap((trigger) => (trigger.source === source ? (app.resource(trigger.sourceId ?? undefined) ?? []) : []));
  const start = path.slice(0, 4).join('.');
  if (start === 'Records.[].Sns.Message') return [sources('sns'), path.slice(4)];
  if (start === 'Records.[].body.Message') return [sources('sqs').flatMap((queue) => topicsOf(app, queue)), path.slice(4)];
  return start.startsWith('Records.[].body.') ? [sources('sqs'), path.slice(3)] : [[], path];
}

/** The topics that a queue is subscribed to. https://docs.aws.amazon.com/sns/latest/dg/sns-sqs-as-subscriber.html */
function topicsOf(app: App, queue: Resource): Resource[] {
  const reaches = (protocol: Value | undefined, endpoint: Value | undefined): boolean =>
    exactText(protocol) === 'sqs' && resourceNamed(endpoint) === queue.id;
  const apart = app
    .ofType('AWS::SNS::Subscription')
    .filter((one) => reaches(property(one, 'Protocol'), property(one, 'Endpoint')))
    .flatMap((one) => app.resource(resourceNamed(property(one, 'TopicArn'))) ?? []);
  const within = app
    .ofType('AWS::SNS::Topic')
    .filter((topic) => itemsOf(property(topic, 'Subscription')).some((one) => reaches(get(one, 'Protocol'), get(one, 'Endpoint'))));
  return [...new Set([...apart, ...within])];
}

/** The buckets that notify a queue or topic. https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-s3-bucket-notificationconfiguration.html */
function notifying(app: App, through: Resource): Resource[] {
  const [list, key] = through.type === 'AWS::SQS::Queue' ? ['QueueConfigurations', 'Queue'] : ['TopicConfigurations', 'Topic'];
  return app
    .ofType('AWS::S3::Bucket')
    .filter((bucket) =>
      itemsOf(property(bucket, `NotificationConfiguration.${list}`)).some((one) => resourceNamed(get(one, key)) === through.id),
    );
}
