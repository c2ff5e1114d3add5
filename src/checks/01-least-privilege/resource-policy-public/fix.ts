import type { App } from '../../../model/app.ts';
import type { Authored, Change, Path } from '../../../model/change.ts';
import type { CheckFix, Fix, NoFix } from '../../../model/fix.ts';
import type { ResourcePolicy } from '../../../model/resource-policy.ts';
import type { Statement } from '../../../model/statement.ts';
import { property } from '../../../model/template.ts';
import { written as writtenAt } from '../../../model/written.ts';
import { at, toJson } from '../../../util/node.ts';
import type { Node } from '../../../util/node.ts';
import type { SourceFile } from '../../../util/span.ts';
import { noFix, notWritten, ref, setProperty, sub, writtenOf } from '../../fixing/owner.ts';
import type { Written } from '../../fixing/owner.ts';
import { pathAt } from '../../fixing/place.ts';
import { sendersTo } from './senders.ts';
import type { Sender } from './senders.ts';

/** Lets in whom the app shows to send there, else this account and the trusted ones, else the VPC endpoints of a private API. */
export const fix: CheckFix = {
  safety: 'review',
  plan({ subject }, app) {
    for (const policy of app.resourcePolicies) {
      const statement = policy.document.statements.find((one) => one.subject === subject);
      if (statement !== undefined) return narrowed(app, policy, statement);
    }
    return noFix(`${subject} is not in the template`);
  },
};

function narrowed(app: App, policy: ResourcePolicy, statement: Statement): Fix | NoFix {
  const written = writtenOf(policy.resource);
  if (written === undefined) return notWritten(policy.resource);
  if (written.type !== policy.resource.type) return noFix(`SAM makes the policy of ${policy.resource.logicalId} for ${written.logicalId}`);
  if (policy.guards.some((id) => property(app.resource(id)!, 'WebsiteConfiguration') !== undefined)) {
    return noFix(
      'a website is open to everyone on purpose: accept it with a reason, or put CloudFront with origin access control before it',
    );
  }
  const name = written.logicalId;
  const todo = [`See that nobody outside of the account needs what ${name} allows`];
  if (written.type === 'AWS::Events::EventBusPolicy' && property(policy.resource, 'Statement') === undefined) {
    return {
      safety: 'review',
      title: `Let only this account in by ${name}`,
      changes: [setProperty(written, 'Principal', ref('AWS::AccountId'))],
      todo,
    };
  }
  const path = pathAt(statement.at);
  const node = path === undefined ? undefined : writtenAt(written.file, path);
  if (path === undefined || node?.kind !== 'map' || !node.has('Effect')) return noFix(`the statement of ${name} is not written as a map`);
  const place = { file: written.file, path, node };
  if (policy.service === 'execute-api') return behindEndpoints(app, policy, place);
  const senders = statement.conditions.length > 0 || statement.notPrincipals.length > 0 ? [] : sendersTo(app, policy, written);
  if (senders.length > 0) return bySenders(place, name, senders);
  return { safety: 'review', title: `Let only this account in by ${name}`, changes: principalSet(place, accounts(app)), todo };
}

interface Place {
  readonly file: SourceFile;
  readonly path: Path;
  readonly node: Node;
}

function accounts(app: App): Authored {
  const own = sub('arn:${AWS::Partition}:iam::${AWS::AccountId}:root');
  const trusted = app.config.account.trusted.map((account) => sub(`arn:\${AWS::Partition}:iam::${account}:root`));
  return { AWS: trusted.length === 0 ? own : [own, ...trusted] };
}

function principalSet({ file, path, node }: Place, value: Authored): Change[] {
  const set: Change = { kind: 'set', file, path: [...path, 'Principal'], value, after: 'Effect' };
  if (at(node, 'NotPrincipal') === undefined) return [set];
  return [{ kind: 'remove', file, path: [...path, 'NotPrincipal'] }, set];
}

/** One service can be let in by the statement itself; each further one gets a statement like it. */
function bySenders(place: Place, name: string, senders: readonly Sender[]): Fix {
  const { file, path, node } = place;
  const [first, ...others] = senders as readonly [Sender, ...Sender[]];
  const plain = toJson(node) as { readonly [key: string]: Authored };
  const changes: Change[] = [
    ...principalSet(place, { Service: first.service }),
    { kind: 'set', file, path: [...path, 'Condition'], value: first.condition },
  ];
  const isListed = typeof path.at(-1) === 'number';
  if (others.length > 0 && isListed) {
    const { Sid: _, ...rest } = plain;
    const items = others.map(({ service, condition }) => ({ ...rest, Principal: { Service: service }, Condition: condition }));
    changes.push({ kind: 'append', file, path: path.slice(0, -1), items });
  }
  const who = senders.map(({ from }) => from).join(', ');
  return {
    safety: 'review',
    title: `Let only ${who} send by ${name}`,
    changes,
    todo: [`See that nobody but ${who} sends by ${name}; identities of this account need policies of their own`],
  };
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-private-api-create.html */
function behindEndpoints(app: App, policy: ResourcePolicy, { file, path }: Place): Fix | NoFix {
  const written = writtenOf(policy.resource) as Written;
  const listed =
    at(written.node, 'Properties', 'EndpointConfiguration', 'VpcEndpointIds') ??
    at(written.node, 'Properties', 'EndpointConfiguration', 'VPCEndpointIds');
  const own = app.network.endpoints.filter(({ service, resource }) => service === 'execute-api' && resource.at.source === file);
  const ids: Authored[] = listed?.kind === 'list' ? listed.items.map(toJson) : own.map(({ resource }) => ref(resource.logicalId));
  if (ids.length === 0) return noFix(`from which VPC endpoints ${written.logicalId} is called stands nowhere in the template`);
  const condition: Change = {
    kind: 'set',
    file,
    path: [...path, 'Condition', 'StringEquals', 'aws:SourceVpce'],
    value: ids.length === 1 ? ids[0]! : ids,
  };
  return { safety: 'review', title: `Let only its VPC endpoints call ${written.logicalId}`, changes: [condition] };
}
