import { lineOf } from './lines.ts';

/** A line for each type: `<type><tab><scope> <service> <resource>`. Scopes: `r` with region and account, `a` account only, `g` region only, `n` neither.
 *  A name in braces is a property or attribute of the type; where the property is left out, the value AWS makes up is the one `Ref` gives.
 *  Left out: types whose ARN ends in an id that no property or attribute gives (API destinations, connections, database proxies, most ARN-valued Refs),
 *  and event rules, whose ARN names the bus only when it is not the default one.
 *  https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html */
const TEMPLATES: string = `
AWS::AmazonMQ::Configuration	r mq configuration:{Id}
AWS::ApiGateway::ApiKey	g apigateway /apikeys/{APIKeyId}
AWS::ApiGateway::Authorizer	g apigateway /restapis/{RestApiId}/authorizers/{AuthorizerId}
AWS::ApiGateway::ClientCertificate	g apigateway /clientcertificates/{ClientCertificateId}
AWS::ApiGateway::Deployment	g apigateway /restapis/{RestApiId}/deployments/{DeploymentId}
AWS::ApiGateway::DomainName	g apigateway /domainnames/{DomainName}
AWS::ApiGateway::Method	g apigateway /restapis/{RestApiId}/resources/{ResourceId}/methods/{HttpMethod}
AWS::ApiGateway::Model	g apigateway /restapis/{RestApiId}/models/{Name}
AWS::ApiGateway::RequestValidator	g apigateway /restapis/{RestApiId}/requestvalidators/{RequestValidatorId}
AWS::ApiGateway::Resource	g apigateway /restapis/{RestApiId}/resources/{ResourceId}
AWS::ApiGateway::RestApi	g apigateway /restapis/{RestApiId}
AWS::ApiGateway::Stage	g apigateway /restapis/{RestApiId}/stages/{StageName}
AWS::ApiGateway::UsagePlan	g apigateway /usageplans/{Id}
AWS::ApiGateway::VpcLink	g apigateway /vpclinks/{VpcLinkId}
AWS::ApiGatewayV2::Api	g apigateway /apis/{ApiId}
AWS::ApiGatewayV2::Authorizer	g apigateway /apis/{ApiId}/authorizers/{AuthorizerId}
AWS::ApiGatewayV2::DomainName	g apigateway /domainnames/{DomainName}
AWS::ApiGatewayV2::Integration	g apigateway /apis/{ApiId}/integrations/{IntegrationId}
AWS::ApiGatewayV2::Route	g apigateway /apis/{ApiId}/routes/{RouteId}
AWS::ApiGatewayV2::Stage	g apigateway /apis/{ApiId}/stages/{StageName}
AWS::ApiGatewayV2::VpcLink	g apigateway /vpclinks/{VpcLinkId}
AWS::AppConfig::Application	r appconfig application/{ApplicationId}
AWS::AppConfig::ConfigurationProfile	r appconfig application/{ApplicationId}/configurationprofile/{ConfigurationProfileId}
AWS::AppConfig::DeploymentStrategy	r appconfig deploymentstrategy/{Id}
AWS::AppConfig::Environment	r appconfig application/{ApplicationId}/environment/{EnvironmentId}
AWS::AppSync::Api	r appsync apis/{ApiId}
AWS::AppSync::DomainName	r appsync domainnames/{DomainName}
AWS::AppSync::GraphQLApi	r appsync apis/{ApiId}
AWS::Athena::DataCatalog	r athena datacatalog/{Name}
AWS::Athena::WorkGroup	r athena workgroup/{Name}
AWS::Backup::BackupPlan	r backup backup-plan:{BackupPlanId}
AWS::Backup::BackupVault	r backup backup-vault:{BackupVaultName}
AWS::Batch::ComputeEnvironment	r batch compute-environment/{ComputeEnvironmentName}
AWS::Batch::JobQueue	r batch job-queue/{JobQueueName}
AWS::Bedrock::Agent	r bedrock agent/{AgentId}
AWS::Bedrock::AgentAlias	r bedrock agent-alias/{AgentId}/{AgentAliasId}
AWS::Bedrock::Guardrail	r bedrock guardrail/{GuardrailId}
AWS::Bedrock::KnowledgeBase	r bedrock knowledge-base/{KnowledgeBaseId}
AWS::CloudFront::CachePolicy	a cloudfront cache-policy/{Id}
AWS::CloudFront::Distribution	a cloudfront distribution/{Id}
AWS::CloudFront::Function	a cloudfront function/{Name}
AWS::CloudFront::OriginAccessControl	a cloudfront origin-access-control/{Id}
AWS::CloudFront::OriginRequestPolicy	a cloudfront origin-request-policy/{Id}
AWS::CloudFront::ResponseHeadersPolicy	a cloudfront response-headers-policy/{Id}
AWS::CloudTrail::Trail	r cloudtrail trail/{TrailName}
AWS::CloudWatch::Alarm	r cloudwatch alarm:{AlarmName}
AWS::CloudWatch::CompositeAlarm	r cloudwatch alarm:{AlarmName}
AWS::CloudWatch::Dashboard	a cloudwatch dashboard/{DashboardName}
AWS::CloudWatch::MetricStream	r cloudwatch metric-stream/{Name}
AWS::CodeArtifact::Domain	r codeartifact domain/{DomainName}
AWS::CodeArtifact::Repository	r codeartifact repository/{DomainName}/{RepositoryName}
AWS::CodeBuild::Project	r codebuild project/{Name}
AWS::CodeBuild::ReportGroup	r codebuild report-group/{Name}
AWS::CodeCommit::Repository	r codecommit {RepositoryName}
AWS::CodeDeploy::Application	r codedeploy application:{ApplicationName}
AWS::CodeDeploy::DeploymentConfig	r codedeploy deploymentconfig:{DeploymentConfigName}
AWS::CodeDeploy::DeploymentGroup	r codedeploy deploymentgroup:{ApplicationName}/{DeploymentGroupName}
AWS::CodePipeline::Pipeline	r codepipeline {Name}
AWS::CodePipeline::Webhook	r codepipeline webhook:{Name}
AWS::Cognito::IdentityPool	r cognito-identity identitypool/{Id}
AWS::Cognito::UserPool	r cognito-idp userpool/{UserPoolId}
AWS::DAX::Cluster	r dax cache/{ClusterName}
AWS::DSQL::Cluster	r dsql cluster/{Identifier}
AWS::DocDB::DBCluster	r rds cluster:{DBClusterIdentifier}
AWS::DocDB::DBInstance	r rds db:{DBInstanceIdentifier}
AWS::DynamoDB::GlobalTable	r dynamodb table/{TableName}
AWS::DynamoDB::Table	r dynamodb table/{TableName}
AWS::EC2::FlowLog	r ec2 vpc-flow-log/{Id}
AWS::EC2::Instance	r ec2 instance/{InstanceId}
AWS::EC2::InternetGateway	r ec2 internet-gateway/{InternetGatewayId}
AWS::EC2::LaunchTemplate	r ec2 launch-template/{LaunchTemplateId}
AWS::EC2::NatGateway	r ec2 natgateway/{NatGatewayId}
AWS::EC2::NetworkAcl	r ec2 network-acl/{Id}
AWS::EC2::NetworkInterface	r ec2 network-interface/{Id}
AWS::EC2::RouteTable	r ec2 route-table/{RouteTableId}
AWS::EC2::SecurityGroup	r ec2 security-group/{Id}
AWS::EC2::Subnet	r ec2 subnet/{SubnetId}
AWS::EC2::VPC	r ec2 vpc/{VpcId}
AWS::EC2::VPCEndpoint	r ec2 vpc-endpoint/{Id}
AWS::EC2::Volume	r ec2 volume/{VolumeId}
AWS::ECR::PublicRepository	a ecr-public repository/{RepositoryName}
AWS::ECR::Repository	r ecr repository/{RepositoryName}
AWS::ECS::Cluster	r ecs cluster/{ClusterName}
AWS::ECS::TaskDefinition	r ecs task-definition/{Family}:{Revision}
AWS::EFS::AccessPoint	r elasticfilesystem access-point/{AccessPointId}
AWS::EFS::FileSystem	r elasticfilesystem file-system/{FileSystemId}
AWS::ElastiCache::CacheCluster	r elasticache cluster:{ClusterName}
AWS::ElastiCache::ReplicationGroup	r elasticache replicationgroup:{ReplicationGroupId}
AWS::ElastiCache::ServerlessCache	r elasticache serverlesscache:{ServerlessCacheName}
AWS::ElastiCache::User	r elasticache user:{UserId}
AWS::ElastiCache::UserGroup	r elasticache usergroup:{UserGroupId}
AWS::Elasticsearch::Domain	r es domain/{DomainName}
AWS::EventSchemas::Registry	r schemas registry/{RegistryName}
AWS::Events::Archive	r events archive/{ArchiveName}
AWS::Events::Endpoint	r events endpoint/{Name}
AWS::Events::EventBus	r events event-bus/{Name}
AWS::Glue::Crawler	r glue crawler/{Name}
AWS::Glue::Database	r glue database/{DatabaseName}
AWS::Glue::Job	r glue job/{Name}
AWS::Glue::Registry	r glue registry/{Name}
AWS::Glue::Schema	r glue schema/{Name}
AWS::Glue::Trigger	r glue trigger/{Name}
AWS::Glue::Workflow	r glue workflow/{Name}
AWS::IAM::Group	a iam group{Path}{GroupName}
AWS::IAM::InstanceProfile	a iam instance-profile{Path}{InstanceProfileName}
AWS::IAM::ManagedPolicy	a iam policy{Path}{ManagedPolicyName}
AWS::IAM::Role	a iam role{Path}{RoleName}
AWS::IAM::User	a iam user{Path}{UserName}
AWS::IoT::Thing	r iot thing/{ThingName}
AWS::IoT::TopicRule	r iot rule/{RuleName}
AWS::KMS::Alias	r kms {AliasName}
AWS::KMS::Key	r kms key/{KeyId}
AWS::KMS::ReplicaKey	r kms key/{KeyId}
AWS::Kinesis::Stream	r kinesis stream/{Name}
AWS::KinesisFirehose::DeliveryStream	r firehose deliverystream/{DeliveryStreamName}
AWS::Lambda::EventSourceMapping	r lambda event-source-mapping:{Id}
AWS::Lambda::Function	r lambda function:{FunctionName}
AWS::Lambda::Alias	r lambda function:{FunctionName}:{Name}
AWS::Lambda::Version	r lambda function:{FunctionName}:{Version}
AWS::Location::GeofenceCollection	r geo geofence-collection/{CollectionName}
AWS::Location::Map	r geo map/{MapName}
AWS::Location::PlaceIndex	r geo place-index/{IndexName}
AWS::Location::RouteCalculator	r geo route-calculator/{CalculatorName}
AWS::Location::Tracker	r geo tracker/{TrackerName}
AWS::Logs::Destination	r logs destination:{DestinationName}
AWS::Logs::LogGroup	r logs log-group:{LogGroupName}:*
AWS::Logs::LogStream	r logs log-group:{LogGroupName}:log-stream:{LogStreamName}
AWS::MemoryDB::Cluster	r memorydb cluster/{ClusterName}
AWS::MemoryDB::User	r memorydb user/{UserName}
AWS::Neptune::DBCluster	r rds cluster:{DBClusterIdentifier}
AWS::Neptune::DBInstance	r rds db:{DBInstanceIdentifier}
AWS::OpenSearchServerless::Collection	r aoss collection/{Id}
AWS::OpenSearchService::Domain	r es domain/{DomainName}
AWS::Pinpoint::App	r mobiletargeting apps/{Id}
AWS::Pipes::Pipe	r pipes pipe/{Name}
AWS::RDS::DBCluster	r rds cluster:{DBClusterIdentifier}
AWS::RDS::DBClusterParameterGroup	r rds cluster-pg:{DBClusterParameterGroupName}
AWS::RDS::DBInstance	r rds db:{DBInstanceIdentifier}
AWS::RDS::DBParameterGroup	r rds pg:{DBParameterGroupName}
AWS::RDS::DBSubnetGroup	r rds subgrp:{DBSubnetGroupName}
AWS::RDS::GlobalCluster	a rds global-cluster:{GlobalClusterIdentifier}
AWS::Redshift::Cluster	r redshift cluster:{ClusterIdentifier}
AWS::Route53::HealthCheck	n route53 healthcheck/{HealthCheckId}
AWS::Route53::HostedZone	n route53 hostedzone/{Id}
AWS::S3::AccessPoint	r s3 accesspoint/{Name}
AWS::S3::Bucket	n s3 {BucketName}
AWS::S3Express::DirectoryBucket	r s3express bucket/{BucketName}
AWS::S3Tables::TableBucket	r s3tables bucket/{TableBucketName}
AWS::S3Vectors::VectorBucket	r s3vectors bucket/{VectorBucketName}
AWS::SES::ConfigurationSet	r ses configuration-set/{Name}
AWS::SES::EmailIdentity	r ses identity/{EmailIdentity}
AWS::SNS::Topic	r sns {TopicName}
AWS::SQS::Queue	r sqs {QueueName}
AWS::SSM::Document	r ssm document/{Name}
AWS::SSM::Parameter	r ssm parameter/{Name}
AWS::Scheduler::Schedule	r scheduler schedule/{GroupName}/{Name}
AWS::Scheduler::ScheduleGroup	r scheduler schedule-group/{Name}
AWS::SecretsManager::Secret	r secretsmanager secret:{Name}-??????
AWS::ServiceDiscovery::Service	r servicediscovery service/{Id}
AWS::Signer::SigningProfile	r signer /signing-profiles/{ProfileName}
AWS::StepFunctions::Activity	r states activity:{Name}
AWS::StepFunctions::StateMachine	r states stateMachine:{StateMachineName}
AWS::Synthetics::Canary	r synthetics canary:{Name}
AWS::Timestream::Database	r timestream database/{DatabaseName}
AWS::Timestream::Table	r timestream database/{DatabaseName}/table/{TableName}
AWS::Transfer::Server	r transfer server/{ServerId}
AWS::VerifiedPermissions::PolicyStore	a verifiedpermissions policy-store/{PolicyStoreId}
`;

