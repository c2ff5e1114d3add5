import { defineCheck } from '../../../model/check.ts';
import type { Check } from '../../../model/check.ts';
import type { App } from '../../../model/app.ts';
import type { Outcome, Severity } from '../../../model/finding.ts';
import type { Rule, SecurityGroup } from '../../../model/network.ts';
import { ingressElsewhere } from '../../../model/security-group.ts';
import type { Resource } from '../../../model/template.ts';
import { exactText, isUnknown } from '../../../model/value.ts';
import { cannotTell, fail, pass } from '../../outcomes.ts';
import { coversAnyOf, isWebPort, portsText } from './ports.ts';
import { attachedTo, servesPublicly } from './users.ts';
import { fix } from './fix.ts';

const check: Check = defineCheck({
  id: 'security-group-open',
  title: 'Security group lets every address in',
  practices: [5],
  severity: 'medium',
  promise: 'rule',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html',
  ],
  looksAt: ['AWS::EC2::SecurityGroup', 'AWS::EC2::SecurityGroupIngress'],
  messages: {
    open: '{group} lets every address in on {ports}',
    idle: '{group} lets every address in on {ports}, which nothing behind it needs: it belongs to {users} only',
  },
  remedy: 'Name the security group or address range of the callers as the source (SourceSecurityGroupId, CidrIp).',
  yieldsTo: ['database-open'],
  fix,
  *run(app) {
    for (const group of app.network.securityGroups) yield* judge(app, group);
    for (const { resource, rule } of ingressElsewhere(app)) {
      const outcome = judgeRule({ subject: resource.id, name: resource.logicalId, users: [], rule });
      yield outcome ?? pass(resource.id);
    }
  },
});
export default check;

/** What a group may stand before without taking any connection itself: only connections to them, or from inside the VPC. */
const QUIET: ReadonlySet<string> = new Set(['AWS::Lambda::Function', 'AWS::EC2::VPCEndpoint', 'AWS::ApiGatewayV2::VpcLink']);

// SSH, RDP and the ports that databases listen on.
const SENSITIVE = [22, 3389, 1433, 1521, 3306, 5432, 5439, 6379, 8182, 9092, 9200, 11211, 27017] as const;

function* judge(app: App, group: SecurityGroup): Iterable<Outcome> {
  const mayBeOpen = group.ingress.some((rule) => rule.open !== 'limited');
  const users = mayBeOpen ? attachedTo(app, group.id) : [];
  const outcomes = group.ingress
    .filter((rule) => !servesPublicly(app, users, rule))
    .map((rule) => judgeRule({ subject: group.id, name: group.resource.logicalId, users, rule }))
    .filter((outcome) => outcome !== null);
  for (const blocked of group.unknowns) outcomes.push(cannotTell(group.id, blocked));
  yield* outcomes.length > 0 ? outcomes : [pass(group.id)];
}

interface Judged {
  readonly subject: string;
  readonly name: string;
  readonly users: readonly Resource[];
  readonly rule: Rule;
}

/** Null when the rule admits only some. Pings are let through: they carry no data to speak of. */
function judgeRule({ subject, name, users, rule }: Judged): Outcome | null {
  if (rule.open === 'limited' || /^(?:icmp|icmpv6|1|58)$/i.test(exactText(rule.protocol) ?? '')) return null;
  if (isUnknown(rule.open)) return cannotTell(subject, rule.open);
  const isIdle = users.length > 0 && users.every((user) => QUIET.has(user.type));
  const everywhere = rule.sources.find(({ kind, value }) => kind === 'cidr' && exactText(value)?.trim().endsWith('/0') === true);
  return fail({
    subject,
    message: isIdle ? 'idle' : 'open',
    args: { group: name, ports: portsText(rule), users: users.map((user) => user.logicalId) },
    at: everywhere?.value.at ?? rule.at,
    severity: severityOf(rule, isIdle),
    evidence: users.map((user) => ({ text: `${user.logicalId} (${user.type}) belongs to it`, at: user.at })),
    data: { ports: portsText(rule), users: users.map((user) => user.id) },
  });
}

function severityOf(rule: Rule, isIdle: boolean): Severity {
  if (isIdle) return 'low';
  if (coversAnyOf(rule, SENSITIVE)) return 'high';
  // A web server of one's own is open by nature, though a load balancer should stand before it.
  return isWebPort(rule) ? 'low' : 'medium';
}
