import { expect, test } from 'vitest';
import { ListNode, MapNode, ScalarNode } from '../../../util/node.ts';
import type { Node } from '../../../util/node.ts';
import { SourceFile, generatedFrom } from '../../../util/span.ts';
import { made } from './made.ts';
import { PythonDicts } from './python-dicts.ts';
import { pythonText } from './python-text.ts';

const owners = { source: new SourceFile('template.yaml', ''), start: 0, end: 0 };
const generated = generatedFrom(owners, 'made for the test');

function text(node: Node): string {
  return pythonText(node, new PythonDicts(node));
}

test.each([
  ["it's", `"it's"`, `u"it's"`],
  ['say "hi"', `'say "hi"'`, `u'say "hi"'`],
  [`both ' and "`, `'both \\' and "'`, `u'both \\' and "'`],
  ['back\\slash', `'back\\\\slash'`, `u'back\\\\slash'`],
  ['line\n', `'line\\n'`, `u'line\\n'`],
  ['größe', `'größe'`, `u'gr\\xf6\\xdfe'`],
  ['日本', `'日本'`, `u'\\u65e5\\u672c'`],
  ['😀', `'😀'`, `u'\\U0001f600'`],
])('the text %j is quoted as Python does, with a u when it is the owner’s', (value, plain, unicode) => {
  expect(text(new ScalarNode(value, generated))).toBe(plain);
  expect(text(new ScalarNode(value, owners))).toBe(unicode);
});

test('numbers, booleans and null are Python’s', () => {
  const items = [new ScalarNode(1, owners, '1.0'), new ScalarNode(0.5, owners), new ScalarNode(7, owners), new ScalarNode(null, owners)];
  expect(text(new ListNode(owners, [...items, new ScalarNode(true, owners)]))).toBe('[1.0, 0.5, 7, None, True]');
});

test('a key is the owner’s or not by its own place', () => {
  const map = new MapNode(owners);
  map.set('get', made({}, generated), owners);
  map.set('options', made({}, generated), generated);
  expect(text(map)).toBe("{'options': {}, u'get': {}}");
});
