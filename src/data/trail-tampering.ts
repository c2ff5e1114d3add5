/** What stops a trail, changes what it records, or alters and removes what it has recorded. */
export interface Tampering {
  readonly action: string;
  /** What it must be allowed on. `objects`: the log files in the trail's bucket. */
  readonly on: 'trail' | 'bucket' | 'objects' | 'key' | 'log group';
  /** Ends "it can"; `{trail}` stands for its name. */
  readonly what: string;
}

/**
 * Read 2026-11-22:
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/best-practices-security.html
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-delete-trails-console.html
 * https://docs.aws.amazon.com/kms/latest/developerguide/deleting-keys.html
 */
export const TAMPERINGS: readonly Tampering[] = [
  { action: 'cloudtrail:StopLogging', on: 'trail', what: 'stop {trail}' },
  { action: 'cloudtrail:DeleteTrail', on: 'trail', what: 'delete {trail}' },
  { action: 'cloudtrail:UpdateTrail', on: 'trail', what: 'send the log files of {trail} elsewhere' },
  { action: 'cloudtrail:PutEventSelectors', on: 'trail', what: 'choose what {trail} leaves out' },
  { action: 's3:DeleteObject', on: 'objects', what: 'delete log files of {trail}' },
  { action: 's3:DeleteObjectVersion', on: 'objects', what: 'delete log files of {trail} for good' },
  { action: 's3:PutObject', on: 'objects', what: 'overwrite log files of {trail}' },
  { action: 's3:PutLifecycleConfiguration', on: 'bucket', what: 'let the log files of {trail} expire' },
  { action: 's3:PutBucketPolicy', on: 'bucket', what: 'rewrite the policy of the bucket of {trail}' },
  { action: 's3:DeleteBucketPolicy', on: 'bucket', what: 'delete the policy of the bucket of {trail}' },
  { action: 's3:PutBucketVersioning', on: 'bucket', what: 'suspend versions in the bucket of {trail}' },
  { action: 'kms:DisableKey', on: 'key', what: 'disable the key of {trail}' },
  { action: 'kms:ScheduleKeyDeletion', on: 'key', what: 'delete the key of {trail}' },
  { action: 'kms:PutKeyPolicy', on: 'key', what: 'rewrite the policy of the key of {trail}' },
  { action: 'logs:DeleteLogGroup', on: 'log group', what: 'delete the log group of {trail}' },
  { action: 'logs:DeleteLogStream', on: 'log group', what: 'delete log streams of {trail}' },
];
