import type { Abstract, ModelValue } from '../../value.ts';
import { NOTHING } from '../../values/values.ts';
import { DEFAULT_CONFIG } from './boto3/config.ts';
import { argument, decoratedBy, fn, harmless, members, moduleModel } from './build.ts';

/** What crhelper calls to be invoked again until a resource is ready, and to clean up after it.
 *  https://github.com/aws-cloudformation/custom-resource-helper/blob/main/crhelper/resource_helper.py */
const POLLING: readonly (readonly [service: string, operation: string])[] = [
  ['events', 'PutRule'],
  ['events', 'PutTargets'],
  ['lambda', 'AddPermission'],
  ['lambda', 'RemovePermission'],
  ['events', 'RemoveTargets'],
  ['events', 'DeleteRule'],
];

/** crhelper's `CfnResource`: its decorators keep functions, which it calls when it is called with an event. */
function cfnResource(): ModelValue {
  const kept: Abstract[] = [];
  let polls = false;
  const keep = (key: string): ModelValue =>
    fn(key, (invocation) => {
      const decorated = decoratedBy(invocation);
      if (!decorated) return fn(key, (inner) => (kept.push(argument(inner, 0, 'func')), argument(inner, 0, 'func')));
      kept.push(decorated);
      polls ||= key.startsWith('poll_');
      return decorated;
    });
  return members(
    'CfnResource',
    (key) => (/^(?:poll_)?(?:create|update|delete|create_update)$|^poll_/.test(key) ? keep(key) : harmless('crhelper', key)),
    {
      call: ({ args, host, at }) => {
        for (const each of kept) host.maybe(() => host.call(each, args, { at }));
        for (const [service, operation] of polls ? POLLING : []) {
          host.maybe(() => host.record({ service, operation, input: host.object(), client: DEFAULT_CONFIG, at, how: 'crhelper polling' }));
        }
        return NOTHING;
      },
    },
  );
}

/** Helpers of custom resources by their package; `cfnresponse` answers over plain HTTP. */
export const CUSTOM_RESOURCES: Readonly<Record<string, () => Abstract>> = {
  crhelper: () => moduleModel('crhelper', { CfnResource: fn('CfnResource', cfnResource) }),
  cfnresponse: () => moduleModel('cfnresponse', {}),
};
