import { posix } from 'node:path';
import type { Abstract } from '../../value.ts';
import { text, unknownCode } from '../../values/make.ts';
import { exactText } from '../../values/query.ts';
import type { Body } from '../make.ts';
import { namespace } from '../make.ts';

/** A function of paths, computed when its arguments are exactly known. */
function exactly(compute: (...paths: string[]) => string): Body {
  return (call) => {
    const paths = call.args.map(exactText);
    return paths.includes(undefined) || call.restArgs !== null ? unknownCode('a path') : text(compute(...paths.map((path) => path ?? '')));
  };
}

/** The module `path` as it is on Linux. */
export function pathModule(): Abstract {
  const members = {
    join: exactly((...paths) => posix.join(...paths)),
    resolve: exactly((...paths) => posix.resolve('/var/task', ...paths)),
    dirname: exactly((path) => posix.dirname(path ?? '')),
    basename: exactly((path, extension) => posix.basename(path ?? '', extension)),
    extname: exactly((path) => posix.extname(path ?? '')),
    normalize: exactly((path) => posix.normalize(path ?? '')),
    relative: exactly((from, to) => posix.relative(from ?? '', to ?? '')),
    sep: text('/'),
  };
  return namespace('path', { ...members, posix: namespace('path.posix', members) });
}
