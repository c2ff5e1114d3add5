import { defineCheck } from '../../../model/check.ts';
import type { Check } from '../../../model/check.ts';
import type { App } from '../../../model/app.ts';
import type { Outcome } from '../../../model/finding.ts';
import type { EnvironmentVariable, LambdaFunction } from '../../../model/function.ts';
import { cannotTell, fail, notApplicable, pass } from '../../outcomes.ts';
import { sensitivityOf } from '../sensitive-value.ts';
import { own } from '../../../util/own.ts';
import { fix } from './fix.ts';

const check: Check = defineCheck({
  id: 'environment-secret-reference',
  title: 'Stored secret is copied into an environment variable',
  practices: [3],
  severity: 'medium',
  promise: 'rule',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html',
    'https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars-encryption.html',
  ],
  looksAt: ['AWS::Lambda::Function', 'AWS::Serverless::Function'],
  messages: {
    copied:
      '{variable} of {function} gets a copy of {source} at deployment: it lies in plain text in the function configuration, and a rotated value never arrives',
  },
  remedy: 'Pass the ARN or name of the secret in the variable, allow the function to read it, and fetch it at start-up.',
  yieldsTo: ['environment-secret'],
  *run(app) {
    for (const fn of app.functions) {
      if (fn.environmentUnknown !== null) yield cannotTell(fn.id, fn.environmentUnknown);
      else if (fn.environment.length === 0) yield notApplicable(fn.id, 'it has no environment variables');
      for (const variable of fn.environment) yield judge(app, fn, variable);
    }
  },
  fix,
});
export default check;

const STORES: Readonly<Record<string, string>> = {
  secretsmanager: 'a Secrets Manager secret',
  'ssm-secure': 'a SecureString parameter',
  ssm: 'an SSM parameter',
};

function judge(app: App, fn: LambdaFunction, variable: EnvironmentVariable): Outcome {
  const { subject, name, value } = variable;
  const found = sensitivityOf(app, variable);
  if (found.kind === 'unknown') return cannotTell(subject, found.because);
  if (found.kind !== 'dynamic') return pass(subject);
  const args = { variable: name, function: fn.resource.logicalId, source: own(STORES, found.service) ?? 'a stored value' };
  return fail({ subject, message: 'copied', args, at: value.at, data: { service: found.service, reference: found.reference } });
}
