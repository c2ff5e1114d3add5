/** Where the registry's schemas and the return values in the CloudFormation template reference differ, the reference stands.
 *  https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html */

/** Types of the SAM transform: expanded before any `Fn::GetAtt` is resolved, so they have no attributes of their own. */
export const SAM_TYPE: RegExp = /^AWS::Serverless::/;

/** Attributes that CloudFormation still returns and the schema no longer names. */
export const ATTRIBUTES_ADDED: Readonly<Record<string, readonly string[]>> = {
  'AWS::ElastiCache::ReplicationGroup': ['ReadEndPoint.Addresses.List', 'ReadEndPoint.Ports.List'],
  'AWS::Elasticsearch::Domain': ['DomainArn'],
  'AWS::OpenSearchService::Domain': ['DomainArn'],
};

/** Own ARN under a name that says something else; '' where the only candidate is another resource's ARN. */
export const ARN_ATTRIBUTE: Readonly<Record<string, string>> = {
  'AWS::ApiGateway::BasePathMappingV2': '',
  'AWS::ApiGatewayV2::Api': '',
  'AWS::BedrockAgentCore::BrowserCustom': 'BrowserArn',
  'AWS::BedrockAgentCore::CodeInterpreterCustom': 'CodeInterpreterArn',
  'AWS::BedrockAgentCore::Runtime': 'AgentRuntimeArn',
  'AWS::CertificateManager::Certificate': '',
  'AWS::CloudFormation::Stack': 'StackId',
  'AWS::Glue::IntegrationResourceProperty': '',
  'AWS::Kinesis::ResourcePolicy': '',
  'AWS::Lambda::ResourcePolicy': '',
  'AWS::Lambda::Url': '',
  'AWS::MSK::BatchScramSecret': '',
  'AWS::MSK::ClusterPolicy': '',
  'AWS::SecretsManager::Secret': 'Id',
  'AWS::SNS::TopicInlinePolicy': '',
};

/** What `Ref` gives where the schema's identifier misleads: one letter for the kind (`n`ame, `i`d, `a`rn, `u`rl, `o`ther), then the property or attribute of the same value. */
export const REF: Readonly<Record<string, string>> = {
  'AWS::ApiGateway::Method': 'i',
  'AWS::ApplicationAutoScaling::ScalingPolicy': 'aArn',
  'AWS::AutoScalingPlans::ScalingPlan': 'a',
  'AWS::Budgets::Budget': 'n',
  'AWS::CertificateManager::Certificate': 'a',
  'AWS::CloudFormation::CustomResource': 'o',
  'AWS::CloudFormation::Macro': 'nName',
  'AWS::CloudFormation::Stack': 'aStackId',
  'AWS::CloudFormation::WaitCondition': 'n',
  'AWS::CloudFormation::WaitConditionHandle': 'u',
  'AWS::Config::OrganizationConfigRule': 'n',
  'AWS::DMS::Certificate': 'a',
  'AWS::DMS::Endpoint': 'a',
  'AWS::DMS::ReplicationInstance': 'a',
  'AWS::DMS::ReplicationTask': 'a',
  'AWS::DocDB::DBCluster': 'nDBClusterIdentifier',
  'AWS::DocDB::DBInstance': 'nDBInstanceIdentifier',
  'AWS::ElastiCache::GlobalReplicationGroup': 'nGlobalReplicationGroupId',
  'AWS::ElastiCache::ReplicationGroup': 'nReplicationGroupId',
  'AWS::ElastiCache::UserGroup': 'nUserGroupId',
  // On a bus other than the default one `Ref` gives `<bus>|<rule>`, hence no attribute.
  'AWS::Events::Rule': 'n',
  'AWS::Glue::Table': 'n',
  'AWS::IAM::Policy': 'n',
  'AWS::IAM::UserToGroupAddition': 'n',
  'AWS::KMS::Alias': 'nAliasName',
  'AWS::Lambda::LayerVersionPermission': 'o',
  'AWS::Pinpoint::EmailTemplate': 'nTemplateName',
  'AWS::Pinpoint::PushTemplate': 'nTemplateName',
  'AWS::Pinpoint::SmsTemplate': 'nTemplateName',
  'AWS::RDS::DBSecurityGroup': 'n',
  'AWS::Redshift::ClusterSecurityGroup': 'n',
  'AWS::S3::BucketPolicy': 'nBucket',
  'AWS::SES::Template': 'n',
  'AWS::SecretsManager::ResourcePolicy': 'aSecretId',
  'AWS::SecretsManager::RotationSchedule': 'aSecretId',
  'AWS::SecretsManager::Secret': 'aId',
  'AWS::SecretsManager::SecretTargetAttachment': 'aSecretId',
  'AWS::Transfer::Server': 'aArn',
  'AWS::VpcLattice::AuthPolicy': 'a',
};
