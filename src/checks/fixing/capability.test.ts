import { expect, test } from 'vitest';
import { templateApp } from '../../../test/support/template-app.ts';
import { fix } from '../11-automated-deployment/all-at-once/fix.ts';
import check from '../11-automated-deployment/all-at-once/check.ts';
import type { Fix } from '../../model/fix.ts';
import { capabilityTask } from './capability.ts';

const QUEUE = 'Resources:\n  Calls: { Type: AWS::SQS::Queue }\n';
const tasks = (text: string, id: string): readonly string[] => {
  const app = templateApp(text);
  return capabilityTask(app, app.resource(id)!, 'LogsRole');
};

test('the first role of a stack has to be acknowledged, a further one has been', () => {
  expect(tasks(QUEUE, 'Calls')).toEqual([
    expect.stringMatching(/^Deploy with CAPABILITY_IAM .*: LogsRole is the first role of the stack$/),
  ]);
  expect(tasks(`${QUEUE}  Reader: { Type: AWS::IAM::ManagedPolicy }\n`, 'Calls')).toEqual([]);
});

test('a canary that brings the first role is for a person to look at', () => {
  const app = templateApp(`Transform: AWS::Serverless-2016-10-31
Resources:
  Answer:
    Type: AWS::Serverless::Function
    Properties: { Runtime: nodejs24.x, Handler: answer.handler, CodeUri: src/, Role: 'arn:aws:iam::111122223333:role/answer', Events: { Asked: { Type: Schedule, Properties: { Schedule: rate(1 day) } } } }
`);
  const [fail] = [...check.run(app)].filter(({ verdict }) => verdict === 'fail');
  const planned = fix.plan(fail as never, app) as Fix;
  expect(planned.safety).toBe('review');
  expect(planned.todo?.join('\n')).toContain('CAPABILITY_IAM');
});
