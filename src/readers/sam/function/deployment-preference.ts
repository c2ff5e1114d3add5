import { build, stringOf } from '../../../util/node.ts';
import type { MapNode, Node } from '../../../util/node.ts';
import type { SamContext } from '../context.ts';
import { isIntrinsic, ref } from '../intrinsics.ts';
import { resolveMappings } from '../parameters.ts';
import { given, isGiven, mapOf, prop } from '../values.ts';
import type { FunctionParts, InvokeTarget } from './function-parts.ts';

/** A function whose new versions CodeDeploy shifts traffic to. */
export interface Deployment {
  readonly functionId: string;
  readonly preference: MapNode;
  /** Canary, linear or all-at-once configuration, parameters and mappings resolved. */
  readonly type: Node;
  readonly condition: Node | undefined;
  readonly tags: MapNode | undefined;
}

/** Logical id of the one CodeDeploy application of the stack. */
export const DEPLOYMENT_APPLICATION = 'ServerlessDeploymentApplication';

const deployments = new WeakMap<SamContext, Deployment[]>();

/** The enabled deployments found so far in this expansion. */
export function deploymentsOf(context: SamContext): Deployment[] {
  let found = deployments.get(context);
  if (found === undefined) deployments.set(context, (found = []));
  return found;
}

/** Reads `DeploymentPreference`, notes the deployment and gives the alias its update policy. */
export function addDeployment(context: SamContext, parts: FunctionParts, target: InvokeTarget): void {
  const { logicalId, properties } = parts;
  const preference = mapOf(given(properties, 'DeploymentPreference'));
  if (preference === undefined || !isEnabled(context, preference)) return;
  const passCondition = passesCondition(context, logicalId, preference.get('PassthroughCondition'));
  const type = preference.get('Type');
  if (type === undefined) {
    context.fail(logicalId, 'DeploymentPreference needs a Type', preference.at);
    return;
  }
  const hooks = preference.get('Hooks');
  if (hooks !== undefined && hooks.kind !== 'map') context.fail(logicalId, 'DeploymentPreference.Hooks must be a map', hooks.at);
  if (target.aliasName === undefined) {
    if (!isGiven(properties.get('AutoPublishAlias'))) context.fail(logicalId, 'DeploymentPreference needs AutoPublishAlias', preference.at);
    return;
  }
  deploymentsOf(context).push({
    functionId: logicalId,
    preference,
    type: resolveMappings(context, type),
    condition: passCondition ? parts.passedOn['Condition'] : undefined,
    tags: isGiven(properties.get('PropagateTags')) ? mapOf(given(properties, 'Tags')) : undefined,
  });
  const alias = mapOf(context.resources.get(target.logicalId));
  alias?.set('UpdatePolicy', updatePolicy(logicalId, preference));
}

/** Logical id of a function's deployment group. */
export function deploymentGroupId(functionId: string): string {
  return `${functionId}DeploymentGroup`;
}

function updatePolicy(functionId: string, preference: MapNode): Node {
  const hooks = mapOf(preference.get('Hooks'));
  const update = {
    ApplicationName: ref(DEPLOYMENT_APPLICATION),
    DeploymentGroupName: ref(deploymentGroupId(functionId)),
    BeforeAllowTrafficHook: prop(hooks, 'PreTraffic'),
    AfterAllowTrafficHook: prop(hooks, 'PostTraffic'),
  };
  return build({ CodeDeployLambdaAliasUpdate: update }, preference.at);
}

function isEnabled(context: SamContext, preference: MapNode): boolean {
  const written = preference.get('Enabled');
  if (written === undefined) return true;
  const enabled = resolveMappings(context, written);
  return isGiven(enabled) && !['false', 'False'].includes(stringOf(enabled) ?? '');
}

/** `PassthroughCondition`: whether CodeDeploy's resources carry the function's condition. */
function passesCondition(context: SamContext, logicalId: string, written: Node | undefined): boolean {
  if (written === undefined) return false;
  const resolved = resolveMappings(context, written);
  const text = resolved.kind === 'scalar' ? String(resolved.value).toLowerCase() : '';
  if (text === 'true' || text === 'false') return text === 'true';
  const why = isIntrinsic(resolved) ? 'may only use Fn::FindInMap and Ref of a parameter' : 'must be true or false';
  context.fail(logicalId, `DeploymentPreference.PassthroughCondition ${why}`, written.at);
  return false;
}
