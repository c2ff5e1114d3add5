import type { CheckFix } from '../../../model/fix.ts';
import { removeVariable, variablePlace } from '../../fixing/environment-variable.ts';
import { noFix } from '../../fixing/owner.ts';

/** Variables that switch a protection off: code runs without them, unless it speaks with servers that nobody should trust. */
const SWITCHES: ReadonlyMap<string, string> = new Map([
  ['NODE_TLS_REJECT_UNAUTHORIZED', 'NODE_EXTRA_CA_CERTS'],
  ['PYTHONHTTPSVERIFY', 'SSL_CERT_FILE'],
  ['GIT_SSL_NO_VERIFY', 'GIT_SSL_CAINFO'],
  ['CURL_CA_BUNDLE', 'CURL_CA_BUNDLE'],
  ['REQUESTS_CA_BUNDLE', 'REQUESTS_CA_BUNDLE'],
]);

/** Variables that hold one thing, which code can be without. */
const REMOVABLE: ReadonlySet<string> = new Set(['LD_PRELOAD', 'LD_AUDIT', 'BASH_ENV', 'PYTHONSTARTUP', 'PERL5OPT', 'AWS_ENDPOINT_URL']);

/** Options of Node.js that open the process or weaken it, and that no code needs. */
const OPENING = /(?:^|\s)(?:--inspect[\w-]*|--tls-min-v1\.[01])(?:=\S+)?(?=\s|$)/g;

/** Takes the variable away where code can do without it. */
export const fix: CheckFix = {
  safety: 'review',
  plan(fail, app) {
    const fn = app.functions.find(({ environment }) => environment.some(({ subject }) => subject === fail.subject));
    const variable = fn?.environment.find(({ subject }) => subject === fail.subject);
    const place = fn && variable && variablePlace(fn, variable);
    if (place === undefined) return noFix('the variable is not written at the function or under Globals');
    const name = variable!.name.toUpperCase();
    const { file, path, node } = place;
    const authority = SWITCHES.get(name);
    const title = `Remove ${variable!.name} of ${fn!.resource.logicalId}`;
    if (authority !== undefined || REMOVABLE.has(name)) {
      const todo =
        authority === undefined
          ? 'Run the function once: what the variable gave it must not be missing'
          : `Call its servers once: where one has a certificate of a private authority, name that authority in ${authority}`;
      return { safety: 'review', title, changes: [removeVariable(place)], todo: [todo] };
    }
    if (name === 'NODE_OPTIONS' && node.kind === 'scalar') {
      const rest = String(node.value).replaceAll(OPENING, '').trim();
      const isOpening = rest !== String(node.value).trim() && !LOADING.test(rest);
      if (isOpening && rest === '') return { safety: 'review', title, changes: [removeVariable(place)] };
      if (isOpening)
        return { safety: 'review', title: `Leave NODE_OPTIONS at ${rest}`, changes: [{ kind: 'set', file, path, value: rest }] };
    }
    return noFix('the function may not run without what the variable loads: load it from the handler, or pin it inside the package');
  },
};

const LOADING = /(?:^|\s)(?:-r|--require|--import|--loader|--experimental-loader|--openssl-config|--eval|-e)(?:[=\s]|$)/;
