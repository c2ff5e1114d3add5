/** Configuration, observation, catalogues and what else applications call. */
export const APPLICATION_RULES: Readonly<Record<string, string>> = {
  // https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/permissions-reference-cw.html; the metric API knows datasets only for OTLP.
  cloudwatch: `
PutMetricData GetMetricData GetMetricStatistics ListMetrics
  cloudwatch:$OPERATION *
DescribeAlarmContributors
  cloudwatch:DescribeAlarms alarm(AlarmName)
`,
  // https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/permissions-reference-cwl.html
  logs: `
GetLogObject
  logs:GetLogRecord log-group()
StartQuery
  logs:StartQuery log-group(logGroupName|logGroupNames[]|logGroupIdentifiers[])
PutSubscriptionFilter
  own
  logs:PutSubscriptionFilter destination(destinationArn) may -- the destination, when it is one of CloudWatch Logs
CreateLogGroup
  own
  logs:TagResource log-group(logGroupName) if tags -- tags is given
`,
  // https://docs.aws.amazon.com/appconfig/latest/userguide/security_iam_service-with-iam.html
  appconfigdata: `
StartConfigurationSession
  appconfig:StartConfigurationSession configuration(ApplicationIdentifier:appconfig-id,EnvironmentIdentifier:appconfig-id,ConfigurationProfileIdentifier:appconfig-id)
GetLatestConfiguration
  appconfig:GetLatestConfiguration configuration($Session.ApplicationIdentifier|ApplicationIdentifier:appconfig-id,$Session.EnvironmentIdentifier|EnvironmentIdentifier:appconfig-id,$Session.ConfigurationProfileIdentifier|ConfigurationProfileIdentifier:appconfig-id)
`,
  // https://docs.aws.amazon.com/glue/latest/dg/using-identity-based-policies.html
  // https://docs.aws.amazon.com/data-exchange/latest/userguide/access-control.html
  dataexchange: `
CreateJob
  own
  s3:PutObject,s3:PutObjectAcl s3:object(Details.ExportAssetsToS3.AssetDestinations[].Bucket,Details.ExportAssetsToS3.AssetDestinations[].Key) may dependent if Details.ExportAssetsToS3 -- Data Exchange writes the assets with the caller's rights
  s3:PutObject,s3:PutObjectAcl s3:object(Details.ExportRevisionsToS3.RevisionDestinations[].Bucket,-) may dependent if Details.ExportRevisionsToS3 -- Data Exchange writes the assets with the caller's rights
  s3:GetObject s3:object(Details.ImportAssetsFromS3.AssetSources[].Bucket,Details.ImportAssetsFromS3.AssetSources[].Key) may dependent if Details.ImportAssetsFromS3 -- Data Exchange reads the assets with the caller's rights
`,
  glue: `
GetUnfilteredTableMetadata
  glue:GetTable rootcatalog()
  glue:GetTable database(DatabaseName)
  glue:GetTable table(DatabaseName,Name)
GetUnfilteredPartitionMetadata
  glue:GetPartition rootcatalog()
  glue:GetPartition database(DatabaseName)
  glue:GetPartition table(DatabaseName,TableName)
GetUnfilteredPartitionsMetadata
  glue:GetPartitions rootcatalog()
  glue:GetPartitions database(DatabaseName)
  glue:GetPartitions table(DatabaseName,TableName)
`,
  // https://docs.aws.amazon.com/cloud-map/latest/dg/security_iam_service-with-iam.html
  servicediscovery: `
DiscoverInstances
  servicediscovery:DiscoverInstances *
`,
  // https://docs.aws.amazon.com/cost-management/latest/userguide/migrate-granularaccess-iam-mapping-reference.html
  budgets: `
CreateBudget UpdateBudget DeleteBudget CreateNotification UpdateNotification DeleteNotification CreateSubscriber UpdateSubscriber DeleteSubscriber
  budgets:ModifyBudget budget(BudgetName)
DescribeBudget DescribeNotificationsForBudget DescribeSubscribersForNotification DescribeBudgetPerformanceHistory
  budgets:ViewBudget budget(BudgetName)
DescribeBudgets DescribeBudgetNotificationsForAccount
  budgets:ViewBudget budget()
`,
  // https://docs.aws.amazon.com/verifiedpermissions/latest/userguide/security_iam_service-with-iam.html
  verifiedpermissions: `
BatchIsAuthorized
  verifiedpermissions:IsAuthorized policy-store(policyStoreId)
BatchIsAuthorizedWithToken
  verifiedpermissions:IsAuthorizedWithToken policy-store(policyStoreId)
BatchGetPolicy
  verifiedpermissions:GetPolicy policy-store(requests[].policyStoreId)
`,
  // https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/security_iam_service-with-iam.html
  cloudfront: `
CreateDistributionWithTags
  cloudfront:CreateDistribution,cloudfront:TagResource distribution()
`,
  // https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonlocation.html
  'geo-maps': `
GetGlyphs GetSprites GetStyleDescriptor
  free -- fonts, sprites and styles are public
`,
  // A participant's token, not a signature, authorizes these. https://docs.aws.amazon.com/connect-participant/latest/APIReference/Welcome.html
  connectparticipant: `
CancelParticipantAuthentication CompleteAttachmentUpload CreateParticipantConnection DescribeView DisconnectParticipant GetAttachment GetAuthenticationUrl GetTranscript SendEvent SendMessage StartAttachmentUpload
  free -- the participant's token authorizes it
`,
};
