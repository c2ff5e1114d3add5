import { expect, test } from 'vitest';
import { templateApp } from '../../../test/support/template-app.ts';
import type { Change } from '../../model/change.ts';
import { recording, selectorArn } from './trail-selectors.ts';
import type { RecordingWish } from './trail-selectors.ts';

const ALL: RecordingWish = { management: true, data: [] };
const ORDERS: RecordingWish = { management: false, data: [{ type: 'AWS::DynamoDB::Table', arns: [{ 'Fn::GetAtt': ['Orders', 'Arn'] }] }] };

function recorded(selectors: string, wish: RecordingWish): string[] | null {
  const text = `Resources:\n  Audit: { Type: AWS::CloudTrail::Trail, Properties: { ${selectors} } }\n`;
  const changes = recording(templateApp(text).trails[0]!, wish);
  return changes && changes.map(shown);
}

function shown(change: Change): string {
  if (change.kind === 'create') return change.name;
  const what = change.kind === 'set' ? change.value : change.kind === 'append' ? change.items : '';
  return `${change.kind} ${change.path.slice(3).join('.')} ${JSON.stringify(what)}`;
}

test('the first selectors of a trail keep the management events that it recorded without any', () => {
  const [only] = recorded('IsLogging: true', ORDERS)!;
  expect(only).toMatch(/^set AdvancedEventSelectors .*"Management".*"AWS::DynamoDB::Table".*\["Orders","Arn"\]/);
});

test('a selector on resources of the type grows, whatever else stands beside it', () => {
  const table = (fields: string): string =>
    `AdvancedEventSelectors: [{ FieldSelectors: [{ Field: eventCategory, Equals: [Data] }, { Field: resources.type, Equals: ['AWS::DynamoDB::Table'] }, ${fields}] }]`;
  expect(recorded(table('{ Field: resources.ARN, Equals: [stock] }'), ORDERS)).toEqual([
    'append AdvancedEventSelectors.0.FieldSelectors.2.Equals [{"Fn::GetAtt":["Orders","Arn"]}]',
  ]);
  const reads = table("{ Field: readOnly, Equals: ['true'] }, { Field: resources.ARN, Equals: [stock] }");
  expect(recorded(reads, ORDERS)![0]).toMatch(/^append AdvancedEventSelectors \[/);
});

test('the one selector on management events loses what leaves some out', () => {
  const writes =
    "AdvancedEventSelectors: [{ FieldSelectors: [{ Field: eventCategory, Equals: [Management] }, { Field: readOnly, Equals: ['false'] }] }]";
  expect(recorded(writes, ALL)).toEqual(['remove AdvancedEventSelectors.0.FieldSelectors.1 ""']);
  expect(recorded('AdvancedEventSelectors: []', ALL)![0]).toMatch(/^append AdvancedEventSelectors .*Management/);
});

test('basic selectors stay basic', () => {
  expect(recorded('EventSelectors: [{ ReadWriteType: WriteOnly }]', ALL)).toEqual(['set EventSelectors.0.ReadWriteType "All"']);
  expect(recorded('EventSelectors: [{ ReadWriteType: All }]', ORDERS)![0]).toMatch(/^append EventSelectors.0.DataResources /);
  expect(recorded('EventSelectors: [{ ReadWriteType: ReadOnly }]', ORDERS)![0]).toMatch(
    /^append EventSelectors .*"IncludeManagementEvents":false/,
  );
  const everything: RecordingWish = { management: false, data: [{ type: 'AWS::S3::Object', arns: 'every' }] };
  expect(recorded('EventSelectors: [{ ReadWriteType: All }]', everything)![0]).toContain('["arn:aws:s3"]');
});

test('selectors that only the deployment knows are left alone', () => {
  expect(recorded('EventSelectors: !If [Reads, [], !Ref AWS::NoValue]', ALL)).toBeNull();
});

test('a resource is named as its type allows, and not where it may not exist', () => {
  const app = templateApp(
    'Resources:\n  Photos: { Type: AWS::S3::Bucket }\n  Sold: { Type: AWS::SNS::Topic }\n  Night: { Type: AWS::SQS::Queue, Condition: AtNight }\nConditions: { AtNight: !Equals [a, a] }\n',
  );
  const [file] = app.files;
  expect(selectorArn(app, file!, 'AWS::S3::Object', 'Photos')).toEqual({ 'Fn::Sub': '${Photos.Arn}/' });
  expect(selectorArn(app, file!, 'AWS::SNS::Topic', 'Sold')).toEqual({ 'Fn::GetAtt': ['Sold', 'TopicArn'] });
  expect(selectorArn(app, file!, 'AWS::SQS::Queue', 'Night')).toBeNull();
});
