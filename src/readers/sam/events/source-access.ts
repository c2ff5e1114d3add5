import { stringOf } from '../../../util/node.ts';
import type { Buildable, MapNode, Node } from '../../../util/node.ts';
import type { SamContext } from '../context.ts';
import { isGiven, prop } from '../values.ts';
import { failEvent } from './function-event.ts';
import type { FunctionEvent } from './function-event.ts';

/** The maps in `SourceAccessConfigurations`; anything else in it is reported. */
export function accessConfigurations(context: SamContext, source: FunctionEvent): MapNode[] {
  const written = prop(source.properties, 'SourceAccessConfigurations');
  if (!isGiven(written) || written.kind !== 'list') {
    failEvent(context, source, 'SourceAccessConfigurations must be a list with at least one item', written?.at);
    return [];
  }
  const maps: MapNode[] = [];
  for (const item of written.items) {
    if (item.kind === 'map') maps.push(item);
    else failEvent(context, source, 'an item of SourceAccessConfigurations must be a map', item.at);
  }
  return maps;
}

/** The secret named by the one BASIC_AUTH among the configurations; other types must be among `supported`. */
export function basicAuthSecret(context: SamContext, source: FunctionEvent, supported: readonly string[]): Node | undefined {
  const configurations = accessConfigurations(context, source);
  let secret: Node | undefined;
  for (const configuration of configurations) {
    const type = stringOf(configuration.get('Type'));
    if (type === undefined || !supported.includes(type)) {
      failEvent(context, source, `the Type in SourceAccessConfigurations is one of ${supported.join(', ')}`, configuration.at);
    } else if (type === 'BASIC_AUTH') {
      if (secret !== undefined) failEvent(context, source, 'SourceAccessConfigurations holds BASIC_AUTH twice', configuration.at);
      const uri = prop(configuration, 'URI');
      if (isGiven(uri)) secret = uri;
      else failEvent(context, source, 'BASIC_AUTH needs a URI', configuration.at);
    }
  }
  if (secret === undefined && configurations.length > 0)
    failEvent(context, source, 'SourceAccessConfigurations needs BASIC_AUTH with a URI');
  return secret;
}

/** The right to read one secret. */
export function readSecret(secret: Buildable): Buildable {
  return { Action: ['secretsmanager:GetSecretValue'], Effect: 'Allow', Resource: secret };
}

/** The right to decrypt with the key of `SecretsManagerKmsKeyId`, if that is given. */
export function decryptSecret(context: SamContext, source: FunctionEvent, action: Buildable = ['kms:Decrypt']): Buildable | undefined {
  const key = prop(source.properties, 'SecretsManagerKmsKeyId');
  if (!isGiven(key)) return undefined;
  const id = stringOf(key);
  if (id === undefined) {
    failEvent(context, source, 'SecretsManagerKmsKeyId must be a text', key.at);
    return undefined;
  }
  return {
    Action: action,
    Effect: 'Allow',
    Resource: { 'Fn::Sub': `arn:\${AWS::Partition}:kms:\${AWS::Region}:\${AWS::AccountId}:key/${id}` },
  };
}

/** What a function needs to reach a source in a network. Source: AWS Lambda developer guide, MSK and DocumentDB permissions. */
export const NETWORK_RIGHTS: Buildable = {
  Action: [
    'ec2:CreateNetworkInterface',
    'ec2:DescribeNetworkInterfaces',
    'ec2:DeleteNetworkInterface',
    'ec2:DescribeVpcs',
    'ec2:DescribeSubnets',
    'ec2:DescribeSecurityGroups',
  ],
  Effect: 'Allow',
  Resource: '*',
};
