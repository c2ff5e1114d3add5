import { expect, test } from 'vitest';
import { testCheck } from '../../../../test/support/test-check.ts';
import { templateApp } from '../../../../test/support/template-app.ts';
import check from './check.ts';

testCheck(import.meta.dirname);

test('a runtime of which only the version is open is patched by AWS', () => {
  const app = templateApp(`
Transform: AWS::Serverless-2016-10-31
Parameters: { Version: { Type: String } }
Resources:
  Render:
    Type: AWS::Serverless::Function
    Properties: { Runtime: !Sub 'python\${Version}', Handler: render.handler, CodeUri: src/ }
`);
  expect([...check.run(app)].map(({ verdict }) => verdict)).toEqual(['pass']);
});
