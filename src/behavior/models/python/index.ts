import { pythonBuiltinModule } from '../../builtins/python/modules.ts';
import type { ModuleModel } from '../../program.ts';
import type { Abstract } from '../../value.ts';
import { untrackedLibrary } from '../javascript/untracked.ts';
import { boto3Module, sessionClass } from './boto3/session.ts';
import { botocoreModule, s3TransferModule } from './botocore.ts';
import { harmless, members, moduleModel } from './build.ts';
import { CUSTOM_RESOURCES } from './custom-resources.ts';
import { dsqlConnector } from './dsql-connectors.ts';
import { durableExecution } from './durable-execution.ts';
import { DECORATING } from './decorating.ts';
import { httpClient, httpConnections, urllibRequest } from './http-clients.ts';
import { powertoolsModule } from './powertools/module.ts';
import { secretCaching } from './secret-caching.ts';
import { searchClient, SIGNERS } from './signing.ts';
import { WEB_FRAMEWORKS } from './web-frameworks.ts';
import { yamlModule } from './yaml.ts';

/** Modelled packages by the first word of a module's name. */
const PACKAGES: Readonly<Record<string, (specifier: string) => Abstract>> = {
  botocore: botocoreModule,
  aiobotocore: botocoreModule,
  s3transfer: (specifier) => harmless(specifier),
  aioboto3: (specifier) => moduleModel(specifier, { Session: sessionClass() }),
  aws_lambda_powertools: powertoolsModule,
  aws_durable_execution_sdk_python: durableExecution,
  aws_secretsmanager_caching: secretCaching,
  aurora_dsql_asyncpg: dsqlConnector,
  aurora_dsql_psycopg: dsqlConnector,
  aurora_dsql_psycopg2: dsqlConnector,
  requests: httpClient,
  httpx: httpClient,
  aiohttp: httpClient,
  urllib3: httpClient,
  yaml: yamlModule,
  opensearchpy: searchClient,
  elasticsearch: searchClient,
  ...SIGNERS,
  ...WEB_FRAMEWORKS,
  ...CUSTOM_RESOURCES,
  ...DECORATING,
};

/** Modules of the standard library that send requests, and what holds them. */
const STANDARD: Readonly<Record<string, Abstract>> = {
  urllib: packageOf('urllib', { request: urllibRequest }),
  'urllib.request': urllibRequest,
  http: packageOf('http', { client: httpConnections }),
  'http.client': httpConnections,
};

/** A package whose other modules are built in. */
function packageOf(name: string, modules: Readonly<Record<string, Abstract>>): Abstract {
  return members(name, (key, host) => modules[key] ?? pythonBuiltinModule(`${name}.${key}`)?.(host) ?? harmless(name, key));
}

/** Libraries that make AWS calls of their own with the function's role. */
const UNTRACKED: ReadonlySet<string> = new Set(
  `
    awswrangler s3fs smart_open s3path cloudpathlib pynamodb dynamodb_encryption_sdk aws_encryption_sdk
    aws_database_encryption_sdk langchain_aws langchain_community llama_index strands
    strands_tools bedrock_agentcore sagemaker stepfunctions kombu celery watchtower litellm boto pyathena
    redshift_connector ask_sdk_dynamodb_persistence_adapter amazon_kclpy ssm_cache InlineAgent
    multi_agent_orchestrator agent_squad dynamorm bloop duckdb deltalake pyiceberg lancedb daft
  `
    .trim()
    .split(/\s+/),
);

/** The model of a module that Python code imports by its dotted name; undefined for one that is not modelled. */
export function pythonModule(specifier: string): ModuleModel | undefined {
  const [name = ''] = specifier.split('.');
  if (specifier === 'boto3' || specifier === 'boto3.session') return boto3Module;
  if (specifier === 'boto3.s3.transfer') return () => s3TransferModule(specifier);
  // Conditions, serializers and exceptions of boto3, and annotations for its clients, call nothing.
  if (name === 'boto3' || name === 'types_boto3' || name.startsWith('mypy_boto3')) return () => harmless(specifier);
  if (UNTRACKED.has(name)) {
    return () => untrackedLibrary(name, { code: 'untracked-library', because: 'makes AWS calls that are not followed' });
  }
  const part = Object.hasOwn(STANDARD, specifier) ? STANDARD[specifier] : undefined;
  if (part !== undefined) return () => part;
  const make = Object.hasOwn(PACKAGES, name) ? PACKAGES[name] : undefined;
  return make && (() => make(specifier));
}
