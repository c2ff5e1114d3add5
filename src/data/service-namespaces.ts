import { lineOf } from './lines.ts';

/** One CloudWatch metric that a service sends on its own. */
export interface Metric {
  readonly namespace: string;
  readonly name: string;
  /** The statistic that AWS's page recommends; `Average` of a count of 0s and 1s is a rate. */
  readonly statistic: 'Sum' | 'Average' | 'Maximum';
  /** Sets of dimension names under which the metric exists; an alarm with any other set reads no data. */
  readonly dimensionSets: readonly (readonly string[])[];
  /** What the service sends while it is used and nothing of the kind happens: a zero, nothing at all, or unknown as AWS does not say. */
  readonly whenQuiet: 'zero' | 'nothing' | 'unknown';
}

/** Dimension sets by the name that METRICS uses; `-` is the empty set: the whole account and region. */
const DIMENSIONS: Readonly<Record<string, string>> = {
  account: '-',
  // https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-view.html
  function: '- FunctionName FunctionName,Resource ExecutedVersion,FunctionName,Resource',
  durable: 'FunctionName',
  mapping: 'EventSourceMappingUUID',
  // https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-metrics-and-dimensions.html
  rest: 'ApiName ApiName,Stage ApiName,Method,Resource,Stage',
  // https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-metrics.html
  http: 'ApiId ApiId,Stage ApiId,Method,Resource,Stage',
  // https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-logging.html
  websocket: 'ApiId ApiId,Stage ApiId,Route,Stage',
  both: 'ApiName ApiName,Stage ApiName,Method,Resource,Stage ApiId ApiId,Stage ApiId,Method,Resource,Stage ApiId,Route,Stage',
  // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html
  queue: 'QueueName',
  // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/metrics-dimensions.html
  table: 'TableName',
  index: 'TableName GlobalSecondaryIndexName,TableName',
  operation: 'Operation,TableName',
  replica: 'ReceivingRegion,TableName',
  gsi: 'GlobalSecondaryIndexName,TableName',
  capture: 'DelegatedOperation,TableName',
  'table-stream': 'Operation,StreamLabel,TableName',
  // https://docs.aws.amazon.com/streams/latest/dev/monitoring-with-cloudwatch.html
  stream: 'StreamName',
  shard: 'StreamName ShardId,StreamName',
  // https://docs.aws.amazon.com/step-functions/latest/dg/procedure-cw-metrics.html
  execution: 'StateMachineArn Alias,StateMachineArn StateMachineArn,Version',
  activity: 'ActivityArn',
  task: 'LambdaFunctionArn',
  // https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-monitoring.html
  rule: '- RuleName EventBusName,RuleName',
  bus: '- EventBusName',
  // https://docs.aws.amazon.com/sns/latest/dg/sns-monitoring-using-cloudwatch.html
  topic: 'TopicName',
  sms: '- Country,SMSType PhoneNumber SMSType',
};

/** A line for each metric: namespace and name, then dimension sets, statistic, and what is sent when quiet (`0`, `-` nothing, `?`).
 *  Pages as above; REST, HTTP and WebSocket APIs share one namespace, and a metric's name tells them apart but for case. */
