import type { Invocation } from '../../../host.ts';
import type { Abstract, ModelValue } from '../../../value.ts';
import { argument, classModel, fn, harmless, moduleModel, passes } from '../build.ts';
import { clientConfigOf, clientOf, MODULAR } from './client.ts';
import type { MethodNames } from './client.ts';
import { commandClass } from './command.ts';
import { ofClientOption } from './package.ts';
import { paginated } from './paginate.ts';

/** Commands of `@aws-sdk/lib-dynamodb` by operation; the methods of `DynamoDBDocument` have the same names.
 *  https://docs.aws.amazon.com/AWSJavaScriptSDK/v3/latest/Package/-aws-sdk-lib-dynamodb/ */
const OPERATIONS: Readonly<Record<string, string>> = {
  BatchExecuteStatement: 'BatchExecuteStatement',
  BatchGet: 'BatchGetItem',
  BatchWrite: 'BatchWriteItem',
  Delete: 'DeleteItem',
  ExecuteStatement: 'ExecuteStatement',
  ExecuteTransaction: 'ExecuteTransaction',
  Get: 'GetItem',
  Put: 'PutItem',
  Query: 'Query',
  Scan: 'Scan',
  TransactGet: 'TransactGetItems',
  TransactWrite: 'TransactWriteItems',
  Update: 'UpdateItem',
};

/** `@aws-sdk/lib-dynamodb`. */
export function documentPackage(): ModelValue {
  const commands = Object.entries(OPERATIONS).map(([name, operation]): [string, Abstract] => [
    `${name}Command`,
    commandClass(`${name}Command`, 'dynamodb', operation),
  ]);
  return moduleModel(
    '@aws-sdk/lib-dynamodb',
    {
      DynamoDBDocumentClient: documentClass('DynamoDBDocumentClient', MODULAR),
      DynamoDBDocument: documentClass('DynamoDBDocument', methodOf),
      ...Object.fromEntries(commands),
    },
    (key) => paginated('dynamodb', key, ofClientOption),
  );
}

/** `@aws-sdk/util-dynamodb`: attribute values stand for what they hold. */
export function attributeValues(): ModelValue {
  const names = ['marshall', 'unmarshall', 'convertToAttr', 'convertToNative'];
  return moduleModel('@aws-sdk/util-dynamodb', Object.fromEntries(names.map((name) => [name, passes(name)])));
}

const methodOf: MethodNames = (method) => {
  const name = method.slice(0, 1).toUpperCase() + method.slice(1);
  return name !== method && Object.hasOwn(OPERATIONS, name) ? OPERATIONS[name] : undefined;
};

function documentClass(name: string, methods: MethodNames): ModelValue {
  const make = (invocation: Invocation): Abstract => clientOf('dynamodb', clientConfigOf(argument(invocation, 0)), methods);
  return classModel(name, make, { from: fn(`${name}.from`, make), prototype: harmless(name, ['prototype']) });
}
