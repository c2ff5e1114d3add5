import type { SamContext } from './context.ts';

/**
 * The ARN of an AWS managed policy given by name in `Policies`; an ARN stays one, and so does a dynamic reference. Where the options name the known policies,
 * others stay as they are; else AWS's own path is taken, which for most policies is empty.
 */
export function managedPolicyArn(context: SamContext, name: string): string {
  const known = context.options.managedPolicies;
  if (known !== undefined) return Object.hasOwn(known, name) ? known[name]! : name;
  if (name.startsWith('arn:') || name.startsWith('{{resolve:')) return name;
  return awsManagedPolicyArn(
    context,
    SERVICE_ROLE.has(name) ? `service-role/${name}` : JOB_FUNCTION.has(name) ? `job-function/${name}` : name,
  );
}

/** The ARN of a policy that AWS owns, from its path and name. */
export function awsManagedPolicyArn(context: SamContext, pathAndName: string): string {
  return `arn:${context.partition}:iam::aws:policy/${pathAndName}`;
}

/** Policies under the path `/service-role/`. Source: AWS managed policy reference (2026). */
const SERVICE_ROLE: ReadonlySet<string> = new Set(
  `
    AWSAppRunnerServicePolicyForECRAccess AWSAppSyncPushToCloudWatchLogs AWSApplicationMigrationAgentPolicy_v2
    AWSApplicationMigrationConversionServerPolicy AWSApplicationMigrationMGHAccess AWSApplicationMigrationReplicationServerPolicy
    AWSArtifactAccountSync AWSBackupGatewayServiceRolePolicyForVirtualMachineMetadataSync AWSBackupServiceRolePolicyForBackup
    AWSBackupServiceRolePolicyForRestores AWSBatchServiceEventTargetRole AWSBatchServiceRole AWSCloudHSMRole AWSCodeDeployRole
    AWSCodeDeployRoleForCloudFormation AWSCodeDeployRoleForLambda AWSCodeDeployRoleForLambdaLimited AWSCodeStarServiceRole
    AWSConfigRole AWSConfigRoleForOrganizations AWSConfigRulesExecutionRole AWSControlTowerServiceRolePolicy
    AWSCostAndUsageReportAutomationPolicy AWSDataLifecycleManagerSSMFullAccess AWSDataLifecycleManagerServiceRole
    AWSDataLifecycleManagerServiceRoleForAMIManagement AWSDataPipelineRole AWSDeepLensServiceRolePolicy
    AWSDeepRacerServiceRolePolicy AWSElasticBeanstalkEnhancedHealth AWSElasticBeanstalkRoleCWL AWSElasticBeanstalkRoleCore
    AWSElasticBeanstalkRoleECS AWSElasticBeanstalkRoleRDS AWSElasticBeanstalkRoleSNS AWSElasticBeanstalkRoleWorkerTier
    AWSElasticBeanstalkService AWSElasticDisasterRecoveryAgentPolicy AWSElasticDisasterRecoveryConversionServerPolicy
    AWSElasticDisasterRecoveryCrossAccountReplicationPolicy AWSElasticDisasterRecoveryEc2InstancePolicy
    AWSElasticDisasterRecoveryFailbackPolicy AWSElasticDisasterRecoveryNetworkReplicationPolicy
    AWSElasticDisasterRecoveryRecoveryInstancePolicy AWSElasticDisasterRecoveryReplicationServerPolicy
    AWSElasticDisasterRecoveryStagingAccountPolicy AWSElasticDisasterRecoveryStagingAccountPolicy_v2
    AWSFaultInjectionSimulatorEC2Access AWSFaultInjectionSimulatorECSAccess AWSFaultInjectionSimulatorEKSAccess
    AWSFaultInjectionSimulatorNetworkAccess AWSFaultInjectionSimulatorRDSAccess AWSFaultInjectionSimulatorSSMAccess
    AWSGlueDataBrewServiceRole AWSGlueServiceNotebookRole AWSGlueServiceRole AWSGreengrassResourceAccessRolePolicy
    AWSIoTDeviceDefenderAddThingsToThingGroupMitigationAction AWSIoTDeviceDefenderAudit
    AWSIoTDeviceDefenderEnableIoTLoggingMitigationAction AWSIoTDeviceDefenderPublishFindingsToSNSMitigationAction
    AWSIoTDeviceDefenderReplaceDefaultPolicyMitigationAction AWSIoTDeviceDefenderUpdateCACertMitigationAction
    AWSIoTDeviceDefenderUpdateDeviceCertMitigationAction AWSIoTFleetHubFederationAccess AWSIoTLogging AWSIoTOTAUpdate
    AWSIoTRuleActions AWSIoTSiteWiseMonitorPortalAccess AWSIoTThingsRegistration AWSLambdaBasicDurableExecutionRolePolicy
    AWSLambdaBasicExecutionRole AWSLambdaDynamoDBExecutionRole AWSLambdaENIManagementAccess AWSLambdaKinesisExecutionRole
    AWSLambdaMSKExecutionRole AWSLambdaRole AWSLambdaSQSQueueExecutionRole AWSLambdaVPCAccessExecutionRole
    AWSLicenseManagerConsumptionPolicy AWSMSKReplicatorExecutionRole AWSMigrationHubDMSAccess AWSMigrationHubDiscoveryAccess
    AWSMigrationHubRefactorSpaces-SSMAutomationPolicy AWSMigrationHubSMSAccess AWSOpsWorksCMServiceRole
    AWSPanoramaApplianceRolePolicy AWSPanoramaApplianceServiceRolePolicy AWSPanoramaGreengrassGroupRolePolicy
    AWSPanoramaSageMakerRolePolicy AWSPanoramaServiceRolePolicy AWSQuickSightDescribeRDS AWSQuickSightDescribeRedshift
    AWSQuickSightElasticsearchPolicy AWSQuickSightListIAM AWSQuickSightSageMakerPolicy AWSQuickSightTimestreamPolicy
    AWSQuicksightAthenaAccess AWSQuicksightOpenSearchPolicy AWSShieldDRTAccessPolicy AWSSupplyChainFederationAdminAccess
    AWSTransferLoggingAccess AWSTransferLoggingAccessV3 AWS_ConfigRole AmazonAPIGatewayPushToCloudWatchLogs AmazonAppStreamPCAAccess
    AmazonAppStreamServiceAccess AmazonCodeCatalystSupportAccess AmazonDMSCloudWatchLogsRole AmazonDMSRedshiftS3Role
    AmazonDMSVPCManagementRole AmazonDataZoneDomainExecutionRolePolicy AmazonDataZoneGlueManageAccessRolePolicy
    AmazonDataZoneRedshiftManageAccessRolePolicy AmazonEBSCSIDriverPolicy AmazonEC2ContainerServiceAutoscaleRole
    AmazonEC2ContainerServiceEventsRole AmazonEC2ContainerServiceRole AmazonEC2ContainerServiceforEC2Role
    AmazonEC2RoleforAWSCodeDeploy AmazonEC2RoleforAWSCodeDeployLimited AmazonEC2RoleforDataPipelineRole AmazonEC2RoleforSSM
    AmazonEC2SpotFleetAutoscaleRole AmazonEC2SpotFleetTaggingRole
    AmazonECSInfrastructureRolePolicyForServiceConnectTransportLayerSecurity AmazonECSInfrastructureRolePolicyForVolumes
    AmazonECSTaskExecutionRolePolicy AmazonEFSCSIDriverPolicy AmazonEMRServicePolicy_v2 AmazonElasticMapReduceEditorsRole
    AmazonElasticMapReduceRole AmazonElasticMapReduceforAutoScalingRole AmazonElasticMapReduceforEC2Role AmazonElasticTranscoderRole
    AmazonFreeRTOSOTAUpdate AmazonGrafanaAthenaAccess AmazonGrafanaCloudWatchAccess AmazonGrafanaRedshiftAccess
    AmazonMachineLearningRoleforRedshiftDataSourceV3 AmazonMacieHandshakeRole AmazonMacieServiceRole AmazonPersonalizeFullAccess
    AmazonRDSDirectoryServiceAccess AmazonRDSEnhancedMonitoringRole AmazonRekognitionServiceRole
    AmazonS3ObjectLambdaExecutionRolePolicy AmazonSNSRole AmazonSSMAutomationRole AmazonSSMMaintenanceWindowRole
    AmazonSageMakerCanvasDirectDeployAccess AmazonSageMakerCanvasForecastAccess AmazonSageMakerEdgeDeviceFleetPolicy
    AmazonSageMakerGeospatialExecutionRole AmazonSageMakerGeospatialFullAccess
    AmazonSageMakerPartnerServiceCatalogProductsApiGatewayServiceRolePolicy
    AmazonSageMakerPartnerServiceCatalogProductsCloudFormationServiceRolePolicy
    AmazonSageMakerPartnerServiceCatalogProductsLambdaServiceRolePolicy
    AmazonSageMakerServiceCatalogProductsApiGatewayServiceRolePolicy
    AmazonSageMakerServiceCatalogProductsCloudformationServiceRolePolicy
    AmazonSageMakerServiceCatalogProductsCodePipelineServiceRolePolicy AmazonSageMakerServiceCatalogProductsEventsServiceRolePolicy
    AmazonSageMakerServiceCatalogProductsFirehoseServiceRolePolicy AmazonSageMakerServiceCatalogProductsGlueServiceRolePolicy
    AmazonSageMakerServiceCatalogProductsLambdaServiceRolePolicy AmazonSecurityLakeMetastoreManager AmazonTextractServiceRole
    AmplifyBackendDeployFullAccess ApplicationAutoScalingForAmazonAppStreamAccess AutoScalingNotificationAccessRole
    AwsGlueSessionUserRestrictedNotebookServiceRole AwsGlueSessionUserRestrictedServiceRole
    CloudWatchEventsBuiltInTargetExecutionAccess CloudWatchEventsInvocationAccess ComprehendDataAccessRolePolicy
    EC2ImageBuilderLifecycleExecutionPolicy GreengrassOTAUpdateArtifactAccess
    QuickSightAccessForS3StorageManagementAnalyticsReadOnly RDSCloudHsmAuthorizationRole ROSAAmazonEBSCSIDriverOperatorPolicy
    ROSACloudNetworkConfigOperatorPolicy ROSAControlPlaneOperatorPolicy ROSAImageRegistryOperatorPolicy ROSAIngressOperatorPolicy
    ROSAInstallerPolicy ROSAKMSProviderPolicy ROSAKubeControllerPolicy ROSANodePoolManagementPolicy ROSASRESupportPolicy
    ROSAWorkerInstancePolicy ServerMigrationServiceLaunchRole ServerMigrationServiceRoleForInstanceValidation
    ServerMigration_ServiceRole VMImportExportRoleForAWSConnector
`
    .trim()
    .split(/\s+/),
);

/** Policies under the path `/job-function/`. Source: AWS IAM user guide, "AWS managed policies for job functions". */
const JOB_FUNCTION: ReadonlySet<string> = new Set(
  'Billing DataScientist DatabaseAdministrator NetworkAdministrator SupportUser SystemAdministrator ViewOnlyAccess'.split(' '),
);
