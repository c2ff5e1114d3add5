import { expect, test } from 'vitest';
import type { App } from '../../model/app.ts';
import { appOf } from '../../model/testing.ts';
import { show } from '../../model/value.ts';
import type { Json } from '../../util/node.ts';
import { patternValue } from './event-pattern.ts';

const arn = { 'Fn::GetAtt': ['Label', 'Arn'] };
const app = (targets: Json[], more: Record<string, Json> = {}): App =>
  appOf({
    Label: { Type: 'AWS::Lambda::Function', Properties: {} },
    Photos: { Type: 'AWS::S3::Bucket', Properties: {} },
    Uploaded: {
      Type: 'AWS::Events::Rule',
      Properties: {
        EventPattern: { source: ['aws.s3'], detail: { bucket: { name: [{ Ref: 'Photos' }] }, object: { key: [{ prefix: 'cats/' }] } } },
        Targets: targets,
      },
    },
    MayLabel: {
      Type: 'AWS::Lambda::Permission',
      Properties: { FunctionName: { Ref: 'Label' }, Principal: 'events.amazonaws.com', SourceArn: { 'Fn::GetAtt': ['Uploaded', 'Arn'] } },
    },
    ...more,
  });

function valueOf(path: string, of: App): string | null {
  const found = patternValue(path.split('.'), { app: of, fn: of.functions[0]! });
  return found === undefined ? null : `${found.rule} ${show(found.value)}`;
}

test('a field for which the rule’s pattern has one value is that value', () => {
  const labelled = app([{ Id: 'Label', Arn: arn }]);
  expect(valueOf('detail.bucket.name', labelled)).toBe('Uploaded ${Photos}');
  expect(valueOf('detail.object.key', labelled)).toBeNull();
  expect(valueOf('detail.object.size', labelled)).toBeNull();
});

test('an event that the rule changes, or that may come from elsewhere, tells nothing', () => {
  expect(valueOf('detail.bucket.name', app([{ Id: 'Label', Arn: arn, InputPath: '$.detail' }]))).toBeNull();
  const url = { Type: 'AWS::Lambda::Url', Properties: { TargetFunctionArn: { Ref: 'Label' }, AuthType: 'AWS_IAM' } };
  expect(valueOf('detail.bucket.name', app([{ Id: 'Label', Arn: arn }], { Address: url }))).toBeNull();
});
