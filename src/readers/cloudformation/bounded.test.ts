import { expect, test } from 'vitest';
import { property } from '../../model/template.ts';
import type { Json } from '../../util/node.ts';
import { plain, stackOf } from './testing.ts';

/** Levels at which anything that is done twice a level never ends. */
const DEEP = 45;

function nested(leaf: Json, wrap: (inner: Json) => Json): Json {
  let value = leaf;
  for (let level = 0; level < DEEP; level++) value = wrap(value);
  return value;
}

function nameOf(topic: Json, more: { [section: string]: Json } = {}): unknown {
  const template: Json = { ...more, Resources: { Orders: { Type: 'AWS::SNS::Topic', Properties: { TopicName: topic } } } };
  return plain(property(stackOf(JSON.stringify(template)).resources.get('Orders')!, 'TopicName'));
}

test('a mapping that looks itself up is unknown', () => {
  const mappings = { Loop: { a: { b: { 'Fn::FindInMap': ['Loop', 'a', 'b'] } } } };
  expect(nameOf({ 'Fn::FindInMap': ['Loop', 'a', 'b'] }, { Mappings: mappings })).toEqual({
    unknown: 'the mapping Loop holds a function or a map, which no mapping may',
  });
});

test('functions within functions are evaluated once a level', () => {
  const zones = { 'Fn::GetAZs': '' };
  expect(nameOf(nested(zones, (inner) => ({ 'Fn::Join': [',', { 'Fn::Split': [',', inner] }] })))).toHaveProperty('unknown');
  expect(nameOf(nested(zones, (inner) => ({ 'Fn::Select': [0, { 'Fn::Split': [',', inner] }] })))).toHaveProperty('unknown');
  expect(nameOf(nested(zones, (inner) => ({ 'Fn::FindInMap': [inner, 'a', 'b'] })))).toHaveProperty('unknown');
});

test('a text that doubles at every level ends as unknown', () => {
  expect(nameOf(nested('orders', (inner) => ({ 'Fn::Sub': ['${x}${x}', { x: inner }] })))).toEqual({
    unknown: 'a text longer than 1000000 characters',
  });
});

test('outputs that use an output of the next stack twice are evaluated once each', () => {
  const levels = 18;
  const texts = Array.from({ length: levels + 1 }, (_value, level): Json => {
    if (level === levels) return { Resources: { Orders: { Type: 'AWS::SNS::Topic' } }, Outputs: { Name: { Value: '' } } };
    const inner = { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: `${level + 1}.json` } };
    const twice = { 'Fn::Sub': '${Inner.Outputs.Name}${Inner.Outputs.Name}${Inner.Outputs.Name}' };
    return { Resources: { Inner: inner }, Outputs: { Name: { Value: twice } } };
  });
  const files = Object.fromEntries(texts.map((text, level) => [`${level}.json`, JSON.stringify(text)]));
  expect(plain(stackOf(files['0.json']!, { files }).outputs.get('Name'))).toBe('');
});
