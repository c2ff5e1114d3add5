import type { LambdaFunction } from '../../model/function.ts';
import type { Resource } from '../../model/template.ts';
import { pathAt } from '../fixing/place.ts';
import { writtenOf } from '../fixing/owner.ts';
import type { Bypass } from './bypasses.ts';

/** Whether SAM made a resource of the function, as it does of its events: it then follows AutoPublishAlias by itself. */
export function isPartOf(resource: Resource, fn: LambdaFunction): boolean {
  const owner = writtenOf(fn.resource);
  return resource.owner !== null && resource.owner.id === (fn.resource.owner?.id ?? fn.id) && owner !== undefined;
}

/** Whether a connection was written as an event of the function itself. */
export function isOwnEvent({ value }: Bypass, fn: LambdaFunction): boolean {
  const owner = writtenOf(fn.resource);
  const path = owner !== undefined && value.at.source === owner.file ? pathAt(value.at) : undefined;
  return path?.[0] === 'Resources' && path[1] === owner?.logicalId;
}
