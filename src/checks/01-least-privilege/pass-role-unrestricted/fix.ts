import { expandAction } from '../../../data/iam-actions.ts';
import type { App } from '../../../model/app.ts';
import type { Authored } from '../../../model/change.ts';
import type { CheckFix, Fix, NoFix } from '../../../model/fix.ts';
import { resourceArn } from '../../../model/policy-text.ts';
import type { Role } from '../../../model/role.ts';
import type { Statement } from '../../../model/statement.ts';
import { exactText, resourcesIn } from '../../../model/value.ts';
import { at } from '../../../util/node.ts';
import { noFix } from '../../fixing/owner.ts';
import { authorArn } from '../../fixing/policies/author-arn.ts';
import { oneOrAll } from '../../fixing/policies/author-statement.ts';
import { placeOf } from '../../fixing/place.ts';
import { hasChoice, isChosen } from '../../fixing/policies/places.ts';
import type { Place } from '../../fixing/place.ts';
import { PolicyEdits, asWritten } from '../../fixing/policies/policy-edits.ts';

/** Names the roles that the holder's functions are told of, and the services that these roles trust. */
export const fix: CheckFix = {
  safety: 'review',
  plan: (fail, app) => {
    const policy = app.policies.find(({ document }) => document.statements.some(({ subject }) => subject === fail.subject));
    const statement = policy?.document.statements.find(({ subject }) => subject === fail.subject);
    const place = statement === undefined ? undefined : placeOf(statement.at);
    if (policy === undefined || statement === undefined || place?.path[2] !== 'Properties' || isChosen(place.path))
      return noFix(`${fail.subject} is not written as a statement of its own`);
    const passed = passedRoles(app, (fail.data?.['functions'] ?? []) as readonly string[]);
    if (passed.length === 0) return noFix('which role is passed on is not in the template');
    const writer = { app, holder: policy.resource, file: place.file, spellings: [] };
    const arns = passed.map((role) =>
      authorArn(writer, {
        action: 'iam:PassRole',
        arn: resourceArn(app, role.resource) ?? '*',
        viaService: null,
        reasons: [],
      }),
    );
    const named = arns.filter((arn) => arn !== null);
    if (named.length < arns.length) return noFix('the policy cannot name the role that is passed on without a circle');
    return restrict({ statement, place, named, services: servicesOf(passed) }, fail.subject, passed);
  },
};

/** Roles that other services are meant to take: functions know them by their environment. */
function passedRoles(app: App, functions: readonly string[]): readonly Role[] {
  const known = new Set(
    app.functions
      .filter(({ id }) => functions.includes(id))
      .flatMap(({ environment }) => environment.flatMap(({ value }) => [...resourcesIn(value)])),
  );
  return app.roles.filter((role) => known.has(role.id) && servicesOf([role]).length > 0);
}

function servicesOf(roles: readonly Role[]): readonly string[] {
  const all = roles.flatMap(({ trust }) =>
    trust.statements.flatMap(({ principals }) =>
      principals.flatMap(({ kind, value }) => (kind === 'service' ? (exactText(value) ?? []) : [])),
    ),
  );
  return [...new Set(all)];
}

interface Restriction {
  readonly statement: Statement;
  readonly place: Place;
  readonly named: readonly Authored[];
  readonly services: readonly string[];
}

function restrict({ statement, place, named, services }: Restriction, subject: string, passed: readonly Role[]): Fix | NoFix {
  const action = at(place.node, 'Action');
  if (action === undefined || hasChoice(action) || hasChoice(at(place.node, 'Resource')))
    return noFix('the statement hangs on a condition');
  const isPassing = (value: (typeof statement.actions)[number]): boolean => expandAction(exactText(value) ?? '').includes('iam:PassRole');
  if (statement.actions.some((value) => isPassing(value) && exactText(value)?.toLowerCase() !== 'iam:passrole'))
    return noFix('the statement allows more of IAM than PassRole: say which actions are meant');
  const edits = new PolicyEdits(place.file);
  const condition = at(place.node, 'Condition');
  const limit = { StringEquals: { 'iam:PassedToService': oneOrAll(services) } };
  if (statement.actions.every(isPassing)) {
    edits.set([...place.path, 'Resource'], oneOrAll(named));
    if (condition === undefined) edits.set([...place.path, 'Condition'], limit);
  } else {
    if (action.kind !== 'list') return noFix('the actions of the statement are not written as a list');
    statement.actions.forEach((value, i) => {
      if (isPassing(value)) edits.remove([...place.path, 'Action', i]);
    });
    const list = typeof place.path.at(-1) === 'number' ? place.path.slice(0, -1) : place.path;
    const kept = condition === undefined ? limit : asWritten(condition);
    edits.append(list, [{ Effect: 'Allow', Action: 'iam:PassRole', Resource: oneOrAll(named), Condition: kept }]);
  }
  const changes = edits.changes();
  const names = passed.map(({ resource }) => resource.logicalId).join(', ');
  return typeof changes === 'string' ? noFix(changes) : { safety: 'review', title: `Let ${subject} pass ${names} only`, changes };
}
