import type { Span } from '../../util/span.ts';
import type { PlatformGrant } from '../platform-grant.ts';
import type { Value } from '../value.ts';

/** Something of the template that hands a role to a service. */
export interface RoleUse {
  /** Id of the resource that it is part of. */
  readonly user: string;
  /** What names the role. */
  readonly role: Value | undefined;
  readonly grants: readonly PlatformGrant[];
  /** Why the service may need more than `grants`; null when these are all. */
  readonly blocked: { readonly reason: string; readonly at: Span } | null;
}

/** What a use needs, without the role. */
export type UseNeeds = Pick<RoleUse, 'grants' | 'blocked'>;

/** Needs that are all known. */
export function known(grants: readonly PlatformGrant[]): UseNeeds {
  return { grants, blocked: null };
}

/** Needs that are not known, for a reason. */
export function notKnown(reason: string, at: Span): UseNeeds {
  return { grants: [], blocked: { reason, at } };
}

/** What several uses need together. */
export function together(uses: readonly UseNeeds[]): UseNeeds {
  return { grants: uses.flatMap(({ grants }) => grants), blocked: uses.find(({ blocked }) => blocked !== null)?.blocked ?? null };
}
