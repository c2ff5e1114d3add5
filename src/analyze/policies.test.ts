import { fileURLToPath } from 'node:url';
import { beforeAll, expect, test } from 'vitest';
import { showHoles } from '../iam/policy.ts';
import { DEFAULT_CONFIG } from '../model/config.ts';
import { prepareBehaviors } from './behaviors.ts';
import { functionPolicies } from './policies.ts';

beforeAll(prepareBehaviors);

const cwd = fileURLToPath(new URL('../checks/01-least-privilege/role-too-wide/fixtures', import.meta.url));
const policiesOf = (app: string): ReturnType<typeof functionPolicies>['policies'] =>
  functionPolicies([app], { cwd, parameters: {}, region: null, config: DEFAULT_CONFIG, today: '2026-11-22' }).policies;

test('a role that API Gateway uses has a policy under its own id', () => {
  const [only, ...others] = policiesOf('bad-api-integration');
  expect(others).toEqual([]);
  expect(only).toMatchObject({ of: 'role', id: 'CounterRole' });
  expect(only!.policy.statements.map(({ actions, resources }) => [actions.patterns, resources!.patterns.map(showHoles)])).toEqual([
    [['sqs:SendMessage'], ['arn:${AWS::Partition}:sqs:${AWS::Region}:${AWS::AccountId}:${Parcels}']],
  ]);
});

test('the policy of a state machine leaves out what is only possible on what nobody knows', () => {
  const machines = policiesOf('good-state-machine').filter(({ of }) => of === 'role');
  expect(machines).toHaveLength(1);
  expect(machines[0]!.policy.statements.flatMap(({ actions }) => actions.patterns).filter((action) => action.startsWith('kms:'))).toEqual(
    [],
  );
});

test('a role of functions is told with them', () => {
  expect(policiesOf('good-exact').map(({ of }) => of)).toEqual(['function']);
});
