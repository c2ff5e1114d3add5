import { describe, expect, test } from 'vitest';
import { property } from '../../model/template.ts';
import { showSpan } from '../../util/span.ts';
import { faults, plain, stackOf } from './testing.ts';

describe('loops of AWS::LanguageExtensions', () => {
  const text = `
Transform: AWS::LanguageExtensions
Parameters: {Names: {Type: CommaDelimitedList, Default: 'orders,returns'}}
Resources:
  Fn::ForEach::Queues:
    - Name
    - !Ref Names
    - Queue\${Name}:
        Type: AWS::SQS::Queue
        Properties:
          QueueName: !Sub '\${Name}-queue'
          Fn::ForEach::Tags:
            - Key
            - [team, cost-centre]
            - Tag&{Key}: !Ref Key
`;
  test('are unrolled over the values of a parameter, and within one another', () => {
    const stack = stackOf(text);
    expect([...stack.resources.keys()]).toEqual(['Queueorders', 'Queuereturns']);
    expect(plain(stack.resources.get('Queuereturns')!.properties)).toEqual({
      QueueName: 'returns-queue',
      Tagteam: 'team',
      Tagcostcentre: 'cost-centre',
    });
    expect(faults(stack)).toEqual([]);
  });
  test('follow a given value', () => {
    expect([...stackOf(text, { parameters: { Names: 'a' } }).resources.keys()]).toEqual(['Queuea']);
  });
  test('over values that only the deployment knows hide resources', () => {
    expect(stackOf(text.replace(", Default: 'orders,returns'", '')).opaque?.reason).toBe(
      'the items of Fn::ForEach::Queues are known at deployment',
    );
  });
  test('without the transform are a fault', () => {
    expect(faults(stackOf(text.replace('Transform: AWS::LanguageExtensions', '')))).toContain(
      'unknown-intrinsic: Fn::ForEach::Queues needs the transform AWS::LanguageExtensions',
    );
  });
  test('that multiply without end are cut off', () => {
    const list = `[${Array.from({ length: 100 }, (_, i) => `x${i}`).join(', ')}]`;
    const bomb = `
Transform: AWS::LanguageExtensions
Resources:
  Fn::ForEach::A: [A, ${list}, {'Fn::ForEach::B\${A}': [B, ${list}, {'Fn::ForEach::C\${A}\${B}': [C, ${list}, {'R\${A}\${B}\${C}': {Type: AWS::SNS::Topic}}]}]}]
`;
    expect(faults(stackOf(bomb)).some((fault) => fault.includes('make more than can be unrolled'))).toBe(true);
  });
});

describe('includes', () => {
  const text = `
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      TopicName: own
      Fn::Transform: {Name: AWS::Include, Parameters: {Location: tags.yaml}}
  Api:
    Type: AWS::ApiGateway::RestApi
    Properties: {Body: {Fn::Transform: {Name: AWS::Include, Parameters: {Location: api.yaml}}}}
`;
  test('of local files are merged; what the template says itself stays', () => {
    const stack = stackOf(text, { files: { 'tags.yaml': 'TopicName: other\nDisplayName: Orders', 'api.yaml': 'openapi: 3.0.1' } });
    expect(plain(stack.resources.get('Topic')!.properties)).toEqual({ TopicName: 'own', DisplayName: 'Orders' });
    expect(plain(stack.resources.get('Api')!.properties)).toEqual({ Body: { openapi: '3.0.1' } });
    expect(stack.opaque).toBeNull();
  });
  test('of missing files are a fault, and the properties unknown', () => {
    const stack = stackOf(text, { files: { 'api.yaml': 'openapi: 3.0.1' } });
    expect(faults(stack)).toEqual(['bad-intrinsic: the included file tags.yaml is not there']);
    expect(plain(stack.resources.get('Topic')!.properties)).toEqual({ unknown: 'AWS::Include of tags.yaml runs at deployment' });
  });
  test('from S3 leave the value unknown and are no fault', () => {
    const stack = stackOf(text.replace('tags.yaml', 's3://shared/tags.yaml').replace('api.yaml', 's3://shared/api.yaml'));
    expect(faults(stack)).toEqual([]);
    expect(plain(stack.resources.get('Api')!.properties)).toEqual({
      Body: { unknown: 'AWS::Include of s3://shared/api.yaml runs at deployment' },
    });
  });
  test('among the resources hide resources', () => {
    const stack = stackOf(
      'Resources:\n  Topic: {Type: AWS::SNS::Topic}\n  Fn::Transform: {Name: AWS::Include, Parameters: {Location: s3://shared/more.yaml}}\n',
    );
    expect(stack.opaque?.reason).toBe('s3://shared/more.yaml is included at deployment');
    expect([...stack.resources.keys()]).toEqual(['Topic']);
  });
  test('that include themselves end', () => {
    const stack = stackOf(text, {
      files: { 'tags.yaml': 'Again: {Fn::Transform: {Name: AWS::Include, Parameters: {Location: tags.yaml}}}', 'api.yaml': 'a: b' },
    });
    expect(faults(stack).length).toBeGreaterThan(0);
  });
  test('at the top add sections', () => {
    const stack = stackOf(
      'Transform: {Name: AWS::Include, Parameters: {Location: more.yaml}}\nResources: {Topic: {Type: AWS::SNS::Topic}}',
      {
        files: { 'more.yaml': 'Outputs: {Name: {Value: !GetAtt Topic.TopicName}}' },
      },
    );
    expect(plain(stack.outputs.get('Name'))).toBe('${Topic.TopicName}');
  });
});

