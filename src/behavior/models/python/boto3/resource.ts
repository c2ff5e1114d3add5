import { resourceModel } from '../../../../data/boto3-resources.ts';
import type { RelatedResource, ResourceAction, ResourceModel } from '../../../../data/boto3-resources.ts';
import { snakeCase } from '../../../../data/sdk/snake-case.ts';
import { waiterOperation } from '../../../../data/sdk.ts';
import type { Host, Invocation, SourcePlace } from '../../../host.ts';
import type { Abstract, ModelValue } from '../../../value.ts';
import { derived, NOTHING, sameValue, text } from '../../../values/values.ts';
import { argument, callBackAll, fn, harmless, keywords, members } from '../build.ts';
import { clientModel, sameConfig } from './client.ts';
import type { Client } from './client.ts';
import { atPath, sendAction, valueOf } from './resource-input.ts';
import { batchWriter } from './batch-writer.ts';
import { transferMethod } from './transfer.ts';

/** A resource of boto3: its type (empty for the service's own), identifiers by name, and what is loaded of its attributes. */
export interface Resource {
  readonly client: Client;
  readonly type: string;
  readonly model: ResourceModel;
  readonly identifiers: ReadonlyMap<string, Abstract>;
  /** The answer that holds its attributes; null when they are not loaded. */
  data: Abstract | null;
}

/** `boto3.resource(service)`; undefined when boto3 has no resources of the service. */
export function serviceResource(client: Client, host: Host): ModelValue | undefined {
  const model = resourceModel(client.service);
  return model && resourceValue({ client, type: '', model, identifiers: new Map(), data: null }, host);
}

const pools = new WeakMap<Host, { readonly resource: Resource; readonly value: ModelValue }[]>();
/** Resources of one run that are kept to be found again; more are made anew each time. */
const MOST_KEPT = 256;

/** The value of a resource. Those of the same identifiers are one value, so that a name which may be any of them stays one. */
function resourceValue(resource: Resource, host: Host): ModelValue {
  const pool = pools.get(host) ?? [];
  pools.set(host, pool);
  const known = pool.find((each) => isSame(each.resource, resource));
  if (known) return known.value;
  const value = newResource(resource);
  if (pool.length < MOST_KEPT) pool.push({ resource, value });
  return value;
}

function isSame(one: Resource, other: Resource): boolean {
  if (one.model !== other.model || !sameConfig(one.client.config, other.client.config) || (one.data === null) !== (other.data === null))
    return false;
  return [...one.identifiers].every(([name, value]) => {
    const same = other.identifiers.get(name);
    return same !== undefined && sameValue(value, same);
  });
}

function newResource(resource: Resource): ModelValue {
  const { client, type, identifiers } = resource;
  const { service, config } = client;
  return members(`${service} ${type === '' ? 'resource' : type}`, (key, host, at) => attributeOf(resource, key, host, at), {
    data: { type: 'resource', service, resource: type, identifiers, config },
  });
}

function attributeOf(resource: Resource, key: string, host: Host, at: SourcePlace): Abstract | undefined {
  const { model, client } = resource;
  const identifier = model.identifiers.find(({ name, attribute }) => snakeCase(name) === key || attribute === key);
  if (identifier) return resource.identifiers.get(identifier.name) ?? NOTHING;
  if (key === 'meta') return metaOf(resource, host);
  const extra = addedMethod(resource, key);
  if (extra) return extra;
  const action = model.actions.get(key);
  if (action) return fn(`${resource.type}.${key}`, (invocation) => act(resource, action, invocation));
  const related = model.has.get(key);
  if (related && !needsData(related)) return fn(key, (invocation) => relatedResource(resource, related, { invocation, answer: null }));
  const collection = model.collections.get(key);
  if (collection) return collectionManager(resource, collection);
  const waiter = model.waiters.get(key);
  if (waiter) return fn(key, (invocation) => wait(resource, waiter, invocation));
  if (key === 'load' || key === 'reload') return fn(key, (invocation) => load(resource, invocation.host, invocation.at));
  if (key === 'get_available_subresources' || key.startsWith('_')) return harmless('boto3', key);
  if (model.load || resource.data) return loadedAttribute(resource, key, host, at);
  return fn(`${client.service}.${resource.type}.${key}`, (invocation) => {
    const what = `boto3's resource ${resource.type === '' ? client.service : resource.type} has no attribute ${key}`;
    return invocation.host.gap('unknown-operation', what, invocation.at);
  });
}

