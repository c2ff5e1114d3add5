/**
 * Properties that the sections of `Globals` may set.
 * Source: AWS SAM developer guide, "Globals section of the AWS SAM template" (2026).
 */
export const GLOBAL_PROPERTIES: Readonly<Record<string, readonly string[]>> = {
  Function: words(`Handler Runtime CodeUri DeadLetterQueue Description MemorySize Timeout VpcConfig Environment Tags PropagateTags Tracing
    KmsKeyArn AutoPublishAlias AutoPublishAliasAllProperties Layers DeploymentPreference RolePath PermissionsBoundary
    ReservedConcurrentExecutions ProvisionedConcurrencyConfig AssumeRolePolicyDocument EventInvokeConfig FileSystemConfigs
    CodeSigningConfigArn Architectures SnapStart EphemeralStorage FunctionUrlConfig RuntimeManagementConfig LoggingConfig RecursiveLoop
    SourceKMSKeyArn TenancyConfig DurableConfig CapacityProviderConfig FunctionScalingConfig PublishToLatestPublished
    VersionDeletionPolicy`),
  Api: words(`Auth Name DefinitionUri CacheClusterEnabled CacheClusterSize MergeDefinitions Variables EndpointConfiguration MethodSettings
    BinaryMediaTypes MinimumCompressionSize Cors GatewayResponses AccessLogSetting CanarySetting TracingEnabled OpenApiVersion Domain
    AlwaysDeploy PropagateTags SecurityPolicy EndpointAccessMode`),
  HttpApi: words(`Auth AccessLogSettings StageVariables Tags CorsConfiguration DefaultRouteSettings Domain RouteSettings FailOnWarnings
    PropagateTags`),
  WebSocketApi: words(`AccessLogSettings ApiKeySelectionExpression DefaultRouteSettings DisableExecuteApiEndpoint DisableSchemaValidation
    Domain FailOnWarnings IpAddressType PropagateTags RouteSelectionExpression RouteSettings StageVariables Tags`),
  SimpleTable: ['SSESpecification'],
  StateMachine: ['PropagateTags'],
  LayerVersion: ['PublishLambdaVersion'],
  CapacityProvider: words(`VpcConfig OperatorRole Tags InstanceRequirements ScalingConfig KmsKeyArn PropagateTags LoggingConfig
    ManagedResourceTags`),
  MicrovmImage: words(`BuildRoleArn BaseImageArn BaseImageVersion Logging EgressNetworkConnectors CpuConfigurations Resources
    AdditionalOsCapabilities Hooks EnvironmentVariables Tags PropagateTags`),
  NetworkConnector: ['OperatorRole', 'Tags', 'PropagateTags'],
};

/** Properties that are not merged in the usual way, by section and path. */
export const MERGE_RULES: Readonly<Record<string, 'replace' | 'keys-of-resource'>> = {
  'Function.Architectures': 'replace',
  'CapacityProvider.InstanceRequirements.Architectures': 'replace',
  'CapacityProvider.ManagedResourceTags': 'keys-of-resource',
};

function words(text: string): string[] {
  return text.split(/\s+/);
}
