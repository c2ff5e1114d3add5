import type { Shape } from './shape.ts';

const AUTH_PROVIDER: Shape = {
  Type: 'required literal string',
  LambdaAuthorizer: {
    is: 'literal map',
    has: { AuthorizerResultTtlInSeconds: 'any', AuthorizerUri: 'required any', IdentityValidationExpression: 'any' },
  },
  OpenIDConnect: { is: 'literal map', has: { AuthTTL: 'any', ClientId: 'any', IatTTL: 'any', Issuer: 'any' } },
  UserPool: { is: 'literal map', has: { AppIdClientRegex: 'any', AwsRegion: 'any', DefaultAction: 'any', UserPoolId: 'required any' } },
};

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

/** Properties of AWS::Serverless::GraphQLApi, whose parts SAM knows to the bottom; what `Auth` needs by its type is checked elsewhere.
 *  Facts of https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-graphqlapi.html */
export const GRAPHQL_API_SHAPE: Shape = {
  Name: 'any',
  Tags: 'literal map',
  XrayEnabled: 'literal boolean|numeric|string',
  Auth: {
    is: 'required literal map',
    has: { ...AUTH_PROVIDER, Additional: { is: 'literal list', each: { is: 'literal map', has: AUTH_PROVIDER } } },
  },
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
    each: { is: 'literal map', has: { ...CODE, DataSource: 'string', Description: 'any', Name: 'literal scalar', Id: 'any' } },
  },
  Resolvers: {
    is: 'literal map',
    each: {
      is: 'literal map',
      each: {
        is: 'literal map',
        has: {
          ...CODE,
          FieldName: 'literal scalar',
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
  // Unlike with other types, AWS's translator passes over properties it does not know.
  '*': 'any',
};
