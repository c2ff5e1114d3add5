import { operationOf, waiterOperation } from '../../../../data/sdk.ts';
import type { Invocation } from '../../../host.ts';
import type { Abstract, ClientConfig, ModelValue } from '../../../value.ts';
import { boolean, exactText, isUnknown, membersOf, sameValue, textFrom, unionOf } from '../../../values/values.ts';
import { argument, fn, given, harmless, keywords, members } from '../build.ts';
import { withCopySource } from './copy-source.ts';
import { databaseToken, presignedPost, presignedUrl } from './presign.ts';
import { transferMethod } from './transfer.ts';

/** A client of a service, for what is done through it. */
export interface Client {
  readonly service: string;
  readonly config: ClientConfig;
}

const pools = new WeakMap<Invocation['host'], { readonly client: Client; readonly model: ModelValue }[]>();

/** A client of boto3. One run has one model for clients that are made alike, so that a value which may be any of them stays one. */
export function clientModel(client: Client, host: Invocation['host']): ModelValue {
  const pool = pools.get(host) ?? [];
  pools.set(host, pool);
  const known = pool.find((each) => each.client.service === client.service && sameConfig(each.client.config, client.config));
  if (known) return known.model;
  const model = newClient(client);
  pool.push({ client, model });
  return model;
}

/** Whether clients made so are alike. */
export function sameConfig(one: ClientConfig, other: ClientConfig): boolean {
  return (['region', 'endpoint', 'credentials'] as const).every((key) => {
    const [a, b] = [one[key], other[key]];
    return a === b || (a !== null && b !== null && sameValue(a, b));
  });
}

/** Methods of every client, besides its operations. */
const METHODS: Readonly<Record<string, (client: Client) => ModelValue>> = {
  get_paginator: (client) => fn('get_paginator', (invocation) => paginator(client, invocation)),
  get_waiter: (client) => fn('get_waiter', (invocation) => waiter(client, invocation)),
  can_paginate: () => fn('can_paginate', () => boolean(null)),
  close: () => fn('close', () => harmless('boto3', 'close')),
  generate_presigned_url: (client) => fn('generate_presigned_url', (invocation) => presignedUrl(client, invocation)),
  _make_api_call: (client) =>
    fn('_make_api_call', (invocation) =>
      unionOf(membersOf(argument(invocation, 0, 'operation_name')).map((name) => rawCall(client, name, invocation))),
    ),
};

function newClient(client: Client): ModelValue {
  const { service, config } = client;
  const label = `${service} client`;
  const model: ModelValue = members(
    label,
    (key, host) => {
      if (Object.hasOwn(METHODS, key)) return METHODS[key]?.(client);
      const special =
        transferMethod(client, key) ??
        databaseToken(client, key) ??
        (key === 'generate_presigned_post' ? presignedPost(client) : undefined);
      if (special) return special;
      const operation = operationOf(service, key);
      if (operation !== undefined && key === key.toLowerCase()) return operationMethod(client, operation);
      if (key === 'meta') return meta(client, () => model, host.environment('AWS_REGION', true));
      if (key === 'exceptions' || key === 'waiter_names' || key.startsWith('_')) return harmless('boto3', key);
      return unknownMethod(service, key);
    },
    { data: { type: 'client', service, config } },
  );
  return model;
}

/** Calls an operation with keyword arguments. */
function operationMethod(client: Client, operation: string): ModelValue {
  return fn(`${client.service}.${operation}`, (invocation) => send(client, operation, { invocation, input: keywords(invocation) }));
}

/** Notes a call of a client, as it would be sent. */
function send(
  client: Client,
  operation: string,
  { invocation, input, how }: { readonly invocation: Invocation; readonly input: Abstract; readonly how?: string },
): Abstract {
  const { host, at } = invocation;
  return host.record({
    service: client.service,
    operation,
    input: withCopySource(input, host, at),
    client: client.config,
    at,
    ...(how !== undefined && { how }),
  });
}

/** A method that the client has not: calling it raises an AttributeError. */
function unknownMethod(service: string, key: string): ModelValue {
  return fn(`${service}.${key}`, ({ host, at }) => host.gap('unknown-operation', `boto3's client of ${service} has no method ${key}`, at));
}

function meta(client: Client, self: () => ModelValue, ownRegion: Abstract): ModelValue {
  const { region, endpoint } = client.config;
  return members('client meta', (key) => {
    if (key === 'client') return self();
    if (key === 'region_name') return region ?? ownRegion;
    if (key === 'endpoint_url') return endpoint ?? textFrom({ from: 'code', because: 'the endpoint of a service' });
    return harmless('boto3', 'meta', key);
  });
}

/** The operations that a name given as text may mean, each with what is done for it. */
function eachOperation(client: Client, invocation: Invocation, use: (operation: string) => Abstract): Abstract {
  return unionOf(
    membersOf(argument(invocation, 0, 'operation_name')).map((name) => {
      const spelled = exactText(name);
      if (spelled === undefined) return notKnown(invocation, `an operation of ${client.service}`);
      const operation = operationOf(client.service, spelled);
      return operation === undefined ? misspelt(invocation, client.service, spelled) : use(operation);
    }),
  );
}

function notKnown({ host, at }: Invocation, what: string): Abstract {
  return host.gap('dynamic-operation', `${what} is called whose name the code computes`, at);
}

function misspelt({ host, at }: Invocation, service: string, name: string): Abstract {
  return host.gap('unknown-operation', `${service} has no ${name}`, at);
}

function paginator(client: Client, invocation: Invocation): Abstract {
  return eachOperation(client, invocation, (operation) =>
    members(`${operation} paginator`, {
      paginate: fn('paginate', (inner) =>
        pages(send(client, operation, { invocation: inner, input: keywords(inner, ['PaginationConfig']) })),
      ),
    }),
  );
}

/** The pages of an answer: each is an answer, and `search` and `build_full_result` give parts of them. */
function pages(answer: Abstract): Abstract {
  const methods = {
    build_full_result: fn('build_full_result', () => answer),
    search: fn('search', ({ host, at }) => host.list([], host.element(answer, at))),
  };
  return members('pages', methods, { element: () => answer });
}

function waiter(client: Client, invocation: Invocation): Abstract {
  return unionOf(
    membersOf(argument(invocation, 0, 'waiter_name')).map((name) => {
      const spelled = exactText(name);
      if (spelled === undefined) return notKnown(invocation, `a waiter of ${client.service}`);
      const operation = waiterOperation(client.service, spelled);
      if (operation === undefined) return misspelt(invocation, client.service, `waiter ${spelled}`);
      return members(`${spelled} waiter`, {
        wait: fn('wait', (inner) =>
          send(client, operation, { invocation: inner, input: keywords(inner, ['WaiterConfig']), how: 'waiter' }),
        ),
      });
    }),
  );
}

function rawCall(client: Client, name: Abstract, invocation: Invocation): Abstract {
  const spelled = exactText(name);
  if (spelled === undefined || isUnknown(name)) return notKnown(invocation, `an operation of ${client.service}`);
  const operation = operationOf(client.service, spelled);
  if (operation === undefined) return misspelt(invocation, client.service, spelled);
  return send(client, operation, { invocation, input: given(invocation, 1, 'api_params') ?? invocation.host.object() });
}
