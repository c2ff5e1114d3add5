import { describe, expect, test } from 'vitest';
import { edited, lines } from './testing/edited.ts';

describe('in brackets and braces on one line', () => {
  const text = 'A: { b: 1, c: [x, y] } # kept\n';

  test('a new entry or item goes where it belongs, with the blanks of the others', () => {
    expect(edited(text, { kind: 'set', path: ['A', 'd'], value: 'e, f' })).toBe("A: { b: 1, c: [x, y], d: 'e, f' } # kept\n");
    expect(edited(text, { kind: 'set', path: ['A', 'd'], value: { Ref: 'E' }, after: 'b' })).toBe(
      'A: { b: 1, d: !Ref E, c: [x, y] } # kept\n',
    );
    expect(edited(text, { kind: 'append', path: ['A', 'c'], items: ['z'] })).toBe('A: { b: 1, c: [x, y, z] } # kept\n');
  });

  test('a removed one takes its comma', () => {
    expect(edited(text, { kind: 'remove', path: ['A', 'b'] })).toBe('A: { c: [x, y] } # kept\n');
    expect(edited(text, { kind: 'remove', path: ['A', 'c', 1] })).toBe('A: { b: 1, c: [x] } # kept\n');
    expect(
      edited(text, [
        { kind: 'remove', path: ['A', 'c', 0] },
        { kind: 'append', path: ['A', 'c'], items: ['z'] },
      ]),
    ).toBe('A: { b: 1, c: [y, z] } # kept\n');
  });

  test('the last one leaves them empty', () => {
    expect(edited('A: [ b ]\n', { kind: 'remove', path: ['A', 0] })).toBe('A: []\n');
  });
});

test('in brackets over several lines each item has its line, and its comment stays', () => {
  const text = lines('A: [', '  b, # first', '  c # last', ']');
  expect(edited(text, { kind: 'append', path: ['A'], items: ['d'] })).toBe(lines('A: [', '  b, # first', '  c, # last', '  d', ']'));
  expect(edited(text, { kind: 'remove', path: ['A', 1] })).toBe(lines('A: [', '  b # first', ']'));
});

test('braces with quoted keys are written as JSON', () => {
  expect(edited('A: {"b": 1}\n', { kind: 'set', path: ['A', 'c'], value: { Ref: 'D' } })).toBe('A: {"b": 1, "c": {"Ref": "D"}}\n');
});

describe('JSON', () => {
  const text = lines('{', '    "A": {', '        "b": [1, 2],', '        "c": {}', '    }', '}');

  test('has its indentation, and no comma too many', () => {
    expect(edited(text, { kind: 'set', path: ['A', 'd'], value: { e: [] } }, 'a.json')).toBe(
      lines(
        '{',
        '    "A": {',
        '        "b": [1, 2],',
        '        "c": {},',
        '        "d": {',
        '            "e": []',
        '        }',
        '    }',
        '}',
      ),
    );
    expect(edited(text, { kind: 'remove', path: ['A', 'c'] }, 'a.json')).toBe(
      lines('{', '    "A": {', '        "b": [1, 2]', '    }', '}'),
    );
  });

  test('lists on one line stay on one line, and empty braces open', () => {
    expect(edited(text, { kind: 'append', path: ['A', 'b'], items: ['x'] }, 'a.json')).toBe(text.replace('2]', '2, "x"]'));
    expect(edited(text, { kind: 'set', path: ['A', 'c', 'd'], value: 1 }, 'a.json')).toBe(
      text.replace('{}', '{\n            "d": 1\n        }'),
    );
  });

  test('without blanks stays without', () => {
    expect(edited('{"A":{"b":1,"c":2}}', { kind: 'set', path: ['A', 'd'], value: { e: [1, 2] } }, 'a.json')).toBe(
      '{"A":{"b":1,"c":2,"d":{"e":[1,2]}}}',
    );
  });

  test('is indented with tabs where it is', () => {
    expect(edited('{\n\t"A": 1\n}', { kind: 'set', path: ['B'], value: { c: 2 } }, 'a.json')).toBe(
      '{\n\t"A": 1,\n\t"B": {\n\t\t"c": 2\n\t}\n}',
    );
  });
});
