import type { Abstract, TextValue } from '../../value.ts';
import { boolean, derived, NOTHING, SOME_BOOLEAN, SOME_NUMBER, text } from '../../values/make.ts';
import { exactNumber, exactText, isNothing } from '../../values/query.ts';
import { anyOf } from '../elements.ts';
import type { Method } from '../make.ts';
import { arg } from '../make.ts';
import { marked } from '../../values/marks.ts';
import { concat } from '../operators.ts';
import { formatBraces } from './format.ts';

type StrMethod = Method<TextValue>;

/** Computed when the text and its arguments are exactly known. */
function exactly(name: string, compute: (whole: string, ...args: string[]) => string): StrMethod {
  return (self, call) => {
    const whole = exactText(self);
    const args = call.args.map((value) => exactText(value) ?? exactNumber(value)?.toString());
    if (whole === undefined || args.includes(undefined)) return derived(self, `${name}()`);
    return text(compute(whole, ...args.map((each) => each ?? '')));
  };
}

/** A text to be split, with marks for what only the deployment knows; undefined when it cannot be told where its parts end. */
function takenApart(self: TextValue, separator: string): { whole: string | undefined; restore: (piece: string) => Abstract } {
  const exact = exactText(self);
  const pieces = exact === undefined ? marked(self, separator) : undefined;
  return { whole: exact ?? pieces?.text, restore: pieces?.restore ?? text };
}

/** Whether a text is a variable that only the deployment knows: with or without `https://` and a slash behind, it names the same. */
function isSetting(self: TextValue): boolean {
  const [only, ...others] = self.parts;
  return only?.kind === 'environment' && others.length === 0 && exactText(self) === undefined;
}

/** A method that looks for a text: computed where it cannot be within what only the deployment knows. */
function changed(name: string, compute: (whole: string, sought: string, other?: string) => string): StrMethod {
  const exact = exactly(name, (whole, sought, other) => compute(whole, sought ?? '', other));
  return (self, call) => {
    const [sought, other] = call.args.map(exactText);
    if (/^https?:\/\/$/.test(sought ?? '') && (call.args.length < 2 || other === '') && isSetting(self)) return self;
    const pieces = sought === undefined || (call.args.length > 1 && other === undefined) ? undefined : marked(self, sought);
    return pieces === undefined || sought === undefined ? exact(self, call) : pieces.restore(compute(pieces.text, sought, other));
  };
}

const split: StrMethod = (self, call) => {
  const separator = exactText(arg(call, 0, 'sep'));
  const { whole, restore } = takenApart(self, separator ?? ' ');
  const most = exactNumber(call.args[1] ?? call.named.get('maxsplit'));
  if (whole === undefined || (separator === undefined && call.args.length > 0) || separator === '') {
    return call.host.list([], derived(self, `split(${separator ?? ''})`));
  }
  const parts = separator === undefined ? whole.trim().split(/\s+/) : whole.split(separator);
  if (most === undefined || most < 0 || parts.length <= most + 1) return call.host.list(parts.map(restore));
  return call.host.list([...parts.slice(0, most), parts.slice(most).join(separator ?? ' ')].map(restore));
};

const rsplit: StrMethod = (self, call) => {
  const separator = exactText(arg(call, 0, 'sep'));
  const { whole, restore } = takenApart(self, separator ?? ' ');
  const most = exactNumber(call.args[1] ?? call.named.get('maxsplit'));
  if (whole === undefined || separator === undefined || most === undefined) return split(self, { ...call, args: call.args.slice(0, 1) });
  const parts = whole.split(separator);
  const cut = Math.max(0, parts.length - most);
  return call.host.list([...(cut > 0 ? [parts.slice(0, cut).join(separator)] : []), ...parts.slice(cut)].map(restore));
};

/** The text before the separator, the separator, the text after it. */
function partition(find: (whole: string, separator: string) => number): StrMethod {
  return (self, call) => {
    const separator = exactText(arg(call, 0));
    const { whole, restore } = takenApart(self, separator ?? '');
    const at = whole === undefined || !separator ? -1 : find(whole, separator);
    if (whole === undefined || !separator || at < 0) return parts(self, call);
    return call.host.list([whole.slice(0, at), separator, whole.slice(at + separator.length)].map(restore));
  };
}

