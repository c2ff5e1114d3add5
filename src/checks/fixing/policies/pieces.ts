import { isPolicyTemplate } from '../../../data/policy-templates.ts';
import type { App } from '../../../model/app.ts';
import type { Role } from '../../../model/role.ts';
import type { RoleStatement } from '../../../model/role-policy.ts';
import { property } from '../../../model/template.ts';
import { resourcesIn } from '../../../model/value.ts';
import { onlyEntry } from '../../../util/node.ts';
import { placeOf } from '../place.ts';
import { hasChoice, isChosen } from './places.ts';
import type { Place } from '../place.ts';

/** A part of a role's policies as its owner wrote it: one statement, a use of a SAM policy template, or a managed policy that is attached. */
export interface PolicyPiece extends Place {
  readonly kind: 'statement' | 'template' | 'managed';
  /** What it allows or denies. */
  readonly statements: readonly RoleStatement[];
  /** Other roles of the app that it applies to. */
  readonly otherRoles: readonly Role[];
}

/** The parts that some statements of a role come from; or why one of them cannot be edited. */
export function piecesOf(app: App, role: Role, statements: readonly RoleStatement[]): readonly PolicyPiece[] | string {
  const bySpan = Map.groupBy(statements, ({ at }) => `${at.source.path} ${at.start} ${at.end}`);
  const pieces: PolicyPiece[] = [];
  for (const same of bySpan.values()) {
    const piece = pieceOf(app, role, same);
    if (typeof piece === 'string') return piece;
    pieces.push(piece);
  }
  return pieces;
}

function pieceOf(app: App, role: Role, statements: readonly RoleStatement[]): PolicyPiece | string {
  const [{ at, subject, managed }] = statements as readonly [RoleStatement, ...RoleStatement[]];
  const place = placeOf(at);
  const name = managed ?? subject;
  if (place === undefined) return `${name} is not written at a single place of ${at.source.path}`;
  const isTemplate = managed === null && !place.path.includes('Statement');
  if (isChosen(place.path) || (isTemplate && hasChoice(place.node))) return `${name} hangs on a condition or a loop of the template`;
  const kind = kindOf(place, managed !== null);
  if (kind === undefined) return `${name} comes from ${String(place.path[1] ?? 'elsewhere')}, not from policies that the owner wrote`;
  const policy = role.policies.find((one) =>
    one.document.statements.some((statement) => statement.at === at || statement.at.start === at.start),
  );
  const others = policy === undefined ? [] : app.roles.filter((other) => other !== role && other.policies.includes(policy));
  if (policy !== undefined && appliesToPeople(app, policy.resource.id))
    return `${policy.resource.logicalId} also applies to users or groups`;
  return { ...place, kind, statements, otherRoles: others };
}

function kindOf({ path, node }: Place, isManaged: boolean): PolicyPiece['kind'] | undefined {
  const properties = path.slice(3);
  const list = typeof properties.at(-1) === 'number' ? properties.at(-2) : properties.at(-1);
  if (path[0] !== 'Resources' || path[2] !== 'Properties') return undefined;
  if (node.kind === 'map' && list === 'Statement' && !isManaged) return 'statement';
  if (isManaged) return properties[0] === 'ManagedPolicyArns' || properties[0] === 'Policies' ? 'managed' : undefined;
  const only = onlyEntry(node);
  return properties[0] === 'Policies' && properties.length <= 2 && only !== undefined && isPolicyTemplate(only.key)
    ? 'template'
    : undefined;
}

function appliesToPeople(app: App, id: string): boolean {
  const resource = app.resource(id);
  if (resource === undefined || resource.type === 'AWS::IAM::Role') return false;
  if (property(resource, 'Users') !== undefined || property(resource, 'Groups') !== undefined) return true;
  return app.ofType('AWS::IAM::User', 'AWS::IAM::Group').some((one) => resourcesIn(property(one, 'ManagedPolicyArns')).has(id));
}
