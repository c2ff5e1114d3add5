import { customerKeyActions } from '../operations/customer-keys.ts';
import { requirementsOf } from '../operations/requirements.ts';
import type { Requirement } from '../operations/requirements.ts';
import type { BehaviorCall, BehaviorUnknown, Target } from '../../model/behavior.ts';
import type { Span } from '../../util/span.ts';
import type { RawCall, SourcePlace } from '../host.ts';
import { resourceDraft } from '../hints/draft.ts';
import { customerKey, viaService } from '../platform/customer-key.ts';
import type { Abstract } from '../value.ts';
import { exactText } from '../values/values.ts';
import type { BoundGrant } from './grant.ts';
import { throughProfiles } from './inference-profile.ts';
import { inputView } from './input.ts';
import { nameOf } from './name.ts';
import type { NameUnknown, Naming } from './name.ts';
import { withSession } from './session.ts';
import { targetsOf } from './targets.ts';
import type { BoundTarget } from './targets.ts';
import { withTaskRoles } from './task-roles.ts';

/** A place of the source code as a stretch of the owner's file. */
export type Sources = (place: SourcePlace) => Span;

/** A call joined with the app: what it needs, on which resources, and what of that cannot be told. */
export function bindCall(raw: RawCall, asked: Naming, sources: Sources): { call: BehaviorCall; unknowns: readonly BehaviorUnknown[] } {
  const at = sources(raw.at);
  const naming = { ...asked, at };
  const required = requirementsOf(raw.service, raw.operation, inputView(withEndpoint(raw)));
  const unknowns: BehaviorUnknown[] = [];
  if (required === null) {
    unknowns.push({ what: 'call', code: 'unknown-operation', because: `${raw.service} has no operation ${raw.operation}`, at, hint: null });
  }
  const own = (required ?? []).flatMap((requirement) => grantsOf(raw, requirement, naming));
  const grants = withTaskRoles(own.flatMap(throughProfiles), naming.app);
  for (const unknown of unknownNames(grants)) {
    const { code, because } = unknown;
    unknowns.push({ what: 'resource', code, because, at, hint: resourceDraft(naming.fn, unknown, at) });
  }
  return {
    call: {
      service: raw.service,
      operation: raw.operation,
      principal: principalOf(raw, naming),
      grants: grants.map(({ targets, ...grant }) => ({ ...grant, targets: targets.map(shownTarget) })),
      at,
      stack: raw.stack.map(sources),
      must: raw.must,
      how: raw.how,
    },
    unknowns,
  };
}

function shownTarget({ logicalId, arn, unknown, via, bound }: BoundTarget): Target {
  return { logicalId, arn, unknown, via, bound };
}

/** The input, with the endpoint of the client where it was made with one, and what began the session: some rules name their resource by it. */
function withEndpoint(raw: RawCall): Abstract {
  const { client } = raw;
  const input = withSession(raw);
  if (client.endpoint === null || input.kind !== 'object') return input;
  return { ...input, fields: new Map([...input.fields, ['$Endpoint', client.endpoint]]) };
}

function grantsOf(raw: RawCall, requirement: Requirement<Abstract>, naming: Naming): BoundGrant[] {
  const { action, resource, certain, because, dependent } = requirement;
  const any: BoundTarget = { logicalId: null, arn: '*', unknown: null, via: 'the action takes no resource', bound: null, reason: null };
  const named = resource === null ? [any] : targetsOf(resource, naming, exactText(raw.client.region ?? undefined));
  // Requests to a domain are asked for on their paths. https://docs.aws.amazon.com/opensearch-service/latest/developerguide/ac.html
  const targets = action.startsWith('es:ESHttp') ? named.map((target) => ({ ...target, arn: `${target.arn}/*` })) : named;
  const isCertain = certain && !dependent && !isCleanUp(raw);
  if (targets.length === 0) return [];
  return [{ action, targets, certain: isCertain, because, viaService: null }, ...keyGrants(raw, targets, naming)];
}

/** An upload that fails is taken back; one that does not, does without. */
function isCleanUp({ operation, must }: RawCall): boolean {
  return operation === 'AbortMultipartUpload' && !must;
}

/** What a call needs on the customer keys of the resources it uses. */
function keyGrants(raw: RawCall, targets: readonly BoundTarget[], naming: Naming): BoundGrant[] {
  const use = customerKeyActions(raw.service, raw.operation);
  if (use === null) return [];
  const encrypted = targets.map((target) => ({ target, key: customerKey(naming.app, target.logicalId) })).filter((one) => one.key !== null);
  return encrypted.flatMap(({ target, key }) =>
    use.actions.map((action) => ({
      action,
      targets: [{ ...key!, via: `${target.via} -> encrypted with ${key!.via}`, reason: null }],
      certain: true,
      because: `${target.logicalId} is encrypted with a customer key`,
      viaService: viaService(use.via),
    })),
  );
}

function unknownNames(grants: readonly BoundGrant[]): NameUnknown[] {
  const reasons = grants.flatMap((grant) => grant.targets.flatMap((target) => (target.reason === null ? [] : [target.reason])));
  return [...new Map(reasons.map((reason) => [`${reason.code} ${reason.because}`, reason])).values()];
}

/** Whose credentials make the call: null for the function's own role. */
function principalOf(raw: RawCall, naming: Naming): string | null {
  const { credentials } = raw.client;
  if (credentials === null) return null;
  if (credentials.kind !== 'model' || credentials.data?.type !== 'credentials') return '?';
  if (credentials.data.role === null) return null;
  const role = nameOf(credentials.data.role, naming);
  return role.unknown === null ? role.text : '?';
}
