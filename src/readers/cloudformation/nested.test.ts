import { describe, expect, test } from 'vitest';
import { property } from '../../model/template.ts';
import { faults, plain, stackOf, stacksOf } from './testing.ts';

const PARENT = `
Parameters:
  Stage: {Type: String, Default: dev}
Resources:
  Orders: {Type: AWS::DynamoDB::Table}
  Api:
    Type: AWS::CloudFormation::Stack
    Properties:
      TemplateURL: api.yaml
      Parameters: {Table: !Ref Orders, Stage: !Ref Stage, Subnets: !Join [',', [!Ref Orders, b]]}
  Alarm:
    Type: AWS::CloudWatch::Alarm
    Properties: {AlarmName: !GetAtt Api.Outputs.Name, Unit: !GetAtt Api.Outputs.Missing}
Outputs:
  Url: {Value: !GetAtt Api.Outputs.Url}
`;
const CHILD = `
Parameters:
  Table: {Type: String}
  Stage: {Type: String}
  Size: {Type: Number, Default: 1}
  Subnets: {Type: CommaDelimitedList}
Resources:
  Queue: {Type: AWS::SQS::Queue, Properties: {QueueName: !Sub '\${Stage}-\${Table}', Size: !Ref Size, Subnets: !Ref Subnets}}
Outputs:
  Name: {Value: !Sub 'orders-\${Stage}'}
  Url: {Value: !Ref Queue}
`;

test('parameters go into a nested stack and outputs come out, with ids of their own', () => {
  const stack = stackOf(PARENT, { files: { 'api.yaml': CHILD } });
  expect([...stack.resources.keys()]).toEqual(['Orders', 'Api', 'Alarm', 'Api/Queue']);
  expect(plain(stack.resources.get('Api/Queue')!.properties)).toEqual({ QueueName: 'dev-${Orders}', Size: 1, Subnets: ['${Orders}', 'b'] });
  expect(plain(property(stack.resources.get('Alarm')!, 'AlarmName'))).toBe('orders-dev');
  expect(plain(stack.outputs.get('Url'))).toBe('${Api/Queue}');
  expect(stack.files.map((file) => file.path)).toEqual(['template.yaml', 'api.yaml']);
});

test('an output that the nested stack lacks is a fault', () => {
  const stack = stackOf(PARENT, { files: { 'api.yaml': CHILD } });
  expect(faults(stack)).toEqual(['wrong-attribute: Fn::GetAtt of Api.Outputs.Missing: the nested stack has no output Missing']);
  expect(plain(property(stack.resources.get('Alarm')!, 'Unit'))).toEqual({ unknown: 'the nested stack Api has no output Missing' });
});

test('a missing local template is a fault, and what depends on it is unknown', () => {
  const stack = stackOf(PARENT);
  expect(faults(stack)).toEqual(['nested-stack: the template of the nested stack Api api.yaml does not exist']);
  expect(stack.opaque?.reason).toBe('the template of the nested stack Api api.yaml does not exist');
  expect(plain(property(stack.resources.get('Alarm')!, 'AlarmName'))).toMatchObject({ unknown: expect.stringContaining('does not exist') });
});

test('a template in S3 is no fault, but hides part of the app', () => {
  const stack = stackOf(PARENT.replace('api.yaml', 'https://bucket.s3.amazonaws.com/api.yaml'));
  expect(faults(stack)).toEqual([]);
  expect(stack.opaque).not.toBeNull();
});

test('a published application is no fault, but hides part of the app', () => {
  const stack = stackOf(`
Transform: AWS::Serverless-2016-10-31
Resources:
  Resizer:
    Type: AWS::Serverless::Application
    Properties:
      Location: {ApplicationId: 'arn:aws:serverlessrepo:us-east-1:111122223333:applications/resizer', SemanticVersion: 1.0.0}
`);
  expect(faults(stack)).toEqual([]);
  expect(stack.opaque?.reason).toBe('the nested stack Resizer comes from the Serverless Application Repository');
});

test('a nested stack that contains itself is a fault', () => {
  const child = `Resources:\n  Again: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: api.yaml}}\n`;
  expect(faults(stackOf(PARENT, { files: { 'api.yaml': child } }))).toContain(
    'circular-nesting: the nested stack Api/Again contains itself: api.yaml -> api.yaml',
  );
});

