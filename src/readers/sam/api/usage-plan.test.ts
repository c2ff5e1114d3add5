import { expect, test } from 'vitest';
import { expandForTest } from './testing.ts';

function api(id: string, create: string, more = ''): string {
  return `
  ${id}:
    Type: AWS::Serverless::Api${more}
    Properties:
      StageName: live
      Auth:
        ApiKeyRequired: true
        UsagePlan: { CreateUsagePlan: ${create}, Quota: { Limit: 100, Period: DAY } }`;
}

test('an API with a plan of its own has plan, key and the link between them', () => {
  const expanded = expandForTest(`Resources:${api('Tickets', 'PER_API')}`);
  expect(expanded.resource('TicketsUsagePlan', 'Properties')).toEqual({
    ApiStages: [{ ApiId: { Ref: 'Tickets' }, Stage: { Ref: 'TicketsliveStage' } }],
    Quota: { Limit: 100, Period: 'DAY' },
  });
  expect(expanded.resource('TicketsApiKey', 'Properties', 'StageKeys')).toEqual([
    { RestApiId: { Ref: 'Tickets' }, StageName: { Ref: 'TicketsliveStage' } },
  ]);
  expect(expanded.resource('TicketsUsagePlanKey', 'Properties', 'UsagePlanId')).toEqual({ Ref: 'TicketsUsagePlan' });
});

test('APIs that share a plan have one plan and one key', () => {
  const expanded = expandForTest(`Resources:${api('Tickets', 'SHARED')}${api('Seats', 'SHARED')}`);
  expect(expanded.idsOf('AWS::ApiGateway::UsagePlan')).toEqual(['ServerlessUsagePlan']);
  const dependsOn = expanded.resource('ServerlessUsagePlan', 'DependsOn') as string[];
  expect(dependsOn.toSorted()).toEqual(['Seats', 'Tickets']);
});

test('a shared plan exists when any of its APIs does', () => {
  const conditions = 'Conditions: { InEurope: !Equals [a, a], InAsia: !Equals [a, b] }\nResources:';
  const both = api('Tickets', 'SHARED', '\n    Condition: InEurope') + api('Seats', 'SHARED', '\n    Condition: InAsia');
  const expanded = expandForTest(conditions + both);
  expect(expanded.resource('ServerlessApiKey', 'Condition')).toBe('SharedUsagePlanCondition');
  expect((expanded.conditions as { SharedUsagePlanCondition: { 'Fn::Or': unknown[] } }).SharedUsagePlanCondition['Fn::Or']).toHaveLength(2);
  const always = expandForTest(conditions + both + api('Prices', 'SHARED'));
  expect(always.resource('ServerlessApiKey', 'Condition')).toBeUndefined();
});

test('NONE makes no plan, and anything unknown is refused', () => {
  expect(expandForTest(`Resources:${api('Tickets', 'NONE')}`).idsOf('AWS::ApiGateway::UsagePlan')).toEqual([]);
  expect(expandForTest(`Resources:${api('Tickets', 'PER_STAGE')}`).errors.map(({ logicalId }) => logicalId)).toContain('Tickets');
});
