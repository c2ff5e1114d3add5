import { generatedList } from './generated-list.ts';
import { entryOf } from './lines.ts';
import { snakeCase } from './sdk/snake-case.ts';

/** Where a parameter or identifier takes its value: an identifier or loaded attribute of the resource, a part of the answer,
 *  a parameter of the request, what the caller gives, or a constant. */
export interface ResourceSource {
  /** The parameter (`Bucket`, `Filters[0].Name`) or identifier that it is for. */
  readonly target: string;
  readonly from: 'identifier' | 'data' | 'response' | 'requestParameter' | 'input' | 'constant';
  /** The identifier's name, a path in the answer or request, or the constant. */
  readonly value: string;
}

/** The resource that an action, collection or attribute gives. */
export interface RelatedResource {
  readonly type: string;
  readonly identifiers: readonly ResourceSource[];
  /** Its attributes came with the answer, so that reading them calls nothing. */
  readonly isLoaded: boolean;
}

/** A call that a resource can make. */
export interface ResourceAction {
  readonly operation: string;
  readonly params: readonly ResourceSource[];
  readonly gives: RelatedResource | null;
}

/** A resource of boto3: https://boto3.amazonaws.com/v1/documentation/api/latest/guide/resources.html */
export interface ResourceModel {
  /** Identifiers in the order they are given, with the attribute that is another name of one (`TableName` of `Name`). */
  readonly identifiers: readonly { readonly name: string; readonly attribute: string | null }[];
  /** The call that reading an attribute makes, the first time; null when attributes are not loaded. */
  readonly load: ResourceAction | null;
  /** By method: `put_item`. */
  readonly actions: ReadonlyMap<string, ResourceAction>;
  /** Resources made without a call by CamelCase method (`Object`). */
  readonly has: ReadonlyMap<string, RelatedResource>;
  /** Collections by attribute: `objects`. */
  readonly collections: ReadonlyMap<string, ResourceAction>;
  /** What a collection of these resources can do to all of them at once: `delete`. */
  readonly batchActions: ReadonlyMap<string, ResourceAction>;
  /** Waiters by method (`wait_until_exists`): the waiter's name in `operation`. */
  readonly waiters: ReadonlyMap<string, ResourceAction>;
}

const decoded = new Map<string, ResourceModel | undefined>();

/** The resource of a service by its type (`Bucket`); the service's own resource without one; undefined when boto3 has none. */
export function resourceModel(service: string, type = ''): ResourceModel | undefined {
  const key = `${service}.${type}`;
  const known = decoded.get(key);
  if (known || decoded.has(key)) return known;
  const entry = entryOf(generatedList('boto3-resources'), key);
  const model = entry === undefined ? undefined : decodeResource(entry);
  decoded.set(key, model);
  return model;
}

/** An entry is `identifiers|load|actions|has|collections|batch actions|waiters`; an action is
 *  `<name>:<operation>,<target>=<source>...><type>,<target>=<source>...`, with a `+` before the type when the answer loads it. */
function decodeResource(entry: string): ResourceModel {
  const [identifiers = '', load = '', actions = '', has = '', collections = '', batch = '', waiters = ''] = entry.split('|');
  return {
    identifiers: words(identifiers).map((word) => {
      const [name = '', attribute] = word.split('=');
      return { name, attribute: attribute === undefined ? null : snakeCase(attribute) };
    }),
    load: load === '' ? null : decodeAction(load),
    actions: named(actions, snakeCase, decodeAction),
    has: named(
      has,
      (name) => name,
      (text) => decodeRelated(text.slice(1)),
    ),
    collections: named(collections, snakeCase, decodeAction),
    batchActions: named(batch, snakeCase, decodeAction),
    waiters: named(waiters, (name) => snakeCase(`WaitUntil${name}`), decodeAction),
  };
}

const words = (text: string): string[] => (text === '' ? [] : text.split(' '));

function named<T>(section: string, nameOf: (name: string) => string, decode: (text: string) => T): Map<string, T> {
  return new Map(
    words(section).map((word): [string, T] => {
      const colon = word.indexOf(':');
      return [nameOf(word.slice(0, colon)), decode(word.slice(colon + 1))];
    }),
  );
}

function decodeAction(text: string): ResourceAction {
  const end = text.indexOf('>');
  const [operation = '', ...params] = (end < 0 ? text : text.slice(0, end)).split(',');
  return { operation, params: params.map(decodeSource), gives: end < 0 ? null : decodeRelated(text.slice(end + 1)) };
}

function decodeRelated(text: string): RelatedResource {
  const [type = '', ...identifiers] = text.split(',');
  const isLoaded = type.startsWith('+');
  return { type: isLoaded ? type.slice(1) : type, identifiers: identifiers.map(decodeSource), isLoaded };
}

const SOURCES: Readonly<Record<string, ResourceSource['from']>> = {
  '~': 'identifier',
  '@': 'data',
  $: 'response',
  '!': 'requestParameter',
  '?': 'input',
  "'": 'constant',
};

function decodeSource(text: string): ResourceSource {
  const equals = text.indexOf('=');
  return {
    target: text.slice(0, equals),
    from: SOURCES[text[equals + 1] ?? ''] ?? 'constant',
    value: text.slice(equals + 2),
  };
}
