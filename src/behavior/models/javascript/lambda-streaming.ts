import type { ModelValue } from '../../value.ts';
import { argument, fn, harmless, members, passes } from './build.ts';

/** The global `awslambda` of the Node.js runtimes.
 *  https://docs.aws.amazon.com/lambda/latest/dg/config-rs-write-functions.html */
export function awslambda(): ModelValue {
  return members('awslambda', {
    streamifyResponse: fn('streamifyResponse', (made) => {
      const handler = argument(made, 0);
      return fn('streaming handler', (invocation) => {
        const { host, at } = invocation;
        return host.call(handler, [argument(invocation, 0), harmless('awslambda', ['responseStream']), argument(invocation, 1)], { at });
      });
    }),
    HttpResponseStream: members('HttpResponseStream', { from: passes('HttpResponseStream.from') }),
  });
}
