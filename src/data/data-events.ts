/** How CloudTrail records an operation. */
export type EventKind =
  /** A data event of this resource type (`AWS::S3::Object`): only selectors for the type record it. */
  | { readonly kind: 'data'; readonly resourceType: string }
  | { readonly kind: 'management' }
  /** CloudTrail has no event of it. */
  | { readonly kind: 'none' };

interface DataEvents {
  readonly operations: RegExp;
  readonly resourceType: string;
}

// Operations of each service (botocore's name) that are data events, as of 2026-11.
// https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-data-events-with-cloudtrail.html
const DATA_EVENTS: Readonly<Record<string, readonly DataEvents[]>> = {
  // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/logging-using-cloudtrail.html
  dynamodb: [
    {
      operations:
        /^(?:Batch(?:ExecuteStatement|GetItem|WriteItem)|(?:Delete|Get|Put|Update)Item|Execute(?:Statement|Transaction)|Query|Scan|Transact(?:Get|Write)Items)$/,
      resourceType: 'AWS::DynamoDB::Table',
    },
  ],
  dynamodbstreams: [{ operations: /^Get(?:Records|ShardIterator)$/, resourceType: 'AWS::DynamoDB::Stream' }],
  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/cloudtrail-logging-s3-info.html
  s3: [
    {
      operations:
        /^(?:(?:Get|Put|Head|Copy|Delete|Restore|Rename)Objects?(?:Acl|Attributes|LegalHold|Retention|Tagging|Torrent)?|ListObjects(?:V2)?|ListObjectVersions|ListParts|HeadBucket|SelectObjectContent|UploadPart(?:Copy)?|(?:Create|Complete|Abort)MultipartUpload)$/,
      resourceType: 'AWS::S3::Object',
    },
  ],
  lambda: [{ operations: /^Invoke(?:WithResponseStream|Async)?$/, resourceType: 'AWS::Lambda::Function' }],
  // https://docs.aws.amazon.com/sns/latest/dg/logging-using-cloudtrail.html
  sns: [{ operations: /^Publish(?:Batch)?$/, resourceType: 'AWS::SNS::Topic' }],
  // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-logging-using-cloudtrail.html
  sqs: [
    {
      operations: /^(?:(?:Send|Delete)Message(?:Batch)?|ReceiveMessage|ChangeMessageVisibility(?:Batch)?)$/,
      resourceType: 'AWS::SQS::Queue',
    },
  ],
  // https://docs.aws.amazon.com/streams/latest/dev/logging-using-cloudtrail.html
  kinesis: [{ operations: /^(?:PutRecords?|Get(?:Records|ShardIterator)|SubscribeToShard)$/, resourceType: 'AWS::Kinesis::Stream' }],
  'rds-data': [
    { operations: /^(?:(?:Batch)?ExecuteStatement|(?:Begin|Commit|Rollback)Transaction)$/, resourceType: 'AWS::RDS::DBCluster' },
  ],
  ses: [{ operations: /^Send/, resourceType: 'AWS::SES::EmailIdentity' }],
  sesv2: [{ operations: /^Send/, resourceType: 'AWS::SES::EmailIdentity' }],
  cloudwatch: [{ operations: /^(?:PutMetricData|GetMetricData)$/, resourceType: 'AWS::CloudWatch::Metric' }],
  appconfigdata: [{ operations: /^(?:GetLatestConfiguration|StartConfigurationSession)$/, resourceType: 'AWS::AppConfig::Configuration' }],
  // Since May 2026: https://docs.aws.amazon.com/eventbridge/latest/userguide/logging-using-cloudtrail.html
  events: [{ operations: /^PutEvents$/, resourceType: 'AWS::Events::EventBus' }],
  'bedrock-agent-runtime': [
    { operations: /^Invoke(?:Inline)?Agent$/, resourceType: 'AWS::Bedrock::AgentAlias' },
    { operations: /^Retrieve(?:AndGenerate)?(?:Stream)?$/, resourceType: 'AWS::Bedrock::KnowledgeBase' },
    { operations: /^InvokeFlow$/, resourceType: 'AWS::Bedrock::FlowAlias' },
  ],
};

// "This API action isn't logged in CloudTrail" (API references of StartSyncExecution and of the services below).
const NEVER: Readonly<Record<string, RegExp>> = {
  stepfunctions: /^StartSyncExecution$/,
  apigatewaymanagementapi: /./,
};

/** What CloudTrail makes of an operation; `service` is botocore's name. What no table names is a management event. */
export function eventKind(service: string, operation: string): EventKind {
  const rows = Object.hasOwn(DATA_EVENTS, service) ? DATA_EVENTS[service] : undefined;
  const found = rows?.find(({ operations }) => operations.test(operation));
  if (found !== undefined) return { kind: 'data', resourceType: found.resourceType };
  const never = Object.hasOwn(NEVER, service) ? NEVER[service] : undefined;
  return never?.test(operation) === true ? { kind: 'none' } : { kind: 'management' };
}

/** US dollars for a million data events that a trail delivers: 0.10 for 100,000, in every Region. https://aws.amazon.com/cloudtrail/pricing/ (2026-11) */
export const DOLLARS_PER_MILLION_DATA_EVENTS = 1;
