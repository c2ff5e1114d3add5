import { defineCheck } from '../../../model/check.ts';
import type { Check } from '../../../model/check.ts';
import type { App } from '../../../model/app.ts';
import type { Outcome } from '../../../model/finding.ts';
import type { EnvironmentVariable, LambdaFunction } from '../../../model/function.ts';
import { atomsOf, exactText, isUnknown } from '../../../model/value.ts';
import type { Span } from '../../../util/span.ts';
import { cannotTell, fail, notApplicable, pass } from '../../outcomes.ts';
import { sensitivityOf } from '../sensitive-value.ts';
import { nameKind } from '../variable-names.ts';

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
    for (const fn of app.functions) yield judge(app, fn);
  },
});
export default check;

function judge(app: App, fn: LambdaFunction): Outcome {
  if (fn.environmentUnknown !== null) return cannotTell(fn.id, fn.environmentUnknown);
  if (fn.environment.length === 0) return notApplicable(fn.id, 'it has no environment variables');
  if (isUnknown(fn.kmsKey)) return cannotTell(fn.id, fn.kmsKey);
  if (fn.kmsKey !== undefined && !/\balias\/aws\//.test(exactText(fn.kmsKey) ?? '')) return pass(fn.id);
  const judged = fn.environment.map((variable) => ({ variable, ...classOf(app, variable) }));
  const sensitive = judged.filter(({ kind }) => kind === 'sensitive');
  const telling = sensitive.length > 0 ? sensitive : judged.filter(({ kind }) => kind === 'private');
  const [first] = telling;
  if (first === undefined) return pass(fn.id);
  const variables = telling.map(({ variable }) => variable.name);
  return fail({
    subject: fn.id,
    message: sensitive.length > 0 ? 'sensitive' : 'private',
    args: { variables, function: fn.resource.logicalId },
    at: first.at,
    severity: sensitive.length > 0 ? 'medium' : 'low',
    // The line of a literal secret is never shown, whichever check points at it.
    data: { variables, ...(first.redact ? { redact: true } : {}) },
  });
}

interface Class {
  readonly kind: 'sensitive' | 'private' | 'public';
  readonly at: Span;
  readonly redact: boolean;
}

function classOf(app: App, variable: EnvironmentVariable): Class {
  const found = sensitivityOf(app, variable);
  const at = variable.nameAt;
  if (found.kind === 'literal') return { kind: 'sensitive', at: found.at, redact: true };
  if (found.kind === 'unknown') return { kind: nameKind(variable.name) === 'secret' ? 'sensitive' : 'private', at, redact: false };
  // At the value itself, where environment-secret and environment-secret-reference say better what is wrong with it.
  if (found.kind !== 'none') return { kind: 'sensitive', at: variable.value.at, redact: false };
  return { kind: isPublic(variable) ? 'public' : 'private', at, redact: false };
}

/** Settings of runtimes, loggers and tracers. */
const SETTINGS: RegExp =
  /^(AWS_|POWERTOOLS_|OTEL_|OPENTELEMETRY_|NODE_|PYTHON|JAVA_|DOTNET_|LAMBDA_|DD_|LOG|TZ$|LANG$|DEBUG|STAGE|ENV|APP|PROJECT|SERVICE|REGION|VERSION|MODEL|ALLOW_|ALLOWED_|CORS_)/i;

/** What the template says in the open, names of things, and settings of the runtime: nothing that a key would keep from a reader. */
function isPublic({ name, value }: EnvironmentVariable): boolean {
  const kind = nameKind(name);
  if (kind === 'pointer' || kind === 'public' || SETTINGS.test(name)) return true;
  const atoms = atomsOf(value);
  if (atoms === undefined) return value.kind !== 'unknown';
  return atoms.every((atom) => atom.kind === 'literal' || atom.kind === 'resource' || atom.kind === 'pseudo');
}
