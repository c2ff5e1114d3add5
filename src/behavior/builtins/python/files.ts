import { posix } from 'node:path';
import type { Abstract, ModelValue, TextValue } from '../../value.ts';
import { boolean, SOME_BOOLEAN, text, unknownCode } from '../../values/make.ts';
import { exactText } from '../../values/query.ts';
import type { Body, Method } from '../make.ts';
import { arg, callArguments, fn, harmless, namespace } from '../make.ts';

/** `open(path)`: a file of the package has its text, any other an unknown one. */
export const opens: Body = (call) => {
  callArguments(call);
  return opened(call, arg(call, 0, 'file'));
};

function opened({ host }: Parameters<Body>[0], path: Abstract): ModelValue {
  const exact = exactText(path);
  const known = exact === undefined ? undefined : host.readFile?.(exact);
  return known === undefined ? harmless(exact === undefined ? 'file' : 'open') : fileOf(text(known));
}

function fileOf(content: TextValue): ModelValue {
  const file: ModelValue = namespace(
    'file',
    {
      read: () => content,
      __enter__: () => file,
      readline: () => unknownCode('a line'),
      readlines: (call) => call.host.list([], unknownCode('a line')),
    },
    { data: { type: 'other', name: 'file', values: new Map([['text', content]]) } },
  );
  return file;
}

/** The text of an open file; undefined when it is not known. */
export function textOfFile(value: Abstract): Abstract | undefined {
  const data = value.kind === 'model' ? value.data : undefined;
  return data?.type === 'other' && data.name === 'file' ? data.values.get('text') : undefined;
}

const path =
  (compute: (whole: string, ...parts: string[]) => string): Method<TextValue> =>
  (self, call) => {
    const parts = [self, ...call.args].map(exactText);
    return parts.includes(undefined) ? unknownCode('a path') : text(compute(...(parts as [string, ...string[]])));
  };

const readsText: Method<TextValue> = (self, call) => textOfFile(opened(call, self)) ?? unknownCode('a file');

/** Methods of `pathlib.Path`, which is followed as the text of the path. https://docs.python.org/3/library/pathlib.html */
export const PATH_METHODS: Readonly<Record<string, Method<TextValue>>> = {
  joinpath: path((whole, ...parts) => posix.join(whole, ...parts)),
  resolve: path((whole) => posix.resolve('/var/task', whole)),
  absolute: path((whole) => posix.resolve('/var/task', whole)),
  with_name: path((whole, name) => posix.join(posix.dirname(whole), name ?? '')),
  open: (self, call) => opened(call, self),
  read_text: readsText,
  read_bytes: readsText,
  exists: () => SOME_BOOLEAN,
  is_file: (self, { host }) => boolean(host.readFile?.(exactText(self) ?? '') === undefined ? undefined : true),
};

/** What is asked of a path without a call. */
export function pathMember(value: TextValue, key: string): Abstract | undefined {
  const whole = exactText(value);
  if (key !== 'parent') return undefined;
  return whole === undefined ? unknownCode('a path') : text(posix.dirname(whole));
}

/** `path / 'name'`. */
export function pathUnder(left: TextValue, right: Abstract): Abstract {
  const [whole, part] = [exactText(left), exactText(right)];
  return whole === undefined || part === undefined ? unknownCode('a path') : text(posix.join(whole, part));
}

/** `json.load(file)`. */
export const jsonLoad =
  (parse: (host: Parameters<Body>[0]['host'], value: Abstract) => Abstract): Body =>
  (call) => {
    const content = textOfFile(arg(call, 0, 'fp'));
    return content === undefined ? unknownCode('parsed JSON') : parse(call.host, content);
  };

/** `Path(…)`. */
export const makesPath: ModelValue = fn('Path', (call) => {
  const parts = call.args.map(exactText);
  return parts.includes(undefined) || parts.length === 0 ? arg(call, 0) : text(posix.join(...(parts as string[])));
});