test('stacks that nest others twice at every level end at the limit', () => {
  const twice = (next: string): string =>
    `Resources:\n  A: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: ${next}}}\n  B: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: ${next}}}\n`;
  const files = Object.fromEntries(Array.from({ length: 12 }, (_, i) => [`level${i}.yaml`, twice(`level${i + 1}.yaml`)]));
  const stack = stackOf(twice('level0.yaml'), { files: { ...files, 'level12.yaml': 'Resources: {Topic: {Type: AWS::SNS::Topic}}' } });
  expect(faults(stack).some((fault) => fault.includes('one of more than 200'))).toBe(true);
});

test('parameters and outputs that depend on each other end as unknown', () => {
  const parent = `
Resources:
  One: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: echo.yaml, Parameters: {In: !GetAtt Two.Outputs.Out}}}
  Two: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: echo.yaml, Parameters: {In: !GetAtt One.Outputs.Out}}}
Outputs: {Out: {Value: !GetAtt One.Outputs.Out}}
`;
  const echo = 'Parameters: {In: {Type: String}}\nResources: {Topic: {Type: AWS::SNS::Topic}}\nOutputs: {Out: {Value: !Ref In}}\n';
  const stack = stackOf(parent, { files: { 'echo.yaml': echo } });
  expect(plain(stack.outputs.get('Out'))).toMatchObject({ unknown: expect.stringContaining('itself') });
  expect(faults(stack)).toContain('circular-dependency: circular dependency: One -> Two -> One');
});

describe('conditions inside nested stacks', () => {
  const child = `
Parameters: {Stage: {Type: String}, Extra: {Type: String, Default: 'no'}}
Conditions: {IsProd: !Equals [!Ref Stage, prod], HasExtra: !Equals [!Ref Extra, 'yes']}
Resources:
  Topic: {Type: AWS::SNS::Topic, Condition: IsProd}
  Extra: {Type: AWS::SNS::Topic, Condition: HasExtra}
`;
  const parent = `
Parameters: {Stage: {Type: String, Default: dev}}
Conditions: {IsLive: !Equals [!Ref Stage, prod]}
Resources:
  Live: {Type: AWS::SNS::Topic, Condition: IsLive}
  Api: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: api.yaml, Parameters: {Stage: !Ref Stage}}}
`;

  test('follow the values that are passed in, and defaults hold for what is not passed', () => {
    const stacks = stacksOf(parent, { files: { 'api.yaml': child } });
    expect(stacks.map(({ branch, stack }) => [branch, [...stack.resources.keys()]])).toEqual([
      ['IsLive is false and Api/IsProd is false', ['Api']],
      ['IsLive is true and Api/IsProd is true', ['Live', 'Api', 'Api/Topic']],
    ]);
  });

  test('a nested stack whose condition is false is not there', () => {
    const text = parent.replace('Api: {', 'Api: {Condition: IsLive, ');
    expect([...stacksOf(text, { files: { 'api.yaml': child } })[0]!.stack.resources.keys()]).toEqual([]);
  });
});

test('a local application of the Serverless Application Model is a nested stack', () => {
  const text = `
Transform: AWS::Serverless-2016-10-31
Resources:
  Shop: {Type: AWS::Serverless::Application, Properties: {Location: ./shop.yaml, Parameters: {Stage: prod}}}
`;
  const stack = stackOf(text, {
    files: {
      './shop.yaml':
        'Parameters: {Stage: {Type: String}}\nResources: {Topic: {Type: AWS::SNS::Topic, Properties: {TopicName: !Ref Stage}}}',
    },
  });
  expect(plain(stack.resources.get('Shop/Topic')!.properties)).toEqual({ TopicName: 'prod' });
});

test('the CDK names a nested template in the metadata', () => {
  const text = JSON.stringify({
    Resources: {
      Nested: {
        Type: 'AWS::CloudFormation::Stack',
        Properties: { TemplateURL: { 'Fn::Join': ['', ['https://s3.', { Ref: 'AWS::URLSuffix' }, '/assets/1.json']] } },
        Metadata: { 'aws:cdk:path': 'Shop/Nested', 'aws:asset:path': 'Nested.nested.template.json', 'aws:asset:property': 'TemplateURL' },
      },
    },
  });
  const stack = stackOf(text, { files: { 'Nested.nested.template.json': '{"Resources": {"Topic": {"Type": "AWS::SNS::Topic"}}}' } });
  expect([stack.format, [...stack.resources.keys()]]).toEqual(['cdk', ['Nested', 'Nested/Topic']]);
});
