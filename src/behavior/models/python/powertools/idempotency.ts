import type { Invocation } from '../../../host.ts';
import type { Abstract, ModelValue } from '../../../value.ts';
import { membersOf, NOTHING } from '../../../values/values.ts';
import { argument, decorator, fn, given, harmless, members } from '../build.ts';
import { wrapped } from '../wrapping.ts';
import { clientOption } from './client-option.ts';

/** What a persistence layer is asked for, before and after the function; only the first of each is certain.
 *  https://docs.powertools.aws.dev/lambda/python/latest/utilities/idempotency/ */
const BEFORE = [
  ['_put_record', 'PutItem'],
  ['_get_record', 'GetItem'],
] as const;
const AFTER = [
  ['_update_record', 'UpdateItem'],
  ['_delete_record', 'DeleteItem'],
] as const;

/** `DynamoDBPersistenceLayer(table_name)`. */
function persistenceLayer(made: Invocation): ModelValue {
  const client = clientOption(made);
  const table = argument(made, 0, 'table_name');
  const operations = new Map<string, string>([...BEFORE, ...AFTER]);
  return members('DynamoDBPersistenceLayer', (key) => {
    const operation = operations.get(key);
    if (operation === undefined) return harmless('idempotency', key);
    return fn(key, ({ host, at }) =>
      host.record({
        service: 'dynamodb',
        operation,
        input: host.object([['TableName', table]]),
        client,
        at,
        how: 'Powertools idempotency',
      }),
    );
  });
}

function ask(store: Abstract, requests: typeof BEFORE | typeof AFTER, { host, at }: Invocation): void {
  for (const layer of membersOf(store)) {
    for (const [index, [method]] of requests.entries()) {
      const call = (): void => {
        const found = host.get(layer, method, at);
        if (found.kind !== 'nothing') host.call(found, [harmless('idempotency', 'record')], { at, self: layer });
      };
      if (index === 0) call();
      else host.maybe(call);
    }
  }
}

function idempotent(label: string): ModelValue {
  return decorator(label, (decorated, options) => {
    const store = options ? (given(options, -1, 'persistence_store') ?? NOTHING) : NOTHING;
    return wrapped('idempotent function', decorated, {
      before: (invocation) => ask(store, BEFORE, invocation),
      after: (invocation) => ask(store, AFTER, invocation),
    });
  });
}

/** Names of `aws_lambda_powertools.utilities.idempotency` and its submodules. */
export function idempotencyName(name: string): Abstract | undefined {
  if (name === 'DynamoDBPersistenceLayer') return fn(name, persistenceLayer);
  return name === 'idempotent' || name === 'idempotent_function' ? idempotent(name) : undefined;
}
