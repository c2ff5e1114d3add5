import { MapNode, onlyEntry, stringOf } from '../../../util/node.ts';
import type { Buildable, Node } from '../../../util/node.ts';
import type { SamContext } from '../context.ts';
import { isIntrinsic, sub } from '../intrinsics.ts';
import { resolveParameters } from '../parameters.ts';
import { inlinePolicy } from '../policy-documents.ts';
import { given, isGiven, mapOf, prop } from '../values.ts';
import { failEvent } from './function-event.ts';
import type { FunctionEvent } from './function-event.ts';
import { NETWORK_RIGHTS, accessConfigurations, decryptSecret, readSecret } from './source-access.ts';

/** What a function needs beyond AWS's policy to read an MSK cluster: its schema registry and its client certificate. */
export function mskPolicy(context: SamContext, source: FunctionEvent): Buildable | undefined {
  const statements = schemaRegistryRights(context, source);
  const access = prop(source.properties, 'SourceAccessConfigurations');
  for (const item of access?.kind === 'list' ? access.items : []) {
    if (item.kind !== 'map' || stringOf(item.get('Type')) !== 'CLIENT_CERTIFICATE_TLS_AUTH') continue;
    const secret = given(item, 'URI');
    if (secret !== undefined) statements.push(readSecret(secret));
  }
  return statements.length === 0 ? undefined : inlinePolicy('MSKExecutionRolePolicy', statements);
}

/** Ways to log in to a Kafka cluster; those without a secret have no URI. */
const LOGINS: Readonly<Record<string, 'secret' | 'no secret'>> = {
  SASL_SCRAM_256_AUTH: 'secret',
  SASL_SCRAM_512_AUTH: 'secret',
  BASIC_AUTH: 'secret',
  CLIENT_CERTIFICATE_TLS_AUTH: 'secret',
  OAUTHBEARER_AUTH: 'secret',
  IAM_AUTH: 'no secret',
  IAM_OAUTHBEARER_AUTH: 'no secret',
};
const DETAILS: ReadonlySet<string> = new Set([
  'OAUTHBEARER_SCOPE',
  'OAUTHBEARER_AUDIENCE',
  'OAUTHBEARER_LOGICAL_CLUSTER',
  'OAUTHBEARER_IDENTITY_POOL',
]);

/** What a function needs to read a Kafka cluster that AWS does not run. */
export function selfManagedKafkaPolicy(context: SamContext, source: FunctionEvent): Buildable | undefined {
  const topics = given(source.properties, 'Topics');
  if (!isGiven(source.properties.get('KafkaBootstrapServers'))) failEvent(context, source, 'KafkaBootstrapServers is missing');
  const oneTopic = topics?.kind === 'list' ? topics.items.length === 1 : isIntrinsic(topics);
  if (!oneTopic) failEvent(context, source, 'Topics must be a list of one topic', topics?.at);
  const found = kafkaAccess(context, source);
  const statements: (Buildable | undefined)[] = [
    ...found.secrets.map(readSecret),
    found.inNetwork ? NETWORK_RIGHTS : undefined,
    decryptSecret(context, source),
    ...schemaRegistryRights(context, source),
  ];
  const needed = statements.filter((statement) => statement !== undefined);
  if (needed.length === 0) return undefined;
  return { PolicyName: 'SelfManagedKafkaExecutionRolePolicy', PolicyDocument: { Version: '2012-10-17', Statement: needed } };
}

function kafkaAccess(context: SamContext, source: FunctionEvent): { secrets: Node[]; inNetwork: boolean } {
  let login: Node | undefined;
  let certificate: Node | undefined;
  let logins = 0;
  const network = new Set<string>();
  for (const item of accessConfigurations(context, source)) {
    const type = stringOf(item.get('Type')) ?? '';
    const way = Object.hasOwn(LOGINS, type) ? LOGINS[type] : undefined;
    if (way !== undefined) logins++;
    if (way === 'no secret') continue;
    const uri = accessUri(context, source, item);
    if (way === 'secret') login = uri;
    else if (type === 'SERVER_ROOT_CA_CERTIFICATE') certificate = uri;
    else if (type === 'VPC_SUBNET' || type === 'VPC_SECURITY_GROUP') network.add(type);
    else if (!DETAILS.has(type)) failEvent(context, source, 'SourceAccessConfigurations holds an unknown Type', item.at);
  }
  if (logins > 1) failEvent(context, source, 'SourceAccessConfigurations holds more than one way to log in');
  if (network.size === 1) failEvent(context, source, 'VPC_SUBNET and VPC_SECURITY_GROUP must be given together');
  return { secrets: [login, certificate].filter((secret) => secret !== undefined), inNetwork: network.size === 2 };
}

