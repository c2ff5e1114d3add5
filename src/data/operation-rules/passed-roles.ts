import type { NeedRule } from './rule.ts';
import { resourceOf } from './parse.ts';

/** The members that name a role which the operation hands to the service: `<service> <operations> <paths>`.
 *  Whoever hands a role over needs iam:PassRole on it: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html */
const PASSED: string = `
lambda CreateFunction,UpdateFunctionConfiguration Role
stepfunctions CreateStateMachine,TestState,UpdateStateMachine roleArn
events CreateEndpoint,PutRule,UpdateEndpoint RoleArn
events PutTargets Targets[].RoleArn
scheduler CreateSchedule,UpdateSchedule Target.RoleArn
pipes CreatePipe,UpdatePipe RoleArn
glue CreateCrawler,CreateJob,CreateMLTransform,CreateSession,StartColumnStatisticsTaskRun,StartDataQualityRuleRecommendationRun,StartDataQualityRulesetEvaluationRun,UpdateCrawler,UpdateMLTransform Role
glue CreateDevEndpoint,StartBlueprintRun RoleArn
glue UpdateJob JobUpdate.Role
firehose CreateDeliveryStream KinesisStreamSourceConfiguration.RoleARN|MSKSourceConfiguration.AuthenticationConfiguration.RoleARN|S3DestinationConfiguration.RoleARN|ExtendedS3DestinationConfiguration.RoleARN|RedshiftDestinationConfiguration.RoleARN|AmazonopensearchserviceDestinationConfiguration.RoleARN|HttpEndpointDestinationConfiguration.RoleARN
firehose UpdateDestination S3DestinationUpdate.RoleARN|ExtendedS3DestinationUpdate.RoleARN|RedshiftDestinationUpdate.RoleARN|AmazonopensearchserviceDestinationUpdate.RoleARN|HttpEndpointDestinationUpdate.RoleARN
rekognition CreateStreamProcessor RoleArn
rekognition StartCelebrityRecognition,StartContentModeration,StartFaceDetection,StartFaceSearch,StartLabelDetection,StartPersonTracking,StartSegmentDetection,StartTextDetection NotificationChannel.RoleArn
textract StartDocumentAnalysis,StartDocumentTextDetection,StartExpenseAnalysis,StartLendingAnalysis NotificationChannel.RoleArn
logs PutDeliveryDestination,PutDestination,PutSubscriptionFilter roleArn
logs CreateScheduledQuery,UpdateScheduledQuery executionRoleArn
cognito-idp CreateGroup,UpdateGroup RoleArn
cognito-idp CreateUserImportJob CloudWatchLogsRoleArn
ecs RegisterTaskDefinition taskRoleArn|executionRoleArn
ecs CreateService role
transcribe StartTranscriptionJob JobExecutionSettings.DataAccessRoleArn
transcribe StartCallAnalyticsJob,StartMedicalScribeJob,CreateVocabulary,UpdateVocabulary,CreateVocabularyFilter,UpdateVocabularyFilter DataAccessRoleArn
comprehend CreateDocumentClassifier,CreateEndpoint,CreateEntityRecognizer,CreateFlywheel,ImportModel,StartDocumentClassificationJob,StartDominantLanguageDetectionJob,StartEntitiesDetectionJob,StartEventsDetectionJob,StartKeyPhrasesDetectionJob,StartPiiEntitiesDetectionJob,StartSentimentDetectionJob,StartTargetedSentimentDetectionJob,StartTopicsDetectionJob,UpdateFlywheel DataAccessRoleArn
translate StartTextTranslationJob DataAccessRoleArn
mediaconvert CreateJob Role
iot CreateJob,CreateJobTemplate,UpdateJob presignedUrlConfig.roleArn
iot CreateRoleAlias,UpdateRoleAlias,CreateStream,UpdateStream,CreateOTAUpdate,StartThingRegistrationTask roleArn
iot CreateProvisioningTemplate,UpdateProvisioningTemplate provisioningRoleArn
iot CreateTopicRule,ReplaceTopicRule topicRulePayload.actions[].dynamoDB.roleArn|topicRulePayload.actions[].dynamoDBv2.roleArn|topicRulePayload.actions[].sns.roleArn|topicRulePayload.actions[].sqs.roleArn|topicRulePayload.actions[].kinesis.roleArn|topicRulePayload.actions[].republish.roleArn|topicRulePayload.actions[].s3.roleArn|topicRulePayload.actions[].firehose.roleArn|topicRulePayload.actions[].stepFunctions.roleArn
s3 PutBucketReplication ReplicationConfiguration.Role
codedeploy CreateDeploymentGroup,UpdateDeploymentGroup serviceRoleArn
codebuild CreateProject,UpdateProject serviceRole
codepipeline CreatePipeline,UpdatePipeline pipeline.roleArn|pipeline.stages[].actions[].roleArn
cloudformation ContinueUpdateRollback,CreateChangeSet,CreateStack,DeleteStack,RollbackStack,UpdateStack RoleARN
cloudformation CreateStackSet,UpdateStackSet AdministrationRoleARN
ssm CreateActivation,UpdateManagedInstanceRole IamRole
ssm SendCommand,RegisterTaskWithMaintenanceWindow,UpdateMaintenanceWindowTask ServiceRoleArn
appsync CreateDataSource,UpdateDataSource serviceRoleArn
appsync CreateGraphqlApi,UpdateGraphqlApi logConfig.cloudWatchLogsRoleArn|mergedApiExecutionRoleArn
bedrock CreateEvaluationJob,CreateModelCustomizationJob,CreateModelImportJob,CreateModelInvocationJob roleArn
bedrock-agent CreateAgent,UpdateAgent agentResourceRoleArn
bedrock-agent CreateFlow,UpdateFlow executionRoleArn
bedrock-agent CreateKnowledgeBase,UpdateKnowledgeBase roleArn
personalize CreateBatchInferenceJob,CreateBatchSegmentJob,CreateDatasetExportJob,CreateDatasetGroup,CreateDatasetImportJob roleArn
sagemaker CreateModel ExecutionRoleArn
sagemaker CreateAutoMLJob,CreateCompilationJob,CreateLabelingJob,CreateNotebookInstance,CreatePipeline,CreateProcessingJob,CreateTrainingJob,CreateFeatureGroup RoleArn
batch RegisterJobDefinition containerProperties.jobRoleArn|containerProperties.executionRoleArn
batch CreateComputeEnvironment,UpdateComputeEnvironment serviceRole
backup StartBackupJob,StartCopyJob,StartRestoreJob IamRoleArn
rds AddRoleToDBCluster,AddRoleToDBInstance,CreateDBProxy,ModifyDBProxy RoleArn
rds StartExportTask IamRoleArn
autoscaling PutLifecycleHook RoleARN
application-autoscaling RegisterScalableTarget RoleARN
appconfig CreateConfigurationProfile,UpdateConfigurationProfile RetrievalRoleArn
timestream-query CreateScheduledQuery ScheduledQueryExecutionRoleArn
cloudwatch PutMetricStream RoleArn
`;

/** A need of iam:PassRole for each role that an operation may hand over, where the input gives one. */
export function passedRoles(service: string, operation: string): readonly NeedRule[] {
  return PASSED.split('\n').flatMap((line) => {
    const [owner, operations = '', paths = ''] = line.split(' ');
    if (owner !== service || !operations.split(',').includes(operation)) return [];
    return paths.split('|').map((path) => passRole(path));
  });
}

function passRole(path: string): NeedRule {
  return {
    action: 'iam:PassRole',
    resource: resourceOf(`role(${path})`, 'iam'),
    when: [{ paths: [path], negated: false, matches: null, mustBeKnown: false }],
    may: false,
    dependent: false,
    because: 'the role is handed to the service',
  };
}
