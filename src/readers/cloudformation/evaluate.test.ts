import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { property } from '../../model/template.ts';
import type { Resource } from '../../model/template.ts';
import type { Value } from '../../model/value.ts';
import type { Json } from '../../util/node.ts';
import { showSpan } from '../../util/span.ts';
import { plain, stackOf } from './testing.ts';
import type { Reading } from './testing.ts';

const PARAMETERS = `
Parameters:
  Stage: {Type: String, Default: dev}
  Owner: {Type: String}
  Only: {Type: String, AllowedValues: [eu]}
  Password: {Type: String, NoEcho: true, Default: hunter2}
  Ami: {Type: 'AWS::SSM::Parameter::Value<String>', Default: /aws/ami}
  Subnets: {Type: 'List<AWS::EC2::Subnet::Id>', Default: 'subnet-1, subnet-2'}
  Zones: {Type: CommaDelimitedList}
  Count: {Type: Number, Default: 3}
Mappings:
  Sizes:
    dev: {memory: 128, zones: [a, b], same: 1}
    prod: {memory: 1024, zones: [a], same: 1}
  Regions:
    eu-west-1: {ami: ami-1}
    us-east-1: {ami: ami-2}
`;

const RESOURCES = `
Resources:
  Orders: {Type: AWS::DynamoDB::Table}
  Shop: {Type: AWS::AppSync::GraphQLApi}
  Token: {Type: AWS::SecretsManager::Secret}
  Subject:
    Type: AWS::SQS::Queue
    Properties:
`;

function subject(properties: string, reading: Reading = {}, transform = ''): Resource {
  return stackOf(`${transform}${PARAMETERS}${RESOURCES}${properties.replace(/^/gm, '      ')}`, reading).resources.get('Subject')!;
}

function valueOf(text: string, reading: Reading = {}): Value | undefined {
  return property(subject(`Value: ${text}`, reading, 'Transform: AWS::LanguageExtensions\n'), 'Value');
}

function evaluated(text: string, reading: Reading = {}): Json | undefined {
  return plain(valueOf(text, reading));
}

describe('Ref', () => {
  test('a default is exact and remembers its parameter', () => {
    expect(valueOf('!Ref Stage')).toMatchObject({ kind: 'scalar', value: 'dev', parameters: ['Stage'] });
  });
  test('a given value wins over the default', () => {
    expect(evaluated('!Ref Stage', { parameters: { Stage: 'prod' } })).toBe('prod');
  });
  test('without a value the parameter is an atom', () => {
    expect(valueOf('!Ref Owner')).toMatchObject({ kind: 'text', atoms: [{ kind: 'parameter', name: 'Owner', noEcho: false }] });
  });
  test('the only allowed value is the value', () => {
    expect(evaluated('!Ref Only')).toBe('eu');
  });
  test('a secret parameter is an atom even with a default or a value', () => {
    expect(valueOf('!Ref Password')).toMatchObject({ kind: 'text', atoms: [{ kind: 'parameter', name: 'Password', noEcho: true }] });
    expect(evaluated('!Ref Password', { parameters: { Password: 'x' } })).toBe('${Password}');
  });
  test('an SSM parameter type is an atom: its default is a name to look up', () => {
    expect(evaluated('!Ref Ami')).toBe('${Ami}');
  });
  test('a list parameter is a list', () => {
    expect(evaluated('!Ref Subnets')).toEqual(['subnet-1', 'subnet-2']);
  });
  test('a number parameter is a number', () => {
    expect(evaluated('!Ref Count')).toBe(3);
  });
  test('a resource is an atom by its id', () => {
    expect(valueOf('!Ref Orders')).toMatchObject({ kind: 'text', atoms: [{ kind: 'resource', id: 'Orders', attribute: null }] });
  });
  test('a pseudo parameter is an atom', () => {
    expect(evaluated('!Ref AWS::AccountId')).toBe('${AWS::AccountId}');
  });
  test('AWS::NoValue removes a property and a list item', () => {
    expect(evaluated('!Ref AWS::NoValue')).toBeUndefined();
    expect(evaluated('[a, !Ref AWS::NoValue, b]')).toEqual(['a', 'b']);
  });
  test('a name that nothing has is unknown', () => {
    expect(evaluated('!Ref Nothing')).toEqual({ unknown: 'Nothing is not defined in the template' });
  });
});

