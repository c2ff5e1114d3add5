import type { MapNode } from '../../../util/node.ts';
import type { SamContext } from '../context.ts';
import { expandEvents } from '../events/expand-events.ts';
import { propagateTags } from '../propagate-tags.ts';
import { given, prop } from '../values.ts';
import { checkFunction } from './check-function.ts';
import { addDeployment } from './deployment-preference.ts';
import { addEventInvokeConfig } from './event-invoke.ts';
import { addExecutionRole, draftRole } from './execution-role.ts';
import { functionParts } from './function-parts.ts';
import { addFunctionUrl } from './function-url.ts';
import { lambdaFunctionProperties } from './lambda-function.ts';
import { publishedTarget } from './version-alias.ts';

/**
 * Expands an AWS::Serverless::Function: the function, its version and alias, URL, deployment, invocation settings, event
 * sources and execution role. Source: AWS SAM developer guide, AWS::Serverless::Function and "generated resources".
 */
export function expandFunction(context: SamContext, logicalId: string, resource: MapNode): void {
  const parts = functionParts(logicalId, resource);
  checkFunction(context, parts);
  const lambda = context.add(logicalId, {
    type: 'AWS::Lambda::Function',
    properties: lambdaFunctionProperties(context, parts),
    attributes: parts.own,
    origin: resource.at,
  });
  const properties = lambda.get('Properties') as MapNode;
  const target = publishedTarget(context, parts, properties);
  addFunctionUrl(context, parts, target);
  addDeployment(context, parts, target);
  addEventInvokeConfig(context, parts, target);
  draftRole(context, parts);
  expandEvents(context, parts, target);
  addExecutionRole(context, parts, properties);
  propagateTags(context, given(parts.properties, 'Tags'), prop(parts.properties, 'PropagateTags'));
}
