/** Databases, file systems and queries over data. */
export const DATABASE_RULES: Readonly<Record<string, string>> = {
  // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/using-identity-based-policies.html
  // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis-iam.html
  // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ql-iam.html
  dynamodb: String.raw`
BatchGetItem
  dynamodb:BatchGetItem table(RequestItems{})
BatchWriteItem
  dynamodb:BatchWriteItem table(RequestItems{})
Query
  dynamodb:Query table(TableName) if !IndexName
  dynamodb:Query index(TableName,IndexName) if IndexName
Scan
  dynamodb:Scan table(TableName) if !IndexName
  dynamodb:Scan index(TableName,IndexName) if IndexName
TransactGetItems
  dynamodb:GetItem table(TransactItems[].Get.TableName)
TransactWriteItems
  dynamodb:ConditionCheckItem table(TransactItems[].ConditionCheck.TableName) if TransactItems[].ConditionCheck
  dynamodb:PutItem table(TransactItems[].Put.TableName) if TransactItems[].Put
  dynamodb:UpdateItem table(TransactItems[].Update.TableName) if TransactItems[].Update
  dynamodb:DeleteItem table(TransactItems[].Delete.TableName) if TransactItems[].Delete
ExecuteStatement
  dynamodb:PartiQLSelect table(Statement:partiql) if Statement~^\s*(select|exists)\b
  dynamodb:PartiQLInsert table(Statement:partiql) if Statement~^\s*insert\b
  dynamodb:PartiQLUpdate table(Statement:partiql) if Statement~^\s*update\b
  dynamodb:PartiQLDelete table(Statement:partiql) if Statement~^\s*delete\b
BatchExecuteStatement
  dynamodb:PartiQLSelect table(Statements[].Statement:partiql) if Statements[].Statement~^\s*(select|exists)\b
  dynamodb:PartiQLInsert table(Statements[].Statement:partiql) if Statements[].Statement~^\s*insert\b
  dynamodb:PartiQLUpdate table(Statements[].Statement:partiql) if Statements[].Statement~^\s*update\b
  dynamodb:PartiQLDelete table(Statements[].Statement:partiql) if Statements[].Statement~^\s*delete\b
ExecuteTransaction
  dynamodb:PartiQLSelect table(TransactStatements[].Statement:partiql) if TransactStatements[].Statement~^\s*(select|exists)\b
  dynamodb:PartiQLInsert table(TransactStatements[].Statement:partiql) if TransactStatements[].Statement~^\s*insert\b
  dynamodb:PartiQLUpdate table(TransactStatements[].Statement:partiql) if TransactStatements[].Statement~^\s*update\b
  dynamodb:PartiQLDelete table(TransactStatements[].Statement:partiql) if TransactStatements[].Statement~^\s*delete\b
DescribeEndpoints
  free -- DynamoDB answers every signed request for its endpoints
# https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/S3DataExport_Requesting.html
ExportTableToPointInTime
  own
  s3:PutObject,s3:AbortMultipartUpload object(S3Bucket,-) dependent -- DynamoDB writes the export with the caller's rights
  s3:PutObjectAcl object(S3Bucket,-) dependent -- DynamoDB writes the export with the caller's rights
ImportTable
  dynamodb:ImportTable table(TableCreationParameters.TableName)
  s3:GetObject object(S3BucketSource.S3Bucket,-) dependent -- DynamoDB reads the source with the caller's rights
  s3:ListBucket bucket(S3BucketSource.S3Bucket) dependent -- DynamoDB reads the source with the caller's rights
# https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/backuprestore_IAM.html
RestoreTableFromBackup
  dynamodb:RestoreTableFromBackup backup(-,BackupArn)
  dynamodb:RestoreTableFromBackup table(TargetTableName)
  dynamodb:BatchWriteItem,dynamodb:DeleteItem,dynamodb:GetItem,dynamodb:PutItem,dynamodb:Query,dynamodb:Scan,dynamodb:UpdateItem table(TargetTableName) -- DynamoDB fills the restored table
RestoreTableToPointInTime
  dynamodb:RestoreTableToPointInTime table(SourceTableName|SourceTableArn)
  dynamodb:RestoreTableToPointInTime table(TargetTableName)
  dynamodb:BatchWriteItem,dynamodb:DeleteItem,dynamodb:GetItem,dynamodb:PutItem,dynamodb:Query,dynamodb:Scan,dynamodb:UpdateItem table(TargetTableName) -- DynamoDB fills the restored table
`,
  dynamodbstreams: `
DescribeStream
  dynamodb:DescribeStream stream(-,StreamArn)
GetShardIterator
  dynamodb:GetShardIterator stream(-,StreamArn)
# The shard iterator was given for a stream; the input does not name it.
GetRecords
  dynamodb:GetRecords stream()
# Streams of one table, or of all.
ListStreams
  dynamodb:ListStreams stream(TableName)
`,
  // https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/data-api.access.html
  // https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Overview.Encryption.Keys.html
  rds: `
CopyDBSnapshot
  own
  rds:AddTagsToResource snapshot(TargetDBSnapshotIdentifier) may if Tags|CopyTags -- the copy is tagged
  kms:CreateGrant,kms:DescribeKey kms:key(KmsKeyId) may dependent if KmsKeyId -- RDS uses the key with the caller's rights
CopyDBClusterSnapshot,CreateDBInstance,CreateDBCluster,RestoreDBInstanceFromDBSnapshot,RestoreDBClusterFromSnapshot
  own
  kms:CreateGrant,kms:DescribeKey kms:key(KmsKeyId) may dependent if KmsKeyId -- RDS uses the key with the caller's rights
`,
  'rds-data': `
ExecuteStatement BatchExecuteStatement BeginTransaction CommitTransaction RollbackTransaction
  own
  secretsmanager:GetSecretValue secretsmanager:Secret(secretArn) dependent -- the Data API signs in with the secret
ExecuteSql
  own
  secretsmanager:GetSecretValue secretsmanager:Secret(awsSecretStoreArn) dependent -- the Data API signs in with the secret
`,
  // https://docs.aws.amazon.com/redshift/latest/mgmt/data-api-iam.html
  'redshift-data': `
ExecuteStatement BatchExecuteStatement DescribeTable ListDatabases ListSchemas ListTables
  redshift-data:$OPERATION cluster(ClusterIdentifier) if ClusterIdentifier
  redshift-data:$OPERATION workgroup(WorkgroupName) if WorkgroupName
  redshift:GetClusterCredentials redshift:dbuser(ClusterIdentifier,DbUser) dependent if DbUser & !SecretArn -- the Data API signs in as DbUser
  redshift:GetClusterCredentials redshift:dbname(ClusterIdentifier,Database) dependent if DbUser & !SecretArn -- the Data API signs in as DbUser
  redshift:GetClusterCredentialsWithIAM redshift:dbname(ClusterIdentifier,Database) dependent if ClusterIdentifier & !DbUser & !SecretArn -- the Data API signs in as the caller
  redshift-serverless:GetCredentials redshift-serverless:workgroup(WorkgroupName) dependent if WorkgroupName & !SecretArn -- the Data API signs in as the caller
  secretsmanager:GetSecretValue secretsmanager:Secret(SecretArn) dependent if SecretArn -- the Data API signs in with the secret
GetStatementResultV2
  redshift-data:GetStatementResult *
`,
  // https://docs.aws.amazon.com/athena/latest/ug/example-policies-workgroup.html
  // https://docs.aws.amazon.com/athena/latest/ug/s3-permissions.html https://docs.aws.amazon.com/athena/latest/ug/fine-grained-access-to-glue-resources.html
  athena: `
StartQueryExecution
  athena:StartQueryExecution workgroup(WorkGroup=primary)
  athena:GetDataCatalog datacatalog(QueryExecutionContext.Catalog) may if QueryExecutionContext.Catalog -- the query's catalog, when it is not Glue's own
  glue:GetDatabase,glue:GetTable,glue:GetTables,glue:GetPartition,glue:GetPartitions,glue:BatchGetPartition glue:rootcatalog() may dependent -- Athena reads the catalog with the caller's rights
  glue:GetDatabase,glue:GetTable,glue:GetTables,glue:GetPartition,glue:GetPartitions,glue:BatchGetPartition glue:database(QueryExecutionContext.Database) may dependent -- Athena reads the catalog with the caller's rights
  glue:GetTable,glue:GetTables,glue:GetPartition,glue:GetPartitions,glue:BatchGetPartition glue:table(QueryExecutionContext.Database) may dependent -- Athena reads the catalog with the caller's rights
  s3:GetObject s3:object() may dependent -- Athena reads the table's data with the caller's rights
  s3:ListBucket,s3:GetBucketLocation s3:bucket() may dependent -- Athena reads the table's data with the caller's rights
  s3:PutObject,s3:GetObject,s3:ListMultipartUploadParts,s3:AbortMultipartUpload s3:object(ResultConfiguration.OutputLocation:s3-uri) dependent if ResultConfiguration.OutputLocation -- Athena writes the results with the caller's rights
  s3:GetBucketLocation,s3:ListBucket,s3:ListBucketMultipartUploads s3:bucket(ResultConfiguration.OutputLocation:s3-uri) dependent if ResultConfiguration.OutputLocation -- Athena writes the results with the caller's rights
  s3:PutObject s3:object() may dependent if !ResultConfiguration.OutputLocation -- Athena writes the results where the workgroup says
GetQueryResults
  athena:GetQueryResults workgroup($Session.WorkGroup=primary) if $Session
  athena:GetQueryResults workgroup() if !$Session
  s3:GetObject s3:object() dependent -- Athena reads the results with the caller's rights
GetQueryExecution StopQueryExecution
  athena:$OPERATION workgroup($Session.WorkGroup=primary) if $Session
  athena:$OPERATION workgroup() if !$Session
GetWorkGroup
  athena:GetWorkGroup workgroup(WorkGroup)
ListQueryExecutions
  athena:ListQueryExecutions workgroup(WorkGroup=primary)
ListNamedQueries
  athena:ListNamedQueries workgroup(WorkGroup=primary)
`,
  // https://docs.aws.amazon.com/timestream/latest/developerguide/security_iam_id-based-policy-examples.html
  'timestream-write': `
WriteRecords
  timestream:WriteRecords table(DatabaseName,TableName)
  timestream:DescribeEndpoints * -- the SDK asks for the endpoint first
`,
  'timestream-query': `
Query
  timestream:Select table()
  timestream:DescribeEndpoints * -- the SDK asks for the endpoint first
`,
  // https://docs.aws.amazon.com/keyspaces/latest/devguide/security_iam_service-with-iam.html
  keyspaces: `
CreateKeyspace CreateTable CreateType
  cassandra:Create arn()
DeleteKeyspace DeleteTable DeleteType
  cassandra:Drop arn()
GetKeyspace GetTable GetTableAutoScalingSettings GetType ListKeyspaces ListTables ListTypes ListTagsForResource
  cassandra:Select arn()
UpdateKeyspace UpdateTable
  cassandra:Alter arn()
RestoreTable
  cassandra:Restore arn()
`,
  // A snapshot gets its id when it is made. https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonfsx.html
  fsx: `
CreateSnapshot
  fsx:CreateSnapshot volume(-,VolumeId)
  fsx:CreateSnapshot snapshot(VolumeId,-)
  fsx:TagResource snapshot(VolumeId,-) if Tags -- Tags are given
CopySnapshotAndUpdateVolume
  fsx:CopySnapshotAndUpdateVolume volume(-,VolumeId)
  fsx:CopySnapshotAndUpdateVolume snapshot(-,SourceSnapshotARN)
`,
};
