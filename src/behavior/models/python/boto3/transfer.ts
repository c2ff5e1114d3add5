import type { Invocation } from '../../../host.ts';
import type { Abstract, ModelValue } from '../../../value.ts';
import { fieldsOf, NOTHING } from '../../../values/values.ts';
import { argument, callBackAll, fn, given } from '../build.ts';
import type { Client } from './client.ts';
import { withCopySource } from './copy-source.ts';

interface Transfer {
  readonly operation: string;
  /** Whose size is asked for first, with HeadObject: the object itself or the one that is copied. */
  readonly measures?: 'object' | 'source';
  /** What takes its place for large objects. */
  readonly parts?: readonly string[];
  /** Its parameters by position, and the input member each is; null for what is no part of the input. */
  readonly parameters: readonly (readonly [name: string, member: string | null])[];
}

const BUCKET = ['Bucket', 'Bucket'] as const;
const KEY = ['Key', 'Key'] as const;
const EXTRA = ['ExtraArgs', null] as const;
const UPLOADED = ['CreateMultipartUpload', 'UploadPart', 'CompleteMultipartUpload'];
const COPIED = ['CreateMultipartUpload', 'UploadPartCopy', 'CompleteMultipartUpload'];

/** Methods that boto3 adds to the client of S3. Large files go in parts, and what has come of them is removed when that fails.
 *  https://boto3.amazonaws.com/v1/documentation/api/latest/reference/customizations/s3.html
 *  https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html#mpuAndPermissions */
const TRANSFERS: Readonly<Record<string, Transfer>> = {
  upload_file: { operation: 'PutObject', parts: UPLOADED, parameters: [['Filename', null], BUCKET, KEY, EXTRA] },
  upload_fileobj: { operation: 'PutObject', parts: UPLOADED, parameters: [['Fileobj', null], BUCKET, KEY, EXTRA] },
  download_file: { operation: 'GetObject', measures: 'object', parameters: [BUCKET, KEY, ['Filename', null], EXTRA] },
  download_fileobj: { operation: 'GetObject', measures: 'object', parameters: [BUCKET, KEY, ['Fileobj', null], EXTRA] },
  copy: { operation: 'CopyObject', measures: 'source', parts: COPIED, parameters: [['CopySource', 'CopySource'], BUCKET, KEY, EXTRA] },
};

/** A transfer of S3, for the client and, with `bound` input (`Bucket`, `Key`) in place of those parameters, for resources. */
export function transferMethod(client: Client, key: string, bound: ReadonlyMap<string, Abstract> = new Map()): ModelValue | undefined {
  const transfer = client.service === 's3' && Object.hasOwn(TRANSFERS, key) ? TRANSFERS[key] : undefined;
  if (!transfer) return undefined;
  const parameters = transfer.parameters.filter(([name]) => !bound.has(name));
  return fn(`s3.${key}`, (invocation) => {
    const { host, at } = invocation;
    const input = host.object([...bound, ...inputMembers(parameters, invocation)]);
    callBackAll(invocation);
    const record = (operation: string, of: Abstract): Abstract =>
      host.record({ service: 's3', operation, input: withCopySource(of, host, at), client: client.config, at, how: key });
    if (transfer.measures) record('HeadObject', transfer.measures === 'object' ? input : host.get(input, 'CopySource', at));
    record(transfer.operation, input);
    const parts = transfer.parts ?? [];
    if (parts.length > 0) {
      host.maybe(() => parts.forEach((operation) => record(operation, input)));
      host.maybe(() => record('AbortMultipartUpload', input));
    }
    return NOTHING;
  });
}

function inputMembers(parameters: Transfer['parameters'], invocation: Invocation): (readonly [string, Abstract])[] {
  const extra = parameters.findIndex(([name]) => name === 'ExtraArgs');
  const named = parameters.flatMap(([name, member], index) =>
    member === null ? [] : [[member, argument(invocation, index, name)] as const],
  );
  return [...named, ...fieldsOf(given(invocation, extra, 'ExtraArgs'))];
}
