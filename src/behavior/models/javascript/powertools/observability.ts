import type { ModelValue } from '../../../value.ts';
import { classModel, fn, harmless, members, moduleModel, passes } from '../build.ts';
import { plainDecorator } from './decorator.ts';

/** Methods that give a decorator. */
const DECORATORS = ['injectLambdaContext', 'logMetrics', 'captureLambdaHandler', 'captureMethod'];

/** Methods of `Tracer` that give back the client or SDK they are given. */
const CAPTURES = ['captureAWS', 'captureAWSClient', 'captureAWSv3Client'];

/** `@aws-lambda-powertools/logger`, `metrics` and `tracer`: no AWS calls of their own, logs and traces leave with the runtime.
 *  Middlewares of the same names (`captureLambdaHandler(tracer)`) do nothing here. */
export function observability(): ModelValue {
  const utility = (name: string): ModelValue => classModel(name, () => instance(name));
  return moduleModel(
    '@aws-lambda-powertools',
    { Logger: utility('Logger'), Metrics: utility('Metrics'), Tracer: utility('Tracer') },
    (key) => harmless('@aws-lambda-powertools', [key]),
  );
}

/** `@aws-lambda-powertools/parser`, `validation` and `kafka`: they check what the handler is given, as decorator, middleware or function. */
export function checks(): ModelValue {
  return moduleModel(
    '@aws-lambda-powertools',
    {
      parser: fn('parser', () => plainDecorator('parser')),
      validator: fn('validator', () => plainDecorator('validator')),
      kafkaConsumer: passes('kafkaConsumer'),
    },
    (key) => harmless('@aws-lambda-powertools', [key]),
  );
}

function instance(name: string): ModelValue {
  return members(
    name,
    {
      ...Object.fromEntries(DECORATORS.map((method) => [method, fn(method, () => plainDecorator(method))])),
      ...Object.fromEntries(CAPTURES.map((method) => [method, passes(method)])),
    },
    { otherwise: (key) => harmless(name, [key]) },
  );
}
