import type { Shape } from './shape.ts';

const RUNTIME: Shape = { Name: 'required any', Version: 'required any' };

const SYNC: Shape = {
  ConflictDetection: 'required any',
  ConflictHandler: 'any',
  LambdaConflictHandlerConfig: { is: 'literal map', has: { LambdaConflictHandlerArn: 'required any' } },
};

const CODE: Shape = {
  Runtime: { is: 'literal map', has: RUNTIME },
  InlineCode: 'any',
  CodeUri: 'any',
  MaxBatchSize: 'any',
  Sync: { is: 'literal map', has: SYNC },
};

const DYNAMODB_SOURCE: Shape = {
  TableName: 'required any',
  ServiceRoleArn: 'any',
  TableArn: 'any',
  Permissions: "literal list<'Read'|'Write'>",
  Name: 'any',
  Description: 'any',
  Region: 'any',
  DeltaSync: {
    is: 'literal map',
    has: { BaseTableTTL: 'required any', DeltaSyncTableName: 'required any', DeltaSyncTableTTL: 'required any' },
  },
  UseCallerCredentials: 'any',
  Versioned: 'any',
};

const LAMBDA_SOURCE: Shape = { FunctionArn: 'required any', ServiceRoleArn: 'any', Name: 'any', Description: 'any' };

const CACHE: Shape = {
  ApiCachingBehavior: 'required any',
  Ttl: 'required any',
  Type: 'required any',
  AtRestEncryptionEnabled: 'any',
  TransitEncryptionEnabled: 'any',
};

/** Properties of AWS::Serverless::GraphQLApi, whose parts SAM knows to the bottom; what `Auth` needs depends on its type.
 *  Facts of https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-graphqlapi.html */
export const GRAPHQL_API_SHAPE: Shape = {
  Name: 'any',
  Tags: 'literal map',
  XrayEnabled: 'any',
  Auth: 'required literal map',
  SchemaInline: 'literal string',
  SchemaUri: 'literal string',
  Logging: { is: 'literal map|boolean', has: { CloudWatchLogsRoleArn: 'any', ExcludeVerboseContent: 'any', FieldLogLevel: 'any' } },
  DataSources: {
    is: 'literal map',
    has: {
      DynamoDb: { is: 'literal map', each: { is: 'literal map', has: DYNAMODB_SOURCE } },
      Lambda: { is: 'literal map', each: { is: 'literal map', has: LAMBDA_SOURCE } },
    },
  },
  Functions: {
    is: 'literal map',
    each: { is: 'literal map', has: { ...CODE, DataSource: 'string', Description: 'any', Name: 'any', Id: 'any' } },
  },
  Resolvers: {
    is: 'literal map',
    each: {
      is: 'literal map',
      each: {
        is: 'literal map',
        has: {
          ...CODE,
          FieldName: 'any',
          Caching: { is: 'literal map', has: { Ttl: 'required any', CachingKeys: 'literal list' } },
          Pipeline: 'literal list',
        },
      },
    },
  },
  ApiKeys: { is: 'literal map', each: { is: 'literal map', has: { ApiKeyId: 'any', Description: 'any', ExpiresOn: 'any' } } },
  DomainName: { is: 'literal map', has: { CertificateArn: 'required any', DomainName: 'required any', Description: 'any' } },
  Cache: { is: 'literal map', has: CACHE },
  Visibility: 'any',
  OwnerContact: 'any',
  IntrospectionConfig: 'any',
  QueryDepthLimit: 'any',
  ResolverCountLimit: 'any',
};
