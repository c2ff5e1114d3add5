import { metricOf } from '../../../data/service-namespaces.ts';
import type { Alarm } from '../../../model/alarm.ts';
import type { App } from '../../../model/app.ts';
import type { Authored } from '../../../model/change.ts';
import type { FailOutcome } from '../../../model/finding.ts';
import type { CheckFix, Fix, NoFix } from '../../../model/fix.ts';
import { exactNumber, exactText, resourceNamed } from '../../../model/value.ts';
import { toJson } from '../../../util/node.ts';
import { pathOf } from '../../fixing/place.ts';
import { noFix, notWritten, setProperty, writtenOf, writtenProperty } from '../../fixing/owner.ts';
import type { Written } from '../../fixing/owner.ts';
import { highestValue } from '../reach.ts';

/** Corrects what keeps the alarm from going off, where what its owner meant is clear. */
export const fix: CheckFix = {
  safety: 'safe',
  plan(fail, app) {
    const alarm = app.alarms.find(({ resource }) => resource.id === fail.subject)!;
    const written = writtenOf(alarm.resource);
    if (written === undefined) return notWritten(alarm.resource);
    switch (fail.message) {
      case 'metric':
        return otherName(fail, alarm, written);
      case 'namespace':
        return otherNamespace(fail, alarm, written);
      case 'dimensions':
        return otherDimension(app, alarm, written);
      case 'threshold':
        return lowerThreshold(app, alarm, written);
      case 'datapoints':
        return set(written, 'DatapointsToAlarm', exactNumber(alarm.evaluationPeriods)!);
      default:
        return set(written, 'TreatMissingData', 'breaching');
    }
  },
};

function set(written: Written, path: string, value: string | number): Fix | NoFix {
  const node = writtenProperty(written, path);
  if (node !== undefined && node.kind !== 'scalar') return noFix(`its ${path} comes by a parameter or a condition`);
  return { safety: 'safe', title: `Set ${path} of ${written.logicalId} to ${value}`, changes: [setProperty(written, path, value)] };
}

function otherName(fail: FailOutcome, alarm: Alarm, written: Written): Fix | NoFix {
  const near = String(fail.args?.['near']);
  if (alarm.metricName !== undefined) return set(written, 'MetricName', near);
  const path = pathOf(fail.at);
  if (path === undefined) return noFix('the name of its metric comes by a parameter or a condition');
  const change = { kind: 'set', file: written.file, path, value: near } as const;
  return { safety: 'safe', title: `Ask ${written.logicalId} for ${near}`, changes: [change] };
}

/** Something outside of the app may fill the namespace that is given. */
function otherNamespace(fail: FailOutcome, alarm: Alarm, written: Written): Fix | NoFix {
  if (alarm.namespace === undefined) return noFix('its metric stands in a query of several');
  const mended = set(written, 'Namespace', String(fail.args?.['near']));
  return mended.safety === 'advice' ? mended : { ...mended, safety: 'review' };
}

/** The one dimension of the metric, when the alarm has one by another name that holds the same thing. */
function otherDimension(app: App, alarm: Alarm, written: Written): Fix | NoFix {
  const known = metricOf(exactText(alarm.namespace) ?? '', exactText(alarm.metricName) ?? '');
  const sets = known?.dimensionSets.map((names) => names.join(' with ') || 'no dimension').join(' or ') ?? 'none';
  const [given, ...others] = [...alarm.dimensions];
  const wanted = known?.dimensionSets.filter((names) => names.length === 1).flat() ?? [];
  const place = firstOf(written);
  if (given === undefined || others.length > 0 || place === undefined)
    return noFix(`its metric is sent by ${sets}, so which one is meant cannot be told`);
  const [name, value] = given;
  const spelled = wanted.find((one) => one.toLowerCase() === name.toLowerCase());
  const owner = app.resource(resourceNamed(value));
  const meant = spelled ?? (wanted.length === 1 && OWNERS[wanted[0]!] === owner?.type ? wanted[0] : undefined);
  if (meant === undefined) return noFix(`its metric is sent by ${sets}, which ${name} does not name`);
  const dimension: Authored = [
    { Name: meant, Value: owner?.type === 'AWS::SQS::Queue' ? { 'Fn::GetAtt': [owner.logicalId, 'QueueName'] } : place },
  ];
  return {
    safety: 'safe',
    title: `Find the metric of ${written.logicalId} by ${meant}`,
    changes: [setProperty(written, 'Dimensions', dimension)],
  };
}

/** The type whose reference is a dimension's value. */
const OWNERS: Readonly<Record<string, string>> = {
  FunctionName: 'AWS::Lambda::Function',
  QueueName: 'AWS::SQS::Queue',
  TableName: 'AWS::DynamoDB::Table',
  ApiId: 'AWS::ApiGatewayV2::Api',
  StreamName: 'AWS::Kinesis::Stream',
  StateMachineArn: 'AWS::StepFunctions::StateMachine',
};

function firstOf(written: Written): Authored | undefined {
  const list = writtenProperty(written, 'Dimensions');
  const first = list?.kind === 'list' ? list.items[0] : undefined;
  const value = first?.kind === 'map' ? first.get('Value') : undefined;
  return value && toJson(value);
}

/** Near the highest value that the metric takes: four fifths of a limit, half of what a queue keeps. */
function lowerThreshold(app: App, alarm: Alarm, written: Written): Fix | NoFix {
  const highest = highestValue(app, alarm);
  if (highest === null) return noFix('what it waits for cannot be told: no value of its metric is negative');
  const isAge = exactText(alarm.metricName) === 'ApproximateAgeOfOldestMessage';
  const above = exactText(alarm.comparison) === 'GreaterThanThreshold' ? 1 : 0;
  const threshold = isAge ? Math.floor(highest.value / 2) : Math.floor(highest.value * 0.8);
  if (threshold + above > highest.value) return noFix('its metric never rises above the threshold that remains');
  return set(written, 'Threshold', threshold);
}
