import type { Host, Invocation, SourcePlace } from '../../host.ts';
import type { Abstract, ModelValue, TextPart } from '../../value.ts';
import { show as showSetting } from '../../../model/value.ts';
import { exactText, NOTHING, text, textOf } from '../../values/values.ts';
import { DEFAULT_CONFIG } from './client-config.ts';
import { argument, classModel, fn, harmless, members, moduleModel } from './build.ts';

/** Where a signed request goes, as far as the code says it. */
interface Destination {
  readonly service: Abstract;
  readonly host: Abstract;
  /** A role that the request hands to the service. */
  readonly role?: Abstract;
  /** Path of the request, where `host` is not the whole URL; and its method. */
  readonly path?: Abstract;
  readonly method?: Abstract;
  /** Whose credentials sign, as `ClientConfig` says it; absent: the function's role. */
  readonly credentials?: Abstract | null;
}

/** `@smithy/signature-v4` and `@aws-sdk/signature-v4`: `new SignatureV4({ service, region, credentials }).sign(request)`. */
export function signatureV4(): ModelValue {
  return moduleModel('signature-v4', {
    SignatureV4: signerOf('SignatureV4', NOTHING),
    SignatureV4MultiRegion: signerOf('SignatureV4MultiRegion', NOTHING),
  });
}

/** A class that signs requests for the service of its options, or for `fallback`. */
export function signerOf(name: string, fallback: Abstract): ModelValue {
  return classModel(name, ({ args, host, at }) => {
    const given = host.get(args[0] ?? NOTHING, 'service', at);
    const service = given.kind === 'nothing' ? fallback : given;
    const sign = (method: string): ModelValue =>
      fn(`${name}.${method}`, (invocation) => {
        const request = argument(invocation, 0);
        const { host: inner, at: place } = invocation;
        const chosen = inner.get(argument(invocation, 1), 'signingService', place);
        signed(inner, place, { service: chosen.kind === 'nothing' ? service : chosen, ...requested(request, inner, place) });
        return request;
      });
    return members(name, { sign: sign('sign'), presign: sign('presign'), signMessage: sign('signMessage') });
  });
}

/** `@smithy/protocol-http`: a request is what it is made of. */
export function protocolHttp(): ModelValue {
  const HttpRequest = classModel('HttpRequest', ({ args, host }) => (args[0]?.kind === 'object' ? args[0] : host.object()));
  return moduleModel('protocol-http', { HttpRequest }, (key) => harmless('protocol-http', [key]));
}

/** `aws4`: `aws4.sign({ host, service, path })` signs with the keys of the environment. */
export function aws4(): ModelValue {
  const sign = fn('aws4.sign', (invocation) => {
    const { host, at } = invocation;
    const request = argument(invocation, 0);
    signed(host, at, { service: host.get(request, 'service', at), ...requested(request, host, at) });
    return request;
  });
  return moduleModel('aws4', { sign });
}

/** `aws4fetch`: `new AwsClient(keys).fetch(url)`. */
export function aws4fetch(): ModelValue {
  const AwsClient = classModel('AwsClient', ({ args, host, at }) => {
    const service = host.get(args[0] ?? NOTHING, 'service', at);
    const fetch = (method: string): ModelValue =>
      fn(`AwsClient.${method}`, (invocation) => {
        const verb = invocation.host.get(argument(invocation, 1), 'method', invocation.at);
        signed(invocation.host, invocation.at, { service, host: argument(invocation, 0), method: verb });
        return harmless('aws4fetch', [method]);
      });
    return members('AwsClient', { fetch: fetch('fetch'), sign: fetch('sign') });
  });
  return moduleModel('aws4fetch', { AwsClient });
}

/** `aws4-axios`: requests of the axios instance that the interceptor is given to are signed. */
export function aws4axios(): ModelValue {
  const aws4Interceptor = fn('aws4Interceptor', (invocation) => {
    const { host, at } = invocation;
    const given = argument(invocation, 0);
    const options = host.get(given, 'options', at);
    signed(host, at, { service: host.get(options.kind === 'nothing' ? given : options, 'service', at), host: NOTHING });
    return harmless('aws4-axios');
  });
  return moduleModel('aws4-axios', { aws4Interceptor });
}

