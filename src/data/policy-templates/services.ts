import type { PolicyTemplateGrant } from './grant.ts';

/** SAM policy templates for queues, topics, mail, workflows, keys, secrets and AI services.
 *  Facts of https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-policy-template-list.html */
export const SERVICE_POLICY_TEMPLATES: { readonly [name: string]: readonly PolicyTemplateGrant[] } = {
  AWSSecretsManagerGetSecretValuePolicy: [{ service: 'secretsmanager', actions: 'GetSecretValue', resource: '{SecretArn}' }],
  AWSSecretsManagerRotationPolicy: [
    {
      service: 'secretsmanager',
      actions: 'DescribeSecret GetSecretValue PutSecretValue UpdateSecretVersionStage',
      resource: 'secret:*',
      whenEqual: { key: 'secretsmanager:resource/AllowRotationLambdaArn', service: 'lambda', resource: 'function:{FunctionName}' },
    },
    { service: 'secretsmanager', actions: 'GetRandomPassword', resource: '*' },
  ],
  AcmGetCertificatePolicy: [{ service: 'acm', actions: 'GetCertificate', resource: '{CertificateArn}' }],
  ComprehendBasicAccessPolicy: [
    {
      service: 'comprehend',
      actions: `
        BatchDetectKeyPhrases DetectDominantLanguage DetectEntities BatchDetectEntities DetectKeyPhrases DetectSentiment
        BatchDetectDominantLanguage BatchDetectSentiment`,
      resource: '*',
    },
  ],
  EventBridgePutEventsPolicy: [{ service: 'events', action: 'PutEvents', resource: 'event-bus/{EventBusName}' }],
  KMSDecryptPolicy: [{ service: 'kms', action: 'Decrypt', resource: 'key/{KeyId}' }],
  KMSEncryptPolicy: [{ service: 'kms', action: 'Encrypt', resource: 'key/{KeyId}' }],
  KMSEncryptPolicy_v2: [
    {
      service: 'kms',
      actions: `
        Encrypt GenerateDataKey GenerateDataKeyWithoutPlaintext GenerateDataKeyPair GenerateDataKeyPairWithoutPlaintext`,
      resource: 'key/{KeyId}',
    },
  ],
  LambdaInvokePolicy: [{ service: 'lambda', actions: 'InvokeFunction', resource: 'function:{FunctionName}*' }],
  PinpointEndpointAccessPolicy: [
    {
      service: 'mobiletargeting',
      actions: 'GetEndpoint UpdateEndpoint UpdateEndpointsBatch',
      resource: 'apps/{PinpointApplicationId}/endpoints/*',
    },
  ],
  PollyFullAccessPolicy: [
    { service: 'polly', actions: 'GetLexicon DeleteLexicon', resource: ['lexicon/{LexiconName}'] },
    { service: 'polly', actions: 'DescribeVoices ListLexicons PutLexicon SynthesizeSpeech', resource: ['lexicon/*'] },
  ],
  RekognitionDetectOnlyPolicy: [
    { service: 'rekognition', actions: 'DetectFaces DetectLabels DetectModerationLabels DetectText', resource: '*' },
  ],
  RekognitionFacesManagementPolicy: [
    {
      service: 'rekognition',
      actions: 'IndexFaces DeleteFaces SearchFaces SearchFacesByImage ListFaces',
      resource: 'collection/{CollectionId}',
    },
  ],
  RekognitionFacesPolicy: [{ service: 'rekognition', actions: 'CompareFaces DetectFaces', resource: '*' }],
  RekognitionLabelsPolicy: [{ service: 'rekognition', actions: 'DetectLabels DetectModerationLabels', resource: '*' }],
  RekognitionNoDataAccessPolicy: [
    {
      service: 'rekognition',
      actions: 'CompareFaces DetectFaces DetectLabels DetectModerationLabels',
      resource: 'collection/{CollectionId}',
    },
  ],
  RekognitionReadPolicy: [
    { service: 'rekognition', actions: 'ListCollections ListFaces SearchFaces SearchFacesByImage', resource: 'collection/{CollectionId}' },
  ],
  RekognitionWriteOnlyAccessPolicy: [
    { service: 'rekognition', actions: 'CreateCollection IndexFaces', resource: 'collection/{CollectionId}' },
  ],
  SESBulkTemplatedCrudPolicy: [
    {
      service: 'ses',
      actions: `
        GetIdentityVerificationAttributes SendEmail SendRawEmail SendTemplatedEmail SendBulkTemplatedEmail VerifyEmailIdentity`,
      resource: 'identity/{IdentityName}',
    },
  ],
  SESBulkTemplatedCrudPolicy_v2: [
    {
      service: 'ses',
      actions: 'SendEmail SendRawEmail SendTemplatedEmail SendBulkTemplatedEmail',
      resource: ['identity/{IdentityName}', 'template/{TemplateName}'],
    },
    { service: 'ses', actions: 'GetIdentityVerificationAttributes VerifyEmailIdentity', resource: '*' },
  ],
  SESCrudPolicy: [
    {
      service: 'ses',
      actions: 'GetIdentityVerificationAttributes SendEmail SendRawEmail VerifyEmailIdentity',
      resource: 'identity/{IdentityName}',
    },
  ],
  SESEmailTemplateCrudPolicy: [
    { service: 'ses', actions: 'CreateTemplate GetTemplate ListTemplates UpdateTemplate DeleteTemplate TestRenderTemplate', resource: '*' },
  ],
  SESSendBouncePolicy: [{ service: 'ses', actions: 'SendBounce', resource: 'identity/{IdentityName}' }],
  SNSCrudPolicy: [
    { service: 'sns', actions: 'ListSubscriptionsByTopic CreateTopic SetTopicAttributes Subscribe Publish', resource: '{TopicName}*' },
  ],
  SNSPublishMessagePolicy: [{ service: 'sns', actions: 'Publish', resource: '{TopicName}' }],
  SQSPollerPolicy: [
    {
      service: 'sqs',
      actions: `
        ChangeMessageVisibility ChangeMessageVisibilityBatch DeleteMessage DeleteMessageBatch GetQueueAttributes ReceiveMessage`,
      resource: '{QueueName}',
    },
  ],
  SQSSendMessagePolicy: [{ service: 'sqs', actions: 'SendMessage*', resource: '{QueueName}' }],
  SSMParameterReadPolicy: [
    { service: 'ssm', actions: 'DescribeParameters', resource: '*' },
    { service: 'ssm', actions: 'GetParameters GetParameter GetParametersByPath', resource: 'parameter/{ParameterName}' },
  ],
  SSMParameterWithSlashPrefixReadPolicy: [
    { service: 'ssm', actions: 'DescribeParameters', resource: '*' },
    { service: 'ssm', actions: 'GetParameters GetParameter GetParametersByPath', resource: 'parameter{ParameterName}' },
  ],
  SageMakerCreateEndpointConfigPolicy: [
    { service: 'sagemaker', actions: 'CreateEndpointConfig', resource: 'endpoint-config/{EndpointConfigName}' },
  ],
  SageMakerCreateEndpointPolicy: [{ service: 'sagemaker', actions: 'CreateEndpoint', resource: 'endpoint/{EndpointName}' }],
  StepFunctionsCallbackPolicy: [
    { service: 'states', actions: 'SendTaskFailure SendTaskHeartbeat SendTaskSuccess', resource: 'stateMachine:{StateMachineName}' },
  ],
  StepFunctionsExecutionPolicy: [{ service: 'states', actions: 'StartExecution', resource: 'stateMachine:{StateMachineName}' }],
  StepFunctionsExecutionPolicy_v2: [
    { service: 'states', actions: 'StartExecution StartSyncExecution', resource: 'stateMachine:{StateMachineName}' },
  ],
  TextractDetectAnalyzePolicy: [
    { service: 'textract', actions: 'DetectDocumentText StartDocumentTextDetection StartDocumentAnalysis AnalyzeDocument', resource: '*' },
  ],
  TextractGetResultPolicy: [{ service: 'textract', actions: 'GetDocumentTextDetection GetDocumentAnalysis', resource: '*' }],
  TextractPolicy: [{ service: 'textract', actions: '*', resource: '*' }],
};
