/** What AWS Step Functions needs of a state machine's role beside the action of the integrated API.
 *  https://docs.aws.amazon.com/step-functions/latest/dg/service-integration-iam-templates.html, read 2026-11-22. */
export interface JobIntegration {
  /** Actions on any resource, to watch the job and to stop it. */
  readonly any: readonly string[];
  /** The managed rule of EventBridge that tells of the job's end; null: the service is polled. */
  readonly rule: string | null;
}

/** Integrations that wait for a job to end (`.sync`), by service and API as written in a definition. */
export const JOB_INTEGRATIONS: ReadonlyMap<string, JobIntegration> = new Map([
  ['states:startExecution', { any: [], rule: 'StepFunctionsGetEventsForStepFunctionsExecutionRule' }],
  ['ecs:runTask', { any: ['ecs:StopTask', 'ecs:DescribeTasks'], rule: 'StepFunctionsGetEventsForECSTaskRule' }],
  ['batch:submitJob', { any: ['batch:DescribeJobs', 'batch:TerminateJob'], rule: 'StepFunctionsGetEventsForBatchJobsRule' }],
  [
    'codebuild:startBuild',
    { any: ['codebuild:StopBuild', 'codebuild:BatchGetBuilds'], rule: 'StepFunctionsGetEventForCodeBuildStartBuildRule' },
  ],
  ['glue:startJobRun', { any: ['glue:GetJobRun', 'glue:GetJobRuns', 'glue:BatchStopJobRun'], rule: null }],
]);

/** What the managed rule takes. */
export const RULE_ACTIONS: readonly string[] = ['events:PutTargets', 'events:PutRule', 'events:DescribeRule'];

/** botocore's names of services that definitions call otherwise: optimised integrations, and the packages of the SDK for Java 2.x.
 *  https://docs.aws.amazon.com/step-functions/latest/dg/supported-services-awssdk.html */
export const INTEGRATION_SERVICES: ReadonlyMap<string, string> = new Map([
  ['states', 'stepfunctions'],
  ['sfn', 'stepfunctions'],
  ['bedrock', 'bedrock-runtime'],
  ['bedrockruntime', 'bedrock-runtime'],
  ['eventbridge', 'events'],
  ['cloudwatchlogs', 'logs'],
  ['cognitoidentityprovider', 'cognito-idp'],
  ['rdsdata', 'rds-data'],
  ['apigatewaymanagementapi', 'apigatewaymanagementapi'],
]);

/** Delivery of execution logs. https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html */
export const LOG_DELIVERY: readonly string[] = [
  'logs:CreateLogDelivery',
  'logs:GetLogDelivery',
  'logs:UpdateLogDelivery',
  'logs:DeleteLogDelivery',
  'logs:ListLogDeliveries',
  'logs:PutResourcePolicy',
  'logs:DescribeResourcePolicies',
  'logs:DescribeLogGroups',
];

/** https://docs.aws.amazon.com/step-functions/latest/dg/xray-iam.html */
export const TRACE_DELIVERY: readonly string[] = [
  'xray:PutTraceSegments',
  'xray:PutTelemetryRecords',
  'xray:GetSamplingRules',
  'xray:GetSamplingTargets',
];
