import type { PolicyStatement } from '../../../iam/policy.ts';
import type { App } from '../../../model/app.ts';
import type { Authored, Change } from '../../../model/change.ts';
import { groupsOf, minimalPolicy } from '../../../model/minimal-policy.ts';
import type { Need } from '../../../model/needs.ts';
import { canonicalArn } from '../../../model/policy-text.ts';
import type { Role } from '../../../model/role.ts';
import type { RolePolicy, RoleStatement } from '../../../model/role-policy.ts';
import type { SourceFile } from '../../../util/span.ts';
import { addPolicies, attachManaged, isSamRole, policyBeside } from '../../fixing/policies/add-policies.ts';
import { authorArn } from '../../fixing/policies/author-arn.ts';
import type { ArnWriter } from '../../fixing/policies/author-arn.ts';
import { authorGroup, authorNeeds } from '../../fixing/policies/author-statement.ts';
import type { PolicyPiece } from '../../fixing/policies/pieces.ts';
import { PolicyEdits, asWritten } from '../../fixing/policies/policy-edits.ts';
import { spellingsOf } from '../../fixing/policies/spellings.ts';
import { undecidedOf } from './excess.ts';
import { withListing } from './listing.ts';
import { narrowInPlace } from './in-place.ts';
import { answerOf, isClean, isLess, narrowed, withoutWholeServices } from './narrow.ts';
import type { Measure } from './narrow.ts';
import { at } from '../../../util/node.ts';
import { roleBehavior } from '../role-behavior.ts';

/** What a role's wide policies are narrowed to. */
export interface NarrowingInput {
  readonly app: App;
  readonly role: Role;
  readonly policy: RolePolicy;
  readonly needs: readonly Need[];
  /** The parts that allow too much. */
  readonly wide: readonly PolicyPiece[];
  readonly file: SourceFile;
  /** Whether these may not be all needs, so that nothing will say whether the role is narrow. */
  readonly isPartial?: boolean;
}

/** Narrows the wide parts of one role's policies. */
export class Narrowing {
  readonly #input: NarrowingInput;
  readonly #edits: PolicyEdits;
  readonly #measure: Measure;
  /** Statements as they will be. */
  readonly #after: RoleStatement[];
  /** Needs that no part serves any more once the wide ones are gone, and that get statements of their own. */
  readonly #pool: Need[] = [];
  #platform = false;
  /** Needs of resources that wait for the role, so that only a policy beside it can name them. */
  readonly #beside: Need[] = [];

  constructor(input: NarrowingInput) {
    this.#input = input;
    this.#edits = new PolicyEdits(input.file);
    const needs = withListing(input.app, input.policy, input.needs);
    this.#measure = { app: input.app, role: input.policy, needs };
    this.#after = input.policy.statements.filter((statement) => !input.wide.some((piece) => piece.statements.includes(statement)));
  }

  /** The changes; or why there are none. */
  changes(): readonly Change[] | string {
    const trouble = this.#narrowStatements() ?? this.#replaceOthers() ?? this.#addPolicyBeside() ?? this.#verify();
    return trouble ?? this.#edits.changes();
  }

  /** Whether a policy of its own is needed, which is there only after the functions are. */
  get hasPolicyBeside(): boolean {
    return this.#beside.length > 0;
  }

