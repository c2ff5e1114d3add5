import type { Arguments } from '../interpret/state.ts';
import type { Abstract } from '../value.ts';
import { exactNumber } from '../values/query.ts';
import { addressText } from './address.ts';

const JAVASCRIPT =
  /^(?:fetch|axios|got|ky|needle|node-fetch|cross-fetch|isomorphic-fetch|phin|superagent|undici|request|request-promise|request-promise-native)(?:\.(?:get|post|put|patch|delete|del|head|options|request|fetch|create|extend|defaults|stream))*$/;
const NODE = /^http\.(?:get|request)$/;
const PYTHON =
  /^(?:requests|httpx|aiohttp|urllib3|urllib\.request)(?:\.(?:Session|session|Client|AsyncClient|ClientSession|PoolManager|HTTPConnectionPool))*(?:\.(?:get|post|put|patch|delete|head|options|request|urlopen|Request|urlretrieve))$/;
const PYTHON_BASE = /^(?:httpx\.(?:Client|AsyncClient)|aiohttp\.ClientSession)$/;

/** Whether a function of this name may send a request. */
export function mayRequest(name: string): boolean {
  return [JAVASCRIPT, NODE, PYTHON, PYTHON_BASE, /^(?:http\.client\.HTTPConnection|client|resource)$/].some((pattern) =>
    pattern.test(name),
  );
}

/** Where a call of an HTTP library sends a request: an address with a scheme; null when it sends none, or when that is not known. */
export function requestAddress(name: string, call: Arguments, language: 'javascript' | 'python'): string | null {
  const url = language === 'python' ? pythonAddress(name, call) : javascriptAddress(name, call);
  return url !== null && /^[a-z][a-z\d+.-]*:\/\//i.test(url) ? url : null;
}

function javascriptAddress(name: string, { args }: Arguments): string | null {
  const isNode = NODE.test(name);
  if (!isNode && !JAVASCRIPT.test(name)) return null;
  const [first] = args;
  if (first?.kind !== 'object') return addressText(first);
  const option = (...keys: readonly string[]): Abstract | undefined =>
    keys.map((key) => first.fields.get(key)).find((one) => one !== undefined);
  const whole = addressText(option('url', 'href', 'uri', 'baseURL', 'prefixUrl', 'prefix'));
  if (whole !== null || !isNode) return whole;
  // `http.request` with options and no protocol of its own speaks plain HTTP (Node.js documentation, http.request).
  const protocol = addressText(option('protocol')) ?? 'http:';
  const host = addressText(option('hostname', 'host'));
  const port = option('port');
  return host === null ? null : `${protocol}//${host}${port === undefined ? '' : `:${exactNumber(port) ?? addressText(port) ?? ''}`}`;
}

function pythonAddress(name: string, { args, named }: Arguments): string | null {
  if (PYTHON_BASE.test(name)) return addressText(named.get('base_url') ?? args[0]);
  if (name === 'http.client.HTTPConnection') {
    const host = addressText(args[0] ?? named.get('host'));
    return host === null ? null : `http://${host}`;
  }
  if (!PYTHON.test(name)) return name === 'client' || name === 'resource' ? withoutTls(args[0] ?? named.get('service_name'), named) : null;
  return addressText(named.get('url') ?? (name.endsWith('.request') ? args[1] : args[0]));
}

/** `boto3.client('s3', use_ssl=False)` speaks plain HTTP with the service (boto3 documentation, Session.client). */
function withoutTls(service: Abstract | undefined, named: Arguments['named']): string | null {
  const setting = named.get('use_ssl');
  if (setting?.kind !== 'boolean' || setting.value !== false || named.has('endpoint_url')) return null;
  return `http://${addressText(service) ?? '${?}'}.amazonaws.com`;
}
