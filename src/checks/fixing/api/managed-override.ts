import type { Api } from '../../../model/api/api.ts';
import type { App } from '../../../model/app.ts';
import type { Authored, Change, Path } from '../../../model/change.ts';
import type { NoFix } from '../../../model/fix.ts';
import { referredTo } from '../../../model/reference.ts';
import { property } from '../../../model/template.ts';
import { conditionOf, freeId, newResource, noFix, notWritten, ref, writtenOf } from '../owner.ts';
import { isSettable } from '../place.ts';

/**
 * Sets the stage or the route that quick create made of an HTTP API's `Target`: it has no resource of its own, and takes settings
 * through `AWS::ApiGatewayV2::ApiGatewayManagedOverrides` alone.
 */
export function override(app: App, api: Api, part: 'Stage' | 'Route', settings: { readonly [key: string]: Authored }): Change[] | NoFix {
  const known = app
    .ofType('AWS::ApiGatewayV2::ApiGatewayManagedOverrides')
    .find((one) => referredTo(property(one, 'ApiId'), [api.resource]).resource !== null);
  const own = writtenOf(known ?? api.resource);
  if (own === undefined) return notWritten(known ?? api.resource);
  if (known === undefined) {
    const id = freeId(app, own.file, `${own.logicalId}Overrides`);
    const Properties = { ApiId: ref(own.logicalId), [part]: settings };
    return [newResource(own, id, { Type: 'AWS::ApiGatewayV2::ApiGatewayManagedOverrides', ...conditionOf(own), Properties })];
  }
  const base = [...own.path, 'Properties', part];
  const changes = Object.entries(settings).flatMap(([key, value]) => leaves([...base, key], value));
  if (!changes.every(({ path }) => isSettable(own.file, path))) return noFix(`${own.logicalId} is not written as a map`);
  return changes.map(({ path, value }) => ({ kind: 'set', file: own.file, path, value }));
}

function leaves(path: Path, value: Authored): { readonly path: Path; readonly value: Authored }[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [{ path, value }];
  return Object.entries(value).flatMap(([key, part]) => leaves([...path, key], part));
}
