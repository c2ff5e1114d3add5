import type { Host, Invocation } from '../../../host.ts';
import type { Abstract, ModelValue } from '../../../value.ts';
import { NOTHING } from '../../../values/values.ts';
import { argument, classModel, fn, inputOf, members, moduleModel } from '../build.ts';
import { clientConfigOf } from './client.ts';

/** `@aws-sdk/lib-storage`: `Upload` sends PutObject, or the parts of a multipart upload, which PutObject's permission covers.
 *  https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html#mpuAndPermissions */
export function storagePackage(): ModelValue {
  return moduleModel('@aws-sdk/lib-storage', {
    Upload: classModel('Upload', (invocation) => uploadOf(argument(invocation, 0), invocation)),
  });
}

/** What takes the place of PutObject from five megabytes on. */
const PARTS: readonly string[] = ['CreateMultipartUpload', 'UploadPart', 'CompleteMultipartUpload'];

function uploadOf(options: Abstract, made: Invocation): ModelValue {
  const client = clientConfigOf(made.host.get(options, 'client', made.at));
  const input = inputOf(made.host.get(options, 'params', made.at), made.host);
  const record = (host: Host, operation: string, at: Invocation['at']): Abstract =>
    host.record({ service: 's3', operation, input, client, at, ...(operation === 'PutObject' ? {} : { how: 'multipart upload' }) });
  const done = fn('Upload.done', ({ host, at }) => {
    const answer = record(host, 'PutObject', at);
    host.maybe(() => PARTS.forEach((operation) => record(host, operation, at)));
    // An upload that fails is aborted, unless its parts are to stay; `leavePartsOnError` is false by default.
    const leaves = host.get(options, 'leavePartsOnError', at);
    if (!(leaves.kind === 'boolean' && leaves.value === true)) host.maybe(() => record(host, 'AbortMultipartUpload', at));
    return answer;
  });
  const abort = fn('Upload.abort', ({ host, at }) => {
    record(host, 'AbortMultipartUpload', at);
    return NOTHING;
  });
  const on = fn('Upload.on', ({ args, host, at, self }) => {
    for (const listener of args.slice(1)) host.callBack(listener, at);
    return self ?? NOTHING;
  });
  return members('Upload', { done, abort, on });
}
