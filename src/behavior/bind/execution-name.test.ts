import { expect, test } from 'vitest';
import { showHoles } from '../../iam/policy.ts';
import { templateApp } from '../../../test/support/template-app.ts';
import { unknownFrom } from '../values/values.ts';
import { nameOf } from './name.ts';

/** What a member of the event names, for a function that a state machine or a rule calls. */
function named(path: string, { rule = '', task = '' }: { readonly rule?: string; readonly task?: string }): string {
  const app = templateApp(`
Transform: AWS::Serverless-2016-10-31
Resources:
  Pay: { Type: AWS::Serverless::StateMachine, Properties: { Role: arn:aws:iam::111122223333:role/pay, Definition: { States: { Tell: ${task === '' ? '{ Type: Pass }' : task} } } } }
  Again:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: python3.14
      Handler: index.handler
      InlineCode: 'def handler(event, context): return 1'
      ${rule === '' ? '' : `Events: { Failed: { Type: EventBridgeRule, Properties: { Pattern: ${rule} } } }`}
`);
  const name = nameOf(unknownFrom({ from: 'event', path: path.split('.') }), { app, fn: app.functions[0]!, language: 'python' });
  return showHoles(name.text).replaceAll('AWS::', '');
}

const PAID = 'arn:${Partition}:states:${Region}:${AccountId}:execution:${Pay}:*';

test('the execution of which a rule tells is one of the state machine in its pattern', () => {
  expect(named('detail.executionArn', { rule: '{ detail: { stateMachineArn: [!Ref Pay] } }' })).toBe(PAID);
  expect(named('detail.executionArn', { rule: '{ detail: { status: [FAILED] } }' })).toBe('*');
});

test('the execution that a task hands over is one of its state machine, where every task does', () => {
  const invoke = (payload: string): string =>
    `{ Type: Task, Resource: 'arn:aws:states:::lambda:invoke', Parameters: { FunctionName: !GetAtt Again.Arn, Payload: ${payload} } }`;
  expect(named('execution', { task: invoke("{ 'execution.$': '$$.Execution.Id' }") })).toBe(PAID);
  expect(named('execution', { task: invoke("{ execution: '{% $states.context.Execution.Id %}' }") })).toBe(PAID);
  expect(
    named('execution', { task: `{ Type: Task, Resource: !GetAtt Again.Arn, Parameters: { 'execution.$': '$$.Execution.Id' } }` }),
  ).toBe(PAID);
  expect(named('execution', { task: invoke("{ 'execution.$': '$.other' }") })).toBe('*');
  expect(named('execution', { task: `${invoke("{ 'execution.$': '$$.Execution.Id' }")}, Other: ${invoke("{ 'order.$': '$' }")}` })).toBe(
    '*',
  );
});
