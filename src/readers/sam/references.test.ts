import { expect, test } from 'vitest';
import { build, toJson } from '../../util/node.ts';
import type { Buildable, Json, MapNode } from '../../util/node.ts';
import { SourceFile } from '../../util/span.ts';
import { changeReferences } from './references.ts';

const AT = { source: new SourceFile('template.yaml', ''), start: 0, end: 0 };
const CHANGES = { renamed: new Map([['Imaging', 'Imaging1a2b']]), derived: new Map([['Resize.Alias', 'ResizeAliaslive']]) };

function changed(value: { readonly [key: string]: Buildable }): Json {
  return toJson(changeReferences(build(value, AT) as MapNode, CHANGES));
}

test('references follow a layer to its new id', () => {
  expect(
    changed({ a: { Ref: 'Imaging' }, b: { 'Fn::GetAtt': ['Imaging', 'Arn'] }, c: { 'Fn::Sub': 'x ${Imaging} ${Imaging.Arn}' } }),
  ).toEqual({
    a: { Ref: 'Imaging1a2b' },
    b: { 'Fn::GetAtt': ['Imaging1a2b', 'Arn'] },
    c: { 'Fn::Sub': 'x ${Imaging1a2b} ${Imaging1a2b.Arn}' },
  });
});

test('an attribute written as one text follows too', () => {
  expect(changed({ a: { 'Fn::GetAtt': 'Imaging.Arn' } })).toEqual({ a: { 'Fn::GetAtt': 'Imaging1a2b.Arn' } });
});

test('DependsOn follows too, alone and in a list', () => {
  expect(changed({ a: { DependsOn: 'Imaging' }, b: { Type: 'T', DependsOn: ['Other', 'Imaging'] } })).toEqual({
    a: { DependsOn: 'Imaging1a2b' },
    b: { Type: 'T', DependsOn: ['Other', 'Imaging1a2b'] },
  });
});

test('Function.Alias becomes the alias that SAM generated, with attributes of it', () => {
  expect(
    changed({ a: { Ref: 'Resize.Alias' }, b: { 'Fn::GetAtt': ['Resize.Alias', 'Arn'] }, c: { 'Fn::Sub': ['${Resize.Alias}', {}] } }),
  ).toEqual({
    a: { Ref: 'ResizeAliaslive' },
    b: { 'Fn::GetAtt': ['ResizeAliaslive', 'Arn'] },
    c: { 'Fn::Sub': ['${ResizeAliaslive}', {}] },
  });
});

test('literals, other names and unknown shapes stay', () => {
  const same: { readonly [key: string]: Buildable } = {
    a: { 'Fn::Sub': '${!Imaging} ${Imaging2}' },
    b: { Ref: 'Resize.Version' },
    c: { Ref: ['Imaging'] },
    d: { 'Fn::GetAtt': ['Imaging'] },
    e: 'Imaging',
  };
  expect(changed(same)).toEqual(same);
});
