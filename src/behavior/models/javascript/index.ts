import type { ModuleModel } from '../../program.ts';
import type { Abstract } from '../../value.ts';
import { harmless } from './build.ts';
import { durableExecution } from './durable-execution.ts';
import { embeddedMetrics } from './embedded-metrics.ts';
import { encryptionSdk } from './encryption-sdk.ts';
import { httpClient } from './http-clients.ts';
import { middyCore } from './middy/core.ts';
import { middyMiddleware, middyResponse } from './middy/middlewares.ts';
import { batch } from './powertools/batch.ts';
import { eventHandler } from './powertools/event-handler.ts';
import { idempotency } from './powertools/idempotency.ts';
import { checks, observability } from './powertools/observability.ts';
import { parameters } from './powertools/parameters.ts';
import { nodeUtil } from './node-util.ts';
import { aws4, aws4axios, aws4fetch, protocolHttp, signatureV4 } from './signing.ts';
import { containerLibrary, untrackedLibrary } from './untracked.ts';
import { v2Module } from './v2/package.ts';
import { credentialProviders } from './v3/credential-providers.ts';
import { attributeValues, documentPackage } from './v3/document.ts';
import { clientPackage } from './v3/package.ts';
import { pollyPresigner, presignedPost, requestPresigner } from './v3/presign.ts';
import { storagePackage } from './v3/storage.ts';
import { dsqlSigner, rdsSigner } from './v3/token-signers.ts';
import { xray } from './xray.ts';

/** Modelled packages by name; files deep inside a package are the package. */
const PACKAGES: Readonly<Record<string, () => Abstract>> = {
  '@aws-sdk/lib-dynamodb': documentPackage,
  '@aws-sdk/util-dynamodb': attributeValues,
  '@aws-sdk/lib-storage': storagePackage,
  '@aws-sdk/s3-request-presigner': requestPresigner,
  '@aws-sdk/polly-request-presigner': pollyPresigner,
  '@aws-sdk/s3-presigned-post': presignedPost,
  '@aws-sdk/rds-signer': rdsSigner,
  'aws-sdk-js-v3-rds-signer': rdsSigner,
  '@aws-sdk/dsql-signer': dsqlSigner,
  '@aws-sdk/credential-providers': credentialProviders,
  '@aws-sdk/credential-provider-node': credentialProviders,
  '@aws-sdk/credential-provider-env': credentialProviders,
  '@aws-sdk/credential-provider-imds': credentialProviders,
  '@smithy/credential-provider-imds': credentialProviders,
  '@aws-sdk/signature-v4': signatureV4,
  '@smithy/signature-v4': signatureV4,
  '@aws-sdk/protocol-http': protocolHttp,
  '@smithy/protocol-http': protocolHttp,
  aws4,
  aws4fetch,
  'aws4-axios': aws4axios,
  'aws-xray-sdk': xray,
  'aws-xray-sdk-core': xray,
  '@aws/durable-execution-sdk-js': durableExecution,
  '@aws-crypto/client-node': encryptionSdk,
  '@aws-crypto/decrypt-node': encryptionSdk,
  '@aws-crypto/encrypt-node': encryptionSdk,
  '@aws-crypto/kms-keyring-node': encryptionSdk,
  '@aws-lambda-powertools/batch': batch,
  '@aws-lambda-powertools/event-handler': eventHandler,
  '@aws-lambda-powertools/idempotency': idempotency,
  '@aws-lambda-powertools/kafka': checks,
  '@aws-lambda-powertools/logger': observability,
  '@aws-lambda-powertools/metrics': observability,
  '@aws-lambda-powertools/parameters': parameters,
  '@aws-lambda-powertools/parser': checks,
  '@aws-lambda-powertools/tracer': observability,
  '@aws-lambda-powertools/validation': checks,
  'aws-embedded-metrics': embeddedMetrics,
  '@middy/core': middyCore,
};

/** Libraries that send AWS requests of their own making. */
const UNTRACKED: ReadonlySet<string> = new Set([
  '@aws/dynamodb-data-mapper',
  '@aws/dynamodb-expressions',
  '@typedorm/core',
  'dynamodb-onetable',
  'dynamodb-toolbox',
  'dynamoose',
  'electrodb',
  'launchdarkly-node-server-sdk-dynamodb',
  '@launchdarkly/node-server-sdk-dynamodb',
]);

/** Libraries that send plain HTTP requests. */
const HTTP: ReadonlySet<string> = new Set([
  'http',
  'https',
  'axios',
  'got',
  'ky',
  'needle',
  'node-fetch',
  'cross-fetch',
  'isomorphic-fetch',
  'phin',
  'superagent',
  'undici',
]);

/** Frameworks and their adapters, which call the functions they are given and send nothing to AWS. */
const FRAMEWORKS: ReadonlySet<string> = new Set([
  '@codegenie/serverless-express',
  '@fastify/aws-lambda',
  '@trpc/server',
  '@vendia/serverless-express',
  'aws-serverless-express',
  'fastify',
  'hono',
  'koa',
  'lambda-api',
  'serverless-http',
]);

/** Libraries that make objects by their declared types, and the exports that do so; their decorators change nothing. */
const CONTAINERS: Readonly<Record<string, readonly string[]>> = {
  '@nestjs/core': ['NestFactory'],
  inversify: ['Container'],
  tsyringe: ['container'],
  typedi: ['Container'],
};

/** Libraries that may sign requests with the function's keys. */
const SIGNING: ReadonlySet<string> = new Set(['aws-amplify', 'aws-appsync', 'aws-appsync-auth-link', 'aws-appsync-subscription-link']);

/** The model of a module that JavaScript code imports; undefined for one that is not modelled. */
export function javascriptModule(specifier: string): ModuleModel | undefined {
  const name = packageOf(specifier.replace(/^node:/, ''));
  if (name === 'util' && (specifier === 'util' || specifier === 'node:util')) return nodeUtil;
  if (name === 'aws-sdk') return v2Module(specifier);
  if (name.startsWith('@aws-sdk/client-')) return clientPackage(name.slice('@aws-sdk/client-'.length));
  if (Object.hasOwn(PACKAGES, name)) return PACKAGES[name];
  if (name.startsWith('@middy/')) {
    const middleware = name.slice('@middy/'.length);
    return middyMiddleware(middleware) ?? middyResponse(middleware) ?? (() => harmless(name));
  }
  if (UNTRACKED.has(name)) {
    return () => untrackedLibrary(name, { code: 'untracked-library', because: 'makes AWS calls that are not followed' });
  }
  if (FRAMEWORKS.has(name)) return () => harmless(name);
  if (HTTP.has(name)) return () => httpClient(name);
  if (Object.hasOwn(CONTAINERS, name)) return () => containerLibrary(name, CONTAINERS[name] ?? []);
  if (SIGNING.has(name) || name.startsWith('@aws-amplify/')) {
    return () => untrackedLibrary(name, { code: 'signed-request', because: 'may send requests signed with IAM credentials' });
  }
  // What else the SDK is made of sends nothing by itself.
  if (
    name.startsWith('@aws-sdk/') ||
    name.startsWith('@smithy/') ||
    name.startsWith('@aws-crypto/') ||
    name.startsWith('@aws-lambda-powertools/')
  )
    return () => harmless(name);
  return undefined;
}

function packageOf(specifier: string): string {
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
}
