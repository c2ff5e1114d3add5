import type { ResourceKind } from '../../data/resource-kinds.ts';
import { globMatches } from '../../iam/match.ts';
import { physicalName } from '../../model/policy-text.ts';
import { isAbout, shownHint } from '../../model/hint.ts';
import type { Hint } from '../../model/hint.ts';
import { isRefused, statedResource } from '../hints/stated-resource.ts';
import type { StatedResource } from '../hints/stated-resource.ts';
import type { Name, Naming } from './name.ts';

/** What the owner's hints say that a name stands for; undefined where no hint answers it. What the code itself says of the name must agree. */
export function hintedNames(name: Name, kind: ResourceKind, naming: Naming): readonly Name[] | undefined {
  const { unknown } = name;
  const { hints: ledger, at } = naming;
  if (unknown === null || ledger === undefined) return undefined;
  for (const hint of ledger.hints) {
    if (hint.says.kind !== 'resources' || hint.about === null) continue;
    if (!isAbout(hint.about, { value: unknown.value ?? null, code: unknown.code, at: at ?? null })) continue;
    const found = hint.says.resources.map((text) => namedBy(hint, text, { name, kind, naming }));
    const conflict = found.find((one) => typeof one === 'string');
    if (conflict !== undefined) {
      ledger.refuse(hint, conflict);
      continue;
    }
    ledger.answer(hint);
    return found as readonly Name[];
  }
  return undefined;
}

/** The name that a text of a hint stands for; a sentence where it cannot be meant. */
function namedBy(hint: Hint, text: string, { name, kind, naming }: { name: Name; kind: ResourceKind; naming: Naming }): Name | string {
  const { app } = naming;
  const stated = statedResource(app, text);
  if (isRefused(stated)) return stated.conflict;
  const { resource, arn } = stated;
  const service = kind.arn.split(':')[2];
  if (resource !== null && !kind.types.includes(resource.type))
    return `${resource.id} is no resource of ${service ?? 'that service'} that is meant there`;
  const isOfService = arn.split(':')[2] === service;
  if (resource === null && arn !== '*' && !isOfService) return `${text} is no ARN of ${service ?? 'that service'}`;
  const known = resource === null ? arn.split(/[:/]/).at(-1)! : physicalName(app, resource);
  if (!fits(name.text, known)) return `the code makes that name begin or end otherwise: ${name.text}`;
  const via = `${name.unknown?.value ?? name.via} -> stated in ${shownHint(hint)} -> ${text}`;
  return {
    text: isOfService || resource === null ? arn : physicalName(app, resource),
    unknown: null,
    via,
    bound: hint.at,
    resource: ownerOf(stated),
    label: '',
  };
}

function ownerOf({ resource, suffix }: StatedResource): string | null {
  return suffix === '' ? (resource?.id ?? null) : null;
}

/** Whether a name agrees with what the code says of it; one that only the deployment knows does. */
function fits(pattern: string, name: string): boolean {
  return pattern === '*' || /[\uE000*]/.test(name) || /\uE000/.test(pattern) || globMatches(pattern, name);
}
