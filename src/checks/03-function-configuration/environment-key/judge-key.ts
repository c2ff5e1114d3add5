import type { App } from '../../../model/app.ts';
import type { Outcome } from '../../../model/finding.ts';
import type { EnvironmentVariable, LambdaFunction } from '../../../model/function.ts';
import { atomsOf, exactText, isUnknown } from '../../../model/value.ts';
import type { Unknown } from '../../../model/value.ts';
import type { Span } from '../../../util/span.ts';
import { cannotTell, fail, notApplicable, pass } from '../../outcomes.ts';
import { sensitivityOf } from '../sensitive-value.ts';
import { nameKind } from '../variable-names.ts';

/** Whether the variables of a function are under a key of the owner's, or need none. */
export function judgeKey(app: App, fn: LambdaFunction): Outcome {
  if (fn.environmentUnknown !== null) return cannotTell(fn.id, fn.environmentUnknown);
  if (fn.environment.length === 0) return notApplicable(fn.id, 'it has no environment variables');
  if (isUnknown(fn.kmsKey)) return cannotTell(fn.id, fn.kmsKey);
  if (fn.kmsKey !== undefined && !/\balias\/aws\//.test(exactText(fn.kmsKey) ?? '')) return pass(fn.id);
  const judged = fn.environment.map((variable) => ({ variable, ...classOf(app, variable) }));
  const sensitive = judged.filter(({ kind }) => kind === 'sensitive');
  const telling = sensitive.length > 0 ? sensitive : judged.filter(({ kind }) => kind === 'private');
  const [first] = telling;
  const unread = judged.find(({ because }) => because !== null);
  if (first === undefined) return unread === undefined ? pass(fn.id) : cannotTell(fn.id, unread.because!);
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
  readonly kind: 'sensitive' | 'private' | 'public' | 'unknown';
  readonly at: Span;
  readonly redact: boolean;
  /** Why the value cannot be read; null where it can, or need not be. */
  readonly because: Unknown | null;
}

function classOf(app: App, variable: EnvironmentVariable): Class {
  const found = sensitivityOf(app, variable);
  const base = { at: variable.nameAt, redact: false, because: null };
  if (found.kind === 'literal') return { ...base, kind: 'sensitive', at: found.at, redact: true };
  if (found.kind === 'unknown') {
    if (nameKind(variable.name) === 'secret') return { ...base, kind: 'sensitive' };
    return isPublic(variable) ? { ...base, kind: 'public' } : { ...base, kind: 'unknown', because: found.because };
  }
  // At the value itself, where environment-secret and environment-secret-reference say better what is wrong with it.
  if (found.kind !== 'none') return { ...base, kind: 'sensitive', at: variable.value.at };
  return { ...base, kind: isPublic(variable) ? 'public' : 'private' };
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
