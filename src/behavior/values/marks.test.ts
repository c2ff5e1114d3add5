import { expect, test } from 'vitest';
import type { Atom } from '../../model/value.ts';
import { SourceFile } from '../../util/span.ts';
import type { TextPart, TextValue } from '../value.ts';
import { marked } from './marks.ts';
import { text, textFrom } from './make.ts';

const at = { source: new SourceFile('template.yaml', ''), start: 0, end: 0 };
const farmers: Atom = { kind: 'resource', id: 'Farmers', attribute: null };
const comma: Atom = { kind: 'literal', text: ',' };

function setting(...atoms: readonly Atom[]): TextValue {
  return { kind: 'text', parts: [{ kind: 'environment', name: 'TOPICS', value: { kind: 'text', atoms, at } }] };
}

function atomsOf(parts: readonly TextPart[]): string[] {
  return parts.map((part) => {
    if (part.kind === 'literal') return part.text;
    const [atom] = part.kind === 'environment' && part.value?.kind === 'text' ? part.value.atoms : [];
    return atom?.kind === 'resource' ? `${atom.id}.${atom.attribute ?? ''}` : (atom?.kind ?? part.kind);
  });
}

function split(value: TextValue, separator: string): string[][] | undefined {
  const pieces = marked(value, separator);
  return pieces?.text.split(separator).map((piece) => atomsOf(pieces.restore(piece).parts));
}

test('a list of resources is taken apart at its commas', () => {
  expect(split(setting(farmers, comma, { ...farmers, id: 'Shops' }), ',')).toEqual([['Farmers.'], ['Shops.']]);
});

test('an ARN is taken apart where its parts are known, and only there', () => {
  const parts: Atom[] = [
    { kind: 'literal', text: 'arn:aws:sns:' },
    { kind: 'pseudo', name: 'AWS::Region' },
    { kind: 'literal', text: ':' },
    { ...farmers, attribute: 'TopicName' },
  ];
  expect(split(setting({ ...farmers, parts }), ':')).toEqual([['arn'], ['aws'], ['sns'], ['pseudo'], ['Farmers.TopicName']]);
  expect(split(setting(farmers), ':')).toBeUndefined();
});

test('what a parameter is given may hold the separator, and a name may hold a hyphen', () => {
  const parameter: Atom = { kind: 'parameter', name: 'Names', noEcho: false, type: 'String' };
  expect(split(setting(parameter), ',')).toBeUndefined();
  expect(split(setting(farmers, { kind: 'literal', text: '-x' }), '-')).toBeUndefined();
});

test('what the event says is not taken apart, and a plain text is', () => {
  expect(split(textFrom({ from: 'event', path: ['names'] }), ',')).toBeUndefined();
  expect(split(text('a,b'), ',')).toEqual([['a'], ['b']]);
});

test('a default of a parameter stays what the parameter brings, unless it is a list', () => {
  const brought = (value: string): TextValue => ({
    kind: 'text',
    parts: [{ kind: 'environment', name: 'TOPICS', value: { kind: 'scalar', value, at, parameters: ['Topics'] } }],
  });
  expect(marked(brought('apples'), ',')?.restore(marked(brought('apples'), ',')!.text)).toEqual(brought('apples'));
  expect(split(brought('apples,pears'), ',')).toEqual([['apples'], ['pears']]);
});
