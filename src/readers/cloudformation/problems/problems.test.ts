import { describe, expect, test } from 'vitest';
import { showSpan } from '../../../util/span.ts';
import { faults, stackOf, stacksOf } from '../testing.ts';

function found(resources: string, rest = ''): string[] {
  return faults(
    stacksOf(
      `${rest}\nParameters: {Stage: {Type: String}}\nMappings: {Sizes: {a: {b: 1}}}\nResources:\n  Orders: {Type: AWS::DynamoDB::Table}\n${resources.replace(/^/gm, '  ')}`,
    )[0]!.stack,
  );
}

function inTopic(value: string): string[] {
  return found(`Topic: {Type: AWS::SNS::Topic, Properties: {TopicName: ${value}}}`);
}

describe('names', () => {
  test.each([
    ['!Ref Order', 'dangling-reference: Ref of Order: no parameter or resource has this name; did you mean Orders?'],
    ['!Ref Payments', 'dangling-reference: Ref of Payments: no parameter or resource has this name'],
    ['!Ref AWS::Regoin', 'dangling-reference: Ref of AWS::Regoin: no parameter or resource has this name; did you mean AWS::Region?'],
    ['!GetAtt Ordres.Arn', 'dangling-reference: Fn::GetAtt of Ordres: no resource has this name; did you mean Orders?'],
    ['!GetAtt Stage.Arn', 'dangling-reference: Fn::GetAtt of Stage: no resource has this name'],
    ['!GetAtt Orders.Arm', 'wrong-attribute: Fn::GetAtt of Orders.Arm: AWS::DynamoDB::Table has no attribute Arm; did you mean Arn?'],
    ['!Sub "${Stag}-x"', 'dangling-reference: Fn::Sub of Stag: no parameter or resource has this name; did you mean Stage?'],
    ['!Sub "${Orders.Name}"', 'wrong-attribute: Fn::Sub of Orders.Name: AWS::DynamoDB::Table has no attribute Name'],
    ['!Sub "${aws:username}"', 'dangling-reference: Fn::Sub of aws:username: no parameter or resource has this name'],
    ['!FindInMap [Size, a, b]', 'dangling-reference: Fn::FindInMap of Size: no mapping has this name; did you mean Sizes?'],
    ['!If [IsProd, a, b]', 'dangling-reference: no condition is called IsProd'],
  ])('%s', (value, message) => {
    expect(inTopic(value)).toEqual([message]);
  });

  test.each([
    '!Ref Stage',
    '!Ref AWS::Region',
    '!Sub "${!Literal}"',
    '!Sub ["${x}", {x: 1}]',
    '!GetAtt Orders.StreamArn',
    '!FindInMap [Sizes, a, b]',
    '{Fn::GetAtt: Orders.Arn}',
  ])('%s is right', (value) => {
    expect(inTopic(value)).toEqual([]);
  });

  test('a type of AWS that is written otherwise is none', () => {
    expect(found('A: {Type: "AWS::SNS:Topic"}\nB: {Type: "Custom::Seed"}\nC: {Type: "Acme::Shop::Till"}\nD: {Type: "AWS::Topic"}')).toEqual(
      ['missing-type: AWS::SNS:Topic is no resource type; did you mean AWS::SNS::Topic?', 'missing-type: AWS::Topic is no resource type'],
    );
  });

  test('DependsOn, as a text and as a list', () => {
    expect(found('A: {Type: AWS::SNS::Topic, DependsOn: Oders}\nB: {Type: AWS::SNS::Topic, DependsOn: [Orders, Nothing]}')).toEqual([
      'dangling-reference: DependsOn of Oders: no resource has this name; did you mean Orders?',
      'dangling-reference: DependsOn of Nothing: no resource has this name',
    ]);
  });

  test('conditions of resources, of outputs and within conditions', () => {
    const rest =
      'Conditions: {IsProd: !Equals [!Ref Stage, prod], IsLive: !And [!Condition IsPord, !Condition IsProd]}\nOutputs: {Name: {Condition: IsLve, Value: x}}';
    expect(found('A: {Type: AWS::SNS::Topic, Condition: isProd}', rest)).toEqual([
      'dangling-reference: no condition is called isProd; did you mean IsProd?',
      'dangling-reference: no condition is called IsLve; did you mean IsLive?',
      'dangling-reference: no condition is called IsPord; did you mean IsProd?',
    ]);
  });

  test('attributes of custom resources and of types that AWS does not publish are not judged', () => {
    expect(
      found(
        'Seed: {Type: Custom::Seed, Properties: {ServiceToken: x}}\nMine: {Type: Acme::Shop::Till}\nA: {Type: AWS::SNS::Topic, Properties: {TopicName: !Sub "${Seed.Any.Thing}${Mine.Other}"}}',
      ),
    ).toEqual([]);
  });

  test('the fault stands at the reference', () => {
    const stack = stackOf('Resources:\n  Topic:\n    Type: AWS::SNS::Topic\n    Properties:\n      TopicName: !Ref Nothing\n');
    expect(stack.problems.map(({ resource, at }) => [resource, showSpan(at)])).toEqual([['Topic', 'template.yaml:5:18']]);
  });

  test('a fault in Globals that SAM copies into every function is reported once', () => {
    const text = `
Transform: AWS::Serverless-2016-10-31
Globals: {Function: {Runtime: nodejs24.x, CodeUri: src/, Handler: a.b, Environment: {Variables: {TABLE: !Ref Order}}}}
Resources:
  Orders: {Type: AWS::DynamoDB::Table}
  Save: {Type: AWS::Serverless::Function}
  Load: {Type: AWS::Serverless::Function}
`;
    expect(faults(stackOf(text))).toEqual([
      'dangling-reference: Ref of Order: no parameter or resource has this name; did you mean Orders?',
    ]);
  });
});

