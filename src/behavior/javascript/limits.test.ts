import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ModuleIr } from '../ir/ir.ts';
import { LOWERING_LIMITS } from './context.ts';
import { nestingProblem } from './nesting.ts';
import { lowered, shown } from './testing.ts';

/** One piece of syntax around another: what stands before and behind it, and a middle. */
const NESTINGS: readonly (readonly [before: string, middle: string, behind: string])[] = [
  ['(', 'a', ')'],
  ['[', '', ']'],
  ['{', '', '}'],
  ['a + ', 'a', ''],
  ['', 'a', ' + a'],
  ['', 'a', ' && a'],
  ['', 'a', '.b'],
  ['', 'a', '()'],
  ['', 'a', '``'],
  ['', 'a', '!'],
  ['', 'a', ' as b'],
  ['!', 'a', ''],
  ['a ? b : ', 'c', ''],
  ['a = ', 'b', ''],
  ['a => ', 'b', ''],
  ['if (a) b; else ', 'c', ''],
  ['while (a) ', ';', ''],
  ['function f() {', '', '}'],
  ['class A { m() {', '', '} }'],
  ['`${', 'a', '}`'],
  ['new ', 'a', ''],
  ['f(() => { return ', 'a', ' })'],
];

/** Where a place lies outside of the text; undefined when none does. */
function strayPlace(ir: ModuleIr): unknown {
  const open: unknown[] = [ir.body, ir.imports, ir.exports, ir.gaps];
  for (let node = open.pop(); open.length > 0 || node !== undefined; node = open.pop()) {
    if (typeof node !== 'object' || node === null) continue;
    const { start, end } = node as { start?: number; end?: number };
    if (start !== undefined && end !== undefined && !(start >= 0 && start <= end && end <= ir.text.length)) return node;
    open.push(...Object.values(node));
  }
  return undefined;
}

describe('limits', () => {
  test.each(NESTINGS)('any number of %j around %j is lowered or refused, never a crash', (before, middle, behind) => {
    for (const count of [10, 450, 3_000, 100_000]) {
      const ir = lowered(before.repeat(count) + middle + behind.repeat(count));
      if (count === 10) expect(ir.gaps).toEqual([]);
      if (count === 100_000) expect(ir.gaps).toMatchObject([{ code: 'limit-reached' }]);
      expect(strayPlace(ir)).toBeUndefined();
    }
  });

  test('random nestings never throw, and every place is inside the file', () => {
    const nesting = fc.array(fc.tuple(fc.constantFrom(...NESTINGS), fc.integer({ min: 1, max: 60 })), { maxLength: 12 });
    fc.assert(
      fc.property(nesting, fc.constantFrom('app.ts', 'app.js', 'app.tsx', 'app.mjs'), (layers, file) => {
        const text = layers.reduce((inner, [[before, , behind], count]) => before.repeat(count) + inner + behind.repeat(count), 'a');
        expect(strayPlace(lowered(text, file))).toBeUndefined();
      }),
      { numRuns: 150 },
    );
  });

  test('random text never throws', () => {
    const words = fc.constantFrom(
      ...'a ( ) { } [ ] ` ${ } " \' / // /* */ => ; , class function await import export default from < > ? : . ... = @ # \n'.split(' '),
    );
    fc.assert(
      fc.property(fc.array(words, { maxLength: 40 }), fc.string(), (parts, rest) => {
        expect(strayPlace(lowered(parts.join(' ') + rest, 'app.js'))).toBeUndefined();
      }),
      { numRuns: 300 },
    );
  });

  test('code that is too deep for the intermediate form is a gap in a module that is otherwise there', () => {
    const deep = '!'.repeat(LOWERING_LIMITS.depth + 10);
    const ir = lowered(`send(one); ${deep}a; send(two);`);
    expect(ir.gaps).toMatchObject([{ code: 'limit-reached', because: 'code nested more than 500 levels deep' }]);
    expect(ir.body).toHaveLength(3);
  });

  test('a file that is too large is refused', () => {
    expect(lowered(`'${'a'.repeat(5_000_000)}'`)).toMatchObject({
      body: [],
      gaps: [{ code: 'limit-reached', because: 'app.ts is larger than 5 MB' }],
    });
  });

  test('a syntax error says where it is', () => {
    expect(lowered('const a = 1;\nconst b = ;\n', 'src/app.js').gaps).toMatchObject([
      { code: 'parse-error', because: 'src/app.js:2: Unexpected token', at: { start: 23, end: 24 } },
    ]);
  });

  test('an error of meaning keeps the program', () => {
    const ir = lowered('return send(one);', 'app.mjs');
    expect(ir.body).toHaveLength(1);
    expect(ir.gaps).toMatchObject([{ code: 'parse-error' }]);
  });

  test('JSX in a .js file and a return outside of functions are understood', () => {
    expect(lowered('const page = <p>{load()}</p>;', 'page.js').gaps).toEqual([]);
    expect(lowered('if (done) return;', 'script.js').gaps).toEqual([]);
    expect(shown('await load();', 'script.js')).toBe('await load()');
  });
});

describe('nesting that is found before parsing', () => {
  test.each([
    [
      'brackets in texts, comments and regular expressions',
      `const a = '${'('.repeat(900)}'; // ${'['.repeat(900)}\n b = /${'[(]'.repeat(300)}/;`,
    ],
    ['a long table', `const table = [${'{ id: 1, name: `a${b}` }, '.repeat(5_000)}];`],
    ['many statements without semicolons', 'const a = load(b)\nif (a) { save(a) }\nrun()\n'.repeat(4_000)],
    ['a long chain of branches', `if (a === 0) b(0)${Array.from({ length: 300 }, (_, i) => ` else if (a === ${i}) b(${i})`).join('')}`],
    ['type arguments and comparisons', 'for (let i = 0; i < n; i++) { const m = new Map<string, Array<number>>(); }\n'.repeat(2_000)],
  ])('%s are ordinary', (_, text) => {
    expect(nestingProblem(text)).toBeNull();
  });

  test('its place is where the limit is passed', () => {
    expect(nestingProblem(`x = ${'['.repeat(600)}`)).toMatchObject({
      because: 'brackets nested more than 500 deep',
      at: { start: 504, end: 505 },
    });
  });
});
