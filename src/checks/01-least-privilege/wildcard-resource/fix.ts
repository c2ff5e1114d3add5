import { expandAction } from '../../../data/iam-actions.ts';
import type { App } from '../../../model/app.ts';
import type { Authored, Change, Path } from '../../../model/change.ts';
import type { CheckFix, Fix, NoFix } from '../../../model/fix.ts';
import type { FailOutcome } from '../../../model/finding.ts';
import { exactText, isUnknown, show } from '../../../model/value.ts';
import { at } from '../../../util/node.ts';
import type { Node } from '../../../util/node.ts';
import { noFix } from '../../fixing/owner.ts';
import { authorArn } from '../../fixing/policies/author-arn.ts';
import { oneOrAll } from '../../fixing/policies/author-statement.ts';
import { placeOf } from '../../fixing/place.ts';
import { hasChoice, isChosen } from '../../fixing/policies/places.ts';
import type { Place } from '../../fixing/place.ts';
import { PolicyEdits, asWritten } from '../../fixing/policies/policy-edits.ts';
import { everythingIn } from '../grants.ts';
import type { Grant } from '../grants.ts';
import { ownArns } from './own-arns.ts';

/** Names the app's own resources where the actions are of services of which it has some; whether it uses others, its owner knows. */
export const fix: CheckFix = {
  safety: 'review',
  plan: (fail, app) => {
    const policy = app.policies.find(({ document }) => document.statements.some(({ subject }) => subject === fail.subject));
    const statement = policy?.document.statements.find(({ subject }) => subject === fail.subject);
    const place = statement === undefined ? undefined : placeOf(statement.at);
    if (policy === undefined || statement === undefined || place?.path[2] !== 'Properties' || isChosen(place.path))
      return noFix(`${fail.subject} is not written as a statement of its own`);
    return planFor(app, fail, { policy, statement, place });
  },
};

type Wide = Pick<Grant, 'policy' | 'statement'> & { readonly place: Place };

function planFor(app: App, fail: FailOutcome, { policy, statement, place }: Wide): Fix | NoFix {
  const listed = (fail.data?.['actions'] ?? []) as readonly string[];
  const failing = new Set(statement.actions.map(exactText).filter((one) => one !== undefined && listed.includes(one)));
  const patterns = [...failing] as string[];
  const actions = patterns.flatMap(expandAction);
  const users = app.roles.filter((role) => role.policies.includes(policy)).flatMap((role) => role.functions);
  const open = takenFromElsewhere(app, users, actions);
  if (open !== null) return noFix(`its code does not name the resource: ${open}`);
  const arns = ownArns(app, actions, users);
  if (typeof arns === 'string') return noFix(arns);
  const writer = { app, holder: policy.resource, file: place.file, spellings: [] };
  const written = arns.map((arn) => authorArn(writer, { action: '', arn, viaService: null, reasons: [] }));
  const named = written.filter((one) => one !== null);
  if (named.length < written.length) return noFix('the policy cannot name all resources that may be meant without a circle');
  const action = at(place.node, 'Action');
  const resource = at(place.node, 'Resource');
  if (action === undefined || resource === undefined || hasChoice(action) || hasChoice(resource))
    return noFix('the statement hangs on a condition');
  const wide = statement.resources.map((value) => isUnknown(value) || everythingIn(value) !== null);
  if (resource.kind === 'list' && resource.items.length !== wide.length) return noFix('its resources cannot be told one by one');
  const edits = new PolicyEdits(place.file);
  const others = statement.actions.filter((value) => !failing.has(exactText(value)));
  if (others.length === 0) nameIn(edits, [...place.path, 'Resource'], { node: resource, wide, named });
  else {
    const services = new Set(actions.map((one) => one.slice(0, one.indexOf(':'))));
    const kept = statement.resources.map((value, i) => wide[i] !== true && services.has(show(value).split(':')[2] ?? ''));
    apart(edits, place, { action, patterns, named, kept });
  }
  const changes = edits.changes();
  return typeof changes === 'string' ? noFix(changes) : done(fail, changes);
}

/** Why a function's code may mean other resources than the app's; null where no code says so. */
function takenFromElsewhere(app: App, users: readonly string[], actions: readonly string[]): string | null {
  const asked = new Set(actions);
  const targets = app.functions
    .filter(({ id }) => users.includes(id))
    .flatMap((fn) => app.behaviorOf(fn).calls)
    .flatMap(({ grants }) => grants.filter(({ action }) => asked.has(action)).flatMap((grant) => grant.targets));
  return targets.find((target) => target.unknown !== null && target.logicalId === null)?.unknown ?? null;
}

function done(fail: FailOutcome, changes: readonly Change[]): Fix {
  return {
    safety: 'review',
    title: `Name the resources of ${fail.subject}`,
    changes,
    todo: [`See that ${fail.subject} is used on no resources but those of this template`],
  };
}

/** The named resources in the place of those that stand for all. */
function nameIn(
  edits: PolicyEdits,
  path: Path,
  { node, wide, named }: { node: Node; wide: readonly boolean[]; named: readonly Authored[] },
): void {
  if (node.kind !== 'list' || wide.every(Boolean)) {
    edits.set(path, node.kind === 'list' ? named : oneOrAll(named));
    return;
  }
  wide.forEach((isWide, i) => {
    if (isWide) edits.remove([...path, i]);
  });
  edits.append(path, named);
}

/** Actions that take no resource, or are needed on all, stay; the others get a statement of their own. */
function apart(
  edits: PolicyEdits,
  place: Place,
  { action, patterns, named, kept }: { action: Node; patterns: readonly string[]; named: readonly Authored[]; kept: readonly boolean[] },
): void {
  const resource = at(place.node, 'Resource');
  const rest = resource?.kind === 'list' ? resource.items.filter((_, i) => kept[i] === true).map(asWritten) : [];
  const condition = at(place.node, 'Condition');
  if (action.kind === 'list')
    action.items.forEach((item, i) => {
      if (item.kind === 'scalar' && patterns.includes(String(item.value))) edits.remove([...place.path, 'Action', i]);
    });
  const statement = {
    Effect: 'Allow',
    Action: oneOrAll(patterns),
    Resource: oneOrAll([...rest, ...named]),
    ...(condition !== undefined && { Condition: asWritten(condition) }),
  };
  edits.append(typeof place.path.at(-1) === 'number' ? place.path.slice(0, -1) : place.path, [statement]);
}
