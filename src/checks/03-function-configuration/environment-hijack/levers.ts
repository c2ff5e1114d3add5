import { layerPublisherOf } from '../../../data/layer-publishers.ts';
import type { LambdaFunction } from '../../../model/function.ts';
import type { Severity } from '../../../model/finding.ts';
import { atomsOf, resourceNamed } from '../../../model/value.ts';
import type { Value } from '../../../model/value.ts';

/** A variable by which a process can be made to load other code, or to trust anyone. */
export interface Lever {
  /** Whether any value at all is one too many, a value from a parameter included. */
  readonly always: boolean;
  readonly severity: Severity;
  /** What the value does, to be read after `<variable> of <function>`; null when it does no harm. */
  readonly effect: (text: string, fn?: LambdaFunction) => string | null;
}

/** Places that only a deployment writes: package, layers, runtime and system. `/tmp` and `/mnt` are written by whatever runs.
 *  https://docs.aws.amazon.com/lambda/latest/dg/configuration-layers.html */
const DEPLOYED: RegExp = /^(?:\/var\/task|\/var\/runtime|\/var\/lang|\/opt|\/usr|\/lib|\/lib64|\/bin)(?:\/|$)/;

/** Wrappers that their vendors tell users to set, all in /opt. */
const KNOWN_WRAPPERS: RegExp =
  /^\/opt\/(?:otel-(?:proxy-|stream-|sqs-)?handler|otel-instrument|bootstrap|datadog_wrapper|dynatrace|elastic-[\w-]+|newrelic[\w-]*|powertools[\w-]*|lumigo[\w-]*|sentry[\w-]*)$/;

const LOADS_CODE = 'makes the runtime load other code before the handler';

/** By name in upper case. Sources: each runtime's manual on environment variables. */
export const LEVERS: ReadonlyMap<string, Lever> = new Map<string, Lever>([
  ['LD_PRELOAD', always('preloads a library into every process, which can replace any function of the system')],
  ['LD_AUDIT', always('loads a library that sees every other one being loaded')],
  ['BASH_ENV', always('makes every shell run a script first')],
  ['PYTHONSTARTUP', always(LOADS_CODE)],
  ['PERL5OPT', always(LOADS_CODE)],
  ['DOTNET_STARTUP_HOOKS', inPlace(LOADS_CODE)],
  ['CORECLR_PROFILER_PATH', inPlace('loads a profiler into the runtime')],
  ['AWS_LAMBDA_EXEC_WRAPPER', lever('high', wrapper)],
  ['NODE_OPTIONS', lever('high', nodeOptions)],
  ['RUBYOPT', lever('high', (text) => (/(?:^|\s)-[rI]/.test(text) ? LOADS_CODE : null))],
  ['JAVA_TOOL_OPTIONS', lever('high', javaOptions)],
  ['_JAVA_OPTIONS', lever('high', javaOptions)],
  ['JDK_JAVA_OPTIONS', lever('high', javaOptions)],
  ['NODE_PATH', searched('modules')],
  ['PYTHONPATH', searched('modules')],
  ['PYTHONHOME', searched('the standard library')],
  ['LD_LIBRARY_PATH', searched('libraries')],
  ['RUBYLIB', searched('libraries')],
  ['GEM_PATH', searched('libraries')],
  ['PERL5LIB', searched('libraries')],
  ['CLASSPATH', searched('classes')],
  ['PATH', searched('programs')],
  ['NODE_TLS_REJECT_UNAUTHORIZED', lever('high', (text) => (text.trim() === '0' ? trustsAnyone('Node.js') : null))],
  ['PYTHONHTTPSVERIFY', lever('high', (text) => (text.trim() === '0' ? trustsAnyone('Python') : null))],
  ['GIT_SSL_NO_VERIFY', lever('medium', (text) => (/^(?:0|false|)$/i.test(text.trim()) ? null : trustsAnyone('git')))],
  ['CURL_CA_BUNDLE', lever('high', (text) => (text === '' ? trustsAnyone('requests') : null))],
  ['REQUESTS_CA_BUNDLE', lever('high', (text) => (text === '' ? trustsAnyone('requests') : null))],
  ['AWS_ENDPOINT_URL', lever('high', foreignEndpoint)],
]);

