import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { property } from '../../model/template.ts';
import { plain, stackOf, stacksOf } from './testing.ts';
import type { Reading } from './testing.ts';

const QUEUE = (conditions: string, parameters = ''): string => `
Parameters:
  Stage: {Type: String, Default: dev}
${parameters}
Conditions:
${conditions}
Resources:
  Always: {Type: AWS::SNS::Topic, Properties: {TopicName: !Ref Stage}}
`;

function branches(text: string, reading?: Reading): (string | null)[] {
  return stacksOf(text, reading).map(({ branch }) => branch);
}

const PROD = `${QUEUE('  IsProd: !Equals [!Ref Stage, prod]')}
  Alarm: {Type: AWS::CloudWatch::Alarm, Condition: IsProd}
`;

test('a condition on a parameter with a default is judged both ways, the default first', () => {
  const stacks = stacksOf(PROD);
  expect(stacks.map(({ branch, stack }) => [branch, [...stack.resources.keys()]])).toEqual([
    ['IsProd is false', ['Always']],
    ['IsProd is true', ['Always', 'Alarm']],
  ]);
});

test('in a branch, the parameter has a value that leads there', () => {
  const names = stacksOf(PROD).map(({ stack }) => plain(property(stack.resources.get('Always')!, 'TopicName')));
  expect(names).toEqual(['dev', 'prod']);
});

test('a given value decides', () => {
  expect(branches(PROD, { parameters: { Stage: 'prod' } })).toEqual([null]);
  expect(stackOf(PROD, { parameters: { Stage: 'prod' } }).resources.has('Alarm')).toBe(true);
});

test('in a named deployment defaults hold', () => {
  expect(branches(PROD, { isNamed: true })).toEqual([null]);
});

test('a condition that nothing uses makes no branch', () => {
  expect(branches(QUEUE('  IsProd: !Equals [!Ref Stage, prod]'))).toEqual([null]);
});

test('a condition that only Fn::If uses makes branches', () => {
  const text = `${QUEUE('  IsProd: !Equals [!Ref Stage, prod]')}
  Queue: {Type: AWS::SQS::Queue, Properties: {KmsMasterKeyId: !If [IsProd, alias/own, !Ref AWS::NoValue]}}
`;
  expect(stacksOf(text).map(({ stack }) => plain(property(stack.resources.get('Queue')!, 'KmsMasterKeyId')))).toEqual([
    undefined,
    'alias/own',
  ]);
});

test('only combinations that one value of the parameter allows are judged', () => {
  const text = `${QUEUE('  IsProd: !Equals [!Ref Stage, prod]\n  IsTest: !Equals [!Ref Stage, test]\n  IsLive: !Or [!Condition IsProd, !Condition IsTest]')}
  A: {Type: AWS::SNS::Topic, Condition: IsProd}
  B: {Type: AWS::SNS::Topic, Condition: IsTest}
  C: {Type: AWS::SNS::Topic, Condition: IsLive}
`;
  expect(branches(text)).toEqual([
    'IsProd is false and IsTest is false and IsLive is false',
    'IsProd is true and IsTest is false and IsLive is true',
    'IsProd is false and IsTest is true and IsLive is true',
  ]);
});

test('allowed values bound what a parameter can be', () => {
  const text = `
Parameters: {Stage: {Type: String, Default: dev, AllowedValues: [dev, test]}}
Conditions: {IsProd: !Equals [!Ref Stage, prod]}
Resources: {Topic: {Type: AWS::SNS::Topic, Condition: IsProd}, Other: {Type: AWS::SNS::Topic}}
`;
  expect(branches(text)).toEqual([null]);
});

test('a parameter without a default is tried with a value of its own first', () => {
  const text = `${QUEUE('  HasDomain: !Not [!Equals [!Ref Domain, ""]]', '  Domain: {Type: String}')}
  A: {Type: AWS::SNS::Topic, Condition: HasDomain, Properties: {TopicName: !Ref Domain}}
`;
  expect(branches(text)).toEqual(['HasDomain is true', 'HasDomain is false']);
  expect(plain(property(stacksOf(text)[0]!.stack.resources.get('A')!, 'TopicName'))).toBe('${Domain}');
});

test('a secret parameter decides conditions, and stays an atom in properties', () => {
  const text = `${QUEUE('  HasToken: !Not [!Equals [!Ref Token, ""]]', '  Token: {Type: String, NoEcho: true, Default: ""}')}
  A: {Type: AWS::SNS::Topic, Condition: HasToken, Properties: {TopicName: !Ref Token}}
`;
  expect(branches(text)).toEqual(['HasToken is false', 'HasToken is true']);
  expect(branches(text, { parameters: { Token: 'x' } })).toEqual([null]);
  expect(plain(property(stackOf(text, { parameters: { Token: 'x' } }).resources.get('A')!, 'TopicName'))).toBe('${Token}');
});

