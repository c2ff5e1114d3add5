import type { App } from '../../../model/app.ts';
import type { CheckFix } from '../../../model/fix.ts';
import type { SecurityGroup } from '../../../model/network.ts';
import { balancerGroups, functionGroups, ruleAt, ruleFor, vpcRange, withoutRule } from '../../fixing/security-group.ts';
import type { Callers } from '../../fixing/security-group.ts';
import { noFix } from '../../fixing/owner.ts';
import { attachedTo } from './users.ts';

/** What takes no connection at all: nothing is lost with the rule. */
const SILENT: ReadonlySet<string> = new Set(['AWS::Lambda::Function', 'AWS::ApiGatewayV2::VpcLink']);

/** Takes a rule away that nothing needs; lets only the callers in the app, or only the VPC, through any other. */
export const fix: CheckFix = {
  safety: 'review',
  plan({ subject, at, message, data }, app) {
    const group = app.network.securityGroups.find(({ id }) => id === subject);
    const rule = ruleAt(at);
    if (rule === null) return noFix('the rule is not written as an item of a list, or as a resource');
    if (group === undefined) return noFix('the group is not in the template: name the group or the address range of its callers');
    const name = group.resource.logicalId;
    const ports = String(data?.['ports']);
    const users = attachedTo(app, group.id);
    if (users.length > 0 && users.every(({ type }) => SILENT.has(type))) {
      return { safety: 'review', title: `Let nobody reach ${name} on ${ports}`, changes: [withoutRule(rule)] };
    }
    if (message === 'open' && /^port (?:80|443)$/.test(ports)) {
      return noFix(`whether ${name} serves the web is for its owner to say: put a load balancer before it`);
    }
    const callers = callersOf(app, group);
    if (callers === null) return noFix(`who calls what ${name} guards stands nowhere in the template: name their group or address range`);
    const changes = ruleFor(rule, callers);
    if (changes === null) return noFix('the source of the rule cannot be replaced');
    const who = callers.kind === 'groups' ? callers.groups.join(', ') : `the addresses of ${callers.vpc}`;
    return {
      safety: 'review',
      title: `Let only ${who} reach ${name} on ${ports}`,
      changes,
      todo: [`See that nobody else needs ${name} on ${ports}`],
    };
  },
};

function callersOf(app: App, group: SecurityGroup): Callers | null {
  const balancers = balancerGroups(app, group);
  const isBehindBalancer = attachedTo(app, group.id).some(({ type }) => /^AWS::(?:ECS|AutoScaling|EC2)::/.test(type));
  if (isBehindBalancer && balancers.length > 0) return { kind: 'groups', groups: balancers };
  const range = vpcRange(app, group);
  if (range !== null) return range;
  const groups = functionGroups(app, group);
  return groups.length > 0 ? { kind: 'groups', groups } : null;
}