function metaOf({ client, identifiers }: Resource, host: Host): Abstract {
  return members('resource meta', (key) => {
    if (key === 'client') return clientModel(client, host);
    if (key === 'service_name') return text(client.service);
    return key === 'identifiers' ? host.list([...identifiers.keys()].map((name) => text(snakeCase(name)))) : harmless('boto3', 'meta', key);
  });
}

/** What boto3 adds to its models by hand. */
function addedMethod(resource: Resource, key: string): ModelValue | undefined {
  const { client, type, identifiers } = resource;
  const name = identifiers.get('Name');
  if (client.service === 'dynamodb' && type === 'Table' && key === 'batch_writer') return batchWriter(client, name ?? NOTHING);
  if (client.service === 's3' && type === 'Bucket') return transferMethod(client, key, new Map([['Bucket', name ?? NOTHING]]));
  if (client.service === 's3' && (type === 'Object' || type === 'ObjectSummary')) {
    const bound = new Map([
      ['Bucket', identifiers.get('BucketName') ?? NOTHING],
      ['Key', identifiers.get('Key') ?? NOTHING],
    ]);
    if (type === 'Object') return transferMethod(client, key, bound);
  }
  if (client.service === 'ec2' && key === 'create_tags' && type === '') return ec2Tags(resource, 'CreateTags');
  if (client.service === 'ec2' && key === 'delete_tags' && type === 'Instance') return ec2Tags(resource, 'DeleteTags');
  return undefined;
}

function ec2Tags({ client, identifiers }: Resource, operation: string): ModelValue {
  return fn(operation, (invocation) => {
    const input = keywords(invocation);
    const id = identifiers.get('Id');
    if (id) invocation.host.set(input, 'Resources', invocation.host.list([id]));
    return invocation.host.record({ service: 'ec2', operation, input, client: client.config, at: invocation.at });
  });
}

const needsData = (related: RelatedResource): boolean => related.identifiers.some(({ from }) => from === 'data');

function act(resource: Resource, action: ResourceAction, invocation: Invocation): Abstract {
  const answer = sendAction(resource, action, { invocation, given: keywords(invocation) });
  callBackAll(invocation);
  const { gives } = action;
  if (!gives) return answer;
  const value = relatedResource(resource, gives, { invocation, answer });
  const isPlural = gives.identifiers.some(({ from, value: path }) => from === 'response' && path.includes('[]'));
  return isPlural ? invocation.host.list([], value) : value;
}

/** The resource that a call, a collection or a method makes. */
function relatedResource(
  parent: Resource,
  related: RelatedResource,
  from: { readonly invocation: Invocation; readonly answer: Abstract | null },
): Abstract {
  const { host } = from.invocation;
  const model = resourceModel(parent.client.service, related.type);
  if (!model) return harmless('boto3', related.type);
  let position = 0;
  const identifiers = new Map(
    related.identifiers.map((source): [string, Abstract] => {
      if (source.from === 'input') return [source.target, argument(from.invocation, position++, snakeCase(source.target))];
      return [source.target, valueOf(source, { resource: parent, ...from })];
    }),
  );
  const data = related.isLoaded ? (from.answer ?? parent.data) : null;
  return resourceValue({ client: parent.client, type: related.type, model, identifiers, data }, host);
}

function collectionManager(resource: Resource, action: ResourceAction): ModelValue {
  return members('collection', (key) => {
    if (['all', 'filter', 'limit', 'page_size', 'iterator', 'pages'].includes(key))
      return fn(key, (invocation) => collection(resource, action, { invocation, isPages: key === 'pages' }));
    return batchMethod(resource, action, key);
  });
}

