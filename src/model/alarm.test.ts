import { expect, test } from 'vitest';
import type { Json } from '../util/node.ts';
import { watches } from './alarm.ts';
import { rulesOf } from './event-rule.ts';
import { appOf, valueOf } from './testing.ts';

const FUNCTION: Json = { Type: 'AWS::Lambda::Function', Properties: { FunctionName: 'save-order' } };
const ERRORS = {
  namespace: 'AWS/Lambda',
  metric: 'Errors',
  dimension: 'FunctionName',
  resourceId: 'SaveOrder',
  name: valueOf('save-order'),
};

function watched(properties: { [key: string]: Json }, more: { [key: string]: Json } = {}): unknown {
  const app = appOf({ SaveOrder: FUNCTION, Alarm: { Type: 'AWS::CloudWatch::Alarm', Properties: properties }, ...more });
  return watches(app.alarms.at(-1)!, ERRORS);
}

const errors = (dimensions: Json, more: { [key: string]: Json } = {}): { [key: string]: Json } => ({
  Namespace: 'AWS/Lambda',
  MetricName: 'Errors',
  Dimensions: dimensions,
  ...more,
});
const named = (value: Json): Json => [{ Name: 'FunctionName', Value: value }];

test('an alarm watches the function that its dimension names, by reference or by name', () => {
  expect(watched(errors(named({ Ref: 'SaveOrder' })))).toBe(true);
  expect(watched(errors(named('save-order')))).toBe(true);
  expect(
    watched(errors([...(named({ Ref: 'SaveOrder' }) as Json[]), { Name: 'Resource', Value: { 'Fn::Sub': '${SaveOrder}:live' } }])),
  ).toBe(true);
  expect(watched(errors(named('ship-order')))).toBe(false);
  expect(watched({ ...errors(named({ Ref: 'SaveOrder' })), MetricName: 'Throttles' })).toBe(false);
  // The dimension is a name, so an ARN never matches.
  expect(watched(errors(named({ 'Fn::GetAtt': ['SaveOrder', 'Arn'] })))).toBe(false);
});

test('a Lambda metric without dimensions watches every function, another service’s watches nothing', () => {
  expect(watched(errors([]))).toBe(true);
  const queue = appOf({
    Depth: { Type: 'AWS::CloudWatch::Alarm', Properties: { Namespace: 'AWS/SQS', MetricName: 'ApproximateAgeOfOldestMessage' } },
  });
  expect(
    watches(queue.alarms[0]!, {
      namespace: 'AWS/SQS',
      metric: 'ApproximateAgeOfOldestMessage',
      dimension: 'QueueName',
      resourceId: 'Orders',
    }),
  ).toBe(false);
});

test('what cannot be read is unknown', () => {
  expect(watched(errors({ 'Fn::If': [] }))).toMatchObject({ kind: 'unknown' });
  expect(watched(errors(named({ 'Fn::ImportValue': 'orders-function' })))).toMatchObject({ kind: 'unknown' });
});

test('metric math, Metrics Insights and composite alarms are looked into', () => {
  const metric = { Namespace: 'AWS/Lambda', MetricName: 'Errors', Dimensions: named({ Ref: 'SaveOrder' }) };
  expect(
    watched({
      Metrics: [
        { Id: 'rate', Expression: 'e / i' },
        { Id: 'e', MetricStat: { Metric: metric, Period: 60, Stat: 'Sum' } },
      ],
    }),
  ).toBe(true);
  const query = (where: string): Json => [
    { Id: 'q', Expression: { 'Fn::Sub': `SELECT MAX(Errors) FROM SCHEMA("AWS/Lambda", FunctionName)${where}` } },
  ];
  expect(watched({ Metrics: query('') })).toBe(true);
  expect(watched({ Metrics: query(" WHERE FunctionName = '${SaveOrder}' GROUP BY FunctionName") })).toBe(true);
  expect(watched({ Metrics: query(" WHERE FunctionName = 'ship-order'") })).toBe(false);
  const composite = (rule: Json): Json => ({ Type: 'AWS::CloudWatch::CompositeAlarm', Properties: { AlarmRule: rule } });
  const child = errors(named({ Ref: 'SaveOrder' }), { AlarmName: 'orders failing' });
  expect(watched(child, { Any: composite({ 'Fn::Sub': 'ALARM(${Alarm.Arn})' }) })).toBe(true);
  expect(watched(child, { Any: composite('ALARM( "orders failing" ) OR ALARM(other)') })).toBe(true);
  expect(watched(child, { Any: composite('ALARM(other)') })).toBe(false);
});

test('an attribute other than the reference gives the dimension of a queue', () => {
  const app = appOf({
    Orders: { Type: 'AWS::SQS::Queue' },
    Age: {
      Type: 'AWS::CloudWatch::Alarm',
      Properties: {
        Namespace: 'AWS/SQS',
        MetricName: 'Age',
        Dimensions: [{ Name: 'QueueName', Value: { 'Fn::GetAtt': ['Orders', 'QueueName'] } }],
      },
    },
  });
  const metric = { namespace: 'AWS/SQS', metric: 'Age', dimension: 'QueueName', resourceId: 'Orders', attribute: 'QueueName' };
  expect(watches(app.alarms[0]!, metric)).toBe(true);
});

test('an alarm knows its actions and whether it learns its threshold', () => {
  const app = appOf({
    Alarm: {
      Type: 'AWS::CloudWatch::Alarm',
      Properties: {
        AlarmActions: [{ Ref: 'OnCall' }],
        ActionsEnabled: 'false',
        Metrics: [{ Id: 'band', Expression: 'ANOMALY_DETECTION_BAND(m, 2)' }],
      },
    },
    OnCall: { Type: 'AWS::SNS::Topic' },
  });
  expect(app.alarms[0]).toMatchObject({ actionsEnabled: false, anomalyDetection: true, actions: [{ kind: 'text' }] });
});

test('metric filters and event rules are read', () => {
  const app = appOf({
    Filter: {
      Type: 'AWS::Logs::MetricFilter',
      Properties: {
        LogGroupName: 'trail',
        FilterPattern: '{ $.eventName = "StopLogging" }',
        MetricTransformations: [{ MetricNamespace: 'Audit', MetricName: 'TrailStopped', MetricValue: '1' }],
      },
    },
    Rule: {
      Type: 'AWS::Events::Rule',
      Properties: { EventPattern: '{"source": ["aws.cloudtrail"]}', State: 'DISABLED', Targets: [{ Arn: { Ref: 'OnCall' }, Id: 'a' }] },
    },
    OnCall: { Type: 'AWS::SNS::Topic' },
  });
  expect(app.metricFilters[0]!.metrics).toMatchObject([{ namespace: { value: 'Audit' }, metricName: { value: 'TrailStopped' } }]);
  expect(rulesOf(app)[0]).toMatchObject({ enabled: false, pattern: { kind: 'map' }, schedule: undefined });
  expect(rulesOf(app)[0]!.targets).toHaveLength(1);
});
