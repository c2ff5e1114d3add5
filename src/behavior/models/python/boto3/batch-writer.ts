import type { Invocation } from '../../../host.ts';
import type { Abstract, ModelValue } from '../../../value.ts';
import { NOTHING } from '../../../values/values.ts';
import { argument, fn, members } from '../build.ts';
import type { Client } from './client.ts';

/** `table.batch_writer()`: its puts and deletes are sent together with BatchWriteItem.
 *  https://boto3.amazonaws.com/v1/documentation/api/latest/reference/services/dynamodb/table/batch_writer.html */
export function batchWriter(client: Client, table: Abstract): ModelValue {
  const write = (request: 'PutRequest' | 'DeleteRequest', parameter: 'Item' | 'Key', invocation: Invocation): Abstract => {
    const { host, at } = invocation;
    const entry = host.object([[parameter, argument(invocation, 0, parameter)]]);
    const requests = host.object();
    // The name of the table is a key, and may be known in part only.
    requests.keys.push(table);
    requests.rest = host.list([host.object([[request, entry]])]);
    const input = host.object([['RequestItems', requests]]);
    host.record({ service: client.service, operation: 'BatchWriteItem', input, client: client.config, at, how: 'batch_writer' });
    return NOTHING;
  };
  return fn('batch_writer', () =>
    members('batch writer', {
      put_item: fn('put_item', (invocation) => write('PutRequest', 'Item', invocation)),
      delete_item: fn('delete_item', (invocation) => write('DeleteRequest', 'Key', invocation)),
    }),
  );
}
