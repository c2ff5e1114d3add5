import { showHoles } from '../../../iam/policy.ts';
import type { App } from '../../../model/app.ts';
import { defineCheck } from '../../../model/check.ts';
import type { Check } from '../../../model/check.ts';
import { escalationsOf } from '../../../model/escalation-path.ts';
import type { EscalationPath } from '../../../model/escalation-path.ts';
import type { Evidence, Outcome } from '../../../model/finding.ts';
import { rolePolicy } from '../../../model/role-policy.ts';
import type { Role } from '../../../model/role.ts';
import type { Unknown } from '../../../model/value.ts';
import { cannotTell, fail, pass } from '../../outcomes.ts';
import { fix } from './fix.ts';
import { tamperingsBy } from './tampering.ts';
import type { Tampered } from './tampering.ts';

const check: Check = defineCheck({
  id: 'trail-tamperable',
  title: 'A role of the app can stop the trail or rewrite what it recorded',
  practices: [6],
  severity: 'critical',
  promise: 'proof',
  proves: 'roles that can neither stop nor rewrite a trail',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/best-practices-security.html',
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/security_iam_id-based-policy-examples.html',
  ],
  looksAt: ['AWS::CloudTrail::Trail', 'AWS::IAM::Role', 'AWS::S3::Bucket', 'AWS::KMS::Key'],
  messages: {
    direct: '{role} can {whats}: it allows {action} on {resource}',
    path: 'from {role} the trail {trail} is within reach: it {path}, and with {reached} it can {whats}',
    account: 'from {role} the trail {trail} is within reach: it {path}, and has every permission then',
  },
  remedy:
    'Keep the trail, its bucket and its key in an account of their own, or deny these actions to every role but the one that deploys them.',
  fix,
  *run(app) {
    if (app.trails.length === 0) return;
    for (const role of app.roles) yield judge(app, role);
  },
});
export default check;

function judge(app: App, role: Role): Outcome {
  const direct = tamperingsBy(app, rolePolicy(app, role));
  if (direct.found.length > 0) return tampers(role, null, direct.found);
  const escalations = escalationsOf(app, role);
  let blocked: string | null = direct.undecided ?? escalations.undecided;
  for (const path of escalations.paths) {
    if (path.to === null) {
      // Another user or role of the account need not be allowed to; every permission is.
      if (path.steps.at(-1)!.reaches === 'every permission') return account(app, role, path);
      blocked ??= `what ${path.steps.at(-1)!.reaches} may do to the trail cannot be told`;
      continue;
    }
    const reached = tamperingsBy(app, rolePolicy(app, path.to));
    if (reached.found.length > 0) return tampers(role, path, reached.found);
    blocked ??= reached.undecided;
  }
  const blind: Unknown | undefined = rolePolicy(app, role).unreadable[0];
  if (blind !== undefined) return cannotTell(role.id, blind);
  return blocked === null ? pass(role.id) : cannotTell(role.id, { reason: blocked, at: role.at });
}

function tampers(role: Role, path: EscalationPath | null, found: readonly Tampered[]): Outcome {
  const first = found[0]!;
  const { request, statement } = first.by;
  const trail = first.trail.resource.logicalId;
  const same = found.filter((one) => one.trail === first.trail);
  return fail({
    subject: role.id,
    message: path === null ? 'direct' : 'path',
    args: {
      role: role.resource.logicalId,
      trail,
      whats: same.map(({ what }) => what),
      action: request.action,
      resource: showHoles(request.resource),
      ...(path !== null && { path: path.steps.map(({ how }) => how).join(', which '), reached: path.to?.resource.logicalId ?? '' }),
    },
    at: path?.steps[0].by[0]?.statement.at ?? statement.at,
    evidence: [...pathEvidence(path), ...found.map(evidenceOf)],
    data: {
      functions: role.functions,
      path: path?.steps.map(({ how }) => how) ?? [],
      requests: found.map((one) => ({
        trail: one.trail.resource.id,
        action: one.by.request.action,
        resource: showHoles(one.by.request.resource),
      })),
    },
  });
}

function account(app: App, role: Role, path: EscalationPath): Outcome {
  const trails = app.trails.map(({ resource }) => resource.logicalId);
  const how = path.steps.map((step) => step.how);
  return fail({
    subject: role.id,
    message: 'account',
    args: { role: role.resource.logicalId, trail: trails, path: how.join(', which ') },
    at: path.steps[0].by[0]?.statement.at ?? role.at,
    evidence: pathEvidence(path),
    data: { functions: role.functions, path: how, requests: [] },
  });
}

function pathEvidence(path: EscalationPath | null): Evidence[] {
  return (path?.steps ?? []).flatMap(({ from, by }) =>
    by.map(({ request, statement }) => ({
      text: `${from.resource.logicalId} allows ${request.action} on ${showHoles(request.resource)}`,
      at: statement.at,
    })),
  );
}

function evidenceOf({ what, by: { request, statement } }: Tampered): Evidence {
  return { text: `${request.action} on ${showHoles(request.resource)}: it can ${what}`, at: statement.at };
}
