/** What the service integrations of HTTP APIs call, by their subtype: the service as integrations name it, and its operation.
 *  https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-aws-services-reference.html, read 2026-11-22. */
export const HTTP_API_SUBTYPES: ReadonlyMap<string, { readonly service: string; readonly api: string }> = new Map(
  [
    ['EventBridge-PutEvents', 'events', 'PutEvents'],
    ['SQS-SendMessage', 'sqs', 'SendMessage'],
    ['SQS-ReceiveMessage', 'sqs', 'ReceiveMessage'],
    ['SQS-DeleteMessage', 'sqs', 'DeleteMessage'],
    ['SQS-PurgeQueue', 'sqs', 'PurgeQueue'],
    ['AppConfig-GetConfiguration', 'appconfig', 'GetConfiguration'],
    ['Kinesis-PutRecord', 'kinesis', 'PutRecord'],
    ['StepFunctions-StartExecution', 'states', 'StartExecution'],
    ['StepFunctions-StartSyncExecution', 'states', 'StartSyncExecution'],
    ['StepFunctions-StopExecution', 'states', 'StopExecution'],
  ].map(([subtype = '', service = '', api = '']) => [subtype, { service, api }]),
);

/** botocore's names of services that URIs of integrations call by their endpoint. */
export const URI_SERVICES: ReadonlyMap<string, string> = new Map([
  ['email', 'ses'],
  ['monitoring', 'cloudwatch'],
]);

/** Operations that a URI names by the path of their request, perhaps with what the path names.
 *  https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_runtime_InvokeEndpoint.html,
 *  https://docs.aws.amazon.com/batch/latest/APIReference/API_SubmitJob.html */
export const PATH_OPERATIONS: readonly {
  readonly service: string;
  readonly path: RegExp;
  readonly sdk: string;
  readonly api: string;
  readonly member: string | null;
}[] = [
  {
    service: 'sagemaker',
    path: /^\/?endpoints\/([^/]+)\/invocations$/i,
    sdk: 'sagemaker-runtime',
    api: 'InvokeEndpoint',
    member: 'EndpointName',
  },
  { service: 'batch', path: /^\/?v1\/submitjob$/i, sdk: 'batch', api: 'SubmitJob', member: null },
];
