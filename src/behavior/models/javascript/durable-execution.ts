import type { Invocation } from '../../host.ts';
import type { Abstract, ModelValue } from '../../value.ts';
import { isCallable, membersOf, NOTHING, unionOf, unknownFrom } from '../../values/values.ts';
import { argument, callbackOf, fn, harmless, members, moduleModel } from './build.ts';
import { DEFAULT_CONFIG } from './client-config.ts';

/** `@aws/durable-execution-sdk-js`: the closures of steps run within the handler.
 *  https://docs.aws.amazon.com/lambda/latest/dg/durable-execution-sdk.html */
export function durableExecution(): ModelValue {
  return moduleModel('@aws/durable-execution-sdk-js', { withDurableExecution: fn('withDurableExecution', durableHandler) });
}

/** The wrapped handler gets a durable context instead of Lambda's. The SDK keeps its checkpoints with the function's role.
 *  https://docs.aws.amazon.com/lambda/latest/dg/durable-security.html */
function durableHandler(made: Invocation): Abstract {
  const handler = argument(made, 0);
  return fn('durable handler', (invocation) => {
    const { host, at } = invocation;
    const lambdaContext = argument(invocation, 1);
    for (const operation of ['CheckpointDurableExecution', 'GetDurableExecutionState']) {
      const execution = unknownFrom({ from: 'context', path: ['durableExecutionArn'] });
      host.record({
        service: 'lambda',
        operation,
        input: host.object([['DurableExecutionArn', execution]]),
        client: DEFAULT_CONFIG,
        at,
        how: 'durable execution',
      });
    }
    return host.call(handler, [argument(invocation, 0), durableContext(lambdaContext)], { at });
  });
}

/** The context of a durable function or of one of its branches. */
function durableContext(lambdaContext: Abstract): ModelValue {
  const self: ModelValue = members(
    'durable context',
    {
      step: fn('step', (call) => run(call, [harmless('durable execution', ['step'])])),
      runInChildContext: fn('runInChildContext', (call) => run(call, [durableContext(lambdaContext)])),
      waitForCallback: fn('waitForCallback', (call) => {
        run(call, [
          unknownFrom({ from: 'library', name: 'durable execution', path: ['callbackId'] }),
          harmless('durable execution', ['step']),
        ]);
        return unknownFrom({ from: 'library', name: 'durable execution', path: ['callback result'] });
      }),
      waitForCondition: fn('waitForCondition', (call) =>
        run(call, [harmless('durable execution', ['state']), harmless('durable execution', ['step'])]),
      ),
      parallel: fn('parallel', (call) => branches(call, self)),
      map: fn('map', (call) => mapped(call, self)),
      invoke: fn('invoke', invoke),
      promise: members('durable promises', {
        all: fn('promise.all', (call) => argument(call, call.args[1] === undefined ? 0 : 1)),
        allSettled: fn('promise.allSettled', (call) => results(call, argument(call, call.args[1] === undefined ? 0 : 1))),
        any: fn('promise.any', anyOf),
        race: fn('promise.race', anyOf),
      }),
      lambdaContext,
    },
    { otherwise: (key) => harmless('durable execution', [key]) },
  );
  return self;
}

/** The closure is the first or, after a name, the second argument. */
function run(call: Invocation, args: readonly Abstract[]): Abstract {
  const closure = callbackOf(call);
  return closure === undefined ? NOTHING : call.host.call(closure, args, { at: call.at });
}

function branches(call: Invocation, context: Abstract): Abstract {
  const { host, at } = call;
  const list = call.args.find((one) => one.kind === 'list' || one.kind === 'unknown') ?? argument(call, 1);
  const items = list.kind === 'list' ? [...list.items, ...(list.rest ? [list.rest] : [])] : membersOf(host.element(list, at));
  const answers = items.map((branch) => host.call(isCallable(branch) ? branch : host.get(branch, 'func', at), [context], { at }));
  return batchResult(call, answers);
}

function mapped(call: Invocation, context: Abstract): Abstract {
  const { host, at } = call;
  const closure = callbackOf(call);
  const place = closure === undefined ? 1 : call.args.indexOf(closure) - 1;
  const items = argument(call, place);
  if (closure === undefined) return NOTHING;
  const each = items.kind === 'list' && items.rest === null ? items.items : [host.element(items, at)];
  return batchResult(
    call,
    each.map((item) => host.call(closure, [context, item, unknownFrom({ from: 'code', because: 'an index' }), items], { at })),
  );
}

/** What `parallel` and `map` give: the results of their branches. */
function batchResult(call: Invocation, answers: readonly Abstract[]): Abstract {
  const list = call.host.list(answers);
  const inner = (result: Abstract): Abstract => call.host.object([['result', result]]);
  return members(
    'batch result',
    {
      getResults: fn('getResults', () => list),
      all: call.host.list(answers.map(inner)),
      succeeded: fn('succeeded', ({ host }) => host.list(answers.map(inner))),
      results: list,
    },
    { otherwise: (key) => harmless('durable execution', [key]) },
  );
}

function results(call: Invocation, list: Abstract): Abstract {
  return call.host.list([], call.host.object([['value', call.host.element(list, call.at)]]));
}

function anyOf(call: Invocation): Abstract {
  const list = argument(call, call.args[1] === undefined ? 0 : 1);
  return unionOf([call.host.element(list, call.at)]);
}

/** `context.invoke(name?, functionName, payload)`: Lambda invokes the other function with this function's role. */
function invoke(call: Invocation): Abstract {
  const { host, at } = call;
  const second = argument(call, 1);
  const named = second.kind === 'text' || (call.args.length > 2 && second.kind !== 'object');
  const target = argument(call, named ? 1 : 0);
  const input = host.object([
    ['FunctionName', target],
    ['Payload', argument(call, named ? 2 : 1)],
  ]);
  return host.record({ service: 'lambda', operation: 'Invoke', input, client: DEFAULT_CONFIG, at, how: 'durable execution' });
}
