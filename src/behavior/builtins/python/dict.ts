import type { Invocation } from '../../host.ts';
import type { Abstract, ObjectValue } from '../../value.ts';
import { underKey } from '../../values/copied.ts';
import { join, unionOf } from '../../values/join.ts';
import { NOTHING, text, unknownCode } from '../../values/make.ts';
import { exactKey, membersOf } from '../../values/query.ts';
import { copyInto } from '../javascript/object.ts';
import type { Method } from '../make.ts';
import { arg } from '../make.ts';

type DictMethod = Method<ObjectValue>;

/** What is under a key, or the default. */
function read(self: ObjectValue, call: Invocation): Abstract {
  const fallback = call.args[1] ?? call.named.get('default') ?? NOTHING;
  const key = exactKey(arg(call, 0));
  const { rest } = self;
  const others = [...(rest === null ? [] : [key === undefined ? rest : underKey(rest, key)]), fallback];
  if (key === undefined) return unionOf([...self.fields.values(), ...others]);
  const field = self.fields.get(key);
  if (field === undefined) return unionOf(others);
  return membersOf(field).some((member) => member.kind === 'nothing') ? join(field, fallback) : field;
}

const keys: DictMethod = (self, call) => call.host.list([...self.fields.keys()].map(text), self.rest === null ? null : keyOf(self));

function keyOf(self: ObjectValue): Abstract {
  return self.keys.length === 0 ? unknownCode('a key') : unionOf(self.keys);
}

const update: DictMethod = (self, call) => {
  for (const source of call.args) copyInto(call.host, self, source);
  for (const [name, value] of call.named) call.host.set(self, name, value);
  return NOTHING;
};

/** Methods of dicts. */
export const DICT_METHODS: Readonly<Record<string, DictMethod>> = {
  get: read,
  keys,
  __iter__: keys,
  values: (self, call) => call.host.list([...self.fields.values()], self.rest),
  items: (self, call) =>
    call.host.list(
      [...self.fields].map(([key, value]) => call.host.list([text(key), value])),
      self.rest === null ? null : call.host.list([keyOf(self), self.rest]),
    ),
  update,
  pop: (self, call) => {
    const found = read(self, call);
    const key = exactKey(arg(call, 0));
    if (key !== undefined && self.fields.has(key)) {
      call.host.touch(self);
      self.fields.delete(key);
    }
    return found;
  },
  popitem: (self, call) => call.host.list([keyOf(self), call.host.element(self, call.at)]),
  setdefault: (self, call) => {
    const key = exactKey(arg(call, 0));
    const known = key === undefined ? undefined : self.fields.get(key);
    if (known !== undefined) return known;
    const value = read(self, call);
    if (key !== undefined) call.host.set(self, key, value);
    else {
      call.host.touch(self);
      self.rest = self.rest === null ? value : join(self.rest, value);
    }
    return value;
  },
  copy: (self, call) => {
    const made = call.host.object(self.fields);
    made.rest = self.rest;
    made.keys.push(...self.keys);
    return made;
  },
  clear: () => NOTHING,
  most_common: (self, call) => call.host.list([], call.host.list([keyOf(self), call.host.element(self, call.at)])),
};
