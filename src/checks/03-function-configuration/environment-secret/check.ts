import { defineCheck } from '../../../model/check.ts';
import type { Check } from '../../../model/check.ts';
import type { App } from '../../../model/app.ts';
import type { Evidence, Outcome } from '../../../model/finding.ts';
import type { EnvironmentVariable, LambdaFunction } from '../../../model/function.ts';
import { sha256 } from '../../../util/sha.ts';
import type { Span } from '../../../util/span.ts';
import { cannotTell, fail, notApplicable, pass } from '../../outcomes.ts';
import { sensitivityOf } from '../sensitive-value.ts';
import { weightOfHidden } from '../variable-names.ts';
import { fix } from './fix.ts';

const check: Check = defineCheck({
  id: 'environment-secret',
  title: 'Secret lies in an environment variable',
  practices: [3],
  severity: 'high',
  promise: 'heuristic',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html',
    'https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars-encryption.html',
    'https://docs.aws.amazon.com/secretsmanager/latest/userguide/retrieving-secrets_lambda.html',
  ],
  looksAt: ['AWS::Lambda::Function', 'AWS::Serverless::Function'],
  messages: {
    literal:
      '{variable} of {function} holds {what} in plain text ({length} characters, sha256 {sha256}…), readable in the template and by lambda:GetFunctionConfiguration',
    noEcho:
      '{variable} of {function} takes NoEcho parameter {parameter}: hidden in CloudFormation, and in plain text in the function configuration',
    parameter:
      '{variable} of {function} takes its secret as parameter {parameter}: in plain text in the stack and in the function configuration',
    attribute: '{variable} of {function} takes {attribute} of {resource}, a secret, into the function configuration',
  },
  remedy:
    'Keep the value in AWS::SecretsManager::Secret, pass its ARN in the variable, allow secretsmanager:GetSecretValue on it, and read it at start-up; replace a value that was ever committed.',
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

function judge(app: App, fn: LambdaFunction, variable: EnvironmentVariable): Outcome {
  const { subject, name, value, nameAt } = variable;
  const found = sensitivityOf(app, variable);
  const args = { variable: name, function: fn.resource.logicalId };
  switch (found.kind) {
    case 'none':
      return pass(subject);
    case 'unknown':
      return cannotTell(subject, found.because);
    case 'dynamic':
      return notApplicable(subject, 'a dynamic reference brings it, which environment-secret-reference judges');
    case 'attribute':
      // A key of AppSync is made for clients that anyone can read, for a year at most.
      // https://docs.aws.amazon.com/appsync/latest/devguide/security-authz.html#api-key-authorization
      return fail({
        subject,
        message: 'attribute',
        args: { ...args, attribute: found.attribute, resource: found.resource },
        at: value.at,
        severity: found.attribute === 'ApiKey' ? 'medium' : 'high',
      });
    case 'no-echo':
    case 'parameter': {
      const message = found.kind === 'no-echo' ? 'noEcho' : 'parameter';
      const evidence = declaration(found.parameter, found.declaredAt);
      // Owners hide what is public too, with all that a service gave them.
      const severity = found.kind === 'parameter' ? 'medium' : weightOfHidden(name);
      return fail({
        subject,
        message,
        args: { ...args, parameter: found.parameter },
        at: value.at,
        severity,
        evidence,
        data: { parameter: found.parameter },
      });
    }
    case 'literal': {
      const data = { redact: true, length: found.text.length, sha256: sha256(found.text).slice(0, 8) };
      const evidence = found.parameter === null ? [] : [{ text: `default of parameter ${found.parameter}, used here`, at: nameAt }];
      const told = { ...args, what: found.what, length: data.length, sha256: data.sha256 };
      return fail({ subject, message: 'literal', args: told, at: found.at, evidence, data });
    }
  }
}

function declaration(parameter: string, at: Span | undefined): Evidence[] {
  return [{ text: `parameter ${parameter}`, at }];
}
