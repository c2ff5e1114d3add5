import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SourceFile } from '../util/span.ts';
import { plainOf, withFiles } from './plain-outcome.ts';

const template = new SourceFile('template.yaml', 'Resources: {}\n');

function throughJson(data: unknown): unknown {
  const plain = plainOf(data);
  return plain === undefined ? undefined : withFiles(JSON.parse(JSON.stringify(plain.data)), plain.sources);
}

test('places come back with the very source files that they stood in, each once', () => {
  const at = { source: template, start: 0, end: 9 };
  const data = { findings: [{ at, evidence: [{ text: 'here', at }, { text: 'nowhere' }] }], warnings: [] };
  expect(throughJson(data)).toStrictEqual(data);
  expect(plainOf(data)?.sources).toEqual([template]);
  expect(JSON.stringify(plainOf(data)?.data)).not.toContain('Resources');
});

test('data that JSON keeps comes back as it was', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), (data) => {
      const back = throughJson(data);
      if (back !== undefined) expect(back).toStrictEqual(data);
    }),
  );
});

test('what JSON would change is not kept at all', () => {
  const odd = [
    Number.NaN,
    Infinity,
    -0,
    1n,
    () => 1,
    new Map(),
    new Date(0),
    [undefined],
    { source: 4, start: 0 },
    JSON.parse('{"__proto__": 1}'),
    template,
  ];
  expect(odd.map((one) => plainOf({ one }))).toEqual(odd.map(() => undefined));
});

test('a source file that is not there gives nothing back', () => {
  expect(withFiles({ at: { source: 1, start: 0, end: 1 } }, [template])).toBeUndefined();
});
