import type { App } from '../../../model/app.ts';
import { defineCheck } from '../../../model/check.ts';
import type { Check } from '../../../model/check.ts';
import type { Outcome } from '../../../model/finding.ts';
import type { Rule } from '../../../model/network.ts';
import { coversPort } from '../../../model/security-group.ts';
import type { Resource } from '../../../model/template.ts';
import { isUnknown, resourceNamed, show, unknown } from '../../../model/value.ts';
import type { Unknown } from '../../../model/value.ts';
import { all, any, cannotTell, fail, pass } from '../../outcomes.ts';
import { DATABASES, portsOf, securityGroupsOf } from './databases.ts';
import { publicAddress } from './public-address.ts';
import { fix } from './fix.ts';

const check: Check = defineCheck({
  id: 'database-open',
  title: 'Database can be reached from the internet',
  practices: [1, 5],
  severity: 'high',
  promise: 'rule',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html',
    'https://docs.aws.amazon.com/opensearch-service/latest/developerguide/vpc.html',
    'https://docs.aws.amazon.com/msk/latest/developerguide/public-access.html',
  ],
  looksAt: Object.keys(DATABASES),
  messages: {
    public: '{database} has a public address, so a password or a network rule is all that stands before it',
    publicDefault: '{database} does not say whether it is public, and its subnets lead to the internet, so it gets a public address',
    domain: '{database} is outside any VPC, so its endpoint is on the internet and its access policy alone guards it',
    group: '{database} accepts connections from every address: {group} opens its port to anywhere',
  },
  remedy: 'Set PubliclyAccessible to false (put the domain into a VPC), and let the security group admit only the group of the functions.',
  fix,
  *run(app) {
    for (const database of app.ofType(...Object.keys(DATABASES))) yield judge(app, database);
  },
});
export default check;

function judge(app: App, database: Resource): Outcome {
  const subject = database.id;
  const name = database.logicalId;
  const groups = openGroups(app, database);
  const evidence = groups.open.map(({ group, rule }) => ({ text: `${group} admits every address`, at: rule.at }));
  const { answer, said } = publicAddress(app, database);
  if (answer === true && database.type.endsWith('::Domain')) {
    // Every request to a domain can be made to carry a signature; a database asks for a password.
    return fail({ subject, message: 'domain', args: { database: name }, at: database.at, severity: 'medium' });
  }
  if (answer === true) {
    const message = said === undefined ? 'publicDefault' : 'public';
    // Groups that are all known and admit no stranger leave the address without a listener for him.
    const severity = groups.open.length === 0 && groups.known ? 'medium' : 'high';
    return fail({ subject, message, args: { database: name }, at: said?.at ?? database.at, severity, evidence });
  }
  const [open] = groups.open;
  if (open !== undefined) {
    // Without a public address only the VPC and what is connected to it gets as far as the group.
    const severity = answer === false ? 'medium' : 'high';
    return fail({ subject, message: 'group', args: { database: name, group: open.group }, at: open.rule.at, severity });
  }
  const clear = all([isUnknown(answer) ? answer : true, groups.unknown ?? true]);
  return isUnknown(clear) ? cannotTell(subject, clear) : pass(subject);
}

interface OpenGroups {
  readonly open: readonly { readonly group: string; readonly rule: Rule }[];
  /** Whether the database names its groups and all of them are in the template. */
  readonly known: boolean;
  readonly unknown: Unknown | null;
}

function openGroups(app: App, database: Resource): OpenGroups {
  const ports = portsOf(database);
  const named = securityGroupsOf(database).map((value) => ({
    value,
    group: app.network.securityGroups.find(({ id }) => id === resourceNamed(value)),
  }));
  const judged = named.flatMap(({ group }) =>
    (group?.ingress ?? []).map((rule) => ({
      group: group!.resource.logicalId,
      rule,
      admits: all([opensToAll(rule), any(ports.map((port) => coversPort(rule, port)))]),
    })),
  );
  const outside = named.find(({ group }) => group === undefined)?.value;
  const blind =
    outside === undefined || isUnknown(outside) ? outside : unknown(`security group ${show(outside)} is not in the template`, outside.at);
  const unread = named.flatMap(({ group }) => group?.unknowns ?? [])[0];
  return {
    open: judged.filter(({ admits }) => admits === true),
    known: named.length > 0 && outside === undefined && unread === undefined,
    unknown: judged.map(({ admits }) => admits).find(isUnknown) ?? unread ?? blind ?? null,
  };
}

function opensToAll(rule: Rule): boolean | Unknown {
  return isUnknown(rule.open) ? rule.open : rule.open === 'any';
}
