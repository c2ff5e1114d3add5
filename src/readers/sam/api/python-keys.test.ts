import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PythonKeys } from './python-keys.ts';

describe('keys come in the order of Python 2.7', () => {
  test.each([
    [['swagger', 'info', 'paths'], 'info paths swagger'],
    [['get', 'post', 'put', 'delete', 'patch', 'options', 'head'], 'head get patch put post options delete'],
    [['Bestellungen', 'größe', '日本', '😀', ''], 'Bestellungen 日本 größe  😀'],
  ])('%j', (keys, order) => {
    expect(new PythonKeys(keys).keys().join(' ')).toBe(order);
  });

  test('keys that collide swap places with every copy', () => {
    const keys = new PythonKeys(['swagger', 'info', 'paths', 'securityDefinitions', 'x-amazon-apigateway-policy']);
    expect(keys.keys().slice(3)).toEqual(['x-amazon-apigateway-policy', 'securityDefinitions']);
    expect(keys.copy().keys().slice(3)).toEqual(['securityDefinitions', 'x-amazon-apigateway-policy']);
  });

  test('a removed key leaves its slot to a later one', () => {
    const keys = new PythonKeys(['swagger', 'info', 'paths', 'a', 'b']);
    keys.remove('swagger');
    keys.add('openapi');
    expect(keys.keys()).toEqual(['info', 'paths', 'b', 'openapi', 'a']);
  });

  test('merging makes room for all new keys at once', () => {
    const keys = new PythonKeys(['get', 'put']);
    keys.merge(['post', 'patch', 'delete', 'head']);
    expect(keys.keys()).toEqual(['head', 'get', 'put', 'post', 'delete', 'patch']);
  });
});

test('no key is lost and none is listed twice', () => {
  fc.assert(
    fc.property(fc.array(fc.string()), fc.array(fc.nat()), (added, removals) => {
      const keys = new PythonKeys(added);
      const expected = new Set(added);
      for (const index of removals) {
        const key = added[index % Math.max(added.length, 1)];
        if (key === undefined) continue;
        keys.remove(key);
        expected.delete(key);
      }
      expect(keys.keys().toSorted()).toEqual([...expected].toSorted());
      expect(keys.copy().keys().toSorted()).toEqual([...expected].toSorted());
    }),
  );
});
