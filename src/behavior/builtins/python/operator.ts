import type { Abstract, ModelValue } from '../../value.ts';
import { unionOf } from '../../values/join.ts';
import { exactKey, exactText, membersOf } from '../../values/query.ts';
import type { Body } from '../make.ts';
import { arg, fn, namespace } from '../make.ts';

type Call = Parameters<Body>[0];

/** The element or attribute of a value that another value names; any of them when that is not known. */
function taken(call: Call, from: Abstract, key: Abstract): Abstract {
  const { host, at } = call;
  const found = membersOf(key).map((each) => {
    const exact = exactKey(each);
    return exact === undefined ? host.element(from, at) : host.get(from, exact, at);
  });
  return unionOf(found);
}

/** `itemgetter('a', 'b')`: a function that takes those elements, one alone or several as a list. */
const itemGetter: Body = (made) =>
  fn('operator.itemgetter', (call) => {
    const all = made.args.map((key) => taken(call, arg(call, 0), key));
    return all.length === 1 ? all[0]! : call.host.list(all);
  });

/** `attrgetter('a.b')`: follows each name through its dots. */
const attributeGetter: Body = (made) =>
  fn('operator.attrgetter', (call) => {
    const { host, at } = call;
    const all = made.args.map((name) =>
      (exactText(name) ?? '').split('.').reduce((value, step) => host.get(value, step, at), arg(call, 0)),
    );
    return all.length === 1 ? all[0]! : host.list(all);
  });

/** `methodcaller('get', 'a')`: calls that method with those arguments. */
const methodCaller: Body = (made) =>
  fn('operator.methodcaller', (call) => {
    const { host, at } = call;
    const self = arg(call, 0);
    return host.call(host.get(self, exactText(arg(made, 0)) ?? '', at), made.args.slice(1), { at, self, named: made.named });
  });

/** The module `operator`: https://docs.python.org/3/library/operator.html */
export function operatorModule(): ModelValue {
  return namespace('operator', {
    itemgetter: itemGetter,
    attrgetter: attributeGetter,
    methodcaller: methodCaller,
    getitem: (call) => taken(call, arg(call, 0), arg(call, 1)),
  });
}
