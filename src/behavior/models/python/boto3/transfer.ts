import type { Invocation } from '../../../host.ts';
import type { Abstract, ModelValue } from '../../../value.ts';
import { fieldsOf, NOTHING } from '../../../values/values.ts';
import { argument, callBackAll, fn, given } from '../build.ts';
import type { Client } from './client.ts';

interface Transfer {
  readonly operation: string;
  /** Its parameters by position, and the input member each is; null for what is no part of the input. */
  readonly parameters: readonly (readonly [name: string, member: string | null])[];
}

const BUCKET = ['Bucket', 'Bucket'] as const;
const KEY = ['Key', 'Key'] as const;
const EXTRA = ['ExtraArgs', null] as const;

/** Methods that boto3 adds to the client of S3. Large files go in parts, which takes the rights of PutObject.
 *  https://boto3.amazonaws.com/v1/documentation/api/latest/reference/customizations/s3.html
 *  https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html#mpuAndPermissions */
const TRANSFERS: Readonly<Record<string, Transfer>> = {
  upload_file: { operation: 'PutObject', parameters: [['Filename', null], BUCKET, KEY, EXTRA] },
  upload_fileobj: { operation: 'PutObject', parameters: [['Fileobj', null], BUCKET, KEY, EXTRA] },
  // HeadObject comes first, and needs the right of GetObject.
  download_file: { operation: 'GetObject', parameters: [BUCKET, KEY, ['Filename', null], EXTRA] },
  download_fileobj: { operation: 'GetObject', parameters: [BUCKET, KEY, ['Fileobj', null], EXTRA] },
  copy: { operation: 'CopyObject', parameters: [['CopySource', 'CopySource'], BUCKET, KEY, EXTRA] },
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
    host.record({ service: 's3', operation: transfer.operation, input, client: client.config, at, how: key });
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
