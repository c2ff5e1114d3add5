import type { PolicyTemplateGrant } from './grant.ts';

/** SAM policy templates for tables, buckets, file systems, streams and queries over them.
 *  Facts of https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-policy-template-list.html */
export const STORE_POLICY_TEMPLATES: { readonly [name: string]: readonly PolicyTemplateGrant[] } = {
  AthenaQueryPolicy: [
    {
      service: 'athena',
      actions: `
        ListWorkGroups GetExecutionEngine GetExecutionEngines GetNamespace GetCatalogs GetNamespaces GetTables GetTable`,
      resource: '*',
    },
    {
      service: 'athena',
      actions: `
        StartQueryExecution GetQueryResults DeleteNamedQuery GetNamedQuery ListQueryExecutions StopQueryExecution
        GetQueryResultsStream ListNamedQueries CreateNamedQuery GetQueryExecution BatchGetNamedQuery BatchGetQueryExecution
        GetWorkGroup`,
      resource: 'workgroup/{workgroupName=WorkGroupName}',
    },
  ],
  DynamoDBBackupFullAccessPolicy: [
    { service: 'dynamodb', actions: 'CreateBackup DescribeContinuousBackups', resource: 'table/{TableName}' },
    { service: 'dynamodb', actions: 'DeleteBackup DescribeBackup ListBackups', resource: 'table/{TableName}/backup/*' },
  ],
  DynamoDBCrudPolicy: [
    {
      service: 'dynamodb',
      actions: `
        GetItem DeleteItem PutItem Scan Query UpdateItem BatchWriteItem BatchGetItem DescribeTable ConditionCheckItem`,
      resource: ['table/{TableName}', 'table/{TableName}/index/*'],
    },
  ],
  DynamoDBReadPolicy: [
    {
      service: 'dynamodb',
      actions: 'GetItem Scan Query BatchGetItem DescribeTable',
      resource: ['table/{TableName}', 'table/{TableName}/index/*'],
    },
  ],
  DynamoDBReconfigurePolicy: [{ service: 'dynamodb', actions: 'UpdateTable', resource: 'table/{TableName}' }],
  DynamoDBRestoreFromBackupPolicy: [
    { service: 'dynamodb', actions: 'RestoreTableFromBackup', resource: 'table/{TableName}/backup/*' },
    { service: 'dynamodb', actions: 'PutItem UpdateItem DeleteItem GetItem Query Scan BatchWriteItem', resource: 'table/{TableName}' },
  ],
  DynamoDBStreamReadPolicy: [
    { service: 'dynamodb', actions: 'DescribeStream GetRecords GetShardIterator', resource: 'table/{TableName}/stream/{StreamName}' },
    { service: 'dynamodb', actions: 'ListStreams', resource: 'table/{TableName}/stream/*' },
  ],
  DynamoDBWritePolicy: [
    { service: 'dynamodb', actions: 'PutItem UpdateItem BatchWriteItem', resource: ['table/{TableName}', 'table/{TableName}/index/*'] },
  ],
  EFSWriteAccessPolicy: [
    {
      service: 'elasticfilesystem',
      actions: 'ClientMount ClientWrite',
      resource: 'file-system/{FileSystem=FileSystem}',
      whenEqual: {
        key: 'elasticfilesystem:AccessPointArn',
        service: 'elasticfilesystem',
        resource: 'access-point/{AccessPoint=AccessPoint}',
      },
    },
  ],
  ElasticsearchHttpPostPolicy: [{ service: 'es', actions: 'ESHttpPost ESHttpPut', resource: 'domain/{DomainName}/*' }],
  FirehoseCrudPolicy: [
    {
      service: 'firehose',
      actions: `
        CreateDeliveryStream DeleteDeliveryStream DescribeDeliveryStream PutRecord PutRecordBatch UpdateDestination`,
      resource: 'deliverystream/{DeliveryStreamName}',
    },
  ],
  FirehoseWritePolicy: [{ service: 'firehose', actions: 'PutRecord PutRecordBatch', resource: 'deliverystream/{DeliveryStreamName}' }],
  KinesisCrudPolicy: [
    {
      service: 'kinesis',
      actions: `
        AddTagsToStream CreateStream DecreaseStreamRetentionPeriod DeleteStream DescribeStream DescribeStreamSummary GetShardIterator
        IncreaseStreamRetentionPeriod ListTagsForStream MergeShards PutRecord PutRecords SplitShard RemoveTagsFromStream`,
      resource: 'stream/{StreamName}',
    },
  ],
  KinesisStreamReadPolicy: [
    { service: 'kinesis', actions: 'ListStreams DescribeLimits', resource: 'stream/*' },
    { service: 'kinesis', actions: 'DescribeStream DescribeStreamSummary GetRecords GetShardIterator', resource: 'stream/{StreamName}' },
  ],
  S3CrudPolicy: [
    {
      service: 's3',
      actions: `
        GetObject ListBucket GetBucketLocation GetObjectVersion PutObject PutObjectAcl GetLifecycleConfiguration
        PutLifecycleConfiguration DeleteObject`,
      resource: ['{BucketName}', '{BucketName}/*'],
    },
  ],
  S3FullAccessPolicy: [
    {
      service: 's3',
      actions: `
        GetObject GetObjectAcl GetObjectVersion PutObject PutObjectAcl DeleteObject DeleteObjectTagging DeleteObjectVersionTagging
        GetObjectTagging GetObjectVersionTagging PutObjectTagging PutObjectVersionTagging`,
      resource: ['{BucketName}/*'],
    },
    {
      service: 's3',
      actions: 'ListBucket GetBucketLocation GetLifecycleConfiguration PutLifecycleConfiguration',
      resource: ['{BucketName}'],
    },
  ],
  S3ReadPolicy: [
    {
      service: 's3',
      actions: 'GetObject ListBucket GetBucketLocation GetObjectVersion GetLifecycleConfiguration',
      resource: ['{BucketName}', '{BucketName}/*'],
    },
  ],
  S3WritePolicy: [
    { service: 's3', actions: 'PutObject PutObjectAcl PutLifecycleConfiguration', resource: ['{BucketName}', '{BucketName}/*'] },
  ],
};