describe('text functions', () => {
  test.each([
    ['!GetAtt Orders.Arn', '${Orders.Arn}'],
    ['!GetAtt [Orders, StreamArn]', '${Orders.StreamArn}'],
    ['!Sub "arn:${AWS::Partition}:s3:::${Stage}-${Orders}/*"', 'arn:${AWS::Partition}:s3:::dev-${Orders}/*'],
    ['!Sub "${Orders.Arn}/index/*"', '${Orders.Arn}/index/*'],
    ['!Sub "${!aws:username}/${Stage}"', '${aws:username}/dev'],
    ['!Sub ["${name}-${Stage}", {name: !Ref Orders}]', '${Orders}-dev'],
    ['!Sub ["${Stage}", {Stage: shadowed}]', 'shadowed'],
    ['!Sub "no holes"', 'no holes'],
    ['!Sub "open ${ end"', 'open ${ end'],
    ['!Join ["-", [orders, !Ref Stage, !Ref AWS::NoValue, 1]]', 'orders-dev-1'],
    ['!Join [",", !Ref Subnets]', 'subnet-1,subnet-2'],
    ['!Join [",", !Ref Zones]', '${Zones}'],
    ['!Join ["", []]', ''],
    ['!Select [1, [a, b]]', 'b'],
    ['!Select ["1", !Ref Subnets]', 'subnet-2'],
    ['!Select [1, !Split ["/", "a/b/c"]]', 'b'],
    ['!Split ["-", "a-b"]', ['a', 'b']],
    ['!Split [":", !Sub "arn:aws:s3:::${Stage}:${AWS::AccountId}"]', ['arn', 'aws', 's3', '', '', 'dev', '${AWS::AccountId}']],
    ['!Base64 hello', 'aGVsbG8='],
    ['!ToJsonString {a: !Ref Stage, b: [1, true], c: !Ref Orders}', '{"a":"dev","b":[1,true],"c":"${Orders}"}'],
    ['!Length [a, b, c]', 3],
    ['!Length {Ref: Subnets}', 2],
    ['!Cidr [10.0.0.0/16, 3, 8]', ['10.0.0.0/24', '10.0.1.0/24', '10.0.2.0/24']],
    ['!Select [1, !Cidr [10.0.0.0/16, 2, 5]]', '10.0.0.32/27'],
    ['{Fn::GetStackOutput: {StackName: !Sub "net-${Stage}", OutputName: VpcId}}', '${import net-dev.VpcId}'],
    ['!ImportValue shared-vpc', '${import shared-vpc}'],
    ['!ImportValue {"Fn::Sub": "${AWS::StackName}-vpc"}', '${import ${AWS::StackName}-vpc}'],
  ])('%s', (text, expected) => {
    expect(evaluated(text)).toEqual(expected);
  });

  test('what is before a hole in a split text is certain, what is after it is not', () => {
    expect(evaluated('!Select [0, !Split ["/", !Sub "first/${Orders}"]]')).toBe('first');
    expect(evaluated('!Select [1, !Split ["/", !Sub "first/${Orders}"]]')).toEqual({
      unknown: 'item 1 of first/${Orders} is known only at deployment',
    });
    expect(evaluated('!Select [2, !Split [":", !GetAtt Orders.StreamArn]]')).toEqual({
      unknown: 'item 2 of ${Orders.StreamArn} is known only at deployment',
    });
  });

  test('an ARN of a resource is cut where its parts have names of their own', () => {
    const id = valueOf('!Select [1, !Split ["/", !Ref Shop]]');
    expect(id).toMatchObject({ kind: 'text', atoms: [{ kind: 'resource', id: 'Shop', attribute: 'ApiId' }] });
    expect((evaluated('!Split [":", !GetAtt Shop.Arn]') as Json[]).slice(0, 5)).toEqual([
      'arn',
      '${AWS::Partition}',
      'appsync',
      '${AWS::Region}',
      '${AWS::AccountId}',
    ]);
    const table = valueOf('!Select [5, !Split [":", !GetAtt Orders.Arn]]');
    expect(table).toMatchObject({ kind: 'text', atoms: [{ text: 'table/' }, { kind: 'resource', id: 'Orders', attribute: null }] });
    // A name may have a dash, and a secret has six characters that only AWS knows.
    expect(evaluated('!Select [9, !Split ["-", !Ref Shop]]')).toHaveProperty('unknown');
    expect(evaluated('!Select [6, !Split [":", !Ref Token]]')).toEqual({ unknown: 'item 6 of ${Token} is known only at deployment' });
  });

  test('texts made in different ways from the same parts have the same atoms', () => {
    const sub = valueOf('!Sub "a${Orders}b"') as Value & { kind: 'text' };
    const join = valueOf('!Join ["", ["a", !Ref Orders, "", "b"]]') as Value & { kind: 'text' };
    expect(join.atoms).toEqual(sub.atoms);
  });
});

