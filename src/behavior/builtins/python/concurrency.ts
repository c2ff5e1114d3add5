import type { Invocation } from '../../host.ts';
import type { Abstract, ModelValue } from '../../value.ts';
import { NOTHING, SOME_BOOLEAN } from '../../values/make.ts';
import { isCallable } from '../../values/query.ts';
import { anyOf } from '../elements.ts';
import { setIterable } from '../iterate.ts';
import type { Body } from '../make.ts';
import { arg, fn, gives, harmless, namespace, passes } from '../make.ts';
import { listFrom } from './globals.ts';

/** Calls `target(*args, **kwargs)`. */
function start(call: Invocation, target: Abstract | undefined, args: Abstract | undefined, kwargs: Abstract | undefined): Abstract {
  if (target === undefined || !isCallable(target)) return NOTHING;
  const list = args === undefined ? [] : listFrom(call, args).items;
  const named = kwargs?.kind === 'object' ? kwargs.fields : new Map<string, Abstract>();
  return call.host.call(target, list, { at: call.at, named });
}

/** `Thread(target=f, args=…)`: it runs when it is started. */
const thread: Body = (made) => {
  const target = made.named.get('target') ?? made.args[1];
  const run: Body = (call) => start(call, target, made.named.get('args') ?? made.args[3], made.named.get('kwargs'));
  return namespace('Thread', { start: run, run, join: gives(NOTHING), is_alive: gives(SOME_BOOLEAN) });
};

/** What a task came to; waiting for it gives that. */
function future(value: Abstract): ModelValue {
  const self: ModelValue = namespace('Future', {
    result: () => value,
    get: () => value,
    exception: gives(NOTHING),
    done: gives(SOME_BOOLEAN),
    cancel: gives(SOME_BOOLEAN),
    wait: gives(NOTHING),
    add_done_callback: (call) => {
      call.host.call(arg(call, 0), [self], { at: call.at });
      return NOTHING;
    },
  });
  return self;
}

const submit: Body = (call) => future(call.host.call(arg(call, 0), call.args.slice(1), { at: call.at, named: call.named }));

const mapped: Body = (call) => {
  const { host, at } = call;
  const list = listFrom(call, arg(call, 1));
  const further = call.args.slice(2).map((value) => anyOf(listFrom(call, value)));
  const each = (item: Abstract): Abstract => host.call(arg(call, 0), [item, ...further], { at });
  const few = list.items.length <= 32;
  const { rest } = list;
  const any = few ? rest : anyOf(list);
  return host.list(few ? list.items.map(each) : [], any === null ? null : host.maybe(() => each(any)));
};

const starmap: Body = (call) => {
  const list = listFrom(call, arg(call, 1));
  const results = list.items.slice(0, 32).map((item) => start(call, arg(call, 0), item, undefined));
  const { rest } = list;
  return call.host.list(results, rest === null ? null : call.host.maybe(() => start(call, arg(call, 0), rest, undefined)));
};

const executor: Body = () => {
  const self: ModelValue = namespace('Executor', {
    submit,
    map: mapped,
    starmap,
    apply_async: (call) => future(start(call, arg(call, 0), call.args[1], call.args[2])),
    apply: (call) => start(call, arg(call, 0), call.args[1], call.args[2]),
    imap: mapped,
    imap_unordered: mapped,
    map_async: (call) => future(mapped(call)),
    shutdown: gives(NOTHING),
    close: gives(NOTHING),
    join: gives(NOTHING),
  });
  return setIterable(self, () => ({ items: [], rest: null }));
};

/** What is waited for, in any order. */
const completed: Body = (call) => {
  const list = listFrom(call, arg(call, 0));
  return call.host.list(list.items, list.rest);
};

/** `concurrent.futures`. */
export function futuresModule(): ModelValue {
  return namespace('concurrent.futures', {
    ThreadPoolExecutor: executor,
    ProcessPoolExecutor: executor,
    as_completed: completed,
    wait: (call) => call.host.list([completed(call), call.host.list()]),
  });
}

/** `threading`. */
export function threadingModule(): ModelValue {
  return namespace('threading', {
    local: (call) => call.host.object(),
    Thread: thread,
    Timer: (call) => thread({ ...call, named: new Map([['target', arg(call, 1)]]) }),
  });
}

/** `multiprocessing`. */
export function multiprocessingModule(): ModelValue {
  return namespace('multiprocessing', {
    Process: thread,
    Pool: executor,
    Pipe: (call) => call.host.list([harmless('pipe'), harmless('pipe')]),
  });
}

/** `asyncio`: awaiting is transparent, so that a coroutine is what it gives. */
export function asyncioModule(): ModelValue {
  const gather: Body = (call) => call.host.list(call.args, call.restArgs);
  const runs: Body = (call) => call.host.call(arg(call, 0), call.args.slice(1), { at: call.at, named: call.named });
  const loop = namespace('loop', {
    run_until_complete: passes(),
    run_in_executor: (call) => call.host.call(arg(call, 1), call.args.slice(2), { at: call.at }),
    create_task: passes(),
    close: gives(NOTHING),
  });
  return namespace('asyncio', {
    run: passes(),
    gather,
    wait: (call) => call.host.list([completed(call), call.host.list()]),
    as_completed: completed,
    create_task: passes(),
    ensure_future: passes(),
    wait_for: passes(),
    shield: passes(),
    to_thread: runs,
    sleep: gives(NOTHING),
    get_event_loop: () => loop,
    new_event_loop: () => loop,
    get_running_loop: () => loop,
    iscoroutinefunction: gives(SOME_BOOLEAN),
    TaskGroup: () => namespace('TaskGroup', { create_task: passes() }),
    Semaphore: () => harmless('Semaphore'),
    coroutine: fn('asyncio.coroutine', passes()),
  });
}
