import type { Span } from '../../util/span.ts';
import type { App } from '../app.ts';
import { policyText } from '../policy-text.ts';
import { entriesOf, isUnknown } from '../value.ts';
import type { Unknown, Value } from '../value.ts';

/** A member of a request that a mapping makes: its text with holes, or `null` where it comes from who calls. */
export type Members = ReadonlyMap<string, string | null>;

/** The members that mapping templates write into a request's body, JSON or form data; several templates are alternatives.
 *  https://docs.aws.amazon.com/apigateway/latest/developerguide/models-mappings.html */
export function templateMembers(app: App, templates: Value | undefined): Members | Unknown {
  const found = new Map<string, string | null>();
  for (const { value } of entriesOf(templates)) {
    const members = writtenMembers(app, value);
    if (isUnknown(members)) return members;
    for (const [name, member] of members) note(found, name, member);
  }
  return found;
}

/** The members that one text writes, JSON or form data, perhaps with directives between. */
export function writtenMembers(app: App, value: Value): Members | Unknown {
  const text = policyText(app, value);
  if (isUnknown(text)) return text;
  const found = new Map<string, string | null>();
  for (const [name, member] of /(?:^|[\s&])Action=/.test(text) ? formMembers(text) : jsonMembers(text)) note(found, name, member);
  return found;
}

/** What is written twice and differs is not known. */
function note(found: Map<string, string | null>, name: string, member: string | null): void {
  found.set(name, !found.has(name) || found.get(name) === member ? member : null);
}

function* jsonMembers(text: string): Iterable<[string, string | null]> {
  for (const [, name = '', quoted, bare = ''] of text.matchAll(/["']?(\b\w+)["']?\s*:\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,}]+))/g))
    yield [name, quoted === undefined ? bareMember(bare) : writtenText(quoted)];
}

function bareMember(text: string): string | null {
  return /^(?:true|false|null|-?\d[\d.]*)$/.test(text) ? text : null;
}

function* formMembers(text: string): Iterable<[string, string | null]> {
  for (const [, name = '', value = ''] of text.matchAll(/(?:^|[\s&])([\w.]+)=([^&\n]*)/g)) yield [name, writtenText(value.trim())];
}

/** A text of a template, unless it is computed; what is only encoded is known. */
function writtenText(text: string): string | null {
  const encoded = /^\$util\.urlEncode\(\s*(["'])([^"'$]*)\1\s*\)$/.exec(text)?.[2];
  if (encoded !== undefined) return encoded;
  if (text.includes('$') || text.includes('#')) return null;
  return /^(?:arn|https?)%3A/i.test(text) ? decoded(text) : text;
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

/** What request parameters set at one place of the request (`querystring`, `header`, `path`): texts in single quotes are constant.
 *  https://docs.aws.amazon.com/apigateway/latest/developerguide/request-response-data-mappings.html */
export function mappedParameters(app: App, parameters: Value | undefined, place: 'querystring' | 'header' | 'path'): Members {
  const prefix = `integration.request.${place}.`;
  const entries = entriesOf(parameters).filter(({ key }) => key.toLowerCase().startsWith(prefix));
  return new Map(
    entries.map(({ key, value }) => {
      const text = policyText(app, value);
      return [key.slice(prefix.length), isUnknown(text) ? null : (/^'(.*)'$/s.exec(text)?.[1] ?? null)];
    }),
  );
}

/** Members as the input of an operation; those from who calls are marked as Step Functions does, with `.$`. */
export function inputOf(members: Members, at: Span): Value {
  const entries = [...members].map(([name, text]) => {
    const value: Value = { kind: 'scalar', value: text ?? '', at };
    return [text === null ? `${name}.$` : name, { keyAt: at, value }] as const;
  });
  return { kind: 'map', entries: new Map(entries), at };
}

/** The input of an operation whose members stand in a list: `Entries` of events. */
export function listInput(list: string, members: Members, at: Span): Value {
  const items: Value = { kind: 'list', items: [inputOf(members, at)], at };
  return { kind: 'map', entries: new Map([[list, { keyAt: at, value: items }]]), at };
}
