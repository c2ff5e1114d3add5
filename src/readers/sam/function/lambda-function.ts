import { build } from '../../../util/node.ts';
import type { Buildable, MapNode, Node } from '../../../util/node.ts';
import type { SamContext } from '../context.ts';
import { refTarget } from '../intrinsics.ts';
import { resolveParameters } from '../parameters.ts';
import { createdByTags } from '../tags.ts';
import { given, mapOf, prop } from '../values.ts';
import { functionCode } from './code.ts';
import type { FunctionParts } from './function-parts.ts';

/** Properties that AWS::Lambda::Function takes over as they are. */
const PASSED: readonly string[] = (
  'Handler Runtime Description MemorySize Timeout VpcConfig Role Environment KmsKeyArn ReservedConcurrentExecutions Layers ' +
  'FileSystemConfigs ImageConfig PackageType Architectures SnapStart EphemeralStorage CodeSigningConfigArn RuntimeManagementConfig ' +
  'LoggingConfig TenancyConfig RecursiveLoop DurableConfig PublishToLatestPublished'
).split(' ');

/** The properties of the AWS::Lambda::Function, without the generated role. */
export function lambdaFunctionProperties(context: SamContext, parts: FunctionParts): MapNode {
  const { properties } = parts;
  const result: { [name: string]: Buildable | undefined } = { FunctionName: given(properties, 'FunctionName') };
  for (const name of PASSED) result[name] = prop(properties, name);
  result['Code'] = functionCode(context, parts);
  result['Tags'] = createdByTags('lambda:createdBy', prop(properties, 'Tags'));
  if (isTraced(context, properties)) result['TracingConfig'] = { Mode: resolvedBelow(context, given(properties, 'Tracing')!) };
  const deadLetters = mapOf(given(properties, 'DeadLetterQueue'));
  if (deadLetters !== undefined) result['DeadLetterConfig'] = { TargetArn: prop(deadLetters, 'TargetArn') };
  const provider = mapOf(given(properties, 'CapacityProviderConfig'));
  if (provider !== undefined) result['CapacityProviderConfig'] = capacityProvider(provider);
  result['FunctionScalingConfig'] = given(properties, 'FunctionScalingConfig');
  return build(result, parts.typeAt) as MapNode;
}

/** Whether the function asks for X-Ray tracing: `Tracing` set, and not to `Disabled`. */
export function isTraced(context: SamContext, properties: MapNode): boolean {
  const tracing = given(properties, 'Tracing');
  if (tracing === undefined) return false;
  const resolved: Node = resolveParameters(context, tracing);
  return !(resolved.kind === 'scalar' && resolved.value === 'Disabled');
}

/** AWS's translator leaves parameters resolved in a value it has looked at, unless the value is itself the `Ref`. */
function resolvedBelow(context: SamContext, node: Node): Node {
  return refTarget(node) === undefined ? resolveParameters(context, node) : node;
}

function capacityProvider(config: MapNode): Buildable {
  return {
    LambdaManagedInstancesCapacityProviderConfig: {
      CapacityProviderArn: prop(config, 'Arn'),
      PerExecutionEnvironmentMaxConcurrency: prop(config, 'PerExecutionEnvironmentMaxConcurrency'),
      ExecutionEnvironmentMemoryGiBPerVCpu: prop(config, 'ExecutionEnvironmentMemoryGiBPerVCpu'),
    },
  };
}
