import type { Host, Invocation, SourcePlace } from '../../host.ts';
import type { Abstract, ModelValue } from '../../value.ts';
import { exactText, NOTHING } from '../../values/values.ts';
import { assumedCredentials } from '../javascript/client-config.ts';
import { isTold, signed } from '../javascript/signing.ts';
import { argument, callBackAll, fn, given, harmless, members, moduleModel } from './build.ts';

/** For which service requests are signed, and whose credentials do it: null for the function's role. */
export interface Signer {
  readonly service: Abstract;
  readonly credentials: Abstract | null;
}

/** An object that signs the requests it is given to. */
function auth(label: string, signer: Signer): ModelValue {
  return members(label, (key) => (key === 'service' ? signer.service : harmless(label, key)), {
    data: { type: 'signer', ...signer },
  });
}

/** What an object signs requests for; undefined when it signs none. */
export function signerIn(value: Abstract | undefined): Signer | undefined {
  return value?.kind === 'model' && value.data?.type === 'signer' ? value.data : undefined;
}

/** A class that makes such objects; the service is at `position` or under `name`. */
function authClass(label: string, position: number, name: string, otherwise?: string): ModelValue {
  return fn(label, (invocation) => {
    const service = given(invocation, position, name) ?? (otherwise === undefined ? NOTHING : textOf(otherwise));
    // The access key comes first, under the one or the other name.
    const key = given(invocation, 0, 'aws_access_key') ?? given(invocation, -1, 'access_id');
    const signer = { service, credentials: assumedCredentials(key) };
    // What is given this object sends the requests; of other services' it is not known which those are.
    if (!isTold(service)) signed(invocation.host, invocation.at, { ...signer, host: given(invocation, -1, 'aws_host') ?? NOTHING });
    return auth(label, signer);
  });
}

const textOf = (literal: string): Abstract => ({ kind: 'text', parts: [{ kind: 'literal', text: literal }] });

/** botocore's signers: `SigV4Auth(credentials, service, region).add_auth(request)`. */
export const botocoreAuth: Readonly<Record<string, Abstract>> = Object.fromEntries(
  ['SigV4Auth', 'SigV4QueryAuth', 'S3SigV4Auth', 'S3SigV4QueryAuth', 'CrtSigV4Auth', 'CrtSigV4AsymAuth', 'SigV4AAuth'].map((name) => [
    name,
    fn(name, (made) => {
      const service = argument(made, 1, 'service_name');
      const add = fn('add_auth', (invocation) => {
        const { host, at } = invocation;
        const request = argument(invocation, 0, 'request');
        signed(host, at, { service, host: host.get(request, 'url', at), method: host.get(request, 'method', at) });
        return NOTHING;
      });
      return members(name, (key) => (key === 'add_auth' ? add : harmless(name, key)));
    }),
  ]),
);

/** botocore's `AWSRequest`: the request's parts as they were given. */
export const awsRequest: ModelValue = fn('AWSRequest', (invocation) => {
  const names = ['method', 'url', 'headers', 'data', 'params'];
  const request = invocation.host.object(invocation.named);
  for (const [index, value] of invocation.args.entries()) invocation.host.set(request, names[index] ?? 'rest', value);
  const headers = request.fields.get('headers') ?? harmless('botocore', 'headers');
  return members('AWSRequest', (key) => {
    if (key === 'headers') return headers;
    if (key === 'prepare') return fn('prepare', () => request);
    return request.fields.get(key) ?? harmless('botocore', 'AWSRequest', key);
  });
});

