import { refKind } from '../../../data/resource-types.ts';
import type { App } from '../../../model/app.ts';
import type { PolicyDocument } from '../../../model/statement.ts';
import type { Resource } from '../../../model/template.ts';
import type { Value } from '../../../model/value.ts';

/** A resource of an identity policy that is certainly no ARN, and the role or policy that has it. */
export interface WithoutArn {
  readonly holder: Resource;
  readonly value: Value;
}

/** Every such value of the app's roles and policies: a name, or `Ref` of what has a name (`!Sub '${Photos}/*'`). */
export function* withoutArn(app: App): Iterable<WithoutArn> {
  const seen = new Set<Value>();
  const documents: readonly (readonly [Resource, PolicyDocument])[] = [
    ...app.roles.flatMap((role) => role.policies.map(({ document }) => [role.resource, document] as const)),
    ...app.policies.map(({ resource, document }) => [resource, document] as const),
  ];
  for (const [holder, { statements }] of documents) {
    for (const value of statements.flatMap(({ resources, notResources }) => [...resources, ...notResources])) {
      if (seen.has(value) || !isNoArn(app, value)) continue;
      seen.add(value);
      yield { holder, value };
    }
  }
}

/** What a parameter or an import begins with is known at deployment. */
function isNoArn(app: App, value: Value): boolean {
  if (value.kind === 'scalar') return (value.parameters ?? []).length === 0 && isOther(String(value.value ?? ''));
  if (value.kind !== 'text') return false;
  const [first] = value.atoms;
  if (first?.kind === 'literal') return isOther(first.text);
  if (first?.kind !== 'resource' || first.attribute !== null) return false;
  const kind = refKind(app.resource(first.id)?.type ?? '');
  return kind === 'name' || kind === 'id' || kind === 'url';
}

function isOther(start: string): boolean {
  return start !== '' && !/^(?:\*$|arn:)/.test(start);
}
