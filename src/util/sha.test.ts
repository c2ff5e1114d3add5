import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sha1, sha256 } from './sha.ts';

const byNode = (algorithm: string, text: string): string => createHash(algorithm).update(text, 'utf8').digest('hex');

test('digests are those of Node for any text, lone surrogates included', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), fc.string({ maxLength: 20 }), (text, more) => {
      for (const one of [text, `${text}\uD800${more}`]) {
        expect(sha1(one)).toBe(byNode('sha1', one));
        expect(sha256(one)).toBe(byNode('sha256', one));
      }
    }),
  );
});

test('digests are those of Node for every length around the ends of blocks, and for a long text', () => {
  for (const length of [...Array.from({ length: 200 }, (_, i) => i), 1_000_000]) {
    const text = 'x'.repeat(length);
    expect(sha1(text)).toBe(byNode('sha1', text));
    expect(sha256(text)).toBe(byNode('sha256', text));
  }
});
