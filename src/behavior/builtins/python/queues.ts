import type { ModelValue } from '../../value.ts';
import { NOTHING, SOME_BOOLEAN, SOME_NUMBER } from '../../values/make.ts';
import { anyOf, append } from '../elements.ts';
import type { Body } from '../make.ts';
import { arg, gives, harmless, namespace } from '../make.ts';

/** A queue between threads or tasks: whoever takes from it may get anything that was put into it. */
const makeQueue: Body = (made) => {
  const kept = made.host.list();
  const put: Body = (call) => {
    append(kept, call.host, [arg(call, 0, 'item')]);
    return NOTHING;
  };
  const take: Body = () => anyOf(kept);
  return namespace('Queue', {
    put,
    put_nowait: put,
    get: take,
    get_nowait: take,
    qsize: gives(SOME_NUMBER),
    empty: gives(SOME_BOOLEAN),
    full: gives(SOME_BOOLEAN),
    join: gives(NOTHING),
    task_done: gives(NOTHING),
  });
};

/** `queue`. https://docs.python.org/3/library/queue.html */
export function queueModule(): ModelValue {
  return namespace('queue', {
    Queue: makeQueue,
    LifoQueue: makeQueue,
    PriorityQueue: makeQueue,
    SimpleQueue: makeQueue,
    Empty: harmless('queue.Empty'),
    Full: harmless('queue.Full'),
  });
}
