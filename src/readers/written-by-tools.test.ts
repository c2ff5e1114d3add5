import { expect, test } from 'vitest';
import type { Candidate } from './discover.ts';
import { writtenByTools } from './written-by-tools.ts';

/** The paths that are no apps of their own. */
function left(files: Readonly<Record<string, string>>, explicit: readonly string[] = []): string[] {
  const candidates = Object.entries(files).map(([path, text]): Candidate => ({
    path: `/shop/${path}`,
    text,
    isExplicit: explicit.includes(path),
    within: '/shop',
  }));
  return [...writtenByTools(candidates)].map(({ path }) => path.slice('/shop/'.length));
}

const resources = (...ids: string[]): string => `Resources:\n${ids.map((id) => `  ${id}:\n    Type: AWS::SQS::Queue\n`).join('')}`;
const fn = (id: string, uri: string): string =>
  `Resources:\n  # The one function.\n  ${id}:\n    Type: AWS::Serverless::Function\n    Properties:\n      CodeUri: ${uri}\n`;

test('what sam package wrote beside its template is left out, and what is deployed from S3 is not', () => {
  expect(left({ 'template.yaml': fn('Save', 'src/'), 'packaged.yaml': fn('Save', 's3://artefacts/1f2e') })).toEqual(['packaged.yaml']);
  expect(left({ 'template.yaml': fn('Save', 'src/'), 'other.yaml': fn('Load', 's3://artefacts/1f2e') })).toEqual([]);
  expect(left({ 'template.yaml': fn('Save', 'src/'), 'more/packaged.yaml': fn('Save', 's3://artefacts/1f2e') })).toEqual([]);
  expect(left({ 'orders.yaml': fn('Save', 'src/'), 'packaged.yaml': fn('Save', 's3://artefacts/1f2e') })).toEqual([]);
});

test('pieces that a template above is put together from are left out', () => {
  const whole = resources('Orders', 'Charges', 'Refunds');
  const files = { 'template.yaml': whole, 'infra/orders.yaml': resources('Orders'), 'infra/money.yaml': resources('Charges', 'Refunds') };
  expect(left(files)).toEqual(['infra/orders.yaml', 'infra/money.yaml']);
  expect(left(files, ['infra/orders.yaml'])).toEqual([]);
});

test('a smaller variant of a template is an app, and so are variants that have something in common', () => {
  const whole = resources('Orders', 'Charges', 'Refunds');
  expect(left({ 'template.yaml': whole, 'basic.yaml': resources('Orders') })).toEqual([]);
  expect(left({ 'template.yaml': whole, 'basic.yaml': resources('Orders'), 'more.yaml': resources('Orders', 'Charges') })).toEqual([]);
});
