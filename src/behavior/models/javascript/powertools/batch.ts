import type { Invocation } from '../../../host.ts';
import type { Abstract, ModelValue } from '../../../value.ts';
import { NOTHING } from '../../../values/values.ts';
import { argument, classModel, fn, harmless, members, moduleModel } from '../build.ts';

/** `@aws-lambda-powertools/batch`: the handler of records runs for each record of the event.
 *  https://docs.aws.amazon.com/powertools/typescript/latest/features/batch/ */
export function batch(): ModelValue {
  const processors = [
    'BatchProcessor',
    'BatchProcessorSync',
    'SqsFifoPartialProcessor',
    'SqsFifoPartialProcessorAsync',
    'BasePartialProcessor',
  ];
  return moduleModel(
    '@aws-lambda-powertools/batch',
    {
      processPartialResponse: fn('processPartialResponse', partialResponse),
      processPartialResponseSync: fn('processPartialResponseSync', partialResponse),
      ...Object.fromEntries(processors.map((name) => [name, classModel(name, processor)])),
    },
    (key) => harmless('@aws-lambda-powertools/batch', [key]),
  );
}

function partialResponse(invocation: Invocation): Abstract {
  const { host, at } = invocation;
  const records = host.get(argument(invocation, 0), 'Records', at);
  handled(invocation, records, argument(invocation, 1), argument(invocation, 3));
  overridden(invocation, records, argument(invocation, 2));
  return host.object([['batchItemFailures', host.list([], harmless('batch', ['failure']))]]);
}

/** A processor of the code may handle records its own way. */
function overridden({ host, at }: Invocation, records: Abstract, own: Abstract): void {
  for (const name of ['processRecord', 'processRecordSync']) {
    const method = host.get(own, name, at);
    if (method.kind === 'function') host.maybe(() => host.call(method, [host.element(records, at)], { at, self: own }));
  }
}

function processor(): ModelValue {
  const registered: [records: Abstract, handler: Abstract, options: Abstract][] = [];
  const register = fn('register', (invocation) => {
    registered.push([argument(invocation, 0), argument(invocation, 1), argument(invocation, 2)]);
    return NOTHING;
  });
  const process = fn('process', (invocation) => {
    for (const [records, handler, options] of registered) handled(invocation, records, handler, options);
    return invocation.host.list([], harmless('batch', ['result']));
  });
  return members('batch processor', { register, process, processSync: process }, { otherwise: (key) => harmless('batch', [key]) });
}

function handled({ host, at }: Invocation, records: Abstract, handler: Abstract, options: Abstract): void {
  if (handler.kind === 'nothing') return;
  const context = host.get(options, 'context', at);
  host.maybe(() => host.call(handler, [host.element(records, at), context], { at }));
}
