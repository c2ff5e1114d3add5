/**
 * Properties that a service takes and never gives back, so that CloudFormation cannot compare them with what is live: those of the
 * types that checks look at, by the registry's schemas (`writeOnlyProperties`, us-east-1, 2026-10-20).
 * https://docs.aws.amazon.com/cloudformation-cli/latest/userguide/resource-type-schema.html
 */
const WRITE_ONLY: Readonly<Record<string, readonly string[]>> = {
  'AWS::ApiGateway::Deployment': ['StageDescription', 'DeploymentCanarySettings'],
  'AWS::ApiGateway::RestApi': ['Body', 'BodyS3Location', 'CloneFrom', 'FailOnWarnings', 'Mode', 'Parameters'],
  'AWS::ApiGatewayV2::Api': ['Body', 'BodyS3Location', 'BasePath', 'CredentialsArn', 'FailOnWarnings', 'RouteKey', 'Target'],
  'AWS::ApiGatewayV2::Authorizer': [
    'AuthorizerCredentialsArn',
    'AuthorizerPayloadFormatVersion',
    'AuthorizerResultTtlInSeconds',
    'AuthorizerUri',
    'EnableSimpleResponses',
  ],
  'AWS::KMS::Key': ['PendingWindowInDays', 'BypassPolicyLockoutSafetyCheck', 'RotationPeriodInDays'],
  'AWS::Lambda::Function': ['Code', 'SnapStart', 'PublishToLatestPublished'],
  'AWS::Lambda::LayerVersion': ['Content'],
  'AWS::RDS::DBCluster': ['MasterUserPassword', 'MasterUserAuthenticationType'],
  'AWS::RDS::DBInstance': ['MasterUserPassword', 'MasterUserAuthenticationType', 'DeleteAutomatedBackups'],
  'AWS::S3::Bucket': ['AccessControl'],
  'AWS::SecretsManager::Secret': ['SecretString', 'GenerateSecretString'],
  'AWS::StepFunctions::StateMachine': ['Definition', 'DefinitionS3Location', 'DefinitionSubstitutions'],
};

/** Those on which a check decides who may come in or what may be done: without them a resource is not known to be as written. */
const DECISIVE: Readonly<Record<string, readonly string[]>> = {
  'AWS::ApiGateway::RestApi': ['Body', 'BodyS3Location'],
  'AWS::ApiGatewayV2::Api': ['Body', 'BodyS3Location'],
  'AWS::S3::Bucket': ['AccessControl'],
  'AWS::StepFunctions::StateMachine': ['Definition', 'DefinitionS3Location', 'DefinitionSubstitutions'],
};

/** Whether CloudFormation cannot read a property of a type back: what it says of it is no news. */
export function isWriteOnly(type: string, property: string): boolean {
  return WRITE_ONLY[type]?.includes(property) ?? false;
}

/** Properties of a type that CloudFormation cannot read back and on which checks decide. The code of functions is not among them: no check judges what runs. */
export function decisiveWriteOnly(type: string): readonly string[] {
  return DECISIVE[type] ?? [];
}
