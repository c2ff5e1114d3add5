import { expect, test } from 'vitest';
import { SourceFile } from '../../../util/span.ts';
import { withoutStatement } from './statement.ts';

/** What is left of a text without the call that stands between `«` and `»`. */
function without(path: string, marked: string): string {
  const start = marked.indexOf('«');
  const text = marked.replace(/[«»]/g, '');
  const rest = withoutStatement({ source: new SourceFile(path, text), start, end: marked.indexOf('»') - 1 });
  return 'text' in rest ? rest.text : rest.reason;
}

test('a statement with a line of its own goes, comments above it stay', () => {
  expect(without('a.ts', 'f(() => {\n  // first\n  «console.log(event)»;\n  save();\n});\n')).toBe(
    'f(() => {\n  // first\n  save();\n});\n',
  );
  expect(without('a.mjs', 'start();\n«console.log(\n  event,\n)»\nsave()\n')).toBe('start();\nsave()\n');
  expect(without('a.py', 'def handler(event):\n    «print(event)»\n    return 1\n')).toBe('def handler(event):\n    return 1\n');
});

test('a block of Python is never left empty', () => {
  expect(without('a.py', 'if debug:\n    «print(event)»\nreturn 1\n')).toBe('if debug:\n    pass\nreturn 1\n');
  expect(without('a.py', 'if debug:\r\n    «print(event)»')).toBe('if debug:\r\n    pass\r\n');
});

test.each([
  ['a.ts', 'if (debug)\n  «console.log(event)»;\nsave();\n', 'the line before it may belong to it'],
  ['a.ts', 'if (a) b();\nelse\n  «console.log(event)»;\n', 'the line before it may belong to it'],
  ['a.ts', 'const log = () => «console.log(event)»;\n', 'its line holds more than that call'],
  ['a.ts', 'f();\n«console.log(event)»\n  .toString();\n', 'the statement goes on in the next line'],
  ['a.ts', 'f();\n«console.log(event)» // why\n', 'its line holds more than that call'],
  ['a.py', 'x = (\n    «print(event)»\n)\n', 'the line before it belongs to it'],
])('%s: %s is left to the owner', (path, marked, reason) => {
  expect(without(path, marked)).toBe(reason);
});