describe('lookups', () => {
  test.each([
    ['!FindInMap [Sizes, !Ref Stage, memory]', 128],
    ['!FindInMap [Sizes, prod, zones]', ['a']],
    ['!FindInMap [Sizes, !Ref Owner, same]', 1],
    ['!FindInMap [Sizes, !Ref Owner, memory]', { unknown: 'what the mapping Sizes says for ${Owner}, memory' }],
    ['!FindInMap [Sizes, staging, memory]', { unknown: 'the mapping Sizes has no staging, memory' }],
    ['!FindInMap [Sizes, staging, memory, {DefaultValue: 256}]', 256],
    ['!FindInMap [Regions, !Ref AWS::Region, ami]', { unknown: 'what the mapping Regions says for ${AWS::Region}, ami' }],
    ['!FindInMap [Shapes, a, b]', { unknown: 'the mapping Shapes is not in the template' }],
  ])('%s', (text, expected) => {
    expect(evaluated(text)).toEqual(expected);
  });

  test('a mapping by region is exact when the region is given', () => {
    expect(evaluated('!FindInMap [Regions, !Ref AWS::Region, ami]', { region: 'eu-west-1' })).toBe('ami-1');
  });

  test('a mapped value remembers the parameter that chose it', () => {
    expect(valueOf('!FindInMap [Sizes, !Ref Stage, memory]')).toMatchObject({ parameters: ['Stage'] });
  });
});

describe('dynamic references', () => {
  test.each([
    ['"{{resolve:ssm:/orders/url:2}}"', [{ kind: 'dynamic', service: 'ssm', reference: '/orders/url:2' }]],
    [
      '"x-{{resolve:secretsmanager:db:SecretString:password}}-y"',
      [
        { kind: 'literal', text: 'x-' },
        { kind: 'dynamic', service: 'secretsmanager', reference: 'db:SecretString:password' },
        { kind: 'literal', text: '-y' },
      ],
    ],
    [
      '!Sub "{{resolve:secretsmanager:${Orders}:SecretString:p}}"',
      [{ kind: 'dynamic', service: 'secretsmanager', reference: '${Orders}:SecretString:p' }],
    ],
    ['!Join ["", ["{{resolve:ssm:", !Ref Stage, "}}"]]', [{ kind: 'dynamic', service: 'ssm', reference: 'dev' }]],
    [
      '!Sub "{{resolve:ssm:${Orders}"',
      [
        { kind: 'literal', text: '{{resolve:ssm:' },
        { kind: 'resource', id: 'Orders', attribute: null },
      ],
    ],
  ])('%s', (text, atoms) => {
    expect(valueOf(text)).toMatchObject({ kind: 'text', atoms });
  });
});

