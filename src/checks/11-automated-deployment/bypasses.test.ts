import { expect, test } from 'vitest';
import { templateApp } from '../../../test/support/template-app.ts';
import { bypassesOf } from './bypasses.ts';

function bypassesBy(target: string): string[] {
  const app = templateApp(
    `Resources:
  Borrow: { Type: AWS::Lambda::Function, Properties: {} }
  Desk: { Type: AWS::ApiGatewayV2::Api, Properties: { Name: desk, ProtocolType: HTTP, Target: !Sub '${target}' } }
`,
  );
  return bypassesOf(app, app.functions[0]!).map(({ via }) => via);
}

const LAMBDA = 'arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function';

test('a text that names an alias behind the function is no way round it', () => {
  expect(bypassesBy(`${LAMBDA}:\${Borrow}:live`)).toEqual([]);
});

test.each(['${Borrow.Arn}', `${LAMBDA}:\${Borrow}`, `${LAMBDA}:\${Borrow}:$LATEST`])('%s invokes the function itself', (target) => {
  expect(bypassesBy(target)).toHaveLength(1);
});
