/** What an operation needs of the customer managed key that its resource is encrypted with. */
export interface CustomerKeyUse {
  readonly actions: readonly string[];
  /** The service's name in kms:ViaService, before the Region: `sqs` of `sqs.eu-west-1.amazonaws.com`. */
  readonly via: string;
}

const DECRYPT = ['kms:Decrypt'];
const GENERATE = ['kms:GenerateDataKey'];
const BOTH = ['kms:Decrypt', 'kms:GenerateDataKey'];

/** By service: name in kms:ViaService, then the operations that need each set of actions.
 *  Where the service uses the key by a grant (Lambda, Firehose) or as itself (EventBridge), the caller needs nothing.
 *  https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-via-service */
const USES: Readonly<Record<string, { readonly via: string; readonly uses: readonly (readonly [readonly string[], string])[] }>> = {
  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html; a multipart upload reads its parts back.
  s3: {
    via: 's3',
    uses: [
      [DECRYPT, 'GetObject HeadObject GetObjectAttributes SelectObjectContent'],
      [GENERATE, 'PutObject'],
      [BOTH, 'CopyObject CreateMultipartUpload UploadPart UploadPartCopy CompleteMultipartUpload'],
    ],
  },
  // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html
  sqs: {
    via: 'sqs',
    uses: [
      [BOTH, 'SendMessage SendMessageBatch'],
      [DECRYPT, 'ReceiveMessage StartMessageMoveTask'],
    ],
  },
  // https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
  sns: { via: 'sns', uses: [[BOTH, 'Publish PublishBatch']] },
  // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.usagenotes.html: the caller needs kms:Decrypt, by way of DynamoDB, for reads and writes alike.
  dynamodb: {
    via: 'dynamodb',
    uses: [
      [
        DECRYPT,
        'GetItem PutItem UpdateItem DeleteItem Query Scan BatchGetItem BatchWriteItem TransactGetItems TransactWriteItems ExecuteStatement BatchExecuteStatement ExecuteTransaction SearchVectors',
      ],
    ],
  },
  dynamodbstreams: { via: 'dynamodb', uses: [[DECRYPT, 'GetRecords GetShardIterator']] },
  // https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html
  secretsmanager: {
    via: 'secretsmanager',
    uses: [
      [DECRYPT, 'GetSecretValue BatchGetSecretValue'],
      [BOTH, 'CreateSecret PutSecretValue UpdateSecret ReplicateSecretToRegions'],
    ],
  },
  // https://docs.aws.amazon.com/kms/latest/developerguide/services-parameter-store.html; advanced parameters need kms:GenerateDataKey instead.
  ssm: {
    via: 'ssm',
    uses: [
      [DECRYPT, 'GetParameter GetParameters GetParametersByPath GetParameterHistory'],
      [['kms:Encrypt'], 'PutParameter'],
    ],
  },
  // https://docs.aws.amazon.com/streams/latest/dev/permissions-user-key-KMS.html
  kinesis: {
    via: 'kinesis',
    uses: [
      [GENERATE, 'PutRecord PutRecords'],
      [DECRYPT, 'GetRecords SubscribeToShard'],
    ],
  },
  // https://docs.aws.amazon.com/step-functions/latest/dg/encryption-at-rest.html: an execution uses the state machine's role; its history is decrypted for the reader.
  stepfunctions: {
    via: 'states',
    uses: [[DECRYPT, 'DescribeExecution GetExecutionHistory DescribeStateMachine DescribeStateMachineForExecution GetActivityTask']],
  },
};

/** What the caller of an operation needs of the customer managed key of the operation's resource; null when the service uses the key by itself, or not at all. */
export function customerKeyActions(service: string, operation: string): CustomerKeyUse | null {
  const known = Object.hasOwn(USES, service) ? USES[service] : undefined;
  const use = known?.uses.find(([, operations]) => operations.split(' ').includes(operation));
  return known && use ? { actions: use[0], via: known.via } : null;
}