test('the region is tried when nobody said which', () => {
  const text = `${QUEUE('  IsFirst: !Equals [!Ref AWS::Region, us-east-1]')}
  A: {Type: AWS::SNS::Topic, Condition: IsFirst}
`;
  expect(branches(text)).toEqual(['IsFirst is true', 'IsFirst is false']);
  expect(branches(text, { region: 'eu-west-1' })).toEqual([null]);
});

test('the partition follows from the region', () => {
  const text = `${QUEUE('  IsGov: !Equals [!Ref AWS::Partition, aws-us-gov]\n  IsFirst: !Equals [!Ref AWS::Region, us-east-1]')}
  A: {Type: AWS::SNS::Topic, Condition: IsGov}
  B: {Type: AWS::SNS::Topic, Condition: IsFirst}
`;
  expect(branches(text)).toEqual([
    'IsGov is false and IsFirst is true',
    'IsGov is false and IsFirst is false',
    'IsGov is true and IsFirst is false',
  ]);
});

test('conditions looked up in a mapping follow its keys', () => {
  const text = `
Parameters: {Stage: {Type: String, Default: dev}}
Mappings: {Alarms: {dev: {on: 'false'}, test: {on: 'false'}, prod: {on: 'true'}}}
Conditions: {WithAlarms: !Equals [!FindInMap [Alarms, !Ref Stage, on], 'true']}
Resources: {Topic: {Type: AWS::SNS::Topic, Condition: WithAlarms, Properties: {TopicName: !Ref Stage}}, Other: {Type: AWS::SNS::Topic}}
`;
  expect(branches(text)).toEqual(['WithAlarms is false', 'WithAlarms is true']);
  expect(plain(property(stacksOf(text)[1]!.stack.resources.get('Topic')!, 'TopicName'))).toBe('prod');
});

test('a comparison that nothing in the template decides is free, and the same wherever it is made', () => {
  const text = `${QUEUE('  Shared: !Equals [!ImportValue shared, "yes"]\n  NotShared: !Not [!Equals [!ImportValue shared, "yes"]]')}
  A: {Type: AWS::SNS::Topic, Condition: Shared}
  B: {Type: AWS::SNS::Topic, Condition: NotShared}
`;
  expect(branches(text)).toEqual(['Shared is true and NotShared is false', 'Shared is false and NotShared is true']);
});

describe('many conditions', () => {
  const many = (count: number): string => {
    const names = Array.from({ length: count }, (_, i) => i);
    return `
Parameters:
${names.map((i) => `  P${i}: {Type: String, Default: 'no'}`).join('\n')}
Conditions:
${names.map((i) => `  C${i}: !Equals [!Ref P${i}, 'yes']`).join('\n')}
Resources:
  Subject: {Type: AWS::SNS::Topic}
${names.map((i) => `  R${i}: {Type: AWS::SNS::Topic, Condition: C${i}}`).join('\n')}
`;
  };

  test('four independent conditions make sixteen branches', () => {
    expect(branches(many(4))).toHaveLength(16);
  });

  test('beyond sixteen branches, every two conditions meet in every way', () => {
    for (const count of [5, 12, 30]) {
      const stacks = stacksOf(many(count));
      expect(stacks.length).toBeLessThanOrEqual(24);
      const held = stacks.map(({ stack }) => Array.from({ length: count }, (_, i) => stack.resources.has(`R${i}`)));
      // The one of the defaults first.
      expect(held[0]).toEqual(Array.from({ length: count }, () => false));
      for (let first = 0; first < count; first++) {
        for (let second = first + 1; second < count; second++) {
          const ways = new Set(held.map((row) => `${String(row[first])} ${String(row[second])}`));
          expect(ways.size, `C${first} and C${second} of ${count}`).toBe(4);
        }
      }
    }
  });

  test('beyond sixteen branches, only combinations that parameters allow are judged', () => {
    const stages = ['a', 'b', 'c', 'd', 'e', 'f'];
    const text = `
Parameters:
  Stage: {Type: String, Default: a, AllowedValues: [${stages.join(', ')}]}
  Size: {Type: String, Default: a, AllowedValues: [${stages.join(', ')}]}
Conditions:
${stages.map((stage) => `  Is${stage}: !Equals [!Ref Stage, ${stage}]\n  Has${stage}: !Equals [!Ref Size, ${stage}]`).join('\n')}
Resources:
  Subject: {Type: AWS::SNS::Topic}
${stages.map((stage) => `  Is${stage}: {Type: AWS::SNS::Topic, Condition: Is${stage}}\n  Has${stage}: {Type: AWS::SNS::Topic, Condition: Has${stage}}`).join('\n')}
`;
    const held = stacksOf(text).map(({ stack }) => [...stack.resources.keys()].filter((id) => id !== 'Subject'));
    expect(held[0]).toEqual(['Isa', 'Hasa']);
    // One stage and one size each, and each of them somewhere.
    for (const ids of held)
      expect([ids.filter((id) => id.startsWith('Is')), ids.filter((id) => id.startsWith('Has'))].map((one) => one.length)).toEqual([1, 1]);
    expect(new Set(held.flat())).toEqual(new Set(stages.flatMap((stage) => [`Is${stage}`, `Has${stage}`])));
  });

  test('a condition that hangs on very many values is unknown, and the others are judged', () => {
    const numbers = Array.from({ length: 13 }, (_, i) => i);
    const given = (i: number): string => `!Equals [!Ref P${i}, 'yes']`;
    // Whether an odd number of parameters says yes, which no value of some of them alone decides.
    const odd = (i: number): string =>
      i === 0
        ? `  Odd0: ${given(0)}`
        : `  Odd${i}: !Or [!And [!Condition Odd${i - 1}, !Not [${given(i)}]], !And [!Not [!Condition Odd${i - 1}], ${given(i)}]]`;
    const text = `
Parameters:
${numbers.map((i) => `  P${i}: {Type: String, Default: 'no'}`).join('\n')}
  Stage: {Type: String, Default: dev}
Conditions:
${numbers.map(odd).join('\n')}
  IsProd: !Equals [!Ref Stage, prod]
Resources:
  Subject: {Type: AWS::SNS::Topic}
  Some: {Type: AWS::SNS::Topic, Condition: Odd12}
  Prod: {Type: AWS::SNS::Topic, Condition: IsProd}
`;
    const stacks = stacksOf(text);
    expect(stacks.map(({ branch, stack }) => [branch, stack.resources.has('Prod')])).toEqual([
      ['IsProd is false', false],
      ['IsProd is true', true],
    ]);
    expect(stacks[0]!.stack.resources.get('Some')!.properties).toMatchObject({
      kind: 'unknown',
      reason: 'whether Some is created is not known: the condition Odd12 hangs on more values than are tried',
    });
  });
});

