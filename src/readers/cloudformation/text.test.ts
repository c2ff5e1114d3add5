import { expect, test } from 'vitest';
import { SourceFile } from '../../util/span.ts';
import { concatenate, scalar, textParts } from './text.ts';

const at = { source: new SourceFile('template.yaml', ''), start: 0, end: 0 };
const joined = (...parts: readonly (string | { readonly from: string })[]): unknown =>
  concatenate(
    parts.map((part) => textParts(typeof part === 'string' ? scalar(part, at) : scalar('', at, [part.from]))),
    at,
  );

test('an ARN whose name a parameter leaves out by default gets it at deployment', () => {
  const atoms = [
    { kind: 'literal', text: 'arn:aws:s3:::' },
    { kind: 'parameter', name: 'Uploads', noEcho: false, type: 'String' },
    { kind: 'literal', text: '/*' },
  ];
  expect(joined('arn:aws:s3:::', { from: 'Uploads' }, '/*')).toMatchObject({ kind: 'text', atoms });
  expect(joined('arn:aws:s3:::', { from: 'Uploads' })).toMatchObject({ kind: 'text', atoms: atoms.slice(0, 2) });
});

test('an empty part of a name is what it is', () => {
  expect(joined('arn:aws:s3:::', { from: 'Prefix' }, 'uploads')).toMatchObject({ value: 'arn:aws:s3:::uploads', parameters: ['Prefix'] });
  expect(joined('/shop/', { from: 'Stage' }, '/uploads')).toMatchObject({ value: '/shop//uploads' });
});
