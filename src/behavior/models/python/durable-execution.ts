import type { Invocation } from '../../host.ts';
import type { Abstract, ModelValue } from '../../value.ts';
import { isCallable, NOTHING, unknownFrom } from '../../values/values.ts';
import { DEFAULT_CONFIG } from './boto3/config.ts';
import { argument, decorator, fn, given, harmless, members } from './build.ts';
import { callWrapped } from './wrapping.ts';

/** The durable execution SDK for Python: the closures of steps run within the handler.
 *  https://docs.aws.amazon.com/lambda/latest/dg/durable-execution-sdk.html */
export function durableExecution(specifier: string): ModelValue {
  const names: Readonly<Record<string, Abstract>> = {
    durable_execution: decorator('durable_execution', (handler) =>
      fn('durable handler', (invocation) => durableHandler(handler, invocation)),
    ),
    durable_step: closure('durable_step'),
    durable_with_child_context: closure('durable_with_child_context'),
    durable_wait_for_callback: closure('durable_wait_for_callback'),
    durable_parallel_branch: closure('durable_parallel_branch'),
  };
  return members(specifier, (key) => (Object.hasOwn(names, key) ? names[key] : harmless(specifier, key)), {
    data: { type: 'module', specifier },
  });
}

/** `my_step(order)` gives a closure that is called with the step's context first. */
function closure(label: string): ModelValue {
  return decorator(label, (decorated) =>
    fn(label, (outer) =>
      fn('durable closure', (inner) =>
        callWrapped(decorated, { ...outer, args: [argument(inner, 0, 'context'), ...outer.args], host: inner.host, at: inner.at }),
      ),
    ),
  );
}

/** The SDK keeps its checkpoints with the function's role: https://docs.aws.amazon.com/lambda/latest/dg/durable-security.html */
function durableHandler(handler: Abstract, invocation: Invocation): Abstract {
  const { host, at } = invocation;
  const execution = unknownFrom({ from: 'context', path: ['durable_execution_arn'] });
  for (const operation of ['CheckpointDurableExecution', 'GetDurableExecutionState']) {
    const input = host.object([['DurableExecutionArn', execution]]);
    host.record({ service: 'lambda', operation, input, client: DEFAULT_CONFIG, at, how: 'durable execution' });
  }
  return host.call(handler, [argument(invocation, 0, 'event'), durableContext(argument(invocation, 1, 'context'))], { at });
}

/** The context of a durable function or of one of its branches. */
function durableContext(lambdaContext: Abstract): ModelValue {
  const step = harmless('durable execution', 'step');
  const methods: Readonly<Record<string, (call: Invocation, self: ModelValue) => Abstract>> = {
    step: (call) => run(call, ['func'], [step]),
    run_in_child_context: (call, self) => run(call, ['func'], [self]),
    wait_for_callback: (call) =>
      run(call, ['submitter'], [harmless('durable execution', 'callback id'), step]) && harmless('durable execution', 'result'),
    wait_for_condition: (call) => run(call, ['check'], [harmless('durable execution', 'state'), step]),
    parallel: (call, self) => each(call, argument(call, 0, 'functions'), (branch) => call.host.call(branch, [self], { at: call.at })),
    map: (call, self) => mapped(call, self),
    invoke,
  };
  const self: ModelValue = members('durable context', (key) => {
    const method = Object.hasOwn(methods, key) ? methods[key] : undefined;
    if (method) return fn(key, (call) => method(call, self));
    return key === 'lambda_context' ? lambdaContext : harmless('durable execution', key);
  });
  return self;
}

function run(call: Invocation, names: readonly string[], args: readonly Abstract[]): Abstract {
  const closure = call.args.find(isCallable) ?? names.map((name) => given(call, -1, name)).find((value) => value !== undefined);
  return closure ? call.host.call(closure, args, { at: call.at }) : NOTHING;
}

function each(call: Invocation, list: Abstract, use: (item: Abstract) => Abstract): Abstract {
  const items = list.kind === 'list' && list.rest === null ? list.items : [call.host.element(list, call.at)];
  return batchResult(call, items.map(use));
}

function mapped(call: Invocation, self: ModelValue): Abstract {
  const func = call.args.find(isCallable) ?? given(call, 1, 'func');
  const inputs = given(call, -1, 'inputs') ?? call.args.find((value) => value !== func) ?? NOTHING;
  const index = harmless('durable execution', 'index');
  return each(call, inputs, (item) => (func ? call.host.call(func, [self, item, index, inputs], { at: call.at }) : NOTHING));
}

/** What `parallel` and `map` give: the results of their branches. */
function batchResult({ host }: Invocation, answers: readonly Abstract[]): Abstract {
  const list = host.list(answers);
  return members('batch result', (key) => {
    if (key === 'get_results') return fn(key, () => list);
    return key === 'results' ? list : harmless('durable execution', key);
  });
}

/** `context.invoke(function_name, payload)`: Lambda invokes the other function with this function's role. */
function invoke(call: Invocation): Abstract {
  const { host, at } = call;
  const input = host.object([['FunctionName', argument(call, 0, 'function_name')]]);
  return host.record({ service: 'lambda', operation: 'Invoke', input, client: DEFAULT_CONFIG, at, how: 'durable execution' });
}