const METRICS: string = `
AWS/Lambda Invocations	function Sum -
AWS/Lambda Errors	function Sum 0
AWS/Lambda Throttles	function Sum 0
AWS/Lambda Duration	function Average -
AWS/Lambda PostRuntimeExtensionsDuration	function Average -
AWS/Lambda ConcurrentExecutions	function Maximum -
AWS/Lambda UnreservedConcurrentExecutions	account Maximum -
AWS/Lambda ClaimedAccountConcurrency	account Maximum ?
AWS/Lambda ProvisionedConcurrentExecutions	function Maximum ?
AWS/Lambda ProvisionedConcurrencyUtilization	function Maximum ?
AWS/Lambda ProvisionedConcurrencyInvocations	function Sum ?
AWS/Lambda ProvisionedConcurrencySpilloverInvocations	function Sum ?
AWS/Lambda IteratorAge	function Maximum -
AWS/Lambda OffsetLag	function Maximum -
AWS/Lambda OversizedRecordCount	function Sum -
AWS/Lambda DeadLetterErrors	function Sum ?
AWS/Lambda DestinationDeliveryFailures	function Sum ?
AWS/Lambda RecursiveInvocationsDropped	function Sum -
AWS/Lambda SignatureValidationErrors	function Sum -
AWS/Lambda AsyncEventsReceived	function Sum -
AWS/Lambda AsyncEventAge	function Maximum -
AWS/Lambda AsyncEventsDropped	function Sum ?
AWS/Lambda PolledEventCount	mapping Sum ?
AWS/Lambda FilteredOutEventCount	mapping Sum ?
AWS/Lambda InvokedEventCount	mapping Sum ?
AWS/Lambda FailedInvokeEventCount	mapping Sum ?
AWS/Lambda DroppedEventCount	mapping Sum ?
AWS/Lambda OnFailureDestinationDeliveredEventCount	mapping Sum ?
AWS/Lambda DeletedEventCount	mapping Sum ?
AWS/Lambda ProvisionedPollers	mapping Maximum ?
AWS/Lambda ApproximateRunningDurableExecutions	durable Maximum ?
AWS/Lambda ApproximateRunningDurableExecutionsUtilization	account Maximum ?
AWS/Lambda DurableExecutionDuration	durable Average -
AWS/Lambda DurableExecutionStarted	durable Sum ?
AWS/Lambda DurableExecutionStopped	durable Sum ?
AWS/Lambda DurableExecutionSucceeded	durable Sum ?
AWS/Lambda DurableExecutionFailed	durable Sum ?
AWS/Lambda DurableExecutionTimedOut	durable Sum ?
AWS/Lambda DurableExecutionOperations	durable Sum ?
AWS/Lambda DurableExecutionStorageWrittenBytes	durable Sum ?
AWS/ApiGateway 4XXError	rest Sum 0
AWS/ApiGateway 5XXError	rest Sum 0
AWS/ApiGateway CacheHitCount	rest Sum ?
AWS/ApiGateway CacheMissCount	rest Sum ?
AWS/ApiGateway 4xx	http Sum 0
AWS/ApiGateway 5xx	http Sum 0
AWS/ApiGateway DataProcessed	http Sum -
AWS/ApiGateway Count	both Sum -
AWS/ApiGateway Latency	both Average -
AWS/ApiGateway IntegrationLatency	both Average -
AWS/ApiGateway ConnectCount	websocket Sum ?
AWS/ApiGateway MessageCount	websocket Sum ?
AWS/ApiGateway IntegrationError	websocket Sum ?
AWS/ApiGateway ClientError	websocket Sum ?
AWS/ApiGateway ExecutionError	websocket Sum ?
AWS/SQS ApproximateAgeOfOldestMessage	queue Maximum 0
AWS/SQS ApproximateNumberOfMessagesDelayed	queue Maximum 0
AWS/SQS ApproximateNumberOfMessagesNotVisible	queue Maximum 0
AWS/SQS ApproximateNumberOfMessagesVisible	queue Maximum 0
AWS/SQS ApproximateNumberOfGroupsWithInflightMessages	queue Maximum ?
AWS/SQS ApproximateNumberOfNoisyGroups	queue Maximum ?
AWS/SQS ApproximateAgeOfOldestMessageInQuietGroups	queue Maximum ?
AWS/SQS ApproximateNumberOfMessagesDelayedInQuietGroups	queue Maximum ?
AWS/SQS ApproximateNumberOfMessagesNotVisibleInQuietGroups	queue Maximum ?
AWS/SQS ApproximateNumberOfMessagesVisibleInQuietGroups	queue Maximum ?
AWS/SQS NumberOfDeduplicatedSentMessages	queue Sum ?
AWS/SQS NumberOfEmptyReceives	queue Sum 0
AWS/SQS NumberOfMessagesDeleted	queue Sum 0
AWS/SQS NumberOfMessagesReceived	queue Sum 0
AWS/SQS NumberOfMessagesSent	queue Sum 0
AWS/SQS SentMessageSize	queue Average -
AWS/DynamoDB ConsumedReadCapacityUnits	index Sum ?
AWS/DynamoDB ConsumedWriteCapacityUnits	index Sum ?
AWS/DynamoDB ProvisionedReadCapacityUnits	index Average -
AWS/DynamoDB ProvisionedWriteCapacityUnits	index Average -
AWS/DynamoDB ReadThrottleEvents	index Sum -
AWS/DynamoDB WriteThrottleEvents	index Sum -
AWS/DynamoDB ReadAccountLimitThrottleEvents	index Sum -
AWS/DynamoDB ReadKeyRangeThroughputThrottleEvents	index Sum -
AWS/DynamoDB ReadMaxOnDemandThroughputThrottleEvents	index Sum -
AWS/DynamoDB ReadProvisionedThroughputThrottleEvents	index Sum -
AWS/DynamoDB WriteAccountLimitThrottleEvents	index Sum -
AWS/DynamoDB WriteKeyRangeThroughputThrottleEvents	index Sum -
AWS/DynamoDB WriteMaxOnDemandThroughputThrottleEvents	index Sum -
AWS/DynamoDB WriteProvisionedThroughputThrottleEvents	index Sum -
AWS/DynamoDB OnDemandMaxReadRequestUnits	index Average ?
AWS/DynamoDB OnDemandMaxWriteRequestUnits	index Average ?
AWS/DynamoDB OnlineIndexConsumedWriteCapacity	gsi Sum -
AWS/DynamoDB OnlineIndexPercentageProgress	gsi Average -
AWS/DynamoDB OnlineIndexThrottleEvents	gsi Sum -
AWS/DynamoDB ConditionalCheckFailedRequests	table Sum -
AWS/DynamoDB TransactionConflict	table Sum -
AWS/DynamoDB TimeToLiveDeletedItemCount	table Sum ?
AWS/DynamoDB SuccessfulRequestLatency	operation Average -
AWS/DynamoDB ReturnedItemCount	operation Average -
AWS/DynamoDB SystemErrors	operation Sum -
AWS/DynamoDB ThrottledRequests	operation Sum -
AWS/DynamoDB ReplicationLatency	replica Average -
AWS/DynamoDB PendingReplicationCount	replica Average -
AWS/DynamoDB AgeOfOldestUnreplicatedRecord	capture Average -
AWS/DynamoDB ConsumedChangeDataCaptureUnits	capture Average -
AWS/DynamoDB ThrottledPutRecordCount	capture Average -
AWS/DynamoDB ReturnedBytes	table-stream Average -
AWS/DynamoDB ReturnedRecordsCount	table-stream Average -
AWS/DynamoDB UserErrors	account Sum -
AWS/DynamoDB AccountProvisionedReadCapacityUtilization	account Maximum ?
AWS/DynamoDB AccountProvisionedWriteCapacityUtilization	account Maximum ?
AWS/DynamoDB AccountMaxReads	account Maximum ?
AWS/DynamoDB AccountMaxTableLevelReads	account Maximum ?
AWS/DynamoDB AccountMaxTableLevelWrites	account Maximum ?
AWS/DynamoDB AccountMaxWrites	account Maximum ?
AWS/DynamoDB MaxProvisionedTableReadCapacityUtilization	account Maximum ?
AWS/DynamoDB MaxProvisionedTableWriteCapacityUtilization	account Maximum ?
AWS/Kinesis GetRecords.Bytes	stream Sum -
AWS/Kinesis GetRecords.IteratorAgeMilliseconds	stream Maximum -
AWS/Kinesis GetRecords.Latency	stream Maximum -
AWS/Kinesis GetRecords.Records	stream Sum -
AWS/Kinesis GetRecords.Success	stream Sum -
AWS/Kinesis IncomingBytes	shard Sum -
AWS/Kinesis IncomingRecords	shard Sum -
AWS/Kinesis IteratorAgeMilliseconds	shard Maximum -
AWS/Kinesis OutgoingBytes	shard Sum -
AWS/Kinesis OutgoingRecords	shard Sum -
AWS/Kinesis PutRecord.Success	stream Average -
AWS/Kinesis PutRecords.Bytes	stream Sum -
AWS/Kinesis PutRecords.Success	stream Average -
AWS/Kinesis PutRecords.FailedRecords	stream Sum ?
AWS/Kinesis PutRecords.ThrottledRecords	stream Sum ?
AWS/Kinesis ReadProvisionedThroughputExceeded	shard Sum 0
AWS/Kinesis WriteProvisionedThroughputExceeded	shard Sum 0
AWS/States ExecutionsStarted	execution Sum -
AWS/States ExecutionsSucceeded	execution Sum ?
AWS/States ExecutionsFailed	execution Sum ?
AWS/States ExecutionsAborted	execution Sum ?
AWS/States ExecutionsTimedOut	execution Sum ?
AWS/States ExecutionThrottled	execution Sum ?
AWS/States ExecutionTime	execution Average -
AWS/States ExpressExecutionBilledDuration	execution Average -
AWS/States ExpressExecutionBilledMemory	execution Average -
AWS/States ExpressExecutionMemory	execution Average -
AWS/States ActivitiesFailed	activity Sum ?
AWS/States ActivitiesHeartbeatTimedOut	activity Sum ?
AWS/States ActivitiesScheduled	activity Sum ?
AWS/States ActivitiesStarted	activity Sum ?
AWS/States ActivitiesSucceeded	activity Sum ?
AWS/States ActivitiesTimedOut	activity Sum ?
AWS/States ActivityRunTime	activity Average -
AWS/States ActivityScheduleTime	activity Average -
AWS/States ActivityTime	activity Average -
AWS/States LambdaFunctionsFailed	task Sum ?
AWS/States LambdaFunctionsScheduled	task Sum ?
AWS/States LambdaFunctionsStarted	task Sum ?
AWS/States LambdaFunctionsSucceeded	task Sum ?
AWS/States LambdaFunctionsTimedOut	task Sum ?
AWS/States LambdaFunctionTime	task Average -
AWS/Events Invocations	rule Sum -
AWS/Events FailedInvocations	rule Sum -
AWS/Events DeadLetterInvocations	rule Sum -
AWS/Events InvocationsFailedToBeSentToDlq	rule Sum -
AWS/Events InvocationsSentToDlq	rule Sum -
AWS/Events MatchedEvents	rule Sum -
AWS/Events RetryInvocationAttempts	rule Sum -
AWS/Events SuccessfulInvocationAttempts	rule Sum -
AWS/Events ThrottledRules	rule Sum -
AWS/Events TriggeredRules	rule Sum -
AWS/Events InvocationAttempts	rule Sum -
AWS/Events InvocationsCreated	account Sum -
AWS/Events IngestionToInvocationStartLatency	rule Average -
AWS/Events IngestionToInvocationCompleteLatency	rule Average -
AWS/Events PutEventsApproximateCallCount	bus Sum -
AWS/Events PutEventsApproximateFailedCount	bus Sum -
AWS/Events PutEventsApproximateSuccessCount	bus Sum -
AWS/Events PutEventsApproximateThrottledCount	bus Sum -
AWS/SNS NumberOfMessagesPublished	topic Sum -
AWS/SNS NumberOfNotificationsDelivered	topic Sum -
AWS/SNS NumberOfNotificationsFailed	topic Sum ?
AWS/SNS NumberOfNotificationsFilteredOut	topic Sum ?
AWS/SNS NumberOfNotificationsFilteredOut-InvalidAttributes	topic Sum ?
AWS/SNS NumberOfNotificationsFilteredOut-InvalidMessageBody	topic Sum ?
AWS/SNS NumberOfNotificationsFilteredOut-MessageAttributes	topic Sum ?
AWS/SNS NumberOfNotificationsFilteredOut-MessageBody	topic Sum ?
AWS/SNS NumberOfNotificationsFilteredOut-NoMessageAttributes	topic Sum ?
AWS/SNS NumberOfNotificationsFailedToRedriveToDlq	topic Sum ?
AWS/SNS NumberOfNotificationsRedrivenToDlq	topic Sum ?
AWS/SNS PublishSize	topic Average -
AWS/SNS SMSMonthToDateSpentUSD	account Maximum ?
AWS/SNS SMSSuccessRate	sms Average -
`;