describe('wrong use is unknown, never an exception', () => {
  test.each([
    '!Sub [[a], b]',
    '!Sub {a: b}',
    '!Join [a]',
    '!Join ["-", abc]',
    '!Select [9, [a]]',
    '!Select [x, [a]]',
    '!Split ["", abc]',
    '!If [Nothing, a, b]',
    '!If [a]',
    '!FindInMap [Sizes]',
    '!GetAtt Orders',
    '!Cidr [10.0.0.0/16, 3000, 8]',
    '!Cidr [10.0.0.0/30, 200, 8]',
    '!GetAZs ""',
    '!Ref [a]',
    '!Base64 [a]',
    '!Foo bar',
    '!Transform {Name: AWS::Include, Parameters: {Location: "s3://bucket/key"}}',
    '!Length abc',
  ])('%s', (text) => {
    const value = valueOf(text);
    const first = value?.kind === 'list' ? value.items[0] : value;
    expect(first?.kind).toBe('unknown');
  });

  test('a text that grows without end is cut off', () => {
    let text = '!Ref Orders';
    for (let i = 0; i < 40; i++) text = `!Sub ["\${x}\${x}", {x: ${text}}]`;
    expect(evaluated(text)).toEqual({ unknown: 'a text longer than 1000000 characters' });
  });
});

describe('places', () => {
  test('a value stands where the owner wrote it, whatever gave it', () => {
    const fn = subject('A: plain\nB: !Ref Stage\nC: !FindInMap [Sizes, prod, zones]\nD: !Sub "${Stage}"');
    const base = fn.at.source.position(fn.at.start).line;
    const places = ['A', 'B', 'C', 'D'].map((name) => showSpan(property(fn, name)!.at).split(':').slice(1).map(Number));
    expect(places.map(([line, column]) => [line! - base - 2, column])).toEqual([
      [1, 10],
      [2, 10],
      [3, 10],
      [4, 10],
    ]);
    const zones = property(fn, 'C');
    expect(zones?.kind === 'list' && zones.items.every((item) => item.at.start === zones.at.start)).toBe(true);
  });
});

describe('laws', () => {
  const word = fc.stringMatching(/^[a-z]{0,5}$/);
  const part = fc.oneof(
    word.map((text) => ({ yaml: JSON.stringify(text), sub: text })),
    fc.constantFrom(
      { yaml: '!Ref Orders', sub: '${Orders}' },
      { yaml: '!Ref AWS::Region', sub: '${AWS::Region}' },
      { yaml: '!Ref Stage', sub: '${Stage}' },
    ),
  );

  test('Join of parts equals Sub of the same parts', () => {
    fc.assert(
      fc.property(fc.array(part, { maxLength: 5 }), (parts) => {
        const joined = valueOf(`!Join ["", [${parts.map(({ yaml }) => yaml).join(', ')}]]`)!;
        const substituted = valueOf(`!Sub ${JSON.stringify(parts.map(({ sub }) => sub).join(''))}`)!;
        expect({ ...joined, at: null }).toEqual({ ...substituted, at: null });
      }),
      { numRuns: 60 },
    );
  });

  test('Join after Split by the same delimiter gives the text back', () => {
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 4 }), fc.constantFrom('/', ':', '-'), (parts, delimiter) => {
        const text = `!Sub ${JSON.stringify(parts.map(({ sub }) => sub).join(delimiter))}`;
        expect(evaluated(`!Join ["${delimiter}", !Split ["${delimiter}", ${text}]]`)).toEqual(evaluated(text));
      }),
      { numRuns: 60 },
    );
  });
});
