import { property } from '../../../model/template.ts';
import type { Resource } from '../../../model/template.ts';
import { exactText, flag, get, isUnknown, itemsOf, show, unknown } from '../../../model/value.ts';
import type { Unknown, Value } from '../../../model/value.ts';
import { any } from '../../outcomes.ts';

/** How a type encrypts what it stores. */
export interface Store {
  /** Whether it is encrypted at all; `null` where the question does not arise. */
  readonly encrypted: (resource: Resource) => boolean | null | Unknown;
  /** The customer key it names, if any; undefined for types that take none. */
  readonly key?: (resource: Resource) => Value | undefined;
  /** The property that switches it on, for the finding. */
  readonly property: string;
}

function keyAt(path: string): NonNullable<Store['key']> {
  return (resource) => property(resource, path);
}

/** Encrypted whatever the template says; only the key is a choice. */
function alwaysOn(keyPath: string): Store {
  return { encrypted: () => true, key: keyAt(keyPath), property: keyPath };
}

/** Off unless a flag says otherwise. */
function switched(path: string, keyPath: string, absent: boolean = false): Store {
  return { encrypted: (resource) => flag(property(resource, path), absent), key: keyAt(keyPath), property: path };
}

/** Every type that is judged. Facts are those of each type's page in the CloudFormation template reference and of its service's page on encryption at rest. */
export const STORES: Readonly<Record<string, Store>> = {
  'AWS::DynamoDB::Table': alwaysOn('SSESpecification.KMSMasterKeyId'),
  'AWS::DynamoDB::GlobalTable': { encrypted: () => true, key: replicaKey, property: 'ReplicaSSESpecification.KMSMasterKeyId' },
  'AWS::DAX::Cluster': {
    encrypted: (resource) => flag(property(resource, 'SSESpecification.SSEEnabled'), false),
    property: 'SSESpecification.SSEEnabled',
  },
  'AWS::S3::Bucket': { encrypted: () => true, key: bucketKey, property: 'BucketEncryption' },
  'AWS::SQS::Queue': { encrypted: queueEncrypted, key: keyAt('KmsMasterKeyId'), property: 'SqsManagedSseEnabled' },
  // SNS keeps messages on encrypted disks; a key adds encryption of each message (SNS developer guide, data encryption).
  'AWS::SNS::Topic': alwaysOn('KmsMasterKeyId'),
  'AWS::Kinesis::Stream': { encrypted: streamEncrypted, key: keyAt('StreamEncryption.KeyId'), property: 'StreamEncryption' },
  'AWS::KinesisFirehose::DeliveryStream': {
    encrypted: deliveryEncrypted,
    key: keyAt('DeliveryStreamEncryptionConfigurationInput.KeyARN'),
    property: 'DeliveryStreamEncryptionConfigurationInput',
  },
  'AWS::StepFunctions::StateMachine': alwaysOn('EncryptionConfiguration.KmsKeyId'),
  'AWS::SecretsManager::Secret': alwaysOn('KmsKeyId'),
  'AWS::Logs::LogGroup': alwaysOn('KmsKeyId'),
  'AWS::EFS::FileSystem': switched('Encrypted', 'KmsKeyId'),
  'AWS::RDS::DBInstance': { encrypted: instanceEncrypted, key: keyAt('KmsKeyId'), property: 'StorageEncrypted' },
  'AWS::RDS::DBCluster': { encrypted: clusterEncrypted, key: keyAt('KmsKeyId'), property: 'StorageEncrypted' },
  'AWS::DocDB::DBCluster': { encrypted: restored, key: keyAt('KmsKeyId'), property: 'StorageEncrypted' },
  'AWS::Neptune::DBCluster': { encrypted: restored, key: keyAt('KmsKeyId'), property: 'StorageEncrypted' },
  'AWS::ElastiCache::ReplicationGroup': { encrypted: cacheEncrypted, key: keyAt('KmsKeyId'), property: 'AtRestEncryptionEnabled' },
  'AWS::ElastiCache::ServerlessCache': alwaysOn('KmsKeyId'),
  // Since January 2025 new clusters are encrypted unless told otherwise (Redshift management guide, behaviour changes).
  'AWS::Redshift::Cluster': switched('Encrypted', 'KmsKeyId', true),
  'AWS::OpenSearchService::Domain': switched('EncryptionAtRestOptions.Enabled', 'EncryptionAtRestOptions.KmsKeyId'),
  'AWS::Elasticsearch::Domain': switched('EncryptionAtRestOptions.Enabled', 'EncryptionAtRestOptions.KmsKeyId'),
  'AWS::MSK::Cluster': alwaysOn('EncryptionInfo.EncryptionAtRest.DataVolumeKMSKeyId'),
  'AWS::AmazonMQ::Broker': alwaysOn('EncryptionOptions.KmsKeyId'),
};

