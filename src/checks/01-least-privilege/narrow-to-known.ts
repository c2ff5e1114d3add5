import type { App } from '../../model/app.ts';
import type { BehaviorUnknown } from '../../model/behavior.ts';
import type { Fix, NoFix } from '../../model/fix.ts';
import type { Need } from '../../model/needs.ts';
import type { Role } from '../../model/role.ts';
import { rolePolicy } from '../../model/role-policy.ts';
import type { RolePolicy, RoleStatement } from '../../model/role-policy.ts';
import { exactText } from '../../model/value.ts';
import type { Span } from '../../util/span.ts';
import { noFix } from '../fixing/owner.ts';
import { shownRole } from '../fixing/policies/add-policies.ts';
import { piecesOf } from '../fixing/policies/pieces.ts';
import type { PolicyPiece } from '../fixing/policies/pieces.ts';
import { isOthersToo, roleBehavior } from './role-behavior.ts';
import type { RoleBehavior } from './role-behavior.ts';
import { answerOf } from './role-too-wide/narrow.ts';
import { Narrowing } from './role-too-wide/narrowing.ts';
import { isFullAccessName, isWholeService } from './wide-names.ts';

/**
 * Leaves of everything in a role that gives whole services what its functions are known to call, and tells what is not known of them. The
 * same edit whichever of these parts it is asked for; `isAsked` says which statements that is.
 */
export function narrowToKnown(app: App, role: Role, isAsked: (statement: RoleStatement) => boolean): Fix | NoFix {
  const behavior = roleBehavior(app, role);
  if (behavior === null) return noFix(`${holdersOf(role)}, and what that does is not in the app`);
  const trouble = whyNothingKnown(role, behavior);
  if (trouble !== null) return noFix(trouble);
  const policy = rolePolicy(app, role);
  if (policy.statements.some(isAllBut)) return noFix('its role also allows all but a few actions or resources: narrow that first');
  const asked = policy.statements.filter(isAsked);
  if (asked.length === 0) return noFix('what it allows is not known');
  const wide = policy.statements.filter((statement) => asked.includes(statement) || isWide(statement));
  const pieces = piecesOf(app, role, wide);
  if (typeof pieces === 'string') return noFix(pieces);
  const served = pieces
    .filter(({ kind }) => kind !== 'template')
    .map((piece) => ({ piece, needs: calledBy(app, policy, piece, behavior) }));
  const known = served.filter(({ needs }) => needs.length > 0);
  const gaps = gapsOf(behavior);
  if (!known.some(({ piece }) => piece.statements.some((statement) => asked.includes(statement)))) return noFix(unused(asked, gaps));
  return narrowing(app, role, {
    behavior,
    policy,
    gaps,
    pieces: known.map(({ piece }) => piece),
    needs: known.flatMap((one) => one.needs),
  });
}

function narrowing(
  app: App,
  role: Role,
  given: { behavior: RoleBehavior; policy: RolePolicy; gaps: readonly Gap[]; pieces: readonly PolicyPiece[]; needs: readonly Need[] },
): Fix | NoFix {
  const { behavior, policy, gaps, pieces, needs } = given;
  const file = pieces[0]!.file;
  if (pieces.some((piece) => piece.file !== file)) return noFix('its policies stand in several files');
  const narrowed = new Narrowing({ app, role, policy, needs: behavior.needs, wide: pieces, file, isPartial: true });
  const changes = narrowed.changes();
  if (typeof changes === 'string') return noFix(changes);
  const actions = [...new Set(needs.map(({ action }) => action))].join(', ');
  const names = [...new Set(pieces.flatMap(({ statements }) => statements.map(nameOfPart)))].join(' and ');
  const title = `Limit ${shownRole(role)} to what ${behavior.users.join(', ')} ${behavior.users.length === 1 ? 'is' : 'are'} known to use`;
  const todo = gaps.map(({ place, because, what }) =>
    what === 'call'
      ? `See what ${place} calls (${because}): in place of ${names} the role now allows only ${actions}`
      : `See which resource ${place} means (${because})`,
  );
  return { safety: 'review', title, changes, ...(todo.length > 0 && { todo }) };
}

/** The calls of the code that a part of the policies allows, or may. */
function calledBy(app: App, policy: RolePolicy, piece: PolicyPiece, { needs }: RoleBehavior): readonly Need[] {
  return needs.filter(
    (need) =>
      need.reasons.some(({ call }) => call !== null) &&
      ['allowed', 'unknown'].includes(answerOf({ app, role: policy, needs }, piece.statements, need)),
  );
}

/** Whether a statement gives whole services: those of a managed policy, or what the owner wrote as `dynamodb:*`. */
function isWide({ managed, policy }: RoleStatement): boolean {
  if (managed !== null) return isFullAccessName(managed);
  const isPlain = policy.effect === 'Allow' && !policy.actions.not && policy.resources?.not !== true;
  return isPlain && policy.actions.patterns.some(isWholeService);
}

/** Whether the owner wrote a statement of what is not meant: what is known would seem to be served by it already. */
function isAllBut({ managed, policy }: RoleStatement): boolean {
  return managed === null && policy.effect === 'Allow' && (policy.actions.not || policy.resources?.not === true);
}

function whyNothingKnown(role: Role, { users, functions, behaviors }: RoleBehavior): string | null {
  const others = [...users, ...role.usedBy].find((id) => functions.every((fn) => fn.id !== id));
  if (others !== undefined) return `${others} runs with it too, and what that needs is not fully known`;
  if (isOthersToo(role)) return 'others than its functions may take the role, and what they do is not in the app';
  const dark = behaviors.findIndex(({ analysed }) => !analysed);
  const why = behaviors[dark]?.unknowns[0]?.because ?? 'it is in no language that is followed';
  return dark < 0 ? null : `the code of ${functions[dark]!.id} was not followed: ${why}`;
}

/** Who runs with a role that nothing of the app is named for. */
function holdersOf({ trust }: Role): string {
  const principals = trust.statements.flatMap((statement) => statement.principals.map(({ value }) => exactText(value) ?? 'somebody'));
  return `${[...new Set(principals)].join(' and ') || 'nobody here'} runs with it`;
}

function nameOfPart({ managed, policy }: RoleStatement): string {
  return managed ?? policy.actions.patterns.filter(isWholeService).join(', ');
}

function unused(asked: readonly RoleStatement[], gaps: readonly Gap[]): string {
  const known = `nothing that is known of the code uses ${nameOfPart(asked[0]!)}`;
  const gap = gaps.find(({ what }) => what === 'call');
  return gap === undefined ? known : `${known}, and what ${gap.place} calls could not be followed`;
}

interface Gap {
  readonly what: BehaviorUnknown['what'];
  readonly place: string;
  readonly because: string;
}

/** What could not be followed, a line once. */
function gapsOf({ functions, behaviors }: RoleBehavior): readonly Gap[] {
  const gaps = behaviors.flatMap(({ unknowns }, i) =>
    unknowns.map(({ what, because, at }): Gap => ({ what, because, place: at === null ? functions[i]!.id : placeOf(at) })),
  );
  return [...new Map(gaps.map((gap) => [`${gap.what} ${gap.place}`, gap])).values()];
}

function placeOf({ source, start }: Span): string {
  return `${source.path}:${source.position(start).line}`;
}