function always(effect: string): Lever {
  return { always: true, severity: 'high', effect: () => effect };
}

function lever(severity: Severity, effect: Lever['effect']): Lever {
  return { always: false, severity, effect };
}

function trustsAnyone(client: string): string {
  return `switches the verification of TLS certificates off in ${client}, so anyone in between can read and answer`;
}

/** Harmless inside what the deployment brings. */
function inPlace(effect: string): Lever {
  return lever('high', (text) => (text.split(/[:;]/).every((path) => DEPLOYED.test(path)) ? null : effect));
}

function wrapper(text: string, fn?: LambdaFunction): string | null {
  if (KNOWN_WRAPPERS.test(text) && (fn === undefined || fn.layers.length > 0 || fn.packageType === 'Image')) return null;
  if (DEPLOYED.test(text) && !text.startsWith('/opt/')) return null;
  if (text.startsWith('/opt/') && fn !== undefined && bringsOwnWrapper(fn)) return null;
  if (text.startsWith('/opt/') && fn?.layers.length === 0 && fn.packageType !== 'Image')
    return `starts the runtime through ${text}, which no layer of the function brings`;
  return `starts the runtime through ${text}, which sees every event and credential before the handler does`;
}

/**
 * Whether the app builds a layer of the function itself, and the others are of known publishers, whose wrappers are known too: then the
 * wrapper is the app's own code, as the handler is.
 */
function bringsOwnWrapper({ layers }: LambdaFunction): boolean {
  const foreign = layers.filter((layer) => resourceNamed(layer) === undefined);
  return foreign.length < layers.length && foreign.every(isOfKnownPublisher);
}

function isOfKnownPublisher(layer: Value): boolean {
  const texts = (atomsOf(layer) ?? []).map((atom) => (atom.kind === 'literal' ? atom.text : ''));
  const account = /:(\d{12}):layer:/.exec(texts.join(''))?.[1];
  return account !== undefined && layerPublisherOf(account) !== undefined;
}

/** What is looked for from /var/task: a file of the package, or a module that the package or a layer brings. */
const PACKAGED = /^(?:\.\/(?!.*\.\.)|(?:@[\w.-]+\/)?[\w-][\w./-]*$)/;

const NODE_OPTION =
  /(?:^|\s)(-r|--require|--import|--loader|--experimental-loader|--inspect[\w-]*|--openssl-config|--tls-min-v1\.[01]|--eval|-e)(?:[=\s]+(\S+))?/g;

/** Options that load code or open the process; tuning such as --enable-source-maps is fine (Node.js manual, command-line options). */
function nodeOptions(text: string): string | null {
  for (const [, flag = '', target = ''] of text.matchAll(NODE_OPTION)) {
    if (flag.startsWith('--inspect')) return 'opens a debugger port in the runtime';
    if (flag.startsWith('--tls')) return 'accepts versions of TLS that are broken';
    const isModule = /^-(?:r$|-require|-import|-(?:experimental-)?loader)/.test(flag);
    if (!DEPLOYED.test(target) && !(isModule && PACKAGED.test(target))) return `${LOADS_CODE} (${flag} ${target})`;
  }
  return null;
}

function javaOptions(text: string): string | null {
  const agent = /-(?:javaagent|agentpath|agentlib):([^\s=]+)/.exec(text)?.[1];
  if (agent === undefined) return null;
  if (agent === 'jdwp') return 'opens a debugger port in the runtime';
  return DEPLOYED.test(agent) ? null : LOADS_CODE;
}

/** An empty part means the working directory; `$PATH` and the like stand for what was there. */
function searched(what: string): Lever {
  return lever('high', (text) => {
    const open = text.split(':').filter((path) => path !== '' && !DEPLOYED.test(path) && !/^\$|^%/.test(path) && path.startsWith('/'));
    return open.length === 0 ? null : `makes the runtime look for ${what} in ${open.join(' and ')}, which running code can write to`;
  });
}

function foreignEndpoint(text: string): string | null {
  const host = /^(https?):\/\/([^/:]+)/i.exec(text);
  if (host === null) return null;
  if (host[1]!.toLowerCase() === 'https' && /\.(?:amazonaws\.com(?:\.cn)?|api\.aws)$/i.test(host[2]!)) return null;
  return `sends signed AWS calls to ${host[2]!} instead of AWS`;
}