/** A URL's text stands for its host where it cannot be taken apart. */
function hostOf(url: Abstract): Abstract {
  const whole = exactText(url);
  const name = whole === undefined ? undefined : /^[a-z]+:\/\/([^/:?#]+)/i.exec(whole)?.[1];
  return name === undefined ? url : textOf(name);
}

/** opensearch-py and elasticsearch: the client's requests are signed when it is given a signer. */
export function searchClient(specifier: string): ModelValue {
  const client = fn('search client', (invocation) => {
    const { host, at } = invocation;
    const signer = signerIn(given(invocation, -1, 'http_auth'));
    if (!signer) return harmless(specifier, 'client');
    const destination = { ...signer, host: nodeOf(argument(invocation, 0, 'hosts'), host, at) };
    // Making the client sends nothing yet.
    host.maybe(() => signed(host, at, destination));
    return requestsOf([specifier, 'client'], (role, inner) => signed(inner.host, inner.at, { ...destination, role }));
  });
  const signer = (name: string): ModelValue => authClass(name, 2, 'service', 'es');
  return moduleModel(specifier, {
    OpenSearch: client,
    AsyncOpenSearch: client,
    Elasticsearch: client,
    AsyncElasticsearch: client,
    AWSV4SignerAuth: signer('AWSV4SignerAuth'),
    AWSV4SignerAsyncAuth: signer('AWSV4SignerAsyncAuth'),
    RequestsAWSV4SignerAuth: signer('RequestsAWSV4SignerAuth'),
    Urllib3AWSV4SignerAuth: signer('Urllib3AWSV4SignerAuth'),
  });
}

/** Requests of a client by any name (`client.indices.create(…)`), with each role that one hands to the service. */
function requestsOf(path: readonly string[], pass: (role: Abstract, invocation: Invocation) => void): Abstract {
  const [library = '', ...steps] = path;
  if (path.length > DEEPEST) return harmless(library, ...steps);
  return members(path.join('.'), (key) => (key.startsWith('__') ? undefined : requestsOf([...path, key], pass)), {
    call: (invocation) => {
      callBackAll(invocation);
      for (const role of [...invocation.args, ...invocation.named.values()].flatMap((value) => rolesIn(value))) pass(role, invocation);
      return harmless(library, ...steps, '()');
    },
  });
}

const DEEPEST = 5;

/** The roles that a request's body names: a connector's, a snapshot repository's. */
function rolesIn(value: Abstract, level = 0): readonly Abstract[] {
  if (level > DEEPEST) return [];
  if (value.kind === 'list') return value.items.flatMap((item) => rolesIn(item, level + 1));
  if (value.kind !== 'object') return [];
  return [...value.fields].flatMap(([key, field]) => (/^role_?arn$/i.test(key) ? [field] : rolesIn(field, level + 1)));
}

/** The host in `hosts=[{'host': name}]` or `hosts=[name]`. */
function nodeOf(hosts: Abstract, host: Host, at: SourcePlace): Abstract {
  const node = hosts.kind === 'list' ? host.element(hosts, at) : hosts;
  return node.kind === 'object' ? host.get(node, 'host', at) : hostOf(node);
}

/** Packages whose objects sign HTTP requests. */
export const SIGNERS: Readonly<Record<string, () => Abstract>> = {
  requests_aws4auth: () => moduleModel('requests_aws4auth', { AWS4Auth: authClass('AWS4Auth', 3, 'service') }),
  requests_aws_sign: () => moduleModel('requests_aws_sign', { AWSV4Sign: authClass('AWSV4Sign', 2, 'service') }),
  aws_requests_auth: () =>
    moduleModel('aws_requests_auth', {
      AWSRequestsAuth: authClass('AWSRequestsAuth', 4, 'aws_service'),
      BotoAWSRequestsAuth: authClass('BotoAWSRequestsAuth', 2, 'aws_service'),
    }),
  httpx_auth: () => moduleModel('httpx_auth', { AWS4Auth: authClass('AWS4Auth', 3, 'service') }),
};

/** Calls of `RequestSigner`, which signs URLs for services without a client (caches, clusters). */
export function requestSigner(): ModelValue {
  return fn('RequestSigner', (made: Invocation) => {
    const service = given(made, 3, 'signing_name') ?? argument(made, 0, 'service_id');
    const sign = fn('generate_presigned_url', (invocation) => {
      signed(invocation.host, invocation.at, { service, host: NOTHING });
      return harmless('botocore', 'presigned URL');
    });
    return members('RequestSigner', (key) => (key === 'generate_presigned_url' || key === 'sign' ? sign : harmless('botocore', key)));
  });
}