describe('shapes', () => {
  test.each([
    ['!Foo bar', 'unknown-intrinsic: Fn::Foo is not an intrinsic function'],
    ['!Length [a]', 'unknown-intrinsic: Fn::Length needs the transform AWS::LanguageExtensions'],
    ['!Join [a, b, c]', 'bad-intrinsic: Fn::Join needs a delimiter and a list'],
    ['!Join ["-", text]', 'bad-intrinsic: Fn::Join needs a delimiter and a list'],
    ['!Select [0]', 'bad-intrinsic: Fn::Select needs an index and a list'],
    ['!If [a, b]', 'bad-intrinsic: Fn::If needs a condition and two values'],
    ['!Sub [text]', 'bad-intrinsic: Fn::Sub needs a text, or a list of a text and a map of variables'],
    ['!GetAtt Orders', 'bad-intrinsic: Fn::GetAtt needs a resource and an attribute'],
    ['!Ref [Orders]', 'bad-intrinsic: Ref needs a name'],
    ['{Fn::Sub: a, Other: b}', 'bad-intrinsic: Fn::Sub stands beside other keys'],
  ])('%s', (value, message) => {
    expect(inTopic(value).filter((fault) => !fault.includes('condition is called'))).toEqual([message]);
  });

  test('resources that are no resources', () => {
    expect(found('A: text\nB: {Properties: {}}\nC: {Type: AWS::SNS::Topic, Properties: text}\nD: {Type: [a]}\nE:')).toEqual([
      'missing-type: the resource A must be a map with a Type',
      'missing-type: the resource B has no Type',
      'bad-intrinsic: Properties of C must be a map',
      'missing-type: the resource D has no Type',
      'missing-type: the resource E must be a map with a Type',
    ]);
  });
});

describe('circles', () => {
  test('through Ref, GetAtt, Sub and DependsOn', () => {
    expect(
      found(`
A: {Type: AWS::SNS::Topic, Properties: {TopicName: !GetAtt B.TopicName}}
B: {Type: AWS::SNS::Topic, Properties: {TopicName: !Sub 'x-\${C}'}}
C: {Type: AWS::SNS::Topic, DependsOn: D}
D: {Type: AWS::SNS::Topic, Properties: {TopicName: !Ref A}}
E: {Type: AWS::SNS::Topic, Properties: {TopicName: !Ref A}}`),
    ).toEqual(['circular-dependency: circular dependency: A -> B -> C -> D -> A']);
  });

  test('of one resource with itself', () => {
    expect(found('A: {Type: AWS::SNS::Topic, Properties: {TopicName: !GetAtt A.TopicName}}')).toEqual([
      'circular-dependency: circular dependency: A -> A',
    ]);
  });

  test('two apart from each other', () => {
    const pair = (a: string, b: string): string =>
      `${a}: {Type: AWS::SNS::Topic, DependsOn: ${b}}\n${b}: {Type: AWS::SNS::Topic, DependsOn: ${a}}\n`;
    expect(found(pair('A', 'B') + pair('C', 'D'))).toHaveLength(2);
  });

  test('that no combination of conditions closes are none', () => {
    const rest = 'Conditions: {IsProd: !Equals [!Ref Stage, prod]}';
    const resources = `
A: {Type: AWS::SNS::Topic, Properties: {TopicName: !If [IsProd, !Ref B, x]}}
B: {Type: AWS::SNS::Topic, Properties: {TopicName: !If [IsProd, x, !Ref A]}}`;
    expect(found(resources, rest)).toEqual([]);
    expect(found(resources.replace('[IsProd, x, !Ref A]', '[IsProd, !Ref A, x]'), rest)).toEqual([
      'circular-dependency: circular dependency: A -> B -> A',
    ]);
  });

  test('among 2,000 resources are found in no time', () => {
    const resources = Array.from({ length: 2000 }, (_, i) => `R${i}: {Type: AWS::SNS::Topic, DependsOn: R${(i + 1) % 2000}}`).join('\n');
    const started = performance.now();
    expect(found(resources)).toHaveLength(1);
    expect(performance.now() - started).toBeLessThan(5000);
  });
});
