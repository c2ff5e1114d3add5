import { API_GATEWAY_RULES } from './operation-rules/api-gateway.ts';
import { APPLICATION_RULES } from './operation-rules/applications.ts';
import { COMPUTE_RULES } from './operation-rules/compute.ts';
import { DATABASE_RULES } from './operation-rules/databases.ts';
import { IDENTITY_RULES } from './operation-rules/identity.ts';
import { MACHINE_LEARNING_RULES } from './operation-rules/machine-learning.ts';
import { MESSAGING_RULES } from './operation-rules/messaging.ts';
import { ownNeeds } from './operation-rules/own.ts';
import { parseRule, ruleLines } from './operation-rules/parse.ts';
import { passedRoles } from './operation-rules/passed-roles.ts';
import type { OperationRule } from './operation-rules/rule.ts';
import { S3_ACCOUNT_RULES } from './operation-rules/s3-account.ts';
import { S3_BUCKET_RULES } from './operation-rules/s3-buckets.ts';
import { S3_OBJECT_RULES } from './operation-rules/s3-objects.ts';
import { SIGNED_REQUEST_RULES } from './operation-rules/signed-requests.ts';
import { isUnlisted } from './operation-rules/unlisted.ts';

/** Hand-kept rules by service; a service has its rules in one text or several. */
const TEXTS: readonly Readonly<Record<string, string>>[] = [
  API_GATEWAY_RULES,
  APPLICATION_RULES,
  COMPUTE_RULES,
  DATABASE_RULES,
  IDENTITY_RULES,
  MACHINE_LEARNING_RULES,
  MESSAGING_RULES,
  { s3control: S3_ACCOUNT_RULES },
  { s3: S3_OBJECT_RULES },
  { s3: S3_BUCKET_RULES },
  SIGNED_REQUEST_RULES,
];

const lines = new Map<string, ReadonlyMap<string, readonly string[]>>();

/** The operations that a service has hand-kept rules for; some are requests that no SDK has an operation for, as a signed `es` `ESHttpGet`. */
export function keptOperations(service: string): readonly string[] {
  return [...keptLines(service).keys()];
}

/** The services that have hand-kept rules. */
export function keptServices(): readonly string[] {
  return [...new Set(TEXTS.flatMap((texts) => Object.keys(texts)))];
}

const NO_ACTION_LISTED: OperationRule = { kind: 'unlisted', reason: 'the service authorization reference names no action for it' };

/** What an operation needs: the hand-kept rule, or else the action of its own name with the resources of the service authorization reference;
 *  undefined when neither is known. Roles that the operation hands to a service are among the needs. */
export function operationRule(service: string, operation: string): OperationRule | undefined {
  const name = `${service}:${operation}`;
  const known = rules.get(name);
  if (known || rules.has(name)) return known;
  const rule = wholeRule(service, operation);
  rules.set(name, rule);
  return rule;
}

const rules = new Map<string, OperationRule | undefined>();

function wholeRule(service: string, operation: string): OperationRule | undefined {
  const text = keptLines(service).get(operation);
  const kept = text && parseRule(text, operation);
  const own = ownNeeds(service, operation);
  if (kept && kept.kind !== 'needs') return kept;
  if (!kept && own?.kind !== 'needs') return own ?? (isUnlisted(service, operation) ? NO_ACTION_LISTED : undefined);
  const ownActions = own?.kind === 'needs' && kept?.own !== false ? own.needs : [];
  return { kind: 'needs', own: false, needs: [...ownActions, ...(kept?.needs ?? []), ...passedRoles(service, operation)] };
}

function keptLines(service: string): ReadonlyMap<string, readonly string[]> {
  const known = lines.get(service);
  if (known) return known;
  const texts = TEXTS.flatMap((all) => (Object.hasOwn(all, service) ? [all[service] ?? ''] : []));
  const found = ruleLines(texts.join('\n'));
  lines.set(service, found);
  return found;
}