function accessUri(context: SamContext, source: FunctionEvent, item: MapNode): Node | undefined {
  const uri = given(item, 'URI');
  if (uri === undefined) failEvent(context, source, 'an item of SourceAccessConfigurations needs a URI', item.at);
  else if (stringOf(uri) === undefined && !isIntrinsic(uri)) failEvent(context, source, 'URI must be a text', uri.at);
  else return uri;
  return undefined;
}

/**
 * `SchemaRegistryConfig` as the mapping takes it over: AWS's translator looks for the registry's name and leaves parameters
 * resolved below the function with which SchemaRegistryURI is written.
 */
export function schemaRegistryConfig(context: SamContext, source: FunctionEvent): MapNode | undefined {
  const config = mapOf(given(source.properties, 'SchemaRegistryConfig'));
  const only = onlyEntry(config?.get('SchemaRegistryURI'));
  if (config === undefined || only === undefined || only.value.kind === 'scalar') return config;
  const uri = resolveParameters(context, config.get('SchemaRegistryURI')!);
  return new MapNode(config.at, new Map(config.entries)).set('SchemaRegistryURI', uri);
}

/** Rights to the schema registry of `SchemaRegistryConfig`: its secrets, and the registry when it is one of AWS Glue. */
function schemaRegistryRights(context: SamContext, source: FunctionEvent): Buildable[] {
  const config = schemaRegistryConfig(context, source);
  if (config === undefined) return [];
  checkSchemaRegistry(context, source, config);
  const statements: Buildable[] = [];
  const access = config.get('AccessConfigs');
  for (const item of access?.kind === 'list' ? access.items : []) {
    const secret = item.kind === 'map' ? prop(item, 'URI') : undefined;
    if (secret !== undefined) statements.push(readSecret(secret));
  }
  const uri = prop(config, 'SchemaRegistryURI');
  const registry = uri === undefined ? undefined : glueRegistryName(context, uri);
  if (uri !== undefined && registry !== undefined) {
    const schemas = `arn:\${AWS::Partition}:glue:\${AWS::Region}:\${AWS::AccountId}:schema/${registry}/*`;
    statements.push({ Action: ['glue:GetRegistry'], Effect: 'Allow', Resource: uri });
    statements.push({ Action: ['glue:GetSchemaVersion'], Effect: 'Allow', Resource: [sub(schemas)] });
  }
  return statements;
}

function checkSchemaRegistry(context: SamContext, source: FunctionEvent, config: MapNode): void {
  const fail = (message: string, at = config.at): void => failEvent(context, source, `SchemaRegistryConfig ${message}`, at);
  for (const name of ['SchemaRegistryURI', 'EventRecordFormat', 'SchemaValidationConfigs']) {
    if (!config.has(name)) fail(`needs ${name}`);
  }
  const format = config.get('EventRecordFormat');
  if (format !== undefined && !['JSON', 'SOURCE'].includes(stringOf(format) ?? ''))
    fail('has an EventRecordFormat other than JSON and SOURCE', format.at);
  const validation = config.get('SchemaValidationConfigs');
  if (validation !== undefined && validation.kind !== 'list') fail('has SchemaValidationConfigs that are no list', validation.at);
  const access = prop(config, 'AccessConfigs');
  if (!isGiven(access)) return;
  const wellFormed = access.kind === 'list' && access.items.every((item) => item.kind === 'map' && item.has('Type') && item.has('URI'));
  if (!wellFormed) fail('has AccessConfigs that are no list of Type and URI', access.at);
}

/** The name in the ARN of a Glue registry (`arn:...:registry/name`), also inside `Fn::Sub`. */
function glueRegistryName(context: SamContext, uri: Node): string | undefined {
  const resolved = stringOf(uri) === undefined ? resolveParameters(context, uri) : uri;
  const only = onlyEntry(resolved);
  const arn = stringOf(resolved) ?? (only?.key === 'Fn::Sub' ? stringOf(only.value) : undefined);
  const part = arn?.startsWith('arn') === true ? arn.split(':')[5] : undefined;
  return part?.startsWith('registry/') === true ? part.slice('registry/'.length) : undefined;
}
