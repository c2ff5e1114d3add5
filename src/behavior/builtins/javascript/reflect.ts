import type { Abstract, ModelValue } from '../../value.ts';
import { text } from '../../values/make.ts';
import { exactText } from '../../values/query.ts';
import type { Body } from '../make.ts';
import { arg, namespace } from '../make.ts';
import { hasField } from './object.ts';

/** `new Proxy(target, handler)`: the handler's `get` and `apply` where it has them, else the target. */
const construct: Body = (call) => {
  const [target, handler] = [arg(call, 0), arg(call, 1)];
  const { host, at } = call;
  const trap = (name: string): Abstract | undefined => (handler.kind === 'object' ? handler.fields.get(name) : undefined);
  const [getTrap, applyTrap] = [trap('get'), trap('apply')];
  if (getTrap === undefined && applyTrap === undefined) return target;
  const proxy: ModelValue = {
    kind: 'model',
    label: 'proxy',
    get: (key): Abstract =>
      getTrap === undefined ? host.get(target, key, at) : host.call(getTrap, [target, text(key), proxy], { at, self: handler }),
    set: (key, value) => host.set(target, key, value),
    call: (made) =>
      applyTrap === undefined
        ? host.call(target, made.args, { at: made.at })
        : host.call(applyTrap, [target, made.self ?? target, host.list(made.args, made.restArgs)], { at: made.at, self: handler }),
  };
  return proxy;
};

/** The global `Proxy`. */
export function proxyGlobal(): ModelValue {
  return namespace('Proxy', {}, { construct, call: construct });
}

/** The global `Reflect`. */
export function reflectGlobal(): ModelValue {
  return namespace('Reflect', {
    get: (call) => {
      const [target, name] = [arg(call, 0), exactText(arg(call, 1))];
      if (name !== undefined) return call.host.get(target, name, call.at);
      if (target.kind !== 'model' || target.data?.type !== 'client') return call.host.element(target, call.at);
      return call.host.gap('reflection', `a member of ${target.label} whose name is not known`, call.at);
    },
    has: (call) => hasField(arg(call, 0), arg(call, 1)),
    set: (call) => {
      const name = exactText(arg(call, 1));
      if (name !== undefined) call.host.set(arg(call, 0), name, arg(call, 2));
      return arg(call, 2);
    },
    apply: (call) => {
      const list = arg(call, 2);
      const args = list.kind === 'list' ? [...list.items, ...(list.rest === null ? [] : [list.rest])] : [call.host.element(list, call.at)];
      return call.host.call(arg(call, 0), args, { at: call.at, self: arg(call, 1) });
    },
    construct: (call) => {
      const list = arg(call, 1);
      return call.host.construct(arg(call, 0), list.kind === 'list' ? list.items : [], call.at);
    },
  });
}
