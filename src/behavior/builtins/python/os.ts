import { posix } from 'node:path';
import type { Abstract, ModelValue } from '../../value.ts';
import { join } from '../../values/join.ts';
import { NOTHING, SOME_BOOLEAN, text, unknownCode, unknownFrom } from '../../values/make.ts';
import { environmentPart, exactText, isNothing } from '../../values/query.ts';
import type { Body } from '../make.ts';
import { arg, computes, fn, gives, namespace } from '../make.ts';

/** A variable or its default: `os.environ.get(name, default)`, `os.getenv(name, default)`. */
const read: Body = (call) => {
  const name = exactText(arg(call, 0, 'key'));
  const fallback = call.args[1] ?? call.named.get('default');
  if (name === undefined) {
    const unknown = unknownFrom({ from: 'environment', because: 'a variable whose name is not known' });
    return fallback === undefined ? unknown : join(unknown, fallback);
  }
  const value = call.host.environment(name, fallback !== undefined);
  const absent = isNothing(value);
  // A default that says nothing keeps the variable's name, which says more.
  if (absent === true) return fallback === undefined || isNothing(fallback) === true || exactText(fallback) === '' ? value : fallback;
  return absent === false || fallback === undefined ? value : join(value, fallback);
};

/** `os.environ`. */
function environmentObject(): ModelValue {
  const members: Record<string, Body> = {
    get: read,
    pop: read,
    setdefault: read,
    copy: () => environmentObject(),
    update: gives(NOTHING),
    keys: (call) => call.host.list([], unknownCode('the name of a variable')),
    values: (call) => call.host.list([], unknownFrom({ from: 'environment', because: 'any variable' })),
    items: (call) =>
      call.host.list(
        [],
        call.host.list([unknownCode('the name of a variable'), unknownFrom({ from: 'environment', because: 'any variable' })]),
      ),
  };
  return {
    kind: 'model',
    label: 'environment',
    get: (key, host): Abstract | undefined => {
      const body = Object.hasOwn(members, key) ? members[key] : undefined;
      if (body !== undefined) return fn(`os.environ.${key}`, body);
      return key.startsWith('__') ? undefined : required(host.environment(key));
    },
  };
}

/** A variable that must be there, or else the code does not go on. */
function required(value: Abstract): Abstract {
  const part = environmentPart(value);
  return part === undefined ? value : { kind: 'text', parts: [{ ...part, isRequired: true }] };
}

function exactly(compute: (...paths: string[]) => string): Body {
  return (call) => {
    const paths = call.args.map(exactText);
    return paths.includes(undefined) ? unknownCode('a path') : text(compute(...paths.map((path) => path ?? '')));
  };
}

const runs: Body = (call) => call.host.gap('untracked-library', 'os runs another program, whose AWS calls are not followed', call.at);

/** `os.path`. */
export function pathModule(): ModelValue {
  return namespace('os.path', {
    join: exactly((...paths) => posix.join(...paths)),
    dirname: exactly((path) => posix.dirname(path ?? '')),
    basename: exactly((path) => posix.basename(path ?? '')),
    abspath: exactly((path) => posix.resolve('/var/task', path ?? '')),
    realpath: exactly((path) => posix.resolve('/var/task', path ?? '')),
    splitext: (call) => {
      const path = exactText(arg(call, 0));
      if (path === undefined) return call.host.list([arg(call, 0), unknownCode('an extension')]);
      const extension = posix.extname(path);
      return call.host.list([text(path.slice(0, path.length - extension.length)), text(extension)]);
    },
    exists: gives(SOME_BOOLEAN),
    isfile: gives(SOME_BOOLEAN),
    isdir: gives(SOME_BOOLEAN),
  });
}

/** The module `os`. */
export function osModule(): ModelValue {
  return namespace('os', {
    environ: environmentObject(),
    getenv: read,
    path: pathModule(),
    sep: text('/'),
    linesep: text('\n'),
    getcwd: gives(text('/var/task')),
    listdir: (call) => call.host.list([], unknownCode('the name of a file')),
    urandom: computes('random bytes'),
    putenv: gives(NOTHING),
    system: runs,
    popen: runs,
    execv: runs,
    execvp: runs,
  });
}
