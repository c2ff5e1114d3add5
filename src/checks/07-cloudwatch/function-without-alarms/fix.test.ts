import { expect, test } from 'vitest';
import { templateApp } from '../../../../test/support/template-app.ts';
import type { Fix, NoFix } from '../../../model/fix.ts';
import check from './check.ts';

const SAM = 'Transform: AWS::Serverless-2016-10-31\n';

function plan(properties: string, rest = '', top = ''): Fix | NoFix {
  const text = `${SAM}${top}Resources:\n  Shelve:\n    Type: AWS::Serverless::Function\n    Properties: { Runtime: python3.13, Handler: a.b, CodeUri: src/, ${properties} }\n${rest}`;
  const app = templateApp(text);
  const fail = [...check.run(app)].find((outcome) => outcome.verdict === 'fail')!;
  return check.fix!.plan(fail, app);
}

/** Thresholds by logical id of the alarms that are added. */
function thresholds(made: Fix | NoFix): Record<string, unknown> {
  const changes = made.safety === 'advice' ? [] : made.changes;
  return Object.fromEntries(
    changes.flatMap((change) => {
      const properties = change.kind === 'set' ? (change.value as { Properties?: { Threshold?: number } }).Properties : undefined;
      return change.kind === 'set' && properties?.Threshold !== undefined ? [[change.path[1], properties.Threshold]] : [];
    }),
  );
}

test('duration is watched near the timeout, which is three seconds unless it is set', () => {
  expect(thresholds(plan('MemorySize: 128'))).toMatchObject({ ShelveDuration: 2400 });
  expect(thresholds(plan('Timeout: 900'))).toMatchObject({ ShelveDuration: 720_000 });
});

test('a timeout that a parameter may change makes the edit one to read; one that is not known makes it impossible', () => {
  expect(plan('Timeout: !Ref Seconds', '', 'Parameters: { Seconds: { Type: Number, Default: 20 } }\n')).toMatchObject({ safety: 'review' });
  expect(plan('Timeout: !Ref Seconds', '', 'Parameters: { Seconds: { Type: Number } }\n')).toMatchObject({
    safety: 'advice',
    reason: expect.stringMatching(/Timeout is known only at deployment/),
  });
});

test('concurrency is watched near what is reserved, else once for the account', () => {
  expect(thresholds(plan('ReservedConcurrentExecutions: 50'))).toMatchObject({ ShelveConcurrency: 40 });
  expect(thresholds(plan('ReservedConcurrentExecutions: 2'))).toMatchObject({ AccountConcurrency: 800 });
  expect(thresholds(plan('MemorySize: 128'))).toMatchObject({ AccountConcurrency: 800 });
});

test('a stream that drops old records is watched before it does', () => {
  const stream = (more: string): string =>
    `Events: { Loans: { Type: Kinesis, Properties: { Stream: !ImportValue loans, StartingPosition: LATEST${more} } } }`;
  expect(thresholds(plan(stream('')))).toMatchObject({ ShelveIteratorAge: 300_000 });
  expect(thresholds(plan(stream(', MaximumBatchingWindowInSeconds: 60')))).toMatchObject({ ShelveIteratorAge: 360_000 });
  expect(thresholds(plan(stream(', MaximumRecordAgeInSeconds: 100')))).toMatchObject({ ShelveIteratorAge: 80_000 });
});

test('a backlog shows in the dead-letter queue, else in the age of what waits, well before it is deleted', () => {
  const events = 'Events: { Work: { Type: SQS, Properties: { Queue: !GetAtt Returns.Arn } } }';
  const queue = (properties: string): string =>
    `  Returns: { Type: AWS::SQS::Queue, Properties: { ${properties} } }\n  Lost: { Type: AWS::SQS::Queue }\n`;
  const redrive = 'RedrivePolicy: { deadLetterTargetArn: !GetAtt Lost.Arn, maxReceiveCount: 5 }';
  expect(thresholds(plan(events, queue(redrive)))).toMatchObject({ LostDepth: 1 });
  expect(thresholds(plan(events, queue('DelaySeconds: 0')))).toMatchObject({ ReturnsAge: 3600 });
  expect(thresholds(plan(events, queue('VisibilityTimeout: 5400')))).toMatchObject({ ReturnsAge: 16_200 });
  expect(thresholds(plan(events, queue('MessageRetentionPeriod: 600')))).toMatchObject({ ReturnsAge: 300 });
});
