import { property } from '../../model/template.ts';
import type { Resource } from '../../model/template.ts';
import { exactNumber } from '../../model/value.ts';
import type { AlarmWish } from './alarm.ts';
import { getAtt } from './owner.ts';

const HOUR_SECONDS = 3600;
/** What SQS takes when nothing is said (SQS API reference, CreateQueue). */
const DEFAULT_VISIBILITY_SECONDS = 30;
const DEFAULT_RETENTION_SECONDS = 345_600;

/** An alarm on any message in a dead-letter queue. */
export function queueDepth(logicalId: string): AlarmWish {
  return {
    ...onQueue(logicalId, 'Depth'),
    description: 'Holds what could not be handled',
    metric: 'ApproximateNumberOfMessagesVisible',
    threshold: 1,
    minutes: 1,
  };
}

/** An alarm on messages that wait: for an hour, or longer where one try takes long, but before the queue deletes them. */
export function queueAge(queue: Resource, logicalId: string): AlarmWish {
  const visibility = exactNumber(property(queue, 'VisibilityTimeout')) ?? DEFAULT_VISIBILITY_SECONDS;
  const retention = exactNumber(property(queue, 'MessageRetentionPeriod')) ?? DEFAULT_RETENTION_SECONDS;
  const threshold = Math.min(Math.max(HOUR_SECONDS, 3 * visibility), Math.floor(retention / 2));
  return { ...onQueue(logicalId, 'Age'), metric: 'ApproximateAgeOfOldestMessage', threshold, minutes: 3 };
}

function onQueue(logicalId: string, suffix: string): Pick<AlarmWish, 'id' | 'namespace' | 'dimensions' | 'statistic'> {
  return {
    id: `${logicalId}${suffix}`,
    namespace: 'AWS/SQS',
    dimensions: { QueueName: getAtt(logicalId, 'QueueName') },
    statistic: 'Maximum',
  };
}
