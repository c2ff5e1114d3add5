import { isRuntimeVariable } from '../../../data/runtime-variables.ts';

/**
 * Variables that others than the template set: Lambda and its extensions, local runs, tests, the shell.
 * https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-sam-cli-using-invoke.html
 */
const SET_BY_OTHERS =
  /^(?:AWS_.*|_.*|NODE_ENV|IS_(?:OFFLINE|LOCAL)|LOCALSTACK_.*|VITEST.*|JEST_.*|PYTEST_.*|CI|HOME|USER|HOSTNAME|PWD|TMPDIR|TEMP|TMP|SHELL|TERM|DEBUG)$/;

/**
 * Variables that libraries and runtimes read, so that no code of the app needs to: SDKs, Powertools, tracing layers, drivers, HTTP
 * libraries, the runtimes of Node.js and Python.
 * https://docs.aws.amazon.com/sdkref/latest/guide/environment-variables.html
 * https://docs.aws.amazon.com/powertools/python/latest/#environment-variables
 * https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/
 */
const READ_BY_OTHERS =
  /^(?:AWS_|_|POWERTOOLS_|OTEL_|OPENTELEMETRY_|DD_|NEW_RELIC_|SENTRY_|LUMIGO_|NODE_|NPM_|npm_|PYTHON|PG|MYSQL_|SSM_PARAMETER_STORE_|SECRETS_MANAGER_|PARAMETERS_SECRETS_|LD_|PRISMA_|OPENAI_|ANTHROPIC_|LANGCHAIN_|LANGSMITH_|HF_|TRANSFORMERS_|RUST_|JAVA_|DOTNET_|XDG_|MPL|LOG_?LEVEL$|LOGG(?:ING|ER)_LEVEL$|DATABASE_URL$|(?:HTTPS?|ALL|NO)_PROXY$|REQUESTS_CA_BUNDLE$|SSL_CERT_FILE$|CURL_CA_BUNDLE$|(?:NO|FORCE)_COLOR$|PORT$|PATH$|TZ$|LANG$|HOME$|DEBUG$)/;

/** Whether a variable may be there although the template does not set it. */
export function isSetElsewhere(name: string): boolean {
  return isRuntimeVariable(name) || SET_BY_OTHERS.test(name);
}

/** Whether a variable may be read although no code of the app does. */
export function isReadElsewhere(name: string): boolean {
  return isRuntimeVariable(name) || READ_BY_OTHERS.test(name);
}