/** Notes a request that is signed with IAM keys but not sent through an SDK client: OpenSearch Serverless has one action for all of them. */
export function signed(host: Host, at: SourcePlace, destination: Destination): Abstract {
  const address = addressOf(destination);
  const service = exactText(destination.service) ?? serviceOf(address);
  const client = { ...DEFAULT_CONFIG, credentials: destination.credentials ?? null };
  if (service === SEARCH) {
    const { role } = destination;
    const input = host.object([['CollectionId', destination.host]]);
    if (role !== undefined) host.set(input, 'RoleArn', role);
    return host.record({
      service: 'opensearchserverless',
      operation: 'APIAccessAll',
      input,
      client,
      at,
      how: 'signed request',
    });
  }
  const called = service === undefined ? undefined : requestTo(service, { ...destination, host: address });
  if (called !== undefined) {
    const input = host.object([['Url', address], ...(called.method === null ? [] : [['Method', text(called.method)] as const])]);
    return host.record({ service: called.service, operation: called.operation, input, client, at, how: 'signed request' });
  }
  const name = exactText(destination.host);
  const parts = [service === undefined ? [] : [`for ${service}`], name === undefined ? [] : [`to ${name}`]].flat();
  return host.gap('signed-request', ['a request is signed with IAM credentials', ...parts].join(' '), at);
}

/** OpenSearch Serverless, as requests for it are signed. https://docs.aws.amazon.com/opensearch-service/latest/developerguide/serverless-clients.html */
const SEARCH = 'aoss';

/** What a request to a service is, by the service that it is signed for; undefined for those whose requests are not told apart. */
function requestTo(
  service: string,
  { method, host }: Destination,
): { readonly service: string; readonly operation: string; readonly method: string | null } | undefined {
  const verb = exactText(method ?? NOTHING)?.toUpperCase() ?? null;
  switch (service) {
    case 'execute-api':
      return { service, operation: 'Invoke', method: verb };
    case 'es':
      return { service, operation: `ESHttp${verb === null ? '' : verb.charAt(0) + verb.slice(1).toLowerCase()}`, method: null };
    case 'appsync':
      // Publishing to channels is asked for otherwise. https://docs.aws.amazon.com/appsync/latest/eventapi/configure-event-api-auth.html
      return /\/event\b|Dns\./.test(written(host)) ? undefined : { service, operation: 'GraphQL', method: null };
    case 'lambda':
      return isFunctionUrl(written(host)) ? { service, operation: 'InvokeFunctionUrl', method: null } : undefined;
    default:
      return undefined;
  }
}

/** Whether requests that are signed for a service are calls that `signed` records. */
export function isTold(service: Abstract): boolean {
  return ['execute-api', 'es', 'appsync', SEARCH].includes(exactText(service) ?? '');
}

function isFunctionUrl(address: string): boolean {
  return /\.lambda-url\.|\.FunctionUrl/.test(address);
}

/** The service that a host belongs to, where a signer is not told it. */
function serviceOf(address: Abstract): string | undefined {
  const shown = written(address);
  const [, service] = /\.(execute-api|es)\.[^./]+\.(?:amazonaws|\$\{AWS::URLSuffix)/.exec(shown) ?? [];
  if (service !== undefined) return service;
  if (/\.appsync-api\.|\.GraphQL(?:Url|Dns)\b/.test(shown)) return 'appsync';
  return isFunctionUrl(shown) ? 'lambda' : undefined;
}

/** A text with what the template gives for its variables. */
function written(address: Abstract): string {
  if (address.kind !== 'text') return '';
  const shown = (part: TextPart): string =>
    part.kind === 'literal' ? part.text : part.kind === 'environment' && part.value !== null ? showSetting(part.value) : '?';
  return address.parts.map(shown).join('');
}

/** Host and path in one text. */
function addressOf({ host, path }: Destination): Abstract {
  return path?.kind === 'text' && host.kind === 'text' ? textOf([...host.parts, ...path.parts]) : host;
}

/** Where a request goes, of an object with its parts. */
export function requested(request: Abstract, host: Host, at: Invocation['at']): Pick<Destination, 'host' | 'path' | 'method'> {
  return { host: hostOf(request, host, at), path: host.get(request, 'path', at), method: host.get(request, 'method', at) };
}

function hostOf(request: Abstract, host: Host, at: Invocation['at']): Abstract {
  for (const key of ['hostname', 'host', 'url']) {
    const value = host.get(request, key, at);
    if (value.kind !== 'nothing') return value;
  }
  return NOTHING;
}
