import { expect, test } from 'vitest';
import { globTest } from './glob.ts';

test.each([
  ['template.yaml', 'orders/template.yaml', true],
  ['*.template', 'orders/app.template', true],
  ['orders/*.yaml', 'orders/template.yaml', true],
  ['orders/*.yaml', 'orders/deep/template.yaml', false],
  ['orders/**', 'orders/deep/template.yaml', true],
  ['orders/', 'orders/deep/template.yaml', true],
  ['**/fixtures/**', 'a/b/fixtures/template.yaml', true],
  ['**/fixtures/**', 'fixtures/template.yaml', true],
  ['./orders/template.yaml', 'orders/template.yaml', true],
  ['orders/templat?.yaml', 'orders/template.yaml', true],
  ['orders/template.yaml', 'orders/templateXyaml', false],
  ['a+b/(x)/*.json', 'a+b/(x)/t.json', true],
])('%s and %s: %s', (glob, path, fits) => {
  expect(globTest(glob)(path)).toBe(fits);
});

test('a glob of many stars is tested in no time', () => {
  const started = performance.now();
  expect(globTest(`${'*'.repeat(50)}x`)('a'.repeat(200))).toBe(false);
  expect(performance.now() - started).toBeLessThan(200);
});
