import { isRuntimeVariable } from '../../../data/runtime-variables.ts';

/**
 * Variables that others than the template set, or others than the code read: the SDKs and Lambda (`AWS_`), Powertools, Node.js,
 * Python, tracing layers, local runs and tests.
 * https://docs.aws.amazon.com/sdkref/latest/guide/environment-variables.html
 * https://docs.aws.amazon.com/powertools/python/latest/#environment-variables
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-sam-cli-using-invoke.html
 * https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/
 */
const PREFIXES =
  /^(?:AWS_|_|POWERTOOLS_|OTEL_|OPENTELEMETRY_|DD_|NEW_RELIC_|SENTRY_|LUMIGO_|NODE_|NPM_|npm_|PYTHON|PG|MYSQL_|SSM_PARAMETER_STORE_|SECRETS_MANAGER_|PARAMETERS_SECRETS_|LAMBDA_|IS_|VITEST|JEST_|PYTEST_|GITHUB_|HTTPS?_|ALL_|LD_|DATABASE_URL$|PRISMA_|OPENAI_|ANTHROPIC_|LANGCHAIN_|LANGSMITH_|HF_|TRANSFORMERS_|RUST_|JAVA_|DOTNET_|XDG_|MPL)/;

const NAMES: ReadonlySet<string> = new Set(
  (
    'LOG_LEVEL LOGLEVEL LOGGING_LEVEL LOGGER_LEVEL DEBUG CI HOME USER PATH TZ LANG HOSTNAME PWD TMPDIR TEMP TMP SHELL TERM NO_COLOR FORCE_COLOR ' +
    'STAGE_LOCAL LOCALSTACK_HOSTNAME DYNAMODB_ENDPOINT_URL PORT REQUESTS_CA_BUNDLE SSL_CERT_FILE CURL_CA_BUNDLE NO_PROXY no_proxy MAX_BATCH_SIZE'
  ).split(' '),
);

/** Whether a variable may be set, or read, by something else than the template and the code. */
export function isSetElsewhere(name: string): boolean {
  return isRuntimeVariable(name) || NAMES.has(name) || PREFIXES.test(name);
}
