import { defineCheck } from '../../../model/check.ts';
import type { Check } from '../../../model/check.ts';
import { fix } from './fix.ts';
import { judgeKey } from './judge-key.ts';

const check: Check = defineCheck({
  id: 'environment-key',
  title: 'Environment variables are not encrypted under a key of yours',
  practices: [3],
  severity: 'medium',
  promise: 'rule',
  since: '0.1.0',
  sources: ['https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars-encryption.html'],
  looksAt: ['AWS::Lambda::Function', 'AWS::Serverless::Function'],
  messages: {
    sensitive:
      '{function} keeps {variables} under the AWS managed key, though the name or the value looks sensitive: permission to read the configuration is permission to read it',
    private: '{function} keeps {variables} under the AWS managed key: what only the deployment knows can be read with the configuration',
  },
  remedy: 'Set KmsKeyArn of the function (or in Globals) to a customer key with rotation, and let the execution role kms:Decrypt with it.',
  yieldsTo: ['environment-secret', 'environment-secret-reference'],
  *run(app) {
    for (const fn of app.functions) yield judgeKey(app, fn);
  },
  fix,
});
export default check;
