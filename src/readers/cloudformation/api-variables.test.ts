import { expect, test } from 'vitest';
import { property } from '../../model/template.ts';
import { get, show } from '../../model/value.ts';
import { showSpan } from '../../util/span.ts';
import { stacksOf } from './testing.ts';

/** What becomes of a text that stands in an OpenAPI document under a key, and where it is told that nobody fills it in. */
function read(text: string, key = 'uri'): { shown: string; kind: string | undefined; told: readonly string[] } {
  const { stack } = stacksOf(
    `Resources:\n  Save: { Type: AWS::SQS::Queue }\n  Orders:\n    Type: AWS::ApiGateway::RestApi\n    Properties:\n      Body:\n        x: { ${key}: ${text} }\n`,
  )[0]!;
  const value = get(property(stack.resources.get('Orders')!, 'Body'), `x.${key}`);
  return {
    shown: show(value),
    kind: value?.kind,
    told: stack.problems.map(({ at, message }) => `${showSpan(at)} ${message.split(' ')[0]}`),
  };
}

test('API Gateway fills in account, partition and region', () => {
  expect(read("'arn:${AWS::Partition}:iam::${AWS::AccountId}:role/${AWS::Region}'")).toEqual({
    shown: 'arn:${AWS::Partition}:iam::${AWS::AccountId}:role/${AWS::Region}',
    kind: 'text',
    told: [],
  });
});

test('what else the template names is text, with its place', () => {
  expect(read("'${AWS::Region}/${Save.Arn}'")).toEqual({
    shown: '${AWS::Region}/${Save.Arn}',
    kind: 'text',
    told: ['template.yaml:7:35 ${Save.Arn}'],
  });
  expect(read("'${AWS::StackName}'").told).toEqual(['template.yaml:7:20 ${AWS::StackName}']);
  expect(read("!Sub '${Save.Arn}'").told).toEqual([]);
});

test.each([
  ["'https://${stageVariables.host}/${AWS::Region}'", 'uri'],
  ["'${Other.Arn}'", 'uri'],
  ["'of ${AWS::StackName}'", 'description'],
  ["{ application/json: '${Save}' }", 'requestTemplates'],
])('%s under %s is meant as it is', (text, key) => expect(read(text, key).told).toEqual([]));
