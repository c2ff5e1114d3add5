import { accessLevel, expandAction, supportsResource } from '../../../data/iam-actions.ts';

/**
 * Whether something of a service could be allowed on named resources, or gives rights to others: the channels of agents
 * (`ssmmessages:*`, `ec2messages:*`) know neither. True for services that no reference lists.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
export function isLimitable(pattern: string): boolean {
  const actions = expandAction(pattern);
  return (
    actions.length === 0 ||
    actions.some((action) => {
      const [service = '', name = ''] = action.split(':');
      return supportsResource(service, name) !== false || accessLevel(service, name) === 'Permissions management';
    })
  );
}

const KINDS: readonly (readonly [what: string, names: RegExp])[] = [
  ['deleting', /:(?:Batch)?Delete/],
  ['reconfiguring', /:(?:Update|Modify|Put|Set|Create)/],
];

/** What patterns of whole services take in, in words: `deleting, reconfiguring and sharing`. */
export function reachOf(patterns: readonly string[]): string {
  const actions = patterns.flatMap((pattern) => expandAction(pattern));
  const kinds = KINDS.filter(([, names]) => actions.some((action) => names.test(action))).map(([what]) => what);
  const sharing = actions.some((action) => {
    const [service = '', name = ''] = action.split(':');
    return accessLevel(service, name) === 'Permissions management';
  });
  const all = [...kinds, ...(sharing ? ['giving others access'] : [])];
  if (all.length === 0) return 'every action';
  return all.length === 1 ? all[0]! : `${all.slice(0, -1).join(', ')} and ${all.at(-1)!}`;
}
