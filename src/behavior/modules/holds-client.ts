/**
 * Words in a package's name that say it talks to AWS. Used only for packages that are not installed: what an installed one
 * depends on says it better.
 */
const AWS_WORDS: ReadonlySet<string> = new Set(
  (
    'aws amazon amplify appconfig appsync athena bedrock boto boto3 cloudwatch cognito dynamo dynamodb dynamoose dsql electrodb eventbridge firehose kinesis ' +
    'kms lambda s3 sagemaker secretsmanager ses sfn sns sqs ssm'
  ).split(' '),
);

/** Packages that make AWS calls, or hold a client, under a name that does not say so. */
const HOLDERS: ReadonlySet<string> = new Set(
  'awswrangler bee-queue-sqs chalice dynabuffers dynogels electrodb keyv-dynamodb pynamodb s3fs s3transfer sagemaker smart_open strands vogels watchtower'.split(
    ' ',
  ),
);

/**
 * Packages that name AWS and call nothing of it: types and texts, the CDK, metrics written to the log, adapters of HTTP frameworks, loggers,
 * and the check of Cognito's tokens against a public key.
 */
const HARMLESS: ReadonlySet<string> = new Set(
  (
    'aws-embedded-metrics aws-kinesis-agg aws-lambda aws-lambda-router aws-lambda-consumer aws-jwt-verify aws-xray-sdk aws-xray-sdk-core aws-xray-sdk-express aws-serverless-express ' +
    'aws-lambda-graphql-types aws_cdk aws_embedded_metrics aws_lambda_typing aws_xray_sdk aws-cdk-lib aws-sdk-client-mock aws-sdk-mock cognito-express lambda-api lambda-log ' +
    'lambda-multipart-parser lambda-tester lambda-local lambda-cors lambda-context mangum amazon-cognito-identity-js-types pino-lambda s3-url-parser ' +
    '@dazn/lambda-powertools-logger @dazn/lambda-powertools-correlation-ids dynamodb-data-types @aws-appsync/utils @aws/lambda-invoke-store @aws-crypto/sha256-js @aws-crypto/sha256-browser @aws-crypto/crc32 @aws-crypto/util apollo-server-lambda ' +
    '@as-integrations/aws-lambda @codegenie/serverless-express @vendia/serverless-express @fastify/aws-lambda @sentry/aws-serverless @sentry/serverless ' +
    '@opentelemetry/instrumentation-aws-lambda @opentelemetry/instrumentation-aws-sdk @nestjs/platform-aws-lambda source-map-support'
  ).split(' '),
);

/** Whether a package names AWS and is known to call nothing of it. */
export function nameIsHarmless(name: string): boolean {
  return HARMLESS.has(name) || /^@(?:types|aws-cdk|lambda-middleware)\//.test(name);
}

/** Whether a package that is not installed is likely to make AWS calls: by its name. */
export function nameSaysAws(name: string): boolean {
  if (nameIsHarmless(name)) return false;
  return (
    HOLDERS.has(name) ||
    name
      .toLowerCase()
      .split(/[^a-z0-9]+/)
      .some((word) => AWS_WORDS.has(word))
  );
}

/** Packages that sign requests to AWS that no client makes. */
const SIGNERS: ReadonlySet<string> = new Set(['aws4', 'aws4fetch', 'aws-sigv4-fetch', '@smithy/signature-v4', '@aws-sdk/signature-v4']);

/** Whether what a package depends on lets it make AWS calls. Types and helpers of the SDK do not. */
export function dependsOnSdk(dependencies: Iterable<string>): boolean {
  for (const name of dependencies) {
    if (name === 'aws-sdk' || /^@aws-sdk\/(?:client|lib)-/.test(name)) return true;
    if (SIGNERS.has(name)) return true;
    if (/^(?:boto3|botocore|aioboto3|aiobotocore)$/i.test(name)) return true;
  }
  return false;
}
