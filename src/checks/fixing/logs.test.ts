import { expect, test } from 'vitest';
import { templateApp } from '../../../test/support/template-app.ts';
import { DEFAULT_CONFIG } from '../../model/config.ts';
import type { Config } from '../../model/config.ts';
import { dependsOn, groupSuffix, newLogGroup, retentionDays } from './logs.ts';
import { writtenOf } from './owner.ts';
import type { Written } from './owner.ts';

function keeping(wish: number, min: number, max: number): Config {
  return { ...DEFAULT_CONFIG, logs: { retentionDays: { min, max } }, fix: { ...DEFAULT_CONFIG.fix, logRetentionDays: wish } };
}

function ticket(more = ''): { app: ReturnType<typeof templateApp>; written: Written } {
  const app = templateApp(`Resources:\n  Tickets:\n    Type: AWS::SNS::Topic\n${more}`);
  return { app, written: writtenOf(app.resource('Tickets')!)! };
}

test('new groups keep what the config says, within what the app asks for and in days that CloudWatch Logs takes', () => {
  expect(retentionDays(keeping(90, 1, 731))).toBe(90);
  expect(retentionDays(keeping(30, 365, 731))).toBe(365);
  expect(retentionDays(keeping(90, 1, 45))).toBe(30);
});

test('a new group stands behind its resource and under its condition', () => {
  const { app, written } = ticket('    Condition: InProd\n');
  const { id, change } = newLogGroup(app, written, { wish: 'TicketLogs' });
  expect(id).toBe('TicketLogs');
  expect(change).toMatchObject({ after: 'Tickets', value: { Condition: 'InProd', Properties: { RetentionInDays: 90 } } });
});

test('groups of functions are called as the owner calls them', () => {
  const group = (id: string): string =>
    `  ${id}: { Type: AWS::Logs::LogGroup, Properties: { LogGroupName: !Sub '/aws/lambda/\${Print}' } }\n`;
  const fn = '  Print: { Type: AWS::Lambda::Function, Properties: {} }\n';
  expect(groupSuffix(templateApp(`Resources:\n${fn}`))).toBe('Logs');
  expect(groupSuffix(templateApp(`Resources:\n${fn}${group('PrintLogGroup')}`))).toBe('LogGroup');
});

test('what a resource waits for already stays', () => {
  expect(dependsOn(ticket().written, 'Account')).toMatchObject([{ kind: 'set', value: 'Account', after: 'Type' }]);
  expect(dependsOn(ticket('    DependsOn: Account\n').written, 'Account')).toEqual([]);
  expect(dependsOn(ticket('    DependsOn: Queue\n').written, 'Account')).toMatchObject([{ kind: 'set', value: ['Queue', 'Account'] }]);
  expect(dependsOn(ticket('    DependsOn: [Queue]\n').written, 'Account')).toMatchObject([{ kind: 'append', items: ['Account'] }]);
});
