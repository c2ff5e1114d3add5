import { stringOf } from '../../util/node.ts';
import type { Buildable, MapNode } from '../../util/node.ts';
import { ownAttributes } from './attributes.ts';
import type { SamContext } from './context.ts';
import { getAtt } from './intrinsics.ts';
import { addOperatorRole, tagsThenCreatedBy } from './operator-role.ts';
import { given, isGiven, mapOf, prop, propertiesOf } from './values.ts';

const COMPUTE_TYPES: readonly string[] = ['MicroVm', 'WebFunction'];

/** Expands an AWS::Serverless::NetworkConnector, with the role that runs it unless `OperatorRole` names one. */
export function expandNetworkConnector(context: SamContext, logicalId: string, resource: MapNode): void {
  const properties = propertiesOf(resource);
  const typeAt = resource.get('Type')?.at ?? resource.at;
  const vpc = mapOf(prop(properties, 'VpcConfig'));
  if (vpc === undefined) context.fail(logicalId, 'VpcConfig must be set, and be a map', properties?.get('VpcConfig')?.at ?? typeAt);
  const network: { [name: string]: Buildable } = {};
  for (const [name, { value }] of vpc?.entries ?? []) network[name] = value;
  context.add(logicalId, {
    type: 'AWS::Lambda::NetworkConnector',
    properties: {
      Name: given(properties, 'Name'),
      Configuration: {
        VpcEgressConfiguration: { ...network, AssociatedComputeResourceTypes: computeTypes(context, logicalId, properties) },
      },
      OperatorRole: given(properties, 'OperatorRole') ?? getAtt(`${logicalId}OperatorRole`, 'Arn'),
      Tags: tagsThenCreatedBy(given(properties, 'Tags'), typeAt),
    },
    attributes: ownAttributes(resource),
    origin: resource.at,
  });
  if (!isGiven(properties?.get('OperatorRole'))) addOperatorRole(context, logicalId, resource, 'AWSLambdaNetworkConnectorOperatorPolicy');
}

function computeTypes(context: SamContext, logicalId: string, properties: MapNode | undefined): Buildable {
  const types = prop(properties, 'ComputeTypes');
  if (types === undefined) return ['MicroVm'];
  const known = types.kind === 'list' && types.items.length === 1;
  const name = known ? stringOf(types.items[0]) : undefined;
  if (!known || (name !== undefined && !COMPUTE_TYPES.includes(name))) {
    context.fail(logicalId, `ComputeTypes must be a list of one of ${COMPUTE_TYPES.join(', ')}`, types.at);
  }
  return isGiven(types) ? types : ['MicroVm'];
}
