/** Requests that code signs itself, or connections that it opens with a token: no operation of an SDK, and yet IAM decides on them.
 *  The service is the SDK's that manages the resource, or the action's prefix; the operation is the action's name. */
export const SIGNED_REQUEST_RULES: Readonly<Record<string, string>> = {
  // https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-control-access-using-iam-policies-to-invoke-api.html
  'execute-api': `
Invoke
  execute-api:Invoke execute-api-general(Url:api-endpoint,Url:api-endpoint,Method,Url:api-path)
`,
  // https://docs.aws.amazon.com/opensearch-service/latest/developerguide/ac.html
  es: `
ESHttpDelete ESHttpGet ESHttpHead ESHttpPatch ESHttpPost ESHttpPut
  es:$OPERATION domain(Url:search-endpoint)
ESHttp
  es:ESHttpDelete,es:ESHttpGet,es:ESHttpHead,es:ESHttpPatch,es:ESHttpPost,es:ESHttpPut domain(Url:search-endpoint) may -- the method of the request is not known
`,
  // https://docs.aws.amazon.com/opensearch-service/latest/developerguide/security-iam-serverless.html
  // https://docs.aws.amazon.com/opensearch-service/latest/developerguide/ml-amazon-connector.html (a role in the request's body)
  opensearchserverless: `
APIAccessAll
  aoss:APIAccessAll Collection(CollectionId:collection)
  iam:PassRole iam:role(RoleArn) if RoleArn -- the role of a connector is handed to the service
`,
  // https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth-iam.html
  elasticache: `
Connect
  elasticache:Connect replicationgroup(ReplicationGroupId) if ReplicationGroupId
  elasticache:Connect serverlesscache(ServerlessCacheName) if ServerlessCacheName
  elasticache:Connect user(UserId)
`,
  // https://docs.aws.amazon.com/memorydb/latest/devguide/auth-iam.html
  memorydb: `
Connect
  memorydb:Connect cluster(ClusterName)
  memorydb:Connect user(UserName)
`,
  // https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.IAMDBAuth.IAMPolicy.html
  'rds-db': `
connect
  rds-db:connect rds-db:db-user(-,username|DBUsername)
`,
  // https://docs.aws.amazon.com/aurora-dsql/latest/userguide/authentication-authorization.html
  dsql: `
DbConnect
  dsql:DbConnect Cluster(hostname|Hostname:dsql-host)
DbConnectAdmin
  dsql:DbConnectAdmin Cluster(hostname|Hostname:dsql-host)
`,
  // https://docs.aws.amazon.com/appsync/latest/devguide/security-authz.html
  appsync: `
GraphQL
  appsync:GraphQL field(Url:graphql-endpoint,TypeName,FieldName)
`,
  // https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html
  lambda: `
InvokeFunctionUrl
  lambda:InvokeFunctionUrl lambda:function(Url:function-url)
  lambda:InvokeFunction lambda:function(Url:function-url) may -- requests to a function URL are asked for both
`,
  // https://docs.aws.amazon.com/neptune/latest/userguide/iam-dp-actions.html
  neptunedata: `
Connect
  neptune-db:connect database(ClusterResourceId)
`,
  // https://docs.aws.amazon.com/msk/latest/developerguide/iam-access-control.html
  kafka: `
Connect
  kafka-cluster:Connect kafka-cluster:cluster(ClusterName)
ReadData
  kafka-cluster:ReadData,kafka-cluster:DescribeTopic kafka-cluster:topic(ClusterName,-,TopicName)
WriteData
  kafka-cluster:WriteData,kafka-cluster:DescribeTopic kafka-cluster:topic(ClusterName,-,TopicName)
`,
};