/** Which resource a dimension's value names; the value is what `Ref` or the attribute in brackets gives. */
const OWNERS: Readonly<Record<string, readonly DimensionOwner[]>> = {
  'AWS/Lambda FunctionName': [{ type: 'AWS::Lambda::Function', from: 'Ref' }],
  'AWS/Lambda EventSourceMappingUUID': [{ type: 'AWS::Lambda::EventSourceMapping', from: 'Ref' }],
  'AWS/ApiGateway ApiName': [{ type: 'AWS::ApiGateway::RestApi', from: 'Name' }],
  'AWS/ApiGateway ApiId': [{ type: 'AWS::ApiGatewayV2::Api', from: 'Ref' }],
  'AWS/ApiGateway Stage': [
    { type: 'AWS::ApiGateway::Stage', from: 'Ref' },
    { type: 'AWS::ApiGatewayV2::Stage', from: 'Ref' },
  ],
  'AWS/SQS QueueName': [{ type: 'AWS::SQS::Queue', from: 'QueueName' }],
  'AWS/DynamoDB TableName': [
    { type: 'AWS::DynamoDB::Table', from: 'Ref' },
    { type: 'AWS::DynamoDB::GlobalTable', from: 'Ref' },
  ],
  'AWS/Kinesis StreamName': [{ type: 'AWS::Kinesis::Stream', from: 'Ref' }],
  'AWS/States StateMachineArn': [{ type: 'AWS::StepFunctions::StateMachine', from: 'Ref' }],
  'AWS/States ActivityArn': [{ type: 'AWS::StepFunctions::Activity', from: 'Ref' }],
  'AWS/States LambdaFunctionArn': [{ type: 'AWS::Lambda::Function', from: 'Arn' }],
  'AWS/Events RuleName': [{ type: 'AWS::Events::Rule', from: 'Ref' }],
  'AWS/Events EventBusName': [{ type: 'AWS::Events::EventBus', from: 'Ref' }],
  'AWS/SNS TopicName': [{ type: 'AWS::SNS::Topic', from: 'TopicName' }],
};

