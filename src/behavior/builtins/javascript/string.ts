import type { Invocation } from '../../host.ts';
import type { Abstract, TextValue } from '../../value.ts';
import { boolean, derived, number, SOME_BOOLEAN, SOME_NUMBER, text, unknownCode } from '../../values/make.ts';
import { exactNumber, exactText } from '../../values/query.ts';
import { marked } from '../../values/marks.ts';
import { concat } from '../operators.ts';
import type { Method } from '../make.ts';
import { arg, callArguments } from '../make.ts';

type TextMethod = Method<TextValue>;

/** A method that is computed when the text and its arguments are exactly known; else the result is derived from the text. */
function exactly(name: string, compute: (whole: string, ...args: string[]) => string): TextMethod {
  return (self, call) => {
    const whole = exactText(self);
    const args = call.args.map((value) => exactText(value) ?? exactNumber(value)?.toString());
    if (whole === undefined || args.includes(undefined)) return derivedText(self, name);
    return text(compute(whole, ...args.map((each) => each ?? '')));
  };
}

/** Spaces are no part of what the deployment puts into a text. */
function trimmed(compute: (whole: string) => string): TextMethod {
  return (self) => {
    const pieces = marked(self, ' ');
    return pieces === undefined ? derivedText(self, 'trim') : pieces.restore(compute(pieces.text));
  };
}

function derivedText(self: TextValue, step: string): Abstract {
  return derived(self, `${step}()`);
}

function tested(
  test: (whole: string, part: string) => boolean,
  known: (start: string, part: string) => boolean | undefined = () => undefined,
): TextMethod {
  return (self, call) => {
    const part = exactText(arg(call, 0));
    if (part === undefined) return SOME_BOOLEAN;
    const whole = exactText(self);
    if (whole !== undefined) return boolean(test(whole, part));
    const [first] = self.parts;
    return first?.kind === 'literal' ? boolean(known(first.text, part)) : SOME_BOOLEAN;
  };
}

/** Whether a text that starts with `start` starts with `part`. */
function startsSo(start: string, part: string): boolean | undefined {
  if (start.length >= part.length) return start.startsWith(part);
  return part.startsWith(start) ? undefined : false;
}

const split: TextMethod = (self, call) => {
  const { host } = call;
  const [whole, separator] = [exactText(self), exactText(arg(call, 0))];
  if (whole !== undefined && separator !== undefined) return host.list(whole.split(separator, exactNumber(arg(call, 1))).map(text));
  const pieces = separator === undefined ? undefined : marked(self, separator);
  if (pieces !== undefined && separator !== undefined) {
    return host.list(pieces.text.split(separator, exactNumber(arg(call, 1))).map((piece) => pieces.restore(piece)));
  }
  return host.list([], derived(self, `split(${separator ?? ''})`));
};

const replace: TextMethod = (self, call) => {
  callArguments(call);
  const [whole, from, to] = [exactText(self), exactText(arg(call, 0)), exactText(arg(call, 1))];
  if (whole !== undefined && from !== undefined && to !== undefined) return text(whole.replace(from, to));
  const pieces = from === undefined || to === undefined ? undefined : marked(self, from);
  if (pieces !== undefined && from !== undefined && to !== undefined) return pieces.restore(pieces.text.replace(from, () => to));
  return derivedText(self, 'replace');
};

const replaceAll: TextMethod = (self, call) => {
  const [whole, from, to] = [exactText(self), exactText(arg(call, 0)), exactText(arg(call, 1))];
  if (whole !== undefined && from !== undefined && to !== undefined) return text(whole.replaceAll(from, to));
  return replace(self, call);
};

const same: TextMethod = (self) => self;
const someNumber: TextMethod = () => SOME_NUMBER;
const part =
  (name: string): TextMethod =>
  (self: TextValue, call: Invocation) =>
    call.host.list([], derived(self, `${name}()`));

/** Whole numbers from exact texts. */
const whole = (value: string | undefined): number | undefined => (value === undefined ? undefined : Number(value));

/** Methods of strings. */
export const STRING_METHODS: Readonly<Record<string, TextMethod>> = {
  split,
  replace,
  replaceAll,
  toString: same,
  valueOf: same,
  normalize: same,
  toUpperCase: exactly('toUpperCase', (self) => self.toUpperCase()),
  toLowerCase: exactly('toLowerCase', (self) => self.toLowerCase()),
  toLocaleUpperCase: exactly('toUpperCase', (self) => self.toUpperCase()),
  toLocaleLowerCase: exactly('toLowerCase', (self) => self.toLowerCase()),
  trim: trimmed((self) => self.trim()),
  trimStart: trimmed((self) => self.trimStart()),
  trimEnd: trimmed((self) => self.trimEnd()),
  slice: exactly('slice', (self, start, end) => self.slice(whole(start), whole(end))),
  substring: exactly('substring', (self, start, end) => self.substring(whole(start) ?? 0, whole(end))),
  substr: exactly('substr', (self, start, length) => {
    const from = whole(start) ?? 0;
    const first = from < 0 ? Math.max(0, self.length + from) : from;
    return self.slice(first, length === undefined ? undefined : first + Number(length));
  }),
  charAt: exactly('charAt', (self, index) => self.charAt(whole(index) ?? 0)),
  at: exactly('at', (self, index) => self.at(whole(index) ?? 0) ?? ''),
  padStart: exactly('padStart', (self, length, fill) => self.padStart(Math.min(Number(length), 1_000), fill)),
  padEnd: exactly('padEnd', (self, length, fill) => self.padEnd(Math.min(Number(length), 1_000), fill)),
  repeat: exactly('repeat', (self, count) => self.repeat(Math.max(0, Math.min(Number(count) || 0, 1_000)))),
  concat: (self, call) => concat([self, ...call.args]),
  startsWith: tested((self, start) => self.startsWith(start), startsSo),
  endsWith: tested((self, end) => self.endsWith(end)),
  includes: tested(
    (self, inner) => self.includes(inner),
    (start, inner) => (start.includes(inner) ? true : undefined),
  ),
  indexOf: (self, call) => {
    const [all, inner] = [exactText(self), exactText(arg(call, 0))];
    return all === undefined || inner === undefined ? SOME_NUMBER : number(all.indexOf(inner));
  },
  lastIndexOf: (self, call) => {
    const [all, inner] = [exactText(self), exactText(arg(call, 0))];
    return all === undefined || inner === undefined ? SOME_NUMBER : number(all.lastIndexOf(inner));
  },
  localeCompare: someNumber,
  charCodeAt: someNumber,
  codePointAt: someNumber,
  search: someNumber,
  match: (self, call) => unionWithList(part('match')(self, call)),
  matchAll: part('matchAll'),
};

/** What a match gives: a list, or null. */
function unionWithList(list: Abstract): Abstract {
  return { kind: 'union', members: [list, unknownCode('no match')] };
}
