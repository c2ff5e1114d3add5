import type { Host, Invocation, SourcePlace } from '../../../host.ts';
import type { Abstract } from '../../../value.ts';
import { exactText, isUnknown, membersOf, unionOf } from '../../../values/values.ts';
import { argument, fn, members } from '../build.ts';

/** Attributes that are not the event's key in snake case.
 *  https://docs.powertools.aws.dev/lambda/python/latest/utilities/data_classes/ */
const KEYS: Readonly<Record<string, string>> = {
  records: 'Records',
  sns: 'Sns',
  get_object: 'object',
  json_body: 'body',
  decoded_body: 'body',
  decoded_data: 'data',
  new_image: 'NewImage',
  old_image: 'OldImage',
  raw_event: '',
  _data: '',
};

/** Attributes whose values have attributes of this kind themselves. */
const NESTED: ReadonlySet<string> = new Set(['s3', 'sns', 'dynamodb', 'kinesis', 'request_context', 'detail']);

/** Paths that an attribute is short for. */
const SHORT: Readonly<Record<string, readonly string[]>> = {
  bucket_name: ['Records', '[]', 's3', 'bucket', 'name'],
  object_key: ['Records', '[]', 's3', 'object', 'key'],
  sns_message: ['Records', '[]', 'Sns', 'Message'],
};

/** An event seen through one of Powertools' data classes: attributes in snake case stand for the event's keys. Values that are known stay as they are. */
export function dataClass(event: Abstract): Abstract {
  return unionOf(membersOf(event).map((member) => (isUnknown(member) ? view(member) : member)));
}

function view(event: Abstract): Abstract {
  return members('event data class', (key, host, at) => {
    if (key.startsWith('__')) return undefined;
    if (key === 'get') return fn('get', (call) => keyOf(event, call));
    return value(event, key, host, at);
  });
}

/** `event.get(key)`. */
function keyOf(event: Abstract, call: Invocation): Abstract {
  const key = exactText(argument(call, 0, 'key'));
  return key === undefined ? call.host.element(event, call.at) : call.host.get(event, key, call.at);
}

function value(event: Abstract, attribute: string, host: Host, at: SourcePlace): Abstract {
  const short = Object.hasOwn(SHORT, attribute) ? SHORT[attribute] : undefined;
  if (short) return short.reduce((inner, step) => (step === '[]' ? host.element(inner, at) : host.get(inner, step, at)), event);
  const key = (Object.hasOwn(KEYS, attribute) ? KEYS[attribute] : undefined) ?? camelCase(attribute);
  if (key === '') return event;
  const found = host.get(event, key, at);
  if (attribute === 'records') return host.list([], dataClass(host.element(found, at)));
  return NESTED.has(attribute) ? dataClass(found) : found;
}

function camelCase(name: string): string {
  return name.replaceAll(/(?<=[a-z0-9])_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