  #writer(piece: PolicyPiece | null): ArnWriter {
    const { app, role, file, wide } = this.#input;
    const own =
      piece === null
        ? undefined
        : role.policies.find(({ resource }) => resource.logicalId === piece.path[1] && resource.at.source === file);
    return { app, holder: own?.resource ?? role.resource, file, spellings: wide.flatMap(spellingsOf) };
  }

  /** The needs that a part serves and that nothing else does for certain: the first part that serves a need for certain keeps it. */
  #needsOf(piece: PolicyPiece): readonly Need[] {
    const { wide } = this.#input;
    const answer = (one: PolicyPiece, need: Need): string => answerOf(this.#measure, one.statements, need);
    return this.#measure.needs.filter((need) => {
      if (answerOf(this.#measure, this.#after, need) === 'allowed') return false;
      const sure = wide.find((one) => answer(one, need) === 'allowed');
      return sure === undefined ? answer(piece, need) === 'unknown' : sure === piece;
    });
  }

  #narrowStatements(): string | null {
    const pieces = this.#input.wide.filter(({ kind }) => kind === 'statement').map((piece) => ({ piece, needs: this.#needsOf(piece) }));
    for (const { piece, needs } of pieces) {
      const trouble = piece.otherRoles.length > 0 ? this.#narrowShared(piece, needs) : this.#narrowStatement(piece, needs, this.#measure);
      if (trouble !== null) return trouble;
    }
    return null;
  }

  #narrowStatement(piece: PolicyPiece, needs: readonly Need[], measure: Measure): string | null {
    const statement = piece.statements[0]!;
    const partial = this.#input.isPartial === true ? withoutWholeServices(statement.policy, needs) : null;
    const { stays, left } = partial ?? narrowed(measure, statement, needs, this.#after);
    const writer = this.#writer(piece);
    if (stays !== null) {
      this.#after.push({ ...statement, policy: stays });
      const old = statement.policy.resources?.patterns ?? [];
      const named = (stays.resources?.patterns ?? []).filter((pattern) => !old.includes(pattern));
      const apart = needs.filter((need) => named.includes(canonicalArn(need.arn)) && authorArn(writer, need) === null);
      if (apart.length > 0 && left.length === 0 && at(piece.node, 'Condition') === undefined) return this.#moveApart(piece, needs, apart);
      this.#after.push({ ...statement, policy: stays });
      const trouble = narrowInPlace(this.#edits, writer, { piece, next: stays, needs });
      return trouble ?? this.#addBeside(piece, left);
    }
    if (left.length === 0) {
      this.#edits.remove(piece.path);
      return null;
    }
    return this.#addBeside(piece, left, true);
  }

  /** Leaves in the statement what it can name; the rest goes into a policy beside the role. */
  #moveApart(piece: PolicyPiece, needs: readonly Need[], apart: readonly Need[]): string | null {
    this.#beside.push(...apart);
    const rest = needs.filter((need) => !apart.includes(need));
    if (rest.length > 0) return this.#addBeside(piece, rest, true);
    this.#edits.remove(piece.path);
    return null;
  }

  /** A policy resource for what the role itself cannot name. */
  #addPolicyBeside(): string | null {
    if (this.#beside.length === 0) return null;
    const { app, role, file, wide } = this.#input;
    const added = authorNeeds({ ...this.#writer(null), isBeside: true }, this.#beside, false);
    if (typeof added === 'string') return added;
    this.#add(wide[0]!.statements[0]!, this.#beside);
    const change = policyBeside(app, role, file, added.statements);
    if (change === null) return `${role.resource.logicalId} stands in no file of the app`;
    this.#edits.set(change.path, change.value, change.after);
    return null;
  }

  /** New statements where the old one stood, under the same conditions; the first one takes its place. */
  #addBeside(piece: PolicyPiece, needs: readonly Need[], replaces = false): string | null {
    const writer = this.#writer(piece);
    const statement = piece.statements[0]!;
    const condition = at(piece.node, 'Condition');
    const authored: { [key: string]: Authored }[] = [];
    for (const group of groupsOf(needs)) {
      const made = authorGroup(writer, group);
      if (typeof made === 'string') {
        if (!group.needs.every(isPlatformLog)) return made;
        this.#platform = true;
        this.#pool.push(...group.needs);
        continue;
      }
      if (condition !== undefined && made['Condition'] !== undefined)
        return 'a statement with conditions of its own would need another one';
      authored.push({ ...made, ...(condition !== undefined && { Condition: asWritten(condition) }) });
      this.#add(statement, group.needs, statement.policy.conditions);
    }
    const [first, ...others] = authored;
    if (replaces && first !== undefined) {
      for (const key of ['Action', 'Resource'] as const) {
        const not = at(piece.node, `Not${key}`);
        if (not !== undefined) this.#edits.remove([...piece.path, `Not${key}`]);
        this.#edits.set([...piece.path, key], first[key]!, not === undefined ? undefined : `Not${key}`);
      }
    } else if (replaces) this.#edits.remove(piece.path);
    const more = replaces ? others : authored;
    const list = typeof piece.path.at(-1) === 'number' ? piece.path.slice(0, -1) : piece.path;
    if (more.length > 0) this.#edits.append(list, more);
    return null;
  }

  #add(like: RoleStatement, needs: readonly Need[], conditions: PolicyStatement['conditions'] = []): void {
    for (const policy of minimalPolicy(needs.map((need) => ({ ...need, arn: canonicalArn(need.arn) }))).statements)
      this.#after.push({ ...like, managed: null, policy: { ...policy, conditions: [...policy.conditions, ...conditions] } });
  }

  /** A policy that several roles share may lose only what none of them needs. */
  #narrowShared(piece: PolicyPiece, needs: readonly Need[]): string | null {
    const { app, role } = this.#input;
    const name = String(piece.path[1]);
    const others = piece.otherRoles.map((other) => ({ other, behavior: roleBehavior(app, other) }));
    const blocked = others.find(({ behavior }) => behavior === null || behavior.blocked !== null);
    if (blocked !== undefined) return `${name} also applies to ${blocked.other.resource.logicalId}, and what that needs is not fully known`;
    const served = others
      .flatMap(({ behavior }) => behavior!.needs)
      .filter((need) => answerOf(this.#measure, piece.statements, need) !== 'missing');
    const all = [...needs, ...served];
    const { stays, left } = narrowed(
      { ...this.#measure, needs: [...this.#measure.needs, ...served] },
      piece.statements[0]!,
      all,
      this.#after,
    );
    if (left.length > 0 || (stays !== null && !isClean(this.#measure, [stays], piece.statements[0]!)))
      return `${name} also applies to ${others.map(({ other }) => other.resource.logicalId).join(', ')}, with other needs than ${role.resource.logicalId}`;
    if (stays === null) {
      this.#edits.remove(piece.path);
      return null;
    }
    this.#after.push({ ...piece.statements[0]!, policy: stays });
    return narrowInPlace(this.#edits, this.#writer(piece), { piece, next: stays, needs: all });
  }

  /** Policy templates and managed policies go, and what was needed of them is added once. */
  #replaceOthers(): string | null {
    const { app, role, wide } = this.#input;
    const others = wide.filter(({ kind }) => kind !== 'statement').map((piece) => ({ piece, needs: this.#needsOf(piece) }));
    for (const { piece, needs } of others) {
      this.#edits.remove(piece.path);
      this.#pool.push(...needs.filter((need) => !this.#pool.includes(need)));
    }
    const logs = isSamRole(role) ? [] : this.#pool.filter(isPlatformLog);
    const network =
      logs.length === 0
        ? []
        : this.#pool.filter(({ reasons }) => reasons.every(({ platform }) => platform?.because === 'network interfaces in the VPC'));
    const own = this.#pool.filter((need) => !logs.includes(need) && !network.includes(need));
    const isAttached = logs.length > 0 || this.#platform;
    const places = others.map(({ piece }) => piece.path);
    if (isAttached) {
      const name = network.length > 0 ? 'AWSLambdaVPCAccessExecutionRole' : 'AWSLambdaBasicExecutionRole';
      const trouble = attachManaged(this.#edits, role, `service-role/${name}`, places);
      if (trouble !== null) return trouble;
    }
    const first = this.#input.wide[0]!.statements[0]!;
    this.#add(first, this.#pool);
    const writer = this.#writer(null);
    const apart = own.filter((need) => authorArn(writer, need) === null);
    this.#beside.push(...apart);
    const added = authorNeeds(
      writer,
      own.filter((need) => !apart.includes(need)),
      isSamRole(role),
    );
    return typeof added === 'string' ? added : addPolicies(this.#edits, { app, role }, added, places);
  }

  /** What is written must allow every need as before, and nothing else. */
  #verify(): string | null {
    const { policy, wide } = this.#input;
    const lost = this.#measure.needs.find((need) =>
      isLess(answerOf(this.#measure, this.#after, need), answerOf(this.#measure, policy.statements, need)),
    );
    if (lost !== undefined) return `${lost.action} could not be kept in a narrower policy`;
    if (this.#input.isPartial === true) return null;
    const changed = this.#after.filter((statement) => statement.policy.effect === 'Allow' && !policy.statements.includes(statement));
    const like = wide[0]!.statements[0]!;
    // Logs may be written as AWS's own execution policies allow it.
    const isPlatform = this.#platform || changed.length === 0;
    const undecided = undecidedOf(this.#measure.app, { ...policy, statements: this.#after }, this.#measure.needs);
    // Then nothing would say that the role is narrow now.
    const open = policy.unreadable[0] ?? policy.boundary?.unreadable[0] ?? undecided;
    if (open !== null) return open.reason;
    return isPlatform ||
      isClean(
        this.#measure,
        changed.map((one) => one.policy),
        like,
      )
      ? null
      : 'no narrower policy of the same form was found';
  }
}

/** What Lambda writes for every function, which AWS's own execution policy allows. */
function isPlatformLog({ reasons }: Need): boolean {
  return reasons.every(({ platform }) => platform?.because === 'logs');
}