/** What a collection gives; it is listed when it is iterated, which `filter`, `limit` and the like may still narrow. */
function collection(
  resource: Resource,
  action: ResourceAction,
  { invocation, isPages }: { readonly invocation: Invocation; readonly isPages: boolean },
): Abstract {
  const { host } = invocation;
  const input = keywords(invocation, ['count', 'page_size', 'limit']);
  let element: Abstract | undefined;
  const list = (): Abstract => {
    const answer = sendAction(resource, action, { invocation, given: input });
    return (element ??= action.gives ? relatedResource(resource, action.gives, { invocation, answer }) : answer);
  };
  const value: ModelValue = members(
    'collection',
    (key) => {
      if (key === 'pages') return fn('pages', () => host.list([], host.list([], list())));
      if (key === 'filter' || key === 'all')
        return fn(key, (inner) => collection(resource, action, { invocation: withKeywords(inner, invocation), isPages: false }));
      if (key === 'limit' || key === 'page_size' || key === 'iterator') return fn(key, () => value);
      return batchMethod(resource, action, key, list);
    },
    { element: list },
  );
  return isPages ? host.list([], host.list([], list())) : value;
}

/** A later `filter` adds to an earlier one. */
function withKeywords(inner: Invocation, outer: Invocation): Invocation {
  return { ...inner, named: new Map([...outer.named, ...inner.named]), restNamed: inner.restNamed ?? outer.restNamed };
}

/** `bucket.objects.filter(Prefix='audit/').delete()`: lists, then acts on what was listed. */
function batchMethod(resource: Resource, action: ResourceAction, key: string, list?: () => Abstract): ModelValue | undefined {
  const type = action.gives?.type;
  const batch = type === undefined ? undefined : resourceModel(resource.client.service, type)?.batchActions.get(key);
  if (!batch) return undefined;
  return fn(key, (invocation) => {
    const element = list ? list() : relatedOf(resource, action, invocation);
    const item = element.kind === 'model' && element.data?.type === 'resource' ? element.data.identifiers : new Map<string, Abstract>();
    const listed: Resource = { ...resource, identifiers: item };
    return invocation.host.list([], sendAction(listed, batch, { invocation, given: keywords(invocation) }));
  });
}

function relatedOf(resource: Resource, action: ResourceAction, invocation: Invocation): Abstract {
  const answer = sendAction(resource, action, { invocation, given: invocation.host.object() });
  return action.gives ? relatedResource(resource, action.gives, { invocation, answer }) : answer;
}

function wait(resource: Resource, waiter: ResourceAction, invocation: Invocation): Abstract {
  const operation = waiterOperation(resource.client.service, waiter.operation);
  if (operation === undefined) return NOTHING;
  sendAction(resource, { ...waiter, operation }, { invocation, given: keywords(invocation, ['WaiterConfig']), how: 'waiter' });
  return NOTHING;
}

/** The calls that boto3 loads by hand: https://github.com/boto/boto3/blob/develop/boto3/s3/inject.py */
const LOADS: Readonly<Record<string, string>> = { 's3.Bucket': 'ListBuckets', 's3.ObjectSummary': 'HeadObject' };

function load(resource: Resource, host: Host, at: SourcePlace): Abstract {
  const { client, type, model } = resource;
  const operation = LOADS[`${client.service}.${type}`];
  const params = model.actions.get('get')?.params ?? [];
  const action = model.load ?? (operation === undefined ? null : { operation, params: type === 'Bucket' ? [] : params, gives: null });
  if (!action) return NOTHING;
  const invocation: Invocation = { args: [], restArgs: null, named: new Map(), restNamed: null, self: null, at, host };
  resource.data = sendAction(resource, action, { invocation, given: host.object() });
  return NOTHING;
}

/** An attribute that comes from the answer to the load. */
function loadedAttribute(resource: Resource, key: string, host: Host, at: SourcePlace): Abstract {
  if (!resource.data) load(resource, host, at);
  const reference = [...resource.model.has].find(([name, related]) => needsData(related) && snakeCase(name) === key);
  const data = resource.data ?? NOTHING;
  if (!reference) return derived(data, key);
  const [, related] = reference;
  const model = resourceModel(resource.client.service, related.type);
  const identifiers = new Map(
    related.identifiers.map((source): [string, Abstract] => [source.target, atPath(data, source.value, host, at)]),
  );
  return model ? resourceValue({ client: resource.client, type: related.type, model, identifiers, data: null }, host) : derived(data, key);
}
