import { MapNode } from '../../util/node.ts';
import type { Buildable } from '../../util/node.ts';
import { ownAttributes } from './attributes.ts';
import type { SamContext } from './context.ts';
import { getAtt } from './intrinsics.ts';
import { addOperatorRole, tagsThenCreatedBy } from './operator-role.ts';
import { tagList } from './tags.ts';
import { given, isGiven, mapOf, prop, propertiesOf } from './values.ts';

/** Expands an AWS::Serverless::CapacityProvider, with the role that runs its instances unless `OperatorRole` names one. */
export function expandCapacityProvider(context: SamContext, logicalId: string, resource: MapNode): void {
  const properties = propertiesOf(resource) ?? new MapNode(resource.at);
  const typeAt = resource.get('Type')?.at ?? resource.at;
  const vpc = mapOf(given(properties, 'VpcConfig'));
  const logging = given(properties, 'LoggingConfig');
  context.add(logicalId, {
    type: 'AWS::Lambda::CapacityProvider',
    properties: {
      CapacityProviderName: given(properties, 'CapacityProviderName'),
      VpcConfig: vpc === undefined ? undefined : { SubnetIds: prop(vpc, 'SubnetIds'), SecurityGroupIds: prop(vpc, 'SecurityGroupIds') },
      PermissionsConfig: {
        CapacityProviderOperatorRoleArn: given(properties, 'OperatorRole') ?? getAtt(`${logicalId}OperatorRole`, 'Arn'),
      },
      Tags: tagsThenCreatedBy(given(properties, 'Tags'), typeAt),
      InstanceRequirements: instanceRequirements(mapOf(given(properties, 'InstanceRequirements'))),
      CapacityProviderScalingConfig: scaling(mapOf(given(properties, 'ScalingConfig'))),
      KmsKeyArn: given(properties, 'KmsKeyArn'),
      TelemetryConfig: logging === undefined ? undefined : { LoggingConfig: logging },
      PropagateTags: instanceTags(mapOf(given(properties, 'ManagedResourceTags'))),
    },
    attributes: ownAttributes(resource),
    origin: resource.at,
  });
  if (!isGiven(properties.get('OperatorRole'))) addOperatorRole(context, logicalId, resource, 'AWSLambdaManagedEC2ResourceOperator');
}

function instanceRequirements(requirements: MapNode | undefined): Buildable | undefined {
  if (requirements === undefined) return undefined;
  return {
    Architectures: prop(requirements, 'Architectures'),
    AllowedInstanceTypes: prop(requirements, 'AllowedTypes'),
    ExcludedInstanceTypes: prop(requirements, 'ExcludedTypes'),
  };
}

function scaling(config: MapNode | undefined): Buildable | undefined {
  if (config === undefined) return undefined;
  const target = prop(config, 'AverageCPUUtilization');
  const metric = 'LambdaCapacityProviderAverageCPUUtilization';
  return {
    MaxVCpuCount: prop(config, 'MaxVCpuCount'),
    ScalingMode: target === undefined ? 'Auto' : 'Manual',
    ScalingPolicies: target === undefined ? undefined : [{ PredefinedMetricType: metric, TargetValue: target }],
  };
}

function instanceTags(managed: MapNode | undefined): Buildable | undefined {
  if (managed === undefined) return undefined;
  const tags = mapOf(prop(managed, 'Tags'));
  return tags === undefined ? {} : { Mode: 'Explicit', ExplicitTags: tagList(tags) };
}
