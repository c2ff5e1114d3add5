import { generatedList } from './generated-list.ts';
import { entryOf, lineOf } from './lines.ts';

/** How an SDK lets a caller name a resource: its name, its whole ARN, a URL (a queue's), an id, an alias (`alias/orders`),
 *  a partial ARN (`111122223333:function:save-order`), or a name or ARN with a version or alias behind it. */
export type ResourceForm = 'name' | 'arn' | 'url' | 'id' | 'alias' | 'partial-arn' | 'qualified';

/** A kind of resource that IAM actions take: `dynamodb:index`. */
export interface ResourceKind {
  /** The pattern of its ARN, with IAM's variables: `arn:${Partition}:dynamodb:${Region}:${Account}:table/${TableName}/index/${IndexName}`. */
  readonly arn: string;
  /** The CloudFormation types whose resources are of this kind; for a part of another resource (an index, an object) the other's types. */
  readonly types: readonly string[];
  /** The pattern's variables but for partition, region and account, in its order. */
  readonly parts: readonly string[];
  /** The part that names the resource of `types`: `TableName` for a table and for its indexes; null for a kind of which an account has one. */
  readonly part: string | null;
  /** The kind that this is a part of: an index is in a table, an object in a bucket; null for a resource that stands for itself. */
  readonly within: string | null;
  /** The forms in which the SDK accepts it. */
  readonly forms: readonly ResourceForm[];
}

/** The kind of a resource that is known by its ARN alone, as the tagged one of `TagResource`; its only part is `Arn`. */
export const BY_ARN = 'arn';

const ANY: ResourceKind = { arn: '${Arn}', types: [], parts: ['Arn'], part: 'Arn', within: null, forms: ['arn'] };

const known = new Map<string, ResourceKind | undefined>();

/** A kind by its name, IAM's prefix and IAM's name of the resource type with hyphens for spaces: `lambda:function-alias`; undefined when IAM has no such type.
 *  https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html */
export function resourceKind(name: string): ResourceKind | undefined {
  if (name === BY_ARN) return ANY;
  const found = known.get(name);
  if (found || known.has(name)) return found;
  const kind = build(name);
  known.set(name, kind);
  return kind;
}

/** The names of the kinds that an IAM prefix has. */
export function kindsOf(prefix: string): readonly string[] {
  return entries(prefix).map(([kind = '']) => `${prefix}:${kind}`);
}

/** ARN patterns that differ from the reference's. */
const ARNS: string = `
logs:log-group	logs:~:log-group:\${LogGroupName}:*
apigateway:resource	apigateway:\${Region}::\${Path}
secretsmanager:Secret	secretsmanager:~:secret:\${SecretId}-??????
`;
// A secret that is asked for by its name is decided on its ARN, which ends in six characters that AWS draws.
// https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_iam-policies.html
// A log group's actions are decided on its ARN with `:*`; tagging alone is decided on the ARN without.
// https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/iam-access-control-overview-cwl.html

/** Types whose resources are of a kind beside those that the ARN patterns tell, without `AWS::`. */
const TYPES: string = `
dynamodb:table	DynamoDB::Table DynamoDB::GlobalTable
kms:key	KMS::Key KMS::ReplicaKey
lambda:function	Lambda::Function Lambda::Alias Lambda::Version
states:statemachine	StepFunctions::StateMachine StepFunctions::StateMachineAlias StepFunctions::StateMachineVersion
lambda:layerVersion	Lambda::LayerVersion
scheduler:schedule	Scheduler::Schedule
events:rule-on-custom-event-bus	Events::Rule
ecs:task-definition	ECS::TaskDefinition
ecs:service	ECS::Service
glue:table	Glue::Table
glue:schema	Glue::Schema
timestream:database	Timestream::Database
timestream:table	Timestream::Table
execute-api:execute-api-general	ApiGateway::RestApi ApiGatewayV2::Api
rds:cluster	RDS::DBCluster
kafka:cluster	MSK::Cluster MSK::ServerlessCluster
kafka-cluster:cluster	MSK::Cluster MSK::ServerlessCluster
autoscaling:autoScalingGroup	AutoScaling::AutoScalingGroup
mq:brokers	AmazonMQ::Broker
s3tables:Table	S3Tables::Table
rds-data:cluster	RDS::DBCluster
rds:db	RDS::DBInstance
redshift-data:cluster	Redshift::Cluster
redshift-data:workgroup	RedshiftServerless::Workgroup
bedrock:knowledge-base	Bedrock::KnowledgeBase
bedrock:guardrail	Bedrock::Guardrail
bedrock:agent-alias	Bedrock::AgentAlias
bedrock:flow-alias	Bedrock::FlowAlias
cognito-identity:identitypool	Cognito::IdentityPool
rekognition:collection	Rekognition::Collection
appconfig:configurationprofile	AppConfig::ConfigurationProfile
appconfig:configuration	AppConfig::ConfigurationProfile
appconfig:environment	AppConfig::Environment
mobiletargeting:app	Pinpoint::App
cloudfront:distribution	CloudFront::Distribution
cloudfront-keyvaluestore:key-value-store	CloudFront::KeyValueStore
kendra:data-source	Kendra::DataSource
route53:hostedzone	Route53::HostedZone
servicediscovery:service	ServiceDiscovery::Service
appsync:graphqlapi	AppSync::GraphQLApi
s3vectors:Index	S3Vectors::Index
`;

