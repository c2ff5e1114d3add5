import { expect, test } from 'vitest';
import { templateApp } from '../../../test/support/template-app.ts';
import { DEFAULT_CONFIG } from '../../model/config.ts';
import type { Config } from '../../model/config.ts';
import { alarmTopic, letRulePublish } from './alarm-topic.ts';
import type { AlarmTopic } from './alarm-topic.ts';

const OPS = 'arn:aws:sns:eu-west-1:111122223333:operations';
const QUEUE = 'Resources:\n  Orders: { Type: AWS::SQS::Queue }\n';
const TOPIC = '  Operations: { Type: AWS::SNS::Topic }\n';

function alarm(id: string, action: string): string {
  return `  ${id}: { Type: AWS::CloudWatch::Alarm, Properties: { MetricName: Errors, Namespace: AWS/Lambda, AlarmActions: [${action}] } }\n`;
}

function topicFor(text: string, config: Partial<Config> = {}): AlarmTopic {
  const app = templateApp(text, config);
  return alarmTopic(app, app.files[0]!);
}

function shortOf({ changes }: Pick<AlarmTopic, 'changes'>): string[] {
  return changes.map((change) => `${change.kind} ${'path' in change ? change.path.join('.') : ''}`);
}

test('an app without alarms gets a topic and its policy, and somebody must subscribe', () => {
  const topic = topicFor(QUEUE);
  expect(topic.arn).toEqual({ Ref: 'AlarmTopic' });
  expect(shortOf(topic)).toEqual(['set Resources.AlarmTopic', 'set Resources.AlarmTopicPolicy']);
  expect(topic.todo).toEqual(['Subscribe whoever is on call to AlarmTopic']);
});

test('where customer keys are asked for, the new topic has one that CloudWatch may use', () => {
  const topic = topicFor(QUEUE, { storage: { encryption: 'customer-key' } });
  expect(topic.changes).toContainEqual(expect.objectContaining({ path: ['Resources', 'AppKey', 'Properties', 'KeyPolicy', 'Statement'] }));
  expect(topic.changes).toContainEqual(
    expect.objectContaining({
      value: { Type: 'AWS::SNS::Topic', Properties: { KmsMasterKeyId: { 'Fn::GetAtt': ['AppKey', 'Arn'] } } },
    }),
  );
});

test('the topic that most alarms tell is told', () => {
  const text = `${QUEUE}${TOPIC}${alarm('A', '!Ref Operations')}${alarm('B', '!ImportValue on-call-topic')}${alarm('C', '!ImportValue on-call-topic')}`;
  expect(topicFor(text)).toEqual({ arn: { 'Fn::ImportValue': 'on-call-topic' }, logicalId: null, changes: [], todo: [] });
});

test('a scaling policy, a topic under a condition and a choice are not told', () => {
  const conditional = '  Night: { Type: AWS::SNS::Topic, Condition: AtNight }\n';
  const text = `Conditions: { AtNight: !Equals [!Ref AWS::Region, eu-west-1] }\n${QUEUE}${conditional}${alarm('A', '!Ref Night')}${alarm('B', '!If [AtNight, !Ref Night, !Ref AWS::NoValue]')}${alarm('C', 'arn:aws:autoscaling:eu-west-1:111122223333:scalingPolicy:x')}`;
  expect(topicFor(text).arn).toEqual({ Ref: 'AlarmTopic' });
});

test('an ARN in plain text becomes a parameter with that default, and only once', () => {
  const topic = topicFor(`${QUEUE}${alarm('A', OPS)}`);
  expect(topic.arn).toEqual({ Ref: 'AlarmTopicArn' });
  expect(topic.changes).toMatchObject([{ path: ['Parameters', 'AlarmTopicArn'], value: { Default: OPS } }]);
  const again = topicFor(`Parameters: { OnCall: { Type: String, Default: '${OPS}' } }\n${QUEUE}${alarm('A', OPS)}`);
  expect([again.arn, again.changes]).toEqual([{ Ref: 'OnCall' }, []]);
});

test('the topic of the config comes first', () => {
  const topic = topicFor(`${QUEUE}${TOPIC}${alarm('A', '!Ref Operations')}`, { ...DEFAULT_CONFIG, alarms: { topic: OPS } });
  expect(topic.changes).toMatchObject([{ path: ['Parameters', 'AlarmTopicArn'], value: { Default: OPS } }]);
});

test('a topic that is there for alarms is used before any alarm tells it, unless CloudWatch may not publish to it', () => {
  const alerts = (properties: string): string => `${QUEUE}  Alerts: { Type: AWS::SNS::Topic, Properties: { ${properties} } }\n`;
  expect(topicFor(alerts('DisplayName: Alerts')).arn).toEqual({ Ref: 'Alerts' });
  expect(topicFor(alerts('KmsMasterKeyId: alias/aws/sns')).arn).toEqual({ Ref: 'AlarmTopic' });
});

test('a rule is let in by the policy that the topic has, or by a new one that lets alarms in too', () => {
  const app = templateApp(QUEUE);
  const made = letRulePublish(app, app.files[0]!, alarmTopic(app, app.files[0]!), 'TrailStopped');
  expect(shortOf(made)).toEqual(['append Resources.AlarmTopicPolicy.Properties.PolicyDocument.Statement']);
  const there = templateApp(`${QUEUE}  Alerts: { Type: AWS::SNS::Topic }\n`);
  const grown = letRulePublish(there, there.files[0]!, alarmTopic(there, there.files[0]!), 'TrailStopped');
  expect(grown.changes).toMatchObject([
    { path: ['Resources', 'AlertsPolicy'], value: { Properties: { PolicyDocument: { Statement: [{ Sid: 'Alarms' }, {}, {}] } } } },
  ]);
});
