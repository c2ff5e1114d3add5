import { MapNode, build, stringOf } from '../../../util/node.ts';
import type { Node } from '../../../util/node.ts';
import type { SamContext } from '../context.ts';
import { getAtt, refTarget } from '../intrinsics.ts';
import { present, prop } from '../values.ts';
import { addPermission, failEvent } from './function-event.ts';
import type { FunctionEvent } from './function-event.ts';

/** Expands a Cognito event: a permission, and the function among the triggers of the user pool in the same template. */
export function expandCognito(context: SamContext, source: FunctionEvent): void {
  const pool = prop(source.properties, 'UserPool');
  const poolId = refTarget(pool);
  const resource = poolId === undefined ? undefined : context.input(poolId);
  if (poolId === undefined || resource === undefined || stringOf(resource.get('Type')) !== 'AWS::Cognito::UserPool') {
    failEvent(context, source, 'UserPool must be a Ref to a user pool of the template', pool?.at);
    return;
  }
  addPermission(context, source, {
    principal: 'cognito-idp.amazonaws.com',
    sourceArn: getAtt(poolId, 'Arn'),
    prefix: `${source.target.logicalId}Cognito`,
  });
  const triggers = prop(source.properties, 'Trigger');
  const properties = childMap(resource, 'Properties');
  const config = properties === undefined ? undefined : childMap(properties, 'LambdaConfig');
  if (config === undefined) {
    context.fail(poolId, 'LambdaConfig must be a map', resource.at);
    return;
  }
  for (const trigger of triggers?.kind === 'list' ? triggers.items : triggers === undefined ? [] : [triggers]) {
    addTrigger(context, source, config, trigger);
  }
}

function addTrigger(context: SamContext, source: FunctionEvent, config: MapNode, trigger: Node): void {
  const name = stringOf(trigger);
  if (name === undefined) failEvent(context, source, 'Trigger must be a text or a list of texts', trigger.at);
  else if (config.has(name)) failEvent(context, source, `the trigger ${name} is defined twice`, trigger.at);
  else config.set(name, build(source.target.arn, trigger.at), trigger.at);
}

/** The map under a key, made where there is none; undefined when something else stands there. */
export function childMap(parent: MapNode, key: string): MapNode | undefined {
  const child = present(parent.get(key));
  if (child === undefined) {
    const made = new MapNode(parent.at);
    parent.set(key, made);
    return made;
  }
  return child.kind === 'map' ? child : undefined;
}