describe('definitions beside the template', () => {
  const text = `
Transform: AWS::Serverless-2016-10-31
Resources:
  Api: {Type: AWS::Serverless::Api, Properties: {StageName: live, DefinitionUri: api.yaml}}
  Flow: {Type: AWS::Serverless::StateMachine, Properties: {DefinitionUri: flow.asl.json, Role: !Ref 'AWS::NoValue'}}
  Shop: {Type: AWS::AppSync::GraphQLApi, Properties: {Name: shop, AuthenticationType: API_KEY}}
  Schema: {Type: AWS::AppSync::GraphQLSchema, Properties: {ApiId: !GetAtt Shop.ApiId, DefinitionS3Location: schema.graphql}}
`;
  const files = {
    'api.yaml': 'openapi: 3.0.1\npaths:\n  /orders:\n    get: {security: []}\n',
    'flow.asl.json': '{"StartAt": "Save", "States": {"Save": {"Type": "Task", "Resource": "${Save}"}}}',
    'schema.graphql': 'type Query { orders: [String] }',
  };
  test('stand in the place of their paths, with places in their own files', () => {
    const stack = stackOf(text, { files });
    expect(plain(property(stack.resources.get('Api')!, 'Body'))).toEqual({
      openapi: '3.0.1',
      paths: { '/orders': { get: { security: [] } } },
    });
    expect(plain(property(stack.resources.get('Flow')!, 'Definition.StartAt'))).toBe('Save');
    expect(plain(property(stack.resources.get('Schema')!, 'Definition'))).toBe('type Query { orders: [String] }');
    expect(showSpan(property(stack.resources.get('Api')!, 'Body.paths')!.at)).toBe('api.yaml:3:3');
    expect(stack.files.map((file) => file.path)).toEqual(['template.yaml', 'api.yaml', 'flow.asl.json', 'schema.graphql']);
  });
  test('that are not there leave their paths', () => {
    const stack = stackOf(text);
    expect(plain(property(stack.resources.get('Api')!, 'BodyS3Location'))).toBe('api.yaml');
    expect(faults(stack)).toEqual([]);
  });
  test('may have substitutions where a value stands, which are made before the text is JSON', () => {
    const stack = stackOf(text, { files: { ...files, 'flow.asl.json': '{"StartAt": "Save", "TimeoutSeconds": ${timeout}}' } });
    expect(faults(stack)).toEqual([]);
    expect(plain(property(stack.resources.get('Flow')!, 'Definition.TimeoutSeconds'))).toBe('${timeout}');
  });
  test('that cannot be read are a fault', () => {
    expect(faults(stackOf(text, { files: { ...files, 'flow.asl.json': '{"StartAt"' } }))).toEqual([
      'bad-intrinsic: flow.asl.json cannot be read: not valid JSON: expected a colon after the key StartAt',
    ]);
  });
});

describe('macros', () => {
  test('hide part of the template, and names they may define are no fault', () => {
    const stack = stackOf(
      'Transform: [SlicWatch-v3, AWS::LanguageExtensions]\nResources: {Topic: {Type: AWS::SNS::Topic, Properties: {TopicName: !Ref FromMacro, A: {Fn::Mine: 1}}}}',
    );
    expect(stack.opaque?.reason).toBe('the macro SlicWatch-v3 runs at deployment');
    expect(faults(stack)).toEqual([]);
  });
  test('of AWS that add nothing to the app hide nothing', () => {
    expect(stackOf('Transform: AWS::SecretsManager-2020-07-23\nResources: {Topic: {Type: AWS::SNS::Topic}}').opaque).toBeNull();
  });
});

describe('SAM', () => {
  const text = `
Transform: AWS::Serverless-2016-10-31
Parameters:
  Alias: {Type: String, Default: live}
  Token: {Type: String, NoEcho: true, Default: hunter2}
Globals: {Function: {Runtime: nodejs24.x, Timeout: 5}}
Resources:
  SaveOrder:
    Type: AWS::Serverless::Function
    Properties: {CodeUri: src/, Handler: save.handler, AutoPublishAlias: !Ref Alias, Environment: {Variables: {TOKEN: !Ref Token}}}
`;
  test('a generated resource knows the owner’s', () => {
    const stack = stackOf(text);
    expect(stack.format).toBe('sam');
    expect(stack.resources.get('SaveOrderRole')).toMatchObject({
      type: 'AWS::IAM::Role',
      owner: { id: 'SaveOrder', type: 'AWS::Serverless::Function' },
    });
    expect(stack.resources.get('SaveOrder')).toMatchObject({ type: 'AWS::Lambda::Function', owner: { id: 'SaveOrder' } });
    expect(stack.resources.has('SaveOrderAliaslive')).toBe(true);
  });
  test('given values go into the expansion', () => {
    expect(stackOf(text, { parameters: { Alias: 'blue' } }).resources.has('SaveOrderAliasblue')).toBe(true);
  });
  test('a secret parameter stays an atom through the expansion', () => {
    expect(plain(stackOf(text).resources.get('SaveOrder')!.properties)).toMatchObject({
      Environment: { Variables: { TOKEN: '${Token}' } },
    });
  });
  test('a resource that cannot be expanded is a fault, and what it would have made is not missed', () => {
    const stack = stackOf(
      `${text}  Broken:\n    Type: AWS::Serverless::Function\n    Properties: {CodeUri: src/, Handler: a.b, Events: {Api: {Type: Nonsense}}}\nOutputs: {Role: {Value: !GetAtt BrokenRole.Arn}}`,
    );
    expect(stack.problems.map(({ kind, resource }) => [kind, resource])).toEqual([['sam', 'Broken']]);
  });
});
