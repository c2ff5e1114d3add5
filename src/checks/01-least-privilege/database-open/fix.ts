import type { App } from '../../../model/app.ts';
import type { Authored, Change } from '../../../model/change.ts';
import type { CheckFix, Fix, NoFix } from '../../../model/fix.ts';
import type { FailOutcome } from '../../../model/finding.ts';
import type { Resource } from '../../../model/template.ts';
import type { SecurityGroup } from '../../../model/network.ts';
import { property } from '../../../model/template.ts';
import { resourceNamed, resourcesIn } from '../../../model/value.ts';
import { toJson } from '../../../util/node.ts';
import { functionGroups, ruleAt, ruleFor, vpcRange } from '../../fixing/security-group.ts';
import type { WrittenRule } from '../../fixing/security-group.ts';
import {
  conditionOf,
  freeId,
  getAtt,
  newResource,
  noFix,
  notWritten,
  setProperty,
  writtenOf,
  writtenProperty,
} from '../../fixing/owner.ts';
import { DATABASES } from './databases.ts';

/** Types that change between a public address and none in place (CloudFormation template reference, `PubliclyAccessible`). */
const IN_PLACE: Readonly<Record<string, { readonly path: string; readonly value: Authored }>> = {
  'AWS::RDS::DBInstance': { path: 'PubliclyAccessible', value: false },
  'AWS::Redshift::Cluster': { path: 'PubliclyAccessible', value: false },
  'AWS::RedshiftServerless::Workgroup': { path: 'PubliclyAccessible', value: false },
  'AWS::MSK::Cluster': { path: 'BrokerNodeGroupInfo.ConnectivityInfo.PublicAccess.Type', value: 'DISABLED' },
};

/** Takes the public address away, or lets only the functions or the VPC through the security group. */
export const fix: CheckFix = {
  safety: 'review',
  plan(fail, app) {
    const database = app.resource(fail.subject);
    if (database === undefined) return noFix(`${fail.subject} is not in the template`);
    if (fail.message === 'group') return narrowed(app, database, fail);
    if (fail.message === 'domain') return noFix(`${database.logicalId} cannot move into a VPC: make a domain there and copy its indexes`);
    return unpublished(database);
  },
};

function unpublished(database: Resource): Fix | NoFix {
  const written = writtenOf(database);
  const setting = IN_PLACE[database.type];
  if (written === undefined || written.type !== database.type) return notWritten(database);
  if (setting === undefined) {
    const property = DATABASES[database.type]?.publicFlag ?? 'the public address';
    return noFix(`a change of ${property} would replace ${database.logicalId}, and lose what it holds`);
  }
  const there = writtenProperty(written, setting.path);
  if (there !== undefined && there.kind !== 'scalar') return noFix(`whether ${database.logicalId} is public depends on the deployment`);
  return {
    safety: 'review',
    title: `Take the public address of ${database.logicalId} away`,
    changes: [setProperty(written, setting.path, setting.value)],
    todo: [`See that whoever connects to ${database.logicalId} runs in its VPC, functions included`],
  };
}

function narrowed(app: App, database: Resource, { args, at }: FailOutcome): Fix | NoFix {
  const group = app.network.securityGroups.find(({ resource }) => resource.logicalId === args?.['group']);
  const rule = ruleAt(at);
  if (group === undefined || rule === null) return noFix('the rule is not written as an item of a list, or as a resource');
  const functions = functionGroups(app, group);
  const callers = functions.length > 0 ? ({ kind: 'groups', groups: functions } as const) : vpcRange(app, group);
  const changes = callers === null ? null : ruleFor(rule, callers);
  if (callers === null || changes === null) return noFix(`who connects to ${database.logicalId} stands nowhere in the template`);
  const polled = callers.kind === 'groups' ? fromItself(app, database, { group, rule }) : [];
  const who = callers.kind === 'groups' ? `members of ${callers.groups.join(', ')}` : `the addresses of ${callers.vpc}`;
  return {
    safety: 'review',
    title: `Let only ${who} connect to ${database.logicalId}`,
    changes: [...changes, ...polled],
    todo: [`See that nobody else connects to ${database.logicalId}`],
  };
}

/**
 * Lambda polls an event source from network interfaces that have the groups of the source itself, which thus have to let themselves in
 * (https://docs.aws.amazon.com/lambda/latest/dg/with-documentdb.html). A group cannot name itself in its own rules.
 */
function fromItself(app: App, database: Resource, { group, rule }: { group: SecurityGroup; rule: WrittenRule }): Change[] {
  const mappings = app.ofType('AWS::Lambda::EventSourceMapping');
  const isPolled = mappings.some((mapping) => resourcesIn(property(mapping, 'EventSourceArn')).has(database.id));
  const own = writtenOf(group.resource);
  const isSaid = app
    .ofType('AWS::EC2::SecurityGroupIngress')
    .some((one) => ['GroupId', 'SourceSecurityGroupId'].every((name) => resourceNamed(property(one, name)) === group.id));
  if (!isPolled || isSaid || own?.type !== 'AWS::EC2::SecurityGroup') return [];
  const ports = Object.entries(toJson(rule.node) as { readonly [key: string]: Authored }).filter(([key]) => PORTS.includes(key));
  const id = getAtt(own.logicalId, 'GroupId');
  const Properties = { GroupId: id, ...Object.fromEntries(ports), SourceSecurityGroupId: id };
  const name = freeId(app, own.file, `${own.logicalId}FromItself`);
  return [newResource(own, name, { Type: 'AWS::EC2::SecurityGroupIngress', ...conditionOf(own), Properties })];
}

const PORTS: readonly string[] = ['IpProtocol', 'FromPort', 'ToPort'];
