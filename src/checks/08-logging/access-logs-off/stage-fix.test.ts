import { expect, test } from 'vitest';
import { templateApp } from '../../../../test/support/template-app.ts';
import check from './check.ts';

/** The paths that the edit for the API of events sets, by the log group that it sets there. */
function groupsSet(explicit: string): string[] {
  const app = templateApp(`
Transform: AWS::Serverless-2016-10-31
Resources:
  Shop:
    Type: AWS::Serverless::HttpApi
    Properties: ${explicit}
  Save:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: python3.14
      Handler: index.handler
      InlineCode: 'def handler(event, context): return 1'
      Events:
        List: { Type: HttpApi, Properties: { Path: /, Method: get } }
        Buy: { Type: HttpApi, Properties: { Path: /, Method: post, ApiId: !Ref Shop } }
`);
  const fails = [...check.run(app)].flatMap((one) => (one.verdict === 'fail' ? [one] : []));
  const plan = check.fix!.plan(
    fails.find(({ data }) => data?.['api'] === 'ServerlessHttpApi')!,
    app,
  );
  if (plan.safety === 'advice') throw new Error(plan.reason);
  return plan.changes.flatMap((change) => {
    const group = change.kind === 'set' ? /"Fn::GetAtt":\["(\w+)"/.exec(JSON.stringify(change.value))?.[1] : undefined;
    return change.kind === 'set' && group !== undefined ? [`${change.path.join('.')} ${group}`] : [];
  });
}

test('what Globals says of the API of events gives the other API no share in its log group', () => {
  expect(groupsSet('{ StageName: prod }')).toEqual([
    'Globals.HttpApi.AccessLogSettings HttpApiAccessLogs',
    'Resources.Shop.Properties.AccessLogSettings ShopAccessLogs',
  ]);
});

test('an API that has logs of its own keeps them', () => {
  const own = '{ AccessLogSettings: { DestinationArn: "arn:aws:logs:eu-west-1:111122223333:log-group:shop", Format: $context.requestId } }';
  expect(groupsSet(own)).toEqual(['Globals.HttpApi.AccessLogSettings HttpApiAccessLogs']);
});
