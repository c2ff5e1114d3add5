import type { ModelValue } from '../../../value.ts';
import { NOTHING } from '../../../values/values.ts';
import { classModel, members, passes } from '../build.ts';
import { clientConfigOf } from '../v3/client.ts';
import { clientWith, v2Client } from './client.ts';

/** Methods of `AWS.DynamoDB.DocumentClient`.
 *  https://docs.aws.amazon.com/AWSJavaScriptSDK/latest/AWS/DynamoDB/DocumentClient.html */
const OPERATIONS: ReadonlyMap<string, string> = new Map([
  ['batchGet', 'BatchGetItem'],
  ['batchWrite', 'BatchWriteItem'],
  ['delete', 'DeleteItem'],
  ['get', 'GetItem'],
  ['put', 'PutItem'],
  ['query', 'Query'],
  ['scan', 'Scan'],
  ['transactGet', 'TransactGetItems'],
  ['transactWrite', 'TransactWriteItems'],
  ['update', 'UpdateItem'],
]);

/** `AWS.DynamoDB.DocumentClient`; its option `service` is a client whose configuration it takes over. */
export function documentClient(): ModelValue {
  return classModel('AWS.DynamoDB.DocumentClient', ({ args, host, at }) => {
    const options = args[0] ?? NOTHING;
    const made = clientWith('dynamodb', options, host, at);
    const service = host.get(options, 'service', at);
    return v2Client(service.kind === 'nothing' ? made : { ...made, config: clientConfigOf(service) }, (method) => OPERATIONS.get(method));
  });
}

/** `AWS.DynamoDB.Converter`: attribute values stand for what they hold. */
export function converter(): ModelValue {
  const names = ['input', 'output', 'marshall', 'unmarshall'];
  return members('AWS.DynamoDB.Converter', Object.fromEntries(names.map((name) => [name, passes(`Converter.${name}`)])));
}