/** Whether a store names a key of its owner: any key that is not one of AWS's aliases; a reference counts. */
export function hasCustomerKey(store: Store, resource: Resource): boolean | Unknown {
  const key = store.key?.(resource);
  if (key === undefined) return false;
  if (isUnknown(key)) return key;
  return !/(?:^|:)alias\/aws\//.test(show(key));
}

/** SSE-SQS is on by default since October 2022 (SQS developer guide, encryption at rest). */
function queueEncrypted(queue: Resource): boolean | Unknown {
  const key = property(queue, 'KmsMasterKeyId');
  return any([isUnknown(key) ? key : key !== undefined, flag(property(queue, 'SqsManagedSseEnabled'), true)]);
}

function streamEncrypted(stream: Resource): boolean | Unknown {
  const encryption = property(stream, 'StreamEncryption');
  return isUnknown(encryption) ? encryption : encryption !== undefined;
}

/** Firehose keeps nothing of its own when it reads from a stream (Firehose developer guide, data protection). */
function deliveryEncrypted(delivery: Resource): boolean | null | Unknown {
  const type = property(delivery, 'DeliveryStreamType');
  if (type !== undefined && exactText(type) !== 'DirectPut') return null;
  const encryption = property(delivery, 'DeliveryStreamEncryptionConfigurationInput');
  return isUnknown(encryption) ? encryption : encryption !== undefined;
}

/** An instance of a cluster stores with the cluster; a copy is encrypted as its source is. */
function instanceEncrypted(instance: Resource): boolean | null | Unknown {
  if (property(instance, 'DBClusterIdentifier') !== undefined) return null;
  const engine = exactText(property(instance, 'Engine')) ?? '';
  return engine.startsWith('aurora') ? null : restored(instance);
}

/** Aurora encrypts every new cluster since 18 February 2026, under a key of AWS's own unless one is named (Aurora user guide, encrypting resources). */
function clusterEncrypted(cluster: Resource): boolean | Unknown {
  const engine = property(cluster, 'Engine');
  if (isUnknown(engine)) return engine;
  const isAurora = (exactText(engine) ?? '').startsWith('aurora');
  return isAurora ? flag(property(cluster, 'StorageEncrypted'), true) : restored(cluster);
}

const SOURCES: readonly string[] = [
  'DBSnapshotIdentifier',
  'SnapshotIdentifier',
  'SourceDBInstanceIdentifier',
  'SourceDBClusterIdentifier',
  'DBClusterSnapshotIdentifier',
];

function restored(resource: Resource): boolean | Unknown {
  const on = flag(property(resource, 'StorageEncrypted'), false);
  const source = SOURCES.map((path) => property(resource, path)).find((value) => value !== undefined);
  return on === false && source !== undefined ? unknown('it is encrypted as its snapshot or source is', source.at) : on;
}

/** Valkey encrypts by default, Redis OSS does not (ElastiCache API reference, CreateReplicationGroup). */
function cacheEncrypted(group: Resource): boolean | Unknown {
  const engine = property(group, 'Engine');
  if (isUnknown(engine)) return engine;
  return flag(property(group, 'AtRestEncryptionEnabled'), exactText(engine)?.toLowerCase() === 'valkey');
}

function bucketKey(bucket: Resource): Value | undefined {
  const rules = property(bucket, 'BucketEncryption.ServerSideEncryptionConfiguration');
  if (isUnknown(rules)) return rules;
  return itemsOf(rules)
    .map((rule) => get(rule, 'ServerSideEncryptionByDefault.KMSMasterKeyID'))
    .find((key) => key !== undefined);
}

/** One replica without a key is a table without one. */
function replicaKey(table: Resource): Value | undefined {
  const keys = itemsOf(property(table, 'Replicas')).map((replica) => get(replica, 'SSESpecification.KMSMasterKeyId'));
  return keys.every((key) => key !== undefined) ? keys[0] : undefined;
}
