import type { Host, SourcePlace } from '../../../host.ts';
import type { Abstract, ClientConfig, ModelValue } from '../../../value.ts';
import { isCallable, membersOf, NOTHING } from '../../../values/values.ts';
import { argument, classModel, fn, harmless, members, moduleModel } from '../build.ts';
import { clientOption } from './client-option.ts';
import { decorator, wrapped } from './decorator.ts';

/** What a persistence layer is asked for, in the order of an invocation; only the first is certain.
 *  https://docs.aws.amazon.com/powertools/typescript/latest/features/idempotency/ */
const BEFORE = [
  { method: '_putRecord', operation: 'PutItem', certain: true },
  { method: '_getRecord', operation: 'GetItem', certain: false },
] as const;
const AFTER = [
  { method: '_updateRecord', operation: 'UpdateItem', certain: true },
  { method: '_deleteRecord', operation: 'DeleteItem', certain: false },
] as const;

type Request = (typeof BEFORE | typeof AFTER)[number];

/** `@aws-lambda-powertools/idempotency` with its files. */
export function idempotency(): ModelValue {
  return moduleModel(
    '@aws-lambda-powertools/idempotency',
    {
      makeIdempotent: fn('makeIdempotent', (invocation) =>
        idempotent(argument(invocation, 0), storeOf(argument(invocation, 1), invocation.host, invocation.at)),
      ),
      idempotent: fn('idempotent', (invocation) => {
        const store = storeOf(argument(invocation, 0), invocation.host, invocation.at);
        return decorator('@idempotent', (method) => idempotent(method, store));
      }),
      makeHandlerIdempotent: fn('makeHandlerIdempotent', (invocation) => {
        const store = storeOf(argument(invocation, 0), invocation.host, invocation.at);
        return invocation.host.object([
          ['before', fn('idempotency before', ({ host, at }) => asked(store, BEFORE, host, at))],
          ['after', fn('idempotency after', ({ host, at }) => asked(store, AFTER, host, at))],
        ]);
      }),
      DynamoDBPersistenceLayer: classModel('DynamoDBPersistenceLayer', ({ args, host, at }) => {
        const options = args[0] ?? NOTHING;
        return dynamoDbStore(host.get(options, 'tableName', at), clientOption(options, host, at));
      }),
    },
    (key) => harmless('@aws-lambda-powertools/idempotency', [key]),
  );
}

function storeOf(options: Abstract, host: Host, at: SourcePlace): Abstract {
  return host.get(options, 'persistenceStore', at);
}

function idempotent(inner: Abstract, store: Abstract): ModelValue {
  return wrapped('idempotent function', inner, {
    before: ({ host, at }) => asked(store, BEFORE, host, at),
    after: ({ host, at }) => asked(store, AFTER, host, at),
  });
}

/** Calls the methods of a persistence layer, ours or one of the code. */
function asked(store: Abstract, requests: readonly Request[], host: Host, at: SourcePlace): Abstract {
  for (const layer of membersOf(store)) {
    for (const { method, certain } of requests) {
      const call = (): void => {
        const found = host.get(layer, method, at);
        if (isCallable(found)) host.call(found, [harmless('idempotency', ['record'])], { at, self: layer });
      };
      if (certain) call();
      else host.maybe(call);
    }
  }
  return NOTHING;
}

function dynamoDbStore(table: Abstract, client: ClientConfig): ModelValue {
  const methods = [...BEFORE, ...AFTER].map(({ method, operation }): [string, Abstract] => [
    method,
    fn(`DynamoDBPersistenceLayer.${method}`, ({ host, at }) =>
      host.record({
        service: 'dynamodb',
        operation,
        input: host.object([['TableName', table]]),
        client,
        at,
        how: 'Powertools idempotency',
      }),
    ),
  ]);
  return members('DynamoDBPersistenceLayer', Object.fromEntries(methods), { otherwise: (key) => harmless('idempotency', [key]) });
}
