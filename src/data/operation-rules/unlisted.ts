/** Operations for which the service authorization reference of 2026-09-26 names no action, nor AWS's pages another's: most are newer than it.
 *  They are named so that a refresh of the lists shows what came to be new. */
const UNLISTED: Readonly<Record<string, string>> = {
  athena:
    'CreateSystemTableConfiguration DeleteSystemTableConfiguration GetSystemTableConfiguration ListSystemTableStatuses UpdateSystemTableConfiguration',
  batch: 'CancelJobs TerminateJobs TerminateServiceJobs',
  'bedrock-agent':
    'CreateRetrievalInstruction CreateRetrievalInstructionVersion CreateVpcConfiguration DeleteRetrievalInstruction DeleteVpcConfiguration GetRetrievalInstruction GetVpcConfiguration ListRetrievalInstructionVersions ListRetrievalInstructions ListVpcConfigurations UpdateRetrievalInstruction',
  cloudformation: 'RemoveAlias SetAlias',
  cloudfront: 'ListDistributionsByOwnedResource',
  cloudtrail: 'ListInsightsMetricData',
  cloudwatch:
    'AssociateDatasetKmsKey CreateResourceMetricsConfiguration DeleteMetricDataQueryDefinition DeleteResourceMetricsConfiguration DisassociateDatasetKmsKey GetMetricDataQueryDefinition GetResourceMetricsConfiguration ListMetricDataQueryDefinitions PutMetricDataQueryDefinition UpdateOTelEnrichment UpdateResourceMetricsConfiguration',
  'cognito-idp':
    'AdminListUserSessions AdminRevokeUserSession DescribeTermsByClient GetClientToken GetDerivedToken GetUserPoolClientSessionConfiguration GetUserPoolSessionConfiguration SetUserPoolClientSessionConfiguration SetUserPoolSessionConfiguration',
  connect:
    'AssociateHoursOfOperations CreateAuthCode CreateContactFlowAlias CreateTestCase DeleteAllEntitySessions DeleteContactData DeleteContactFlowAlias DeleteSession DeleteTestCase DescribeContactFlowAlias DescribeTestCase DisassociateHoursOfOperations GetTestCaseExecutionSummary ListChildHoursOfOperations ListContactFlowAliases ListReplicationFindings ListTestCaseExecutionRecords ListTestCaseExecutions ListTestCases SearchTestCases StartAssistantContact StartTestCaseExecution StopTestCaseExecution UpdateContactFlowAlias UpdateContactTaskTemplate UpdateOutboundEmailContactMessage UpdateTestCase UpdateUserConfig',
  dynamodb: 'CancelBulkOperation DescribeBulkOperation ListBulkOperations StartBulkPutItems',
  ec2: 'AssociateKmsKeyId AssociateNetworkingFlexCostAllocationPolicy CreateCapacityReservationDateChangeQuote CreateMetricCategory CreateNetworkingFlexCostAllocationPolicy CreateTransitGatewayNetworkFunctionAttachment DeleteClientVpnEndpointAuthorizationPolicy DeleteMetricCategory DeleteNetworkingFlexCostAllocationPolicies DeleteTransitGatewayNetworkFunctionAttachment DescribeCapacityReservationDateChangeQuotes DescribeMetricCategories DescribeNetworkingFlexCostAllocationPolicies DescribeNetworkingFlexCostAllocationPolicyAssociations DescribeTransitGatewayNetworkFunctionAttachments DisassociateKmsKeyId DisassociateNetworkingFlexCostAllocationPolicy GetCapacityManagerSupportabilityScores GetClientVpnEndpointAuthorizationPolicy GetImageFindings GetNetworkingFlexCostAllocationPolicyVersions GetTransitGatewayAttachmentNatConfiguration ModifyClientVpnEndpointAuthorizationPolicy ModifyMetricCategory ModifyNetworkingFlexCostAllocationPolicy ModifyTransitGatewayAttachmentNatConfiguration ModifyTransitGatewayNetworkFunctionAttachment ModifyTransitGatewayPeeringAttachment',
  ecr: 'DescribeReplicationBackfillResults ListImageReferrers ListReplicationBackfills StartReplicationBackfill StopReplicationBackfill',
  ecs: 'AssociateGatewayWithCluster CreateGateway DeleteGateway DescribeGateway DescribeGatewayResources DescribeGatewayRoute DisassociateGatewayFromCluster ListGatewayClusterAssociations ListGatewayRoutes ListGateways UpdateGateway',
  elasticache: 'PrepareMigration StopMigration',
  es: 'UpdateClone',
  glue: 'AssociateGlossaryTerms BatchGetDataQualityResult BatchGetDataQualityResultV2 BatchGetDataQualityRulesetEvaluationRun BatchGetIterableForms BatchPutDataQualityStatisticAnnotation CreateDataQualityEvaluationConfig CreateGlossary CreateGlossaryTerm DeleteAsset DeleteAssetType DeleteAttachment DeleteDataQualityEvaluationConfig DeleteFormType DeleteGlossary DeleteGlossaryTerm DisassociateGlossaryTerms GetAsset GetAssetType GetDataCatalogExportConfiguration GetDataQualityEvaluationConfig GetDataQualityResultV2 GetFormType GetGlossary GetGlossaryTerm GetMaterializedViewRefreshTaskRun GetSystemLogsForJobRun GetSystemLogsForSession ListAssetTypes ListDataQualityEvaluationConfigs ListDataQualityResultsV2 ListDataQualityStatisticAnnotations ListDataQualityStatistics ListFormTypes ListGlossaries ListGlossaryTerms ListIntegrationTableProperties ListIterableForms ListMaterializedViewRefreshTaskRuns PublishDataQualityResultV2 PutAsset PutAssetType PutAttachment PutDataCatalogExportConfiguration PutFormType SearchAssets StartMaterializedViewRefreshTaskRun StopMaterializedViewRefreshTaskRun UpdateAsset UpdateDataQualityEvaluationConfig UpdateGlossary UpdateGlossaryTerm',
  guardduty: 'ListInvestigationRecords',
  iam: 'AcquireRole UpdateDelegationRequest',
  'iot-jobs-data': 'StartCommandExecution',
  kinesis:
    'AcknowledgeDeadLetterQueueRecords AcknowledgeQueueRecords CreateQueue DeleteQueue DescribeQueue ListQueues ReceiveDeadLetterQueueRecords ReceiveQueueRecords RestoreDeadLetterQueueRecords UpdateDeadLetterQueueRecordsVisibility UpdateQueue UpdateQueueRecordsVisibility',
  kms: 'Decapsulate Encapsulate',
  lambda: 'DeleteDurableExecution PauseDurableExecution ResumeDurableExecution',
  mediaconvert: 'GetJobsQueryResults StartJobsQuery',
  opensearch:
    'AddReplicationPeer CompareDomainConfiguration DescribeDomainReplication FailoverReplication RemoveReplicationPeer SwitchoverReplication UpdateClone',
  opensearchserverless:
    'CancelIngestionJob CreateIngestionJob CreateIngestionStream DeleteIngestionStream GetIngestionJob GetIngestionStream ListIngestionJobs ListIngestionStreams',
  polly: 'ListTagsForResource TagResource UntagResource',
  rds: 'CancelDBCapacityReservation CreateDBCapacityReservation DescribeDBCapacityReservations DescribeServerlessV2PlatformVersions ModifyDBCapacityReservation',
  redshift: 'ModifyLakehouseConfiguration',
  'redshift-serverless': 'UpdateLakehouseConfiguration',
  route53: 'CreateResourceRecordSetProtections DeleteResourceRecordSetProtections ListResourceRecordSetProtections',
  route53resolver: 'BatchCreateFirewallRule BatchDeleteFirewallRule BatchUpdateFirewallRule',
  s3tables:
    'CompleteTableMigration GetTableBucketLogging GetTableMigration ListTableMigrations PutTableBucketLogging StartTableMigration SyncTableMigration UpdateTableMigration',
  s3vectors: 'PutVectorBucketDefaultIndexMode UpdateIndexMode UpdateMetadataConfiguration',
  'sagemaker-featurestore-runtime': 'UpdateRecord',
  secretsmanager: 'AssociateCrossAccountReplica DisassociateCrossAccountReplica ListResourcePolicies',
  securityhub:
    'BatchUpdateFindingsV2 CancelExportJobV2 GetExportJobV2 GetFindingStatisticsV2 GetFindingsV2 GetRemediationsV2 GetSoftwareResourcesV2 GetSoftwareStatisticsV2 GetSoftwareV2 ListExportJobsV2 ListExposuresByRemediationV2 RegisterConnectorV2 StartExportJobV2',
  ssm: 'DeregisterDefaultHostManagementConfiguration RegisterDefaultHostManagementConfiguration',
  support: 'CompleteAttachmentUpload DescribeAttachmentUploadStatus GetAttachmentDownloadLink GetAttachmentUploadLinks',
  transcribe: 'UpdateLanguageModel',
};

/** Whether the operation is known to be without an action in the service authorization reference. */
export function isUnlisted(service: string, operation: string): boolean {
  return Object.hasOwn(UNLISTED, service) && (UNLISTED[service] ?? '').split(' ').includes(operation);
}

/** Every operation that is declared so, as `service:Operation`. */
export function unlistedOperations(): readonly string[] {
  return Object.entries(UNLISTED).flatMap(([service, operations]) => operations.split(' ').map((operation) => `${service}:${operation}`));
}