const SCOPES: Readonly<Record<string, string>> = { r: '${Region}:${Account}', a: ':${Account}', g: '${Region}:', n: ':' };

const DEFAULTS: ReadonlyMap<string, string> = new Map([
  ['AWS::Scheduler::Schedule.GroupName', 'default'],
  ...['Group', 'InstanceProfile', 'ManagedPolicy', 'Role', 'User'].map((resource): [string, string] => [`AWS::IAM::${resource}.Path`, '/']),
]);

/** The ARN of a resource of this type, such as `arn:${Partition}:dynamodb:${Region}:${Account}:table/${TableName}`; undefined for types not listed.
 *  Other placeholders name a property or attribute of the type, and `refAttributeOf(type)` says which of them `Ref` gives.
 *  Three are not the bare value: a log group's ARN ends in `:*` as `Fn::GetAtt` gives it, each `?` of a secret's is a character that AWS draws,
 *  and the leading slash of a parameter's `Name` is not doubled. */
export function arnTemplateOf(type: string): string | undefined {
  if (!known.has(type)) known.set(type, read(type));
  return known.get(type);
}

const known = new Map<string, string | undefined>();

function read(type: string): string | undefined {
  const line = lineOf(TEMPLATES, type);
  if (line === undefined) return undefined;
  const [scope = '', service = '', resource = ''] = line.split(' ');
  return `arn:\${Partition}:${service}:${SCOPES[scope]}:${resource.replaceAll('{', '${')}`;
}

/** The value of a template's placeholder when the template of the app leaves the property out: the path of IAM entities, the group of schedules. */
export function arnPlaceholderDefault(type: string, property: string): string | undefined {
  return DEFAULTS.get(`${type}.${property}`);
}
