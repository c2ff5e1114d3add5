import type { App } from '../../../model/app.ts';
import type { Authored, Change, Path } from '../../../model/change.ts';
import type { CheckFix, Fix, NoFix } from '../../../model/fix.ts';
import type { FailOutcome } from '../../../model/finding.ts';
import type { Role } from '../../../model/role.ts';
import type { Statement } from '../../../model/statement.ts';
import { trusts } from '../../../model/trust.ts';
import { property } from '../../../model/template.ts';
import { exactText } from '../../../model/value.ts';
import { writtenTree } from '../../../model/written.ts';
import { at } from '../../../util/node.ts';
import { noFix, notWritten } from '../../fixing/owner.ts';
import { mentionsOf } from '../../fixing/policies/mentions.ts';
import { placeOf } from '../../fixing/place.ts';
import { hasChoice, isChosen } from '../../fixing/policies/places.ts';
import type { Place } from '../../fixing/place.ts';
import { servicesNobodyNeeds } from './trust.ts';

/** Takes services out of a trust policy that nothing of the app uses the role with, and anyone out of one that asks for nothing. */
export const fix: CheckFix = {
  safety: 'safe',
  plan: (fail, app) => {
    const role = app.roles.find((one) => one.trust.statements.some(({ subject }) => subject === fail.subject));
    const statement = role?.trust.statements.find(({ subject }) => subject === fail.subject);
    const place = statement === undefined ? undefined : placeOf(statement.at);
    if (role === undefined || statement === undefined) return noFix(`${fail.subject} is not in the template`);
    if (place === undefined || isChosen(place.path) || place.path[2] !== 'Properties') return notWritten(role.resource);
    return planFor(app, fail, { role, statement, place });
  },
};

interface Trusting {
  readonly role: Role;
  readonly statement: Statement;
  readonly place: Place;
}

function planFor(app: App, fail: FailOutcome, trusting: Trusting): Fix | NoFix {
  switch (fail.message) {
    case 'service':
      return dropServices(app, trusting);
    case 'anyone':
      return ownAccount(trusting);
    case 'account':
      return noFix(
        'whether the account is yours is not in the template: name it in account.trusted of the config, or ask for sts:ExternalId',
      );
    default:
      return noFix('which subject of the identity provider is meant is not in the template: ask for it in a condition');
  }
}

function dropServices(app: App, { role, statement, place }: Trusting): Fix | NoFix {
  const unused = servicesNobodyNeeds(app, role, statement).map((value) => exactText(value) ?? '');
  const path: Path = [...place.path, 'Principal', 'Service'];
  const node = at(place.node, 'Principal', 'Service');
  const { file } = place;
  const title = `Trust ${role.resource.logicalId} to Lambda only`;
  const safety = isKnownOutside(role, place) ? 'review' : 'safe';
  if (node === undefined || hasChoice(node)) return noFix('the services of the trust policy hang on a condition');
  const isUnused = (item: typeof node): boolean => item.kind === 'scalar' && unused.includes(String(item.value));
  if (node.kind === 'list' && !node.items.every(isUnused)) {
    const changes = node.items.flatMap((item, i): Change[] => (isUnused(item) ? [{ kind: 'remove', file, path: [...path, i] }] : []));
    return changes.length === unused.length ? { safety, title, changes } : noFix('the services of the trust policy are not written out');
  }
  const isOnly = role.trust.statements.length === 1 || statement.principals.length > unused.length || typeof place.path.at(-1) !== 'number';
  if (isOnly) return noFix('nobody would be left who may assume the role');
  return { safety, title, changes: [{ kind: 'remove', file, path: place.path }] };
}

/** Whether somebody outside of the app may know the role: by a name of its own, or by an output. */
function isKnownOutside({ resource }: Role, { file }: Place): boolean {
  const outputs = at(writtenTree(file) ?? undefined, 'Outputs');
  return property(resource, 'RoleName') !== undefined || mentionsOf(outputs, resource.logicalId).length > 0;
}

/** The account's own policies then say who may assume it. */
function ownAccount({ role, statement, place }: Trusting): Fix | NoFix {
  if (statement.principals.length !== 1 || at(place.node, 'Principal') === undefined)
    return noFix('who is meant beside anyone is not clear');
  const account: Authored = { AWS: { 'Fn::Sub': 'arn:${AWS::Partition}:iam::${AWS::AccountId}:root' } };
  const isForLambda = role.functions.length > 0;
  const title = `Trust ${role.resource.logicalId} to ${isForLambda ? 'Lambda' : 'this account'} only`;
  if (isForLambda && trusts(role, 'lambda.amazonaws.com') !== false && typeof place.path.at(-1) === 'number')
    return { safety: 'review', title, changes: [{ kind: 'remove', file: place.file, path: place.path }] };
  return {
    safety: 'review',
    title,
    changes: [
      {
        kind: 'set',
        file: place.file,
        path: [...place.path, 'Principal'],
        value: isForLambda ? { Service: 'lambda.amazonaws.com' } : account,
      },
    ],
    ...(!isForLambda && { todo: [`Name who may assume ${role.resource.logicalId} instead of the whole account`] }),
  };
}
