import type { Span } from '../../../util/span.ts';

/** A text without the statement that a call is, or why that cannot be done by lines alone. */
export type WithoutStatement = { readonly text: string } | { readonly reason: string };

/** Takes a call out of source code where it is a statement with lines of its own; of a Python block with nothing else `pass` is left. */
export function withoutStatement({ source, start, end }: Span): WithoutStatement {
  const { path, text } = source;
  const from = text.lastIndexOf('\n', start - 1) + 1;
  const breakAt = text.indexOf('\n', end);
  const to = breakAt < 0 ? text.length : breakAt + 1;
  const indentation = text.slice(from, start);
  if (!/^[ \t]*$/.test(indentation) || !/^[ \t]*;?[ \t]*\r?\n?$/.test(text.slice(end, to)))
    return { reason: 'its line holds more than that call' };
  const before = text.slice(0, from);
  const after = text.slice(to);
  if (path.endsWith('.py')) return withoutPython({ before, after, indentation });
  if (!/\.[mc]?[jt]sx?$/.test(path)) return { reason: `${path} is neither JavaScript nor Python` };
  const isEnded = text.slice(end, to).includes(';');
  const follows = /^\s*(\S)/.exec(after)?.[1] ?? '';
  if (!isEnded && /[.,?:([`+*/%&|=<>-]/.test(follows)) return { reason: 'the statement goes on in the next line' };
  // Only behind these does a statement begin for certain: not behind `if (...)`, `else` or an operator.
  return /(?:^|[;{}])\s*$/.test(withoutComments(before)) ? { text: before + after } : { reason: 'the line before it may belong to it' };
}

/** Comments at the end, line by line. */
function withoutComments(text: string): string {
  let rest = text.trimEnd();
  for (;;) {
    const line = rest.slice(rest.lastIndexOf('\n') + 1);
    if (!/^\s*\/\//.test(line)) return rest;
    rest = rest.slice(0, rest.length - line.length).trimEnd();
  }
}

interface Block {
  readonly before: string;
  readonly after: string;
  readonly indentation: string;
}

function withoutPython({ before, after, indentation }: Block): WithoutStatement {
  const isCode = (line: string): boolean => /^\s*[^\s#]/.test(line);
  const previous = before.split('\n').findLast(isCode) ?? '';
  const next = after.split('\n').find(isCode) ?? '';
  if (/[\\([{,]\s*$/.test(previous)) return { reason: 'the line before it belongs to it' };
  const opens = /:\s*(?:#.*)?$/.test(previous) && indentOf(previous) < indentation.length;
  const isAlone = opens && (next === '' || indentOf(next) < indentation.length);
  const end = before.endsWith('\r\n') ? '\r\n' : '\n';
  return { text: isAlone ? `${before}${indentation}pass${end}${after}` : before + after };
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}
