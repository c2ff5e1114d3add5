import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { build, toJson } from '../../util/node.ts';
import type { Json } from '../../util/node.ts';
import { SourceFile } from '../../util/span.ts';
import { readYaml } from '../../util/yaml.ts';
import { transform } from './index.ts';
import { expandSam } from './transform.ts';

const HOSTILE: Readonly<Record<string, Json>> = {
  'Resources is a list': { Resources: [{ Type: 'AWS::Serverless::Function' }] },
  'Resources is empty': { Resources: {} },
  'there is nothing': {},
  'a resource is a text': { Resources: { Orders: 'AWS::Serverless::SimpleTable' } },
  'Type is a map': { Resources: { Orders: { Type: { Ref: 'Orders' } } } },
  'Properties is a text': { Resources: { Orders: { Type: 'AWS::Serverless::Function', Properties: 'none' } } },
  'Properties is null': { Resources: { Orders: { Type: 'AWS::Serverless::Api', Properties: null } } },
  'Events is null': { Resources: { Orders: { Type: 'AWS::Serverless::Function', Properties: { Events: null } } } },
  'an event is a list': { Resources: { Orders: { Type: 'AWS::Serverless::Function', Properties: { Events: { Save: [] } } } } },
  'Events is an intrinsic function': {
    Resources: { Orders: { Type: 'AWS::Serverless::Function', Properties: { Events: { Ref: 'Save' } } } },
  },
  'Globals is a text': { Globals: 'x', Resources: { Orders: { Type: 'AWS::Serverless::Function' } } },
  'Conditions and Mappings are lists': {
    Conditions: [],
    Mappings: [],
    Parameters: [],
    Resources: {
      Orders: { Type: 'AWS::Serverless::Function', Condition: [1], Properties: { Role: { 'Fn::If': ['A', { Ref: 'AWS::NoValue' }] } } },
    },
  },
  'a parameter refers to itself': {
    Parameters: { Stage: { Default: { again: { Ref: 'Stage' } } }, List: { Default: [{ Ref: 'List' }] } },
    Mappings: { Loop: { a: { b: { 'Fn::FindInMap': ['Loop', 'a', 'b'] } } } },
    Resources: {
      Orders: {
        Type: 'AWS::Serverless::Function',
        Properties: {
          CodeUri: { Bucket: { Ref: 'Stage' }, Key: { Ref: 'List' } },
          AutoPublishAlias: { Ref: 'Stage' },
          DeploymentPreference: { Enabled: { 'Fn::FindInMap': ['Loop', 'a', 'b'] }, Type: { Ref: 'List' } },
        },
      },
    },
  },
  'an API refers to itself': {
    Resources: {
      Orders: { Type: 'AWS::Serverless::Api', Properties: { StageName: { Ref: 'Orders' }, DefinitionBody: { Ref: 'Orders' } } },
      Save: {
        Type: 'AWS::Serverless::Function',
        Properties: { Events: { Save: { Type: 'Api', Properties: { RestApiId: { Ref: 'Save' }, Path: '/', Method: 'get' } } } },
      },
    },
  },
  'names are those of Object': {
    Resources: {
      constructor: { Type: 'AWS::Serverless::Function', Properties: { Events: { toString: { Type: 'constructor' } } } },
      hasOwnProperty: { Type: '__proto__', Properties: { Policies: ['constructor', { toString: {} }] } },
    },
  },
};

describe('a hostile template is expanded as far as it goes, without an exception', () => {
  test.each(Object.entries(HOSTILE))('%s', (_name, template) => {
    expect(() => transform(template as object)).not.toThrow();
  });

  test.each(['Resources is a list', 'there is nothing', 'a resource is a text', 'Properties is a text', 'Globals is a text'])(
    'it is an error when %s',
    (name) => expect(transform(HOSTILE[name] as object).errors).not.toEqual([]),
  );

  test('a text that is no template is an error', () => {
    for (const text of ['', '[1, 2]', 'just words', '{', '{"Resources": ', '&a [*a]']) expect(transform(text).errors).toHaveLength(1);
  });
});

const FIXTURES = join(import.meta.dirname, 'fixtures');
const TEMPLATES: readonly Json[] = readdirSync(FIXTURES)
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => {
    const read = readYaml(new SourceFile(name, readFileSync(join(FIXTURES, name), 'utf8')));
    if (!read.ok) throw new Error(name);
    return toJson(read.node);
  });

const ODD_VALUES: readonly Json[] = [
  null,
  '',
  'text',
  0,
  -1,
  1.5,
  true,
  false,
  [],
  {},
  [null],
  [[]],
  { Ref: 'AWS::NoValue' },
  { Ref: 'Nothing' },
  { Ref: [1] },
  { 'Fn::If': ['A', 1] },
  { 'Fn::If': ['A', { Ref: 'AWS::NoValue' }, []] },
  { 'Fn::Sub': ['${a}', null] },
  { 'Fn::GetAtt': 'A.B' },
  { 'Fn::GetAtt': [] },
  { 'Fn::FindInMap': [1] },
  { __proto__x: 1 },
];

/** Every place in a template, as a path. */
function places(value: Json, path: readonly (string | number)[] = []): (readonly (string | number)[])[] {
  if (value === null || typeof value !== 'object') return [path];
  const children = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return [path, ...children.flatMap(([key, child]) => places(child, [...path, key]))];
}

function replaced(value: Json, path: readonly (string | number)[], by: Json): Json {
  const [step, ...rest] = path;
  if (step === undefined) return by;
  if (Array.isArray(value)) return value.map((child, index) => (index === step ? replaced(child, rest, by) : child));
  return { ...(value as { [key: string]: Json }), [step]: replaced((value as { [key: string]: Json })[step]!, rest, by) };
}

test('any value may stand anywhere in a template without an exception', () => {
  const source = new SourceFile('template.yaml', '');
  const cases = TEMPLATES.map((template) => ({ template, paths: places(template) }));
  const mutation = fc.record({ at: fc.nat(), value: fc.constantFrom(...ODD_VALUES) });
  const property = fc.property(
    fc.constantFrom(...cases),
    fc.array(mutation, { minLength: 1, maxLength: 2 }),
    ({ template, paths }, mutations) => {
      let changed = template;
      for (const { at, value } of mutations) {
        const path = paths[at % paths.length]!;
        try {
          changed = replaced(changed, path, value);
        } catch {
          // The first mutation removed the second one's place.
        }
      }
      const node = build(changed, { source, start: 0, end: 0 });
      if (node.kind === 'map') toJson(expandSam(node).template);
    },
  );
  fc.assert(property, { numRuns: 1500 });
});
