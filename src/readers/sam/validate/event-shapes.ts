import type { Shape } from './shape.ts';

/** Properties that every event source Lambda polls may have. */
const POLLED: Shape = {
  BatchSize: 'integer',
  StartingPosition: 'any',
  StartingPositionTimestamp: 'any',
  Enabled: 'boolean',
  MaximumBatchingWindowInSeconds: 'integer',
  MaximumRetryAttempts: 'integer',
  BisectBatchOnFunctionError: 'boolean',
  MaximumRecordAgeInSeconds: 'integer',
  DestinationConfig: 'map',
  ParallelizationFactor: 'integer',
  Topics: 'list',
  Queues: 'list',
  SourceAccessConfigurations: 'list',
  SecretsManagerKmsKeyId: 'string',
  TumblingWindowInSeconds: 'integer',
  FunctionResponseTypes: 'list',
  KafkaBootstrapServers: 'list',
  FilterCriteria: 'map',
  KmsKeyArn: 'any',
  ConsumerGroupId: 'string',
  ScalingConfig: 'map',
  ProvisionedPollerConfig: 'map',
  SchemaRegistryConfig: 'map',
  MetricsConfig: 'map',
  LoggingConfig: 'map',
};

const SCHEDULE_V2: Shape = {
  PermissionsBoundary: 'string',
  ScheduleExpression: 'required string',
  FlexibleTimeWindow: 'map',
  Name: 'string',
  State: 'string',
  Description: 'string',
  StartDate: 'string',
  EndDate: 'string',
  ScheduleExpressionTimezone: 'string',
  GroupName: 'string',
  KmsKeyArn: 'string',
  Input: 'string',
  RoleArn: 'string',
  DeadLetterConfig: 'map',
  RetryPolicy: 'map',
  OmitName: 'literal boolean',
};

const RULE: Shape = {
  EventBusName: 'string',
  RuleName: 'string',
  Pattern: 'map',
  DeadLetterConfig: 'map',
  RetryPolicy: 'map',
  Input: 'string',
  InputPath: 'string',
  Target: 'map',
  Enabled: 'boolean',
  State: 'string',
  InputTransformer: 'map',
};

const STATE_MACHINE_RULE: Shape = {
  EventBusName: 'string',
  RuleName: 'string',
  Pattern: 'map',
  Input: 'string',
  InputPath: 'string',
  DeadLetterConfig: 'map',
  RetryPolicy: 'map',
  State: 'string',
  Target: 'literal map',
  InputTransformer: 'map',
};

/** Properties of the event types of functions. Facts of
 *  https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-eventsource.html */
export const FUNCTION_EVENT_SHAPES: { readonly [type: string]: Shape } = {
  AlexaSkill: {
    SkillId: 'string',
  },
  Api: {
    Path: 'required string',
    Method: 'required string',
    RestApiId: 'string',
    Stage: 'string',
    Auth: 'map',
    RequestModel: 'map',
    RequestParameters: 'list',
    TimeoutInMillis: 'integer',
    ResponseTransferMode: 'string',
  },
  CloudWatchEvent: RULE,
  CloudWatchLogs: {
    LogGroupName: 'required string',
    FilterPattern: 'required string',
  },
  Cognito: {
    UserPool: 'required string',
    Trigger: 'required literal string|list<string>',
  },
  DocumentDB: {
    ...POLLED,
    Cluster: 'required any',
    DatabaseName: 'required any',
    CollectionName: 'any',
    FullDocument: 'any',
  },
  DynamoDB: {
    ...POLLED,
    StartingPosition: 'required any',
    Stream: 'required any',
  },
  EventBridgeRule: RULE,
  HttpApi: {
    Path: 'string',
    Method: 'string',
    ApiId: 'string',
    Stage: 'string',
    Auth: 'map',
    TimeoutInMillis: 'integer',
    RouteSettings: 'map',
    PayloadFormatVersion: 'string',
  },
  IoTRule: {
    Sql: 'required string',
    AwsIotSqlVersion: 'string',
  },
  Kinesis: {
    ...POLLED,
    StartingPosition: 'required any',
    Stream: 'required any',
  },
  MQ: {
    ...POLLED,
    Broker: 'required any',
    DynamicPolicyName: 'literal boolean',
  },
  MSK: {
    ...POLLED,
    StartingPosition: 'required any',
    Stream: 'required any',
  },
  S3: {
    Bucket: 'required string',
    Events: 'required literal string|list<string>',
    Filter: 'map<string>',
  },
  SNS: {
    Topic: 'required string',
    Region: 'string',
    FilterPolicy: 'any',
    FilterPolicyScope: 'any',
    SqsSubscription: 'boolean|map',
    RedrivePolicy: 'map',
  },
  SQS: {
    ...POLLED,
    Queue: 'required any',
  },
  Schedule: {
    Schedule: 'required string',
    RuleName: 'string',
    Input: 'string',
    Enabled: 'boolean',
    State: 'string',
    Name: 'string',
    Description: 'string',
    DeadLetterConfig: 'map',
    RetryPolicy: 'map',
  },
  ScheduleV2: SCHEDULE_V2,
  SelfManagedKafka: {
    ...POLLED,
  },
};

/** Properties of the event types of state machines. Facts of
 *  https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-statemachine-statemachineeventsource.html */
export const STATE_MACHINE_EVENT_SHAPES: { readonly [type: string]: Shape } = {
  Api: {
    Path: 'required string',
    Method: 'required string',
    RestApiId: 'string',
    Stage: 'string',
    Auth: 'map',
    UnescapeMappingTemplate: 'literal boolean',
  },
  CloudWatchEvent: STATE_MACHINE_RULE,
  EventBridgeRule: STATE_MACHINE_RULE,
  Schedule: {
    Schedule: 'required string',
    Input: 'string',
    Enabled: 'boolean',
    State: 'string',
    Name: 'string',
    Description: 'string',
    DeadLetterConfig: 'map',
    RetryPolicy: 'map',
    Target: 'literal map',
    RoleArn: 'literal string',
  },
  ScheduleV2: SCHEDULE_V2,
};
