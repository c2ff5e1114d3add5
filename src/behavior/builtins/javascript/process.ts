import type { Abstract, ModelValue } from '../../value.ts';
import { NEVER, NOTHING, SOME_NUMBER, text, unknownCode } from '../../values/make.ts';
import type { Body } from '../make.ts';
import { arg, gives, harmless, namespace } from '../make.ts';

/** `process.env`. */
function environmentObject(): ModelValue {
  return {
    kind: 'model',
    label: 'environment',
    get: (key, host): Abstract => host.environment(key),
  };
}

const registers: Body = (call) => {
  call.host.callBack(arg(call, 1), call.at);
  return NOTHING;
};

/** The global `process`. */
export function processGlobal(): ModelValue {
  return namespace('process', {
    env: environmentObject(),
    exit: () => NEVER,
    cwd: gives(text('/var/task')),
    uptime: gives(SOME_NUMBER),
    platform: text('linux'),
    argv: unknownCode('arguments'),
    version: unknownCode('a version'),
    versions: harmless('process.versions'),
    memoryUsage: harmless('process.memoryUsage'),
    on: registers,
    once: registers,
    nextTick: (call) => {
      call.host.callBack(arg(call, 0), call.at, call.args.slice(1));
      return NOTHING;
    },
  });
}