/** Where a dimension's value comes from: a resource type, and `Ref` or the property or attribute that has the value. */
export interface DimensionOwner {
  readonly type: string;
  readonly from: string;
}

const QUIET: Readonly<Record<string, Metric['whenQuiet']>> = { '0': 'zero', '-': 'nothing' };

/** Namespaces listed here. AWS adds metrics now and then, so a name that is not listed is unknown; a name that differs from a listed one by case or a letter is a misspelling. */
export const serviceNamespaces: readonly string[] = [...new Set(METRICS.match(/^AWS\/\w+/gm))];

/** The metric of that name (case counts: `5XXError` is a REST API's, `5xx` an HTTP API's); undefined when the service sends none, or the namespace is not listed. */
export function metricOf(namespace: string, name: string): Metric | undefined {
  const line = lineOf(METRICS, `${namespace} ${name}`);
  if (line === undefined) return undefined;
  const [dimensions = '', statistic = 'Sum', quiet = '?'] = line.split(' ');
  const sets = (DIMENSIONS[dimensions] ?? '').split(' ').map((set) => (set === '-' ? [] : set.split(',')));
  return { namespace, name, statistic: statistic as Metric['statistic'], dimensionSets: sets, whenQuiet: QUIET[quiet] ?? 'unknown' };
}

/** Whether the metric has data under exactly these dimension names, in any order. */
export function existsUnder(metric: Metric, dimensionNames: readonly string[]): boolean {
  const wanted = dimensionNames.toSorted().join();
  return metric.dimensionSets.some((set) => set.toSorted().join() === wanted);
}

/** The resource types whose name, id or ARN is this dimension's value; empty for dimensions that name no resource (`Operation`, `Method`). */
export function dimensionOwners(namespace: string, dimension: string): readonly DimensionOwner[] {
  const key = `${namespace} ${dimension}`;
  return Object.hasOwn(OWNERS, key) ? (OWNERS[key] ?? []) : [];
}
