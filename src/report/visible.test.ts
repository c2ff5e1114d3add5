import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { escapeJson, visible } from './visible.ts';

test('text without such characters stays itself', () => {
  expect(visible('Lambda é 名 !Sub "${A}"')).toBe('Lambda é 名 !Sub "${A}"');
});

test.each([
  ['escape', '\u001B[31m', '␛[31m'],
  ['bell', '\u0007', '␇'],
  ['line break', 'a\r\nb', 'a␍␊b'],
  ['delete', '\u007F', '␡'],
  ['control sequence of the upper set', '\u009B31m', '<U+009B>31m'],
  ['right-to-left override', '\u202E', '<U+202E>'],
  ['zero-width joiner', 'a\u200Db', 'a<U+200D>b'],
  ['byte order mark', '\uFEFF', '<U+FEFF>'],
  ['tag character', '\u{E0041}', '<U+E0041>'],
  ['half of a pair', '\uD800', '<U+D800>'],
])('%s becomes a mark', (_name, text, shown) => {
  expect(visible(text)).toBe(shown);
});

test('escaped JSON says the same and holds no such character', () => {
  fc.assert(
    fc.property(fc.jsonValue({ stringUnit: 'binary' }), (value) => {
      const text = escapeJson(JSON.stringify(value, null, 2));
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
      expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
    }),
  );
});
