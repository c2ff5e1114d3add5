import { defineCheck } from '../../../model/check.ts';
import type { Check } from '../../../model/check.ts';
import { isOlderTls, minimumTlsVersion } from '../../../data/tls-policies.ts';
import type { Outcome } from '../../../model/finding.ts';
import { property } from '../../../model/template.ts';
import type { Resource } from '../../../model/template.ts';
import { exactText, isUnknown, keyPlace, show, unknown } from '../../../model/value.ts';
import { cannotTell, fail, pass } from '../../outcomes.ts';
import { parameterGroupOutcome, PARAMETER_GROUPS } from './parameter-groups.ts';
import { RDS_TYPES, rdsOutcome } from './rds.ts';
import { SWITCHES } from './switches.ts';
import type { Switch } from './switches.ts';
import { fix } from './fix.ts';

const check: Check = defineCheck({
  id: 'database-tls-off',
  title: 'Data store takes connections without TLS',
  practices: [5],
  severity: 'medium',
  promise: 'rule',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.SSL.html',
    'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/PostgreSQL.Concepts.General.SSL.html',
    'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/mysql-ssl-connections.require-ssl.html',
    'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/in-transit-encryption.html',
    'https://docs.aws.amazon.com/opensearch-service/latest/developerguide/infrastructure-security.html',
    'https://docs.aws.amazon.com/msk/latest/developerguide/msk-encryption.html',
  ],
  looksAt: [...new Set([...SWITCHES.map(({ type }) => type), ...RDS_TYPES, ...PARAMETER_GROUPS.map(({ type }) => type)])],
  messages: {
    off: '{name} takes connections without TLS ({setting} is {value}), so passwords and rows cross the network readable',
    inside: '{name} sends data between its own nodes without TLS ({setting} is {value})',
    unset: '{name} does not set {setting}, and by default {what}',
    old: '{name} accepts {version} ({policy})',
    parameter: '{name} sets {setting} to {value}, so its databases take connections without TLS',
    notRequired: '{name} does not require TLS: {engine} leaves {setting} off unless a parameter group sets it',
  },
  remedy:
    'Require TLS: RequireTLS, TransitEncryptionEnabled, EnforceHTTPS, or rds.force_ssl / require_secure_transport in the parameter group.',
  fix,
  *run(app) {
    for (const setting of SWITCHES) for (const resource of app.ofType(setting.type)) yield bySwitch(resource, setting);
    for (const domain of app.ofType('AWS::OpenSearchService::Domain', 'AWS::Elasticsearch::Domain')) yield* oldPolicy(domain);
    for (const resource of app.ofType(...RDS_TYPES)) yield* rdsOutcome(app, resource);
    for (const kind of PARAMETER_GROUPS) for (const group of app.ofType(kind.type)) yield* parameterGroupOutcome(group, kind);
  },
});
export default check;

function bySwitch(resource: Resource, { path, isOn, onByDefault, what, inside }: Switch): Outcome {
  const subject = resource.id;
  const value = property(resource, path);
  const setting = path.slice(path.lastIndexOf('.') + 1);
  const args = { name: resource.logicalId, setting, value: show(value) };
  const severity = inside === true ? ({ severity: 'low' } as const) : {};
  if (value === undefined) {
    if (onByDefault) return pass(subject);
    return fail({ subject, message: 'unset', args: { ...args, what }, at: placeOf(resource, path), ...severity });
  }
  const verdict = isOn(value);
  if (isUnknown(verdict)) return cannotTell(subject, verdict);
  return verdict ? pass(subject) : fail({ subject, message: inside === true ? 'inside' : 'off', args, at: value.at, ...severity });
}

/** The key that would hold the setting, when the template has it. */
function placeOf(resource: Resource, path: string): Resource['at'] {
  const parent = path.includes('.') ? path.slice(0, path.lastIndexOf('.')) : undefined;
  const outer = parent === undefined || parent.includes('.') ? undefined : keyPlace(resource.properties, parent);
  return outer ?? resource.at;
}

function oldPolicy(domain: Resource): Outcome[] {
  const policy = property(domain, 'DomainEndpointOptions.TLSSecurityPolicy');
  const name = exactText(policy);
  if (policy === undefined) return [];
  if (name === undefined)
    return [cannotTell(domain.id, isUnknown(policy) ? policy : unknown(`the TLS policy is ${show(policy)}`, policy.at))];
  const version = minimumTlsVersion('opensearch', name);
  if (version === undefined || !isOlderTls(version, 'TLS 1.2')) return [];
  return [
    fail({ subject: domain.id, message: 'old', args: { name: domain.logicalId, version, policy: name }, at: policy.at, severity: 'low' }),
  ];
}