/** Parts of another resource whose ARN does not begin with the other's. */
const WITHIN: string = `
states:execution	states:statemachine StateMachineName
states:express	states:statemachine StateMachineName
states:maprun	states:statemachine StateMachineName
states:labelled-execution	states:statemachine StateMachineName
states:labelled-express	states:statemachine StateMachineName
scheduler:schedule	scheduler:schedule-group GroupName
events:rule-on-custom-event-bus	events:event-bus EventBusName
ecs:service	ecs:cluster ClusterName
ecs:task	ecs:cluster ClusterName
ecs:container-instance	ecs:cluster ClusterName
ecs:task-set	ecs:cluster ClusterName
s3:accesspointobject	s3:accesspoint AccessPointName
glue:table	glue:database DatabaseName
glue:userdefinedfunction	glue:database DatabaseName
bedrock:agent-alias	bedrock:agent AgentId
kinesis:consumer	kinesis:stream StreamName
redshift:dbuser	redshift:cluster ClusterName
redshift:dbname	redshift:cluster ClusterName
appsync:field	appsync:graphqlapi GraphQLAPIId
`;

/** The part that names a resource where AWS draws the last one. */
const NAMED_BY: Readonly<Record<string, string>> = {
  'cloudformation:stack': 'StackName',
  'cloudformation:stackset': 'StackSetName',
  'execute-api:execute-api-general': 'ApiId',
  'ecs:task-definition': 'TaskDefinitionFamilyName',
  'kafka:cluster': 'ClusterName',
  'kafka-cluster:cluster': 'ClusterName',
};

/** Forms by kind, from the descriptions of the members in each API's reference; the others are named by name or ARN. */
const FORMS: Readonly<Record<string, readonly ResourceForm[]>> = {
  'lambda:function': ['name', 'arn', 'partial-arn', 'qualified'],
  'lambda:layer': ['name', 'arn'],
  'lambda:layerVersion': ['arn'],
  'kms:key': ['id', 'arn', 'alias'],
  'kms:alias': ['alias'],
  'sqs:queue': ['url'],
  'sns:topic': ['arn'],
  'states:statemachine': ['arn', 'qualified'],
  'states:execution': ['arn'],
  'states:activity': ['arn'],
  'iam:role': ['arn'],
  'sts:role': ['arn'],
  'dynamodb:stream': ['arn'],
  'rds-data:cluster': ['arn'],
  'cognito-idp:userpool': ['id'],
  'ecs:task-definition': ['name', 'qualified', 'arn'],
  'bedrock:foundation-model': ['id', 'arn'],
  'cloudfront-keyvaluestore:key-value-store': ['arn'],
};

function build(name: string): ResourceKind | undefined {
  const colon = name.indexOf(':');
  const prefix = name.slice(0, colon);
  const entry = entries(prefix).find(([kind]) => kind === name.slice(colon + 1));
  const pattern = lineOf(ARNS, name) ?? entry?.[1];
  if (pattern === undefined) return undefined;
  const arn = whole(pattern);
  const parts = arnVariables(arn);
  const own = [
    ...(entry?.slice(2) ?? []),
    ...(lineOf(TYPES, name) ?? '').split(' ').flatMap((type) => (type === '' ? [] : [`AWS::${type}`])),
  ];
  const within = own.length > 0 ? null : withinOf(name, prefix, arn);
  const owner = within === null ? undefined : resourceKind(within.kind);
  const part = within?.part ?? NAMED_BY[name] ?? parts.at(-1) ?? null;
  return {
    arn,
    types: [...new Set(owner?.types ?? own)],
    parts,
    part,
    within: within?.kind ?? null,
    forms: FORMS[name] ?? owner?.forms ?? (part?.endsWith('Id') ? ['id', 'arn'] : ['name', 'arn']),
  };
}

/** The kind with the longest ARN that this one's begins with. */
function withinOf(name: string, prefix: string, arn: string): { readonly kind: string; readonly part: string } | null {
  const [kind, part] = lineOf(WITHIN, name)?.split(' ') ?? [];
  if (kind !== undefined && part !== undefined) return { kind, part };
  const outer = entries(prefix)
    .map(([other = '', pattern = '']) => ({ kind: `${prefix}:${other}`, arn: whole(pattern) }))
    .filter((other) => other.arn.length < arn.length && arn.startsWith(other.arn) && /^[/:]/.test(arn.slice(other.arn.length)))
    .toSorted((a, b) => b.arn.length - a.arn.length)[0];
  const named = outer && arnVariables(outer.arn).at(-1);
  return outer && named !== undefined ? { kind: outer.kind, part: named } : null;
}

function whole(pattern: string): string {
  return `arn:\${Partition}:${pattern.replace('~', '${Region}:${Account}')}`;
}

/** The variables of an ARN pattern but for partition, region and account, in its order and each once. */
export function arnVariables(arn: string): readonly string[] {
  const names = [...arn.matchAll(/\$\{(\w+)\}/g)].map(([, name = '']) => name);
  return [...new Set(names)].filter((name) => !['Partition', 'Region', 'Account'].includes(name));
}

const split = new Map<string, readonly (readonly string[])[]>();

/** `[kind, ARN pattern, ...types]` of each kind of a prefix. */
function entries(prefix: string): readonly (readonly string[])[] {
  const known = split.get(prefix);
  if (known) return known;
  const entry = entryOf(generatedList('resource-kinds'), prefix);
  const kinds = entry === undefined ? [] : entry.split('|').map((kind) => kind.split(' '));
  split.set(prefix, kinds);
  return kinds;
}
