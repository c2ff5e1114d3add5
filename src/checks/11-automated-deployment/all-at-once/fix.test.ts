import { expect, test } from 'vitest';
import { templateApp } from '../../../../test/support/template-app.ts';
import type { Config } from '../../../model/config.ts';
import { DEFAULT_CONFIG } from '../../../model/config.ts';
import type { Fix, NoFix } from '../../../model/fix.ts';
import check from './check.ts';

const SAM = 'Transform: AWS::Serverless-2016-10-31\nResources:\n';
const DAILY = 'Events: { Daily: { Type: Schedule, Properties: { Schedule: rate(1 day) } } }';

function fn(id: string, properties: string, attributes = ''): string {
  return `  ${id}:\n    Type: AWS::Serverless::Function\n${attributes}    Properties: { Runtime: python3.13, Handler: a.b, CodeUri: src/, ${properties} }\n`;
}

function plans(text: string, config: Partial<Config> = {}): (Fix | NoFix)[] {
  const app = templateApp(text, config);
  const fails = [...check.run(app)].filter((outcome) => outcome.verdict === 'fail');
  return fails.map((fail) => check.fix!.plan(fail, app));
}

/** What is set, in short: `Resources.Remind.Properties.AutoPublishAlias = "live"`. */
function shortOf(plan: Fix | NoFix | undefined): string[] {
  if (plan === undefined || plan.safety === 'advice') return [String(plan?.reason)];
  return plan.changes.flatMap((change) =>
    change.kind === 'set' && typeof change.value !== 'object' ? [`${change.path.join('.')} = ${JSON.stringify(change.value)}`] : [],
  );
}

test('a function of SAM gets an alias, a shift and an alarm that stops it', () => {
  const [plan] = plans(SAM + fn('Remind', DAILY));
  expect(plan).toMatchObject({ safety: 'safe', title: expect.stringContaining('stopped by RemindErrors') });
  expect(shortOf(plan)).toEqual([
    'Resources.Remind.Properties.AutoPublishAlias = "live"',
    'Resources.Remind.Properties.DeploymentPreference.Type = "Canary10Percent5Minutes"',
  ]);
});

test('the type of shift is the one of the config', () => {
  const fix = { ...DEFAULT_CONFIG.fix, deployment: 'Linear10PercentEvery1Minute' };
  expect(shortOf(plans(SAM + fn('Remind', DAILY), { fix })[0])).toContain(
    'Resources.Remind.Properties.DeploymentPreference.Type = "Linear10PercentEvery1Minute"',
  );
});

test('a function under a condition takes its deployment group along', () => {
  const conditions = 'Conditions: { InEurope: !Equals [!Ref AWS::Region, us-east-1] }\n';
  const [plan] = plans(conditions + SAM + fn('Remind', DAILY, '    Condition: InEurope\n'));
  expect(shortOf(plan)).toContain('Resources.Remind.Properties.DeploymentPreference.PassthroughCondition = true');
});

test('an alias that is there keeps its name, and then nothing is said of versions that are not published', () => {
  const [plan] = plans(SAM + fn('Remind', `AutoPublishAlias: current, ${DAILY}`));
  expect(shortOf(plan)).toEqual(['Resources.Remind.Properties.DeploymentPreference.Type = "Canary10Percent5Minutes"']);
  expect((plan as Fix).todo?.join(' ')).not.toMatch(/publishes no version/);
});

test('an alarm on the errors of the function is used again', () => {
  const alarm =
    '  Broken: { Type: AWS::CloudWatch::Alarm, Properties: { Namespace: AWS/Lambda, MetricName: Errors, Dimensions: [{ Name: FunctionName, Value: !Ref Remind }] } }\n';
  const [plan] = plans(SAM + fn('Remind', DAILY) + alarm);
  expect((plan as Fix).changes).toContainEqual(
    expect.objectContaining({ path: ['Resources', 'Remind', 'Properties', 'DeploymentPreference', 'Alarms'], value: [{ Ref: 'Broken' }] }),
  );
  expect((plan as Fix).changes.some((change) => 'path' in change && change.path[1] === 'RemindErrors')).toBe(false);
});

test('a URL that changes with the alias is for a person to decide', () => {
  const [plan] = plans(SAM + fn('Preview', 'FunctionUrlConfig: { AuthType: AWS_IAM }'));
  expect(plan).toMatchObject({ safety: 'review', todo: expect.arrayContaining(['Tell callers of Preview its new URL']) });
});

test('Globals hold it where all functions are triggered and none has a deployment of its own', () => {
  const [plan] = plans(SAM + fn('Remind', DAILY) + fn('Count', DAILY));
  expect(shortOf(plan)).toContain('Globals.Function.AutoPublishAlias = "live"');
  const [own] = plans(SAM + fn('Remind', DAILY) + fn('Backfill', 'MemorySize: 256'));
  expect(shortOf(own)).toContain('Resources.Remind.Properties.AutoPublishAlias = "live"');
});

test.each([
  [
    'plain CloudFormation',
    'Resources:\n  Remind: { Type: AWS::Lambda::Function, Properties: {} }\n  Url: { Type: AWS::Lambda::Url, Properties: { TargetFunctionArn: !Ref Remind } }\n',
    /publish a version/,
  ],
  [
    'a shift that is switched off',
    SAM + fn('Remind', `AutoPublishAlias: live, DeploymentPreference: { Enabled: false, Type: Canary10Percent5Minutes }, ${DAILY}`),
    /switched off/,
  ],
  [
    'a configuration of events that stands apart',
    `${SAM}${fn('Remind', DAILY)}  Config: { Type: AWS::Lambda::EventInvokeConfig, Properties: { FunctionName: !Ref Remind, Qualifier: $LATEST } }\n`,
    /stands apart/,
  ],
  [
    'a rule whose permission is elsewhere',
    `${SAM}${fn('Remind', 'FunctionUrlConfig: { AuthType: AWS_IAM }')}  Rule: { Type: AWS::Events::Rule, Properties: { Targets: [{ Id: a, Arn: !GetAtt Remind.Arn }] } }\n`,
    /events\.amazonaws\.com invoke Remind is not in the template/,
  ],
])('nothing is edited for %s', (_, text, reason) => {
  expect(shortOf(plans(text)[0])).toEqual([expect.stringMatching(reason)]);
});