const joinTexts: StrMethod = (self, call) => {
  const list = arg(call, 0);
  if (list.kind !== 'list') return derived(list, 'join()');
  if (list.rest !== null || list.items.length > 32) return derived(anyOf(list), 'join()');
  return concat(list.items.flatMap((item, index) => (index === 0 ? [item] : [self, item])));
};

function tested(test: (whole: string, part: string) => boolean): StrMethod {
  return (self, call) => {
    if (isNothing(self) === true) return boolean(false);
    const given = arg(call, 0);
    const parts = given.kind === 'list' ? given.items.map(exactText) : [exactText(given)];
    const whole = exactText(self);
    if (whole === undefined || parts.includes(undefined)) return SOME_BOOLEAN;
    return boolean(parts.some((part) => test(whole, part ?? '')));
  };
}

function strip(start: boolean, end: boolean): StrMethod {
  const exact = exactly('strip', (whole, characters) => stripped(whole, characters, { start, end }));
  return (self, call) => {
    const characters = call.args.length === 0 ? undefined : exactText(arg(call, 0));
    if (characters === '/' && isSetting(self)) return self;
    const pieces = call.args.length === 0 || characters !== undefined ? marked(self, characters ?? ' ') : undefined;
    return pieces === undefined ? exact(self, call) : pieces.restore(stripped(pieces.text, characters, { start, end }));
  };
}

function stripped(whole: string, characters: string | undefined, { start, end }: { start: boolean; end: boolean }): string {
  const drops = (character: string | undefined): boolean =>
    character !== undefined && (characters === undefined ? /\s/.test(character) : characters.includes(character));
  let [first, last] = [0, whole.length];
  if (start) while (first < last && drops(whole[first])) first += 1;
  if (end) while (last > first && drops(whole[last - 1])) last -= 1;
  return whole.slice(first, last);
}

const same: StrMethod = (self) => self;
const someBoolean: StrMethod = () => SOME_BOOLEAN;
const someNumber: StrMethod = () => SOME_NUMBER;
const parts: StrMethod = (self, call) => call.host.list([], derived(self, 'split()'));
const capital = (whole: string): string => whole.slice(0, 1).toUpperCase() + whole.slice(1).toLowerCase();

/** Methods of texts. */
export const STR_METHODS: Readonly<Record<string, StrMethod>> = {
  split,
  rsplit,
  splitlines: parts,
  partition: partition((whole, separator) => whole.indexOf(separator)),
  rpartition: partition((whole, separator) => whole.lastIndexOf(separator)),
  join: joinTexts,
  format: (self, call) => formatBraces(self, call.args, call.named),
  format_map: (self, call) => {
    const fields = arg(call, 0);
    return formatBraces(self, [], fields.kind === 'object' ? fields.fields : new Map());
  },
  strip: strip(true, true),
  lstrip: strip(true, false),
  rstrip: strip(false, true),
  lower: exactly('lower', (whole) => whole.toLowerCase()),
  casefold: exactly('lower', (whole) => whole.toLowerCase()),
  upper: exactly('upper', (whole) => whole.toUpperCase()),
  capitalize: exactly('capitalize', capital),
  title: exactly('title', (whole) => whole.replaceAll(/[a-zA-Z]+/g, capital)),
  zfill: exactly('zfill', (whole, width) => whole.padStart(Math.min(Number(width), 1_000), '0')),
  replace: changed('replace', (whole, from, to) => whole.replaceAll(from, to ?? '')),
  removeprefix: changed('removeprefix', (whole, start) => (whole.startsWith(start) ? whole.slice(start.length) : whole)),
  removesuffix: exactly('removesuffix', (whole, end) =>
    end !== undefined && end !== '' && whole.endsWith(end) ? whole.slice(0, -end.length) : whole,
  ),
  startswith: tested((whole, start) => whole.startsWith(start)),
  endswith: tested((whole, end) => whole.endsWith(end)),
  encode: same,
  decode: same,
  isoformat: same,
  ljust: same,
  rjust: same,
  find: someNumber,
  rfind: someNumber,
  index: someNumber,
  count: someNumber,
  isdigit: someBoolean,
  isnumeric: someBoolean,
  isalpha: someBoolean,
  isalnum: someBoolean,
  isupper: someBoolean,
  islower: someBoolean,
  isspace: someBoolean,
  __len__: someNumber,
  read: same,
  close: (): Abstract => NOTHING,
};
