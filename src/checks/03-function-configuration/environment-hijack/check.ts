import { defineCheck } from '../../../model/check.ts';
import type { Check } from '../../../model/check.ts';
import type { Outcome } from '../../../model/finding.ts';
import type { EnvironmentVariable, LambdaFunction } from '../../../model/function.ts';
import { exactText, isUnknown, show, unknown } from '../../../model/value.ts';
import { cannotTell, fail, notApplicable, pass } from '../../outcomes.ts';
import { fix } from './fix.ts';
import { LEVERS } from './levers.ts';

const check: Check = defineCheck({
  id: 'environment-hijack',
  title: 'Environment variable changes what code runs, or switches a protection off',
  practices: [3],
  severity: 'high',
  promise: 'rule',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html',
    'https://docs.aws.amazon.com/lambda/latest/dg/runtimes-modify.html',
    'https://attack.mitre.org/techniques/T1574/006/',
  ],
  looksAt: ['AWS::Lambda::Function', 'AWS::Serverless::Function'],
  messages: { lever: '{variable} of {function} {effect}' },
  remedy:
    'Remove the variable; load what it loads from the handler, pin what it points at inside the deployment package or a layer, and trust a private authority by NODE_EXTRA_CA_CERTS or AWS_CA_BUNDLE instead of trusting everyone.',
  *run(app) {
    for (const fn of app.functions) {
      if (fn.environmentUnknown !== null) yield cannotTell(fn.id, fn.environmentUnknown);
      else yield* judge(fn);
    }
  },
  fix,
});
export default check;

function* judge(fn: LambdaFunction): Iterable<Outcome> {
  const levers = fn.environment.filter(({ name }) => LEVERS.has(name.toUpperCase()));
  if (fn.environment.length === 0) yield notApplicable(fn.id, 'it has no environment variables');
  else if (levers.length === 0) yield pass(fn.id);
  for (const variable of levers) yield judgeLever(fn, variable);
}

function judgeLever(fn: LambdaFunction, { subject, name, value }: EnvironmentVariable): Outcome {
  if (isUnknown(value)) return cannotTell(subject, value);
  const text = exactText(value) ?? (value.kind === 'scalar' ? String(value.value) : undefined);
  const lever = LEVERS.get(name.toUpperCase())!;
  if (text === undefined) {
    if (lever.always) return pulled(fn, { subject, name, value }, lever.effect('') ?? 'is set');
    return cannotTell(subject, unknown(`${name} is ${show(value)}, known only at deployment`, value.at));
  }
  const effect = lever.effect(text, fn);
  return effect === null ? pass(subject) : pulled(fn, { subject, name, value }, effect);
}

function pulled(fn: LambdaFunction, variable: Pick<EnvironmentVariable, 'subject' | 'name' | 'value'>, effect: string): Outcome {
  const { subject, name, value } = variable;
  const severity = LEVERS.get(name.toUpperCase())!.severity;
  return fail({
    subject,
    message: 'lever',
    args: { variable: name, function: fn.resource.logicalId, effect },
    at: value.at,
    severity,
    data: { variable: name },
  });
}
