import type { Host, Invocation, SourcePlace } from '../../../host.ts';
import type { Abstract, ClientConfig, ModelValue } from '../../../value.ts';
import { isCallable, NOTHING } from '../../../values/values.ts';
import { argument, callbackOf, errorOrNothing, fn, harmless, inputOf, members } from '../build.ts';
import { PRESIGNED, signedUrl } from '../v3/presign.ts';

/** An operation to send, with the parameters that the client was bound to. */
export interface Sending {
  readonly service: string;
  readonly operation: string;
  readonly config: ClientConfig;
  /** `new AWS.S3({ params })`: members of every input. */
  readonly bound: Abstract | null;
}

/** Calls a method of a v2 client: with a callback it is sent at once, without one it gives a request to be sent. */
export function requested(invocation: Invocation, sending: Sending): Abstract {
  const { args, host, at } = invocation;
  const first = argument(invocation, 0);
  const callbackFirst = args.length === 1 && isCallable(first);
  const params = callbackFirst ? NOTHING : first;
  const request = requestOf(sending, params, at);
  const callback = callbackFirst ? first : (args[1] ?? NOTHING);
  if (callback.kind !== 'nothing') sent({ host, at }, sending, params, callback);
  return request;
}

/** Sends an operation and calls the callback with its answer. */
function sent({ host, at }: Pick<Invocation, 'host' | 'at'>, sending: Sending, params: Abstract, callback?: Abstract): Abstract {
  const answer = host.record({
    service: sending.service,
    operation: sending.operation,
    input: withBound(params, sending.bound, host),
    client: sending.config,
    at,
  });
  if (callback && callback.kind !== 'nothing') host.callBack(callback, at, [errorOrNothing(), answer]);
  return answer;
}

/** `AWS.Request`: nothing happens until one of its methods sends it.
 *  https://docs.aws.amazon.com/AWSJavaScriptSDK/latest/AWS/Request.html */
function requestOf(sending: Sending, params: Abstract, at: SourcePlace): ModelValue {
  const send = (host: Host, callback?: Abstract): Abstract => sent({ host, at }, sending, params, callback);
  const request: ModelValue = members('AWS.Request', {
    promise: fn('promise', ({ host }) => send(host)),
    send: fn('send', (invocation) => {
      send(invocation.host, callbackOf(invocation));
      return request;
    }),
    eachPage: fn('eachPage', (invocation) => {
      send(invocation.host, callbackOf(invocation));
      return NOTHING;
    }),
    eachItem: fn('eachItem', (invocation) => {
      send(invocation.host, callbackOf(invocation));
      return NOTHING;
    }),
    createReadStream: fn('createReadStream', ({ host }) => {
      send(host);
      return harmless('aws-sdk', ['stream']);
    }),
    runTo: fn('runTo', ({ host }) => send(host)),
    on: fn('on', listens),
    once: fn('once', listens),
    presign: fn('presign', ({ host }) => {
      host.record({ ...sending, input: withBound(params, sending.bound, host), client: sending.config, at, how: PRESIGNED });
      return signedUrl();
    }),
  });
  return request;

  function listens({ args, host, at: place }: Invocation): Abstract {
    for (const listener of args.slice(1)) host.callBack(listener, place);
    return request;
  }
}

/** An input with the parameters that its client was bound to; those of the call win. */
export function withBound(params: Abstract, bound: Abstract | null, host: Host): Abstract {
  const input = inputOf(params, host);
  if (bound?.kind !== 'object') return input;
  const merged = host.object(bound.fields);
  if (input.kind !== 'object') {
    merged.rest = input;
    return merged;
  }
  for (const [key, value] of input.fields) merged.fields.set(key, value);
  merged.rest = input.rest;
  merged.keys.push(...input.keys);
  return merged;
}
