import { operationOf } from '../../../../data/sdk.ts';
import type { Host, Invocation } from '../../../host.ts';
import type { Abstract, ModelValue } from '../../../value.ts';
import { exactText, membersOf, NOTHING } from '../../../values/values.ts';
import { argument, callbackOf, classModel, errorOrNothing, fn, members } from '../build.ts';
import { clientConfigOf } from '../v3/client.ts';
import { postedObject, postOf, PRESIGNED, signedUrl } from '../v3/presign.ts';
import type { Method, V2Client } from './client.ts';
import { globalConfig } from './config.ts';
import { withBound } from './request.ts';

/** Methods of the S3 client of the SDK v2 that are not operations.
 *  https://docs.aws.amazon.com/AWSJavaScriptSDK/latest/AWS/S3.html */
export const S3_METHODS: ReadonlyMap<string, Method> = new Map([
  ['upload', (client: V2Client) => fn('s3.upload', (invocation) => upload(invocation, client, argument(invocation, 0)))],
  ['getSignedUrl', (client: V2Client) => fn('s3.getSignedUrl', (invocation) => sign(invocation, client))],
  ['getSignedUrlPromise', (client: V2Client) => fn('s3.getSignedUrlPromise', (invocation) => sign(invocation, client))],
  ['createPresignedPost', (client: V2Client) => fn('s3.createPresignedPost', (invocation) => post(invocation, client))],
]);

/** `AWS.S3.ManagedUpload`. */
export const S3_STATICS: Readonly<Record<string, Abstract>> = {
  ManagedUpload: classModel('AWS.S3.ManagedUpload', (invocation) => {
    const { host, at } = invocation;
    const options = argument(invocation, 0);
    const service = host.get(options, 'service', at);
    const config = service.kind === 'nothing' ? globalConfig(host, at) : clientConfigOf(service);
    return managedUpload({ service: 's3', config, bound: null }, host.get(options, 'params', at), at);
  }),
};

function upload(invocation: Invocation, client: V2Client, params: Abstract): Abstract {
  const managed = managedUpload(client, params, invocation.at);
  const callback = callbackOf(invocation);
  if (callback) invocation.host.call(invocation.host.get(managed, 'send', invocation.at), [callback], { at: invocation.at });
  return managed;
}

/** What takes the place of PutObject for what is large, and removes the parts when that fails. */
const PARTS: readonly string[] = ['CreateMultipartUpload', 'UploadPart', 'CompleteMultipartUpload', 'AbortMultipartUpload'];

/** An upload in parts, or in one piece when it is small; both need PutObject. */
function managedUpload(client: V2Client, params: Abstract, at: Invocation['at']): ModelValue {
  const record = (host: Host): Abstract => {
    const call = { service: 's3', input: withBound(params, client.bound, host), client: client.config, at };
    const answer = host.record({ ...call, operation: 'PutObject' });
    for (const operation of PARTS) host.maybe(() => host.record({ ...call, operation, how: 'multipart upload' }));
    return answer;
  };
  const managed: ModelValue = members('AWS.S3.ManagedUpload', {
    promise: fn('promise', ({ host }) => record(host)),
    send: fn('send', (invocation) => {
      const answer = record(invocation.host);
      const callback = callbackOf(invocation);
      if (callback) invocation.host.callBack(callback, invocation.at, [errorOrNothing(), answer]);
      return NOTHING;
    }),
    on: fn('on', ({ args, host, at: place }) => {
      for (const listener of args.slice(1)) host.callBack(listener, place);
      return managed;
    }),
  });
  return managed;
}

/** `getSignedUrl('getObject', params, callback)`. */
function sign(invocation: Invocation, client: V2Client): Abstract {
  const { host, at } = invocation;
  const input = withBound(argument(invocation, 1), client.bound, host);
  const names = membersOf(argument(invocation, 0));
  for (const name of names) {
    const operation = operationOf('s3', exactText(name) ?? '');
    const record = (): Abstract =>
      operation === undefined
        ? host.gap('dynamic-operation', 'which operation the URL is signed for cannot be told', at)
        : host.record({ service: 's3', operation, input, client: client.config, at, how: PRESIGNED });
    if (names.length === 1) record();
    else host.maybe(record);
  }
  const callback = callbackOf(invocation);
  if (callback) host.callBack(callback, at, [errorOrNothing(), signedUrl()]);
  return signedUrl();
}

function post(invocation: Invocation, client: V2Client): Abstract {
  const { host, at } = invocation;
  const input = withBound(postedObject(argument(invocation, 0), invocation), client.bound, host);
  host.record({ service: 's3', operation: 'PutObject', input, client: client.config, at, how: PRESIGNED });
  const callback = callbackOf(invocation);
  if (callback) host.callBack(callback, at, [errorOrNothing(), postOf(host)]);
  return postOf(host);
}
