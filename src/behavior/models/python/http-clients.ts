import { queryOf } from '../../builtins/python/urls.ts';
import type { Host, Invocation, SourcePlace } from '../../host.ts';
import type { Abstract, ModelValue, TextPart } from '../../value.ts';
import { NOTHING, text, textOf } from '../../values/values.ts';
import { extensionCall } from '../javascript/lambda-extension.ts';
import { signed } from '../javascript/signing.ts';
import { argument, callBackAll, fn, given, harmless, members } from './build.ts';
import { signerIn } from './signing.ts';

const METHODS: ReadonlySet<string> = new Set(['get', 'post', 'put', 'delete', 'patch', 'head', 'options', 'request']);

/** Classes whose instances keep connections open. */
const SESSIONS: ReadonlySet<string> = new Set(['Session', 'session', 'Client', 'AsyncClient', 'ClientSession', 'PoolManager']);

/** requests, httpx, aiohttp and urllib3: harmless, unless a request is signed or goes to a Lambda extension. */
export function httpClient(specifier: string): ModelValue {
  return members(
    specifier,
    (key) => {
      if (METHODS.has(key)) return sends(specifier, key);
      return SESSIONS.has(key) ? session(specifier, key) : harmless(specifier, key);
    },
    { data: { type: 'module', specifier } },
  );
}

/** What a session signs its requests with, when one is sent. */
type SessionAuth = (host: Host, at: SourcePlace) => Abstract | undefined;

function session(specifier: string, name: string): ModelValue {
  // The observations know the sessions of requests and httpx by the class alone.
  const label = specifier === 'requests' ? 'Session' : `${specifier}.${name}`;
  return fn(label, (made) => {
    const base = given(made, -1, 'base_url') ?? NOTHING;
    // A session signs with what it is made with, or what is set later.
    const auth: SessionAuth = (host, at) => given(made, -1, 'auth') ?? host.get(opened, 'auth', at);
    const opened: ModelValue = members(label, (key) => (METHODS.has(key) ? sends(specifier, key, base, auth) : harmless(specifier, key)));
    return opened;
  });
}

/** A method that sends a request; `request` takes HTTP's method before the URL. */
function sends(specifier: string, key: string, base: Abstract = NOTHING, auth: SessionAuth = () => undefined): ModelValue {
  return fn(`${specifier}.${key}`, (invocation) => {
    const { host, at } = invocation;
    const url = argument(invocation, key === 'request' ? 1 : 0, 'url');
    const signer = signerIn(given(invocation, -1, 'auth')) ?? signerIn(auth(host, at));
    const method = key === 'request' ? argument(invocation, 0, 'method') : text(key);
    if (signer) signed(host, at, { ...signer, host: textOf([...partsOf(base), ...partsOf(url)]), method });
    callBackAll(invocation);
    const parameters = given(invocation, -1, 'params') ?? given(invocation, -1, 'fields');
    const query: readonly TextPart[] = parameters === undefined ? [] : [{ kind: 'literal', text: '?' }, ...partsOf(queryOf(parameters))];
    const answer = extensionCall(textOf([...partsOf(base), ...partsOf(url), ...query]), host, at);
    return answer === undefined ? harmless(specifier, key, 'response') : response(answer);
  });
}

/** A response whose body is what a service answered. */
function response(answer: Abstract): ModelValue {
  return members('response', (key) => {
    if (['text', 'content', 'data'].includes(key)) return answer;
    return ['json', 'read'].includes(key) ? fn(key, () => answer) : harmless('response', key);
  });
}

/** `urllib.request`: `urlopen` takes a URL or a `Request` with one. */
export const urllibRequest: ModelValue = members('urllib.request', (key) => {
  if (key === 'Request') {
    return fn('urllib.request.Request', (made) => {
      const url = argument(made, 0, 'url');
      return members('request', (name) => (name === 'full_url' ? url : harmless('urllib.request', 'Request', name)));
    });
  }
  if (key !== 'urlopen') return harmless('urllib.request', key);
  return fn('urllib.request.urlopen', (invocation) => {
    const { host, at } = invocation;
    const answer = extensionCall(urlOf(argument(invocation, 0, 'url'), host, at), host, at);
    return answer === undefined ? harmless('urllib.request', 'urlopen', '()') : response(answer);
  });
});

function urlOf(request: Abstract, host: Host, at: SourcePlace): Abstract {
  return request.kind === 'model' ? host.get(request, 'full_url', at) : request;
}

/** `http.client`: a connection to a host, and requests for paths there. */
export const httpConnections: ModelValue = members('http.client', (key) => {
  if (key !== 'HTTPConnection') return harmless('http.client', key);
  return fn('http.client.HTTPConnection', (made) => {
    const base = addressOf(made);
    const request = fn('http.client.HTTPConnection.request', (invocation) => {
      const { host, at } = invocation;
      extensionCall(textOf([...base, ...partsOf(argument(invocation, 1, 'url'))]), host, at);
      return NOTHING;
    });
    return members('HTTPConnection', (name) => (name === 'request' ? request : harmless('http.client', 'HTTPConnection', name)));
  });
});

function addressOf(made: Invocation): readonly TextPart[] {
  const port = given(made, 1, 'port');
  const host = partsOf(argument(made, 0, 'host'));
  return [{ kind: 'literal', text: 'http://' }, ...host, ...(port === undefined ? [] : partsOf(text(':'), port))];
}

/** The parts of texts and numbers; what is neither is a part that is not known. */
function partsOf(...values: readonly Abstract[]): readonly TextPart[] {
  return values.flatMap((value): readonly TextPart[] => {
    if (value.kind === 'text') return value.parts;
    if (value.kind === 'number' && value.value !== null) return [{ kind: 'literal', text: String(value.value) }];
    if (value.kind === 'nothing') return [];
    return [{ kind: 'origin', origin: value.kind === 'unknown' ? value.origin : { from: 'code', because: 'part of a URL' } }];
  });
}
