import type { ResourceAction, ResourceSource } from '../../../../data/boto3-resources.ts';
import type { Host, Invocation, SourcePlace } from '../../../host.ts';
import type { Abstract, ObjectValue } from '../../../value.ts';
import { NOTHING, text } from '../../../values/values.ts';
import type { Client } from './client.ts';
import { withCopySource } from './copy-source.ts';

/** What a value of an action is taken from. */
export interface SourceContext {
  readonly resource: { readonly identifiers: ReadonlyMap<string, Abstract>; readonly data: Abstract | null };
  readonly invocation: Invocation;
  readonly answer: Abstract | null;
}

/** The value of an identifier or parameter. */
export function valueOf(source: ResourceSource, { resource, invocation, answer }: SourceContext): Abstract {
  const { host, at } = invocation;
  switch (source.from) {
    case 'identifier':
      return resource.identifiers.get(source.value) ?? NOTHING;
    case 'data':
      return atPath(resource.data ?? NOTHING, source.value, host, at);
    case 'response':
      return atPath(answer ?? NOTHING, source.value, host, at);
    case 'requestParameter':
      return atPath(host.object(invocation.named), source.value, host, at);
    case 'constant':
      return text(source.value);
    case 'input':
      return NOTHING;
  }
}

/** The part of a value at a path such as `Buckets[].Name`; any element where the path says `[]`. */
export function atPath(value: Abstract, path: string, host: Host, at: SourcePlace): Abstract {
  let part = value;
  for (const step of steps(path)) part = step === '[]' ? host.element(part, at) : host.get(part, step, at);
  return part;
}

/** `Filters[0].Values[0]` in steps; an index is any element. */
function steps(path: string): string[] {
  return path.split('.').flatMap((word) => {
    const bracket = word.indexOf('[');
    if (bracket < 0) return word === '' ? [] : [word];
    return bracket === 0 ? ['[]'] : [word.slice(0, bracket), '[]'];
  });
}

/** Notes the call of an action: what the resource knows, and what the caller adds. */
export function sendAction(
  resource: SourceContext['resource'] & { readonly client: Client },
  action: ResourceAction,
  { invocation, given, how }: { readonly invocation: Invocation; readonly given: Abstract; readonly how?: string },
): Abstract {
  const { host, at } = invocation;
  const { service, config } = resource.client;
  const input = host.object();
  for (const param of action.params) place(input, steps(param.target), valueOf(param, { resource, invocation, answer: null }), host);
  if (given.kind === 'object') {
    for (const [key, value] of given.fields) host.set(input, key, value);
    input.rest = given.rest;
  }
  const sent = withCopySource(input, host, at);
  return host.record({ service, operation: action.operation, input: sent, client: config, at, ...(how !== undefined && { how }) });
}

/** Puts a value where the path of a parameter says (`Delete.Objects[].Key`), making objects and lists on the way. */
function place(input: ObjectValue, path: readonly string[], value: Abstract, host: Host): void {
  const [step, ...rest] = path;
  if (step === undefined) return;
  const there = input.fields.get(step);
  if (rest.length === 0) host.set(input, step, value);
  else if (rest[0] === '[]') {
    const inner = rest.slice(1);
    const item = there?.kind === 'list' ? there.items[0] : undefined;
    if (inner.length === 0) return host.set(input, step, host.list([value]));
    const element = item?.kind === 'object' ? item : host.object();
    place(element, inner, value, host);
    host.set(input, step, host.list([element]));
  } else {
    const inner = there?.kind === 'object' ? there : host.object();
    place(inner, rest, value, host);
    host.set(input, step, inner);
  }
}
