import { expect, test } from 'vitest';
import type { Json } from '../util/node.ts';
import { logGroupOf } from './log-group.ts';
import { appOf } from './testing.ts';

function joined(name: Json | undefined, fn: { [key: string]: Json } = {}): { functionId: unknown; group: unknown } {
  const app = appOf({
    SaveOrder: { Type: 'AWS::Lambda::Function', Properties: fn },
    Log: { Type: 'AWS::Logs::LogGroup', Properties: name === undefined ? {} : { LogGroupName: name } },
  });
  return { functionId: app.logGroups[0]!.functionId, group: logGroupOf(app, app.resource('SaveOrder')!) };
}

const sub = (text: string): Json => ({ 'Fn::Sub': text });

test.each<[string, Json, { [key: string]: Json }]>([
  ['by reference', sub('/aws/lambda/${SaveOrder}'), {}],
  ['by its explicit name', '/aws/lambda/save-order', { FunctionName: 'save-order' }],
  ['by reference though it has a name', sub('/aws/lambda/${SaveOrder}'), { FunctionName: 'save-order' }],
  ['by a name that both build alike', sub('/aws/lambda/${AWS::StackName}-save'), { FunctionName: sub('${AWS::StackName}-save') }],
  ['by the logging configuration', 'orders', { LoggingConfig: { LogGroup: { Ref: 'Log' } } }],
  ['by the configured name', 'orders', { LoggingConfig: { LogGroup: 'orders' } }],
])('a log group is a function’s %s', (_how, name, fn) => {
  expect(joined(name, fn)).toMatchObject({ functionId: 'SaveOrder', group: { resource: { id: 'Log' } } });
});

test.each<[string, Json | undefined, { [key: string]: Json }]>([
  ['is named after another', '/aws/lambda/ship-order', { FunctionName: 'save-order' }],
  ['has no name', undefined, {}],
  ['is named while the function’s name is generated', '/aws/lambda/save-order', {}],
  ['is named after the stack while the function’s name is generated', sub('/aws/lambda/${AWS::StackName}/SaveOrder'), {}],
  ['is named after the stack and the function, whose name has the stack’s already', sub('/aws/lambda/${AWS::StackName}-${SaveOrder}'), {}],
  [
    'is named as Lambda would while the function logs elsewhere',
    sub('/aws/lambda/${SaveOrder}'),
    { LoggingConfig: { LogGroup: 'orders' } },
  ],
])('a log group that %s is not the function’s', (_how, name, fn) => {
  expect(joined(name, fn)).toEqual({ functionId: null, group: null });
});

test('a name known only at deployment may be the function’s', () => {
  expect(joined({ 'Fn::ImportValue': 'orders-log' })).toMatchObject({ functionId: null, group: { kind: 'unknown' } });
  expect(joined(sub('/aws/lambda/${Name}'), { FunctionName: 'save-order' })).toMatchObject({ group: { kind: 'unknown' } });
  expect(joined(sub('/ecs/${Name}'), { FunctionName: 'save-order' })).toMatchObject({ group: null });
});
