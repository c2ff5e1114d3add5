import type { Arguments } from '../interpret/state.ts';
import type { Abstract } from '../value.ts';

/** Functions that write what they are given to the log: the console, the standard loggers and those in wide use. */
const WRITES: readonly RegExp[] = [
  /^console\.(?:log|info|warn|error|debug|trace|dir|table)$/,
  /^print$|^pprint\.p?print$/,
  /^(?:logging|loguru|structlog|Logger)(?:\.\w+)*\.(?:trace|debug|info|warn|warning|error|critical|exception|log|success)$/,
  /^(?:winston|pino|bunyan|log4js|loglevel|consola|signale|tslog|lambda-log|npmlog|@dazn\/lambda-powertools-logger)(?:\.[\w[\]]+)*\.(?:trace|debug|verbose|silly|info|warn|error|fatal|log)$/,
  // The loggers of durable executions: https://docs.aws.amazon.com/lambda/latest/dg/durable-functions.html
  /durable.*\.logger\.(?:info|warn|warning|error|exception|critical)$/i,
];

/** Whether a function of this name writes its arguments to the log. */
export function logsThrough(name: string): boolean {
  return WRITES.some((pattern) => pattern.test(name));
}

/** Whether a function of this name sets the level of Python's loggers. */
export function setsLevel(name: string): boolean {
  return /^logging(?:\.\w+)*\.(?:setLevel|basicConfig|dictConfig|fileConfig)$/.test(name);
}

/**
 * Whether a call asks a library to write each event to the log.
 * https://docs.aws.amazon.com/powertools/typescript/latest/features/logger/ and the page of the same name for Python
 */
export function logsEvent(name: string, { args, named }: Arguments): boolean {
  if (name === '@middy/input-output-logger') return true;
  if (/(?:^|\.)injectLambdaContext$/.test(name)) return args.some((arg) => arg.kind === 'object' && isTrue(arg.fields.get('logEvent')));
  return name === 'Logger.inject_lambda_context' && isTrue(named.get('log_event'));
}

function isTrue(value: Abstract | undefined): boolean {
  return value?.kind === 'boolean' && value.value === true;
}