test('conditions that refer to one another in a circle are unknown', () => {
  const text = `${QUEUE('  A: !Not [!Condition B]\n  B: !Not [!Condition A]')}
  Topic: {Type: AWS::SNS::Topic, Condition: A}
`;
  expect(stackOf(text).resources.get('Topic')!.properties).toMatchObject({
    kind: 'unknown',
    reason: expect.stringContaining('refers to itself'),
  });
});

test('Conditions that are null or a list are no conditions', () => {
  for (const conditions of ['Conditions:', 'Conditions: []', 'Conditions: text']) {
    expect(stackOf(`${conditions}\nResources: {Topic: {Type: AWS::SNS::Topic}}`).resources.has('Topic')).toBe(true);
  }
});

describe('laws', () => {
  const stages = ['dev', 'test', 'prod'];
  const expression: fc.Arbitrary<string> = fc.letrec<{ e: string }>((tie) => ({
    e: fc.oneof(
      { maxDepth: 3 },
      fc.constantFrom(...stages).map((stage) => `!Equals [!Ref Stage, ${stage}]`),
      fc.constantFrom('yes', 'no').map((value) => `!Equals [${value}, !Ref Flag]`),
      tie('e').map((inner) => `!Not [${inner}]`),
      fc.tuple(tie('e'), tie('e')).map(([a, b]) => `!And [${a}, ${b}]`),
      fc.tuple(tie('e'), tie('e')).map(([a, b]) => `!Or [${a}, ${b}]`),
    ),
  })).e;

  test('every choice of parameter values leads to one of the branches, and every branch is led to', () => {
    fc.assert(
      fc.property(fc.array(expression, { minLength: 1, maxLength: 4 }), (expressions) => {
        const text = `
Parameters:
  Stage: {Type: String, Default: dev, AllowedValues: [${stages.join(', ')}]}
  Flag: {Type: String, Default: 'no', AllowedValues: ['yes', 'no']}
Conditions:
${expressions.map((one, i) => `  C${i}: ${one}`).join('\n')}
Resources:
  Subject: {Type: AWS::SNS::Topic}
${expressions.map((_, i) => `  R${i}: {Type: AWS::SNS::Topic, Condition: C${i}}`).join('\n')}
`;
        const judged = stacksOf(text).map(({ stack }) => [...stack.resources.keys()].join());
        const real = stages.flatMap((Stage) =>
          ['yes', 'no'].map((Flag) => [...stackOf(text, { parameters: { Stage, Flag } }).resources.keys()].join()),
        );
        expect(new Set(judged)).toEqual(new Set(real));
        expect(judged).toHaveLength(new Set(judged).size);
      }),
      { numRuns: 60 },
    );
  });
});
