/** Some actions on some resources. `{Source.Arn}`, `{Destination.Name}`, ... stand for facts of the two ends. */
export interface ConnectorGrant {
  readonly actions: readonly string[];
  readonly resources: readonly string[];
}

/** What a connector between two resource types makes, by the permission asked for. */
export type ConnectorProfile = RolePolicyProfile | ResourcePolicyProfile | LambdaPermissionProfile;

/** A managed policy attached to the role of one end. */
export interface RolePolicyProfile {
  readonly kind: 'role policy';
  /** The end whose role receives the policy. */
  readonly roleOf: 'Source' | 'Destination';
  readonly permissions: { readonly [permission: string]: readonly ConnectorGrant[] };
  /** The only sets of permissions that may be asked for, when not all may. */
  readonly combinations?: readonly (readonly string[])[];
  /** What must be created after the policy: the source itself, or the event source mapping from the source to the destination. */
  readonly before?: 'source' | 'event source mapping';
}

/** A resource policy on the destination queue or topic that lets a service act for the source. */
export interface ResourcePolicyProfile {
  readonly kind: 'queue policy' | 'topic policy';
  readonly principal: string;
  readonly permissions: { readonly [permission: string]: string };
}

/** A permission to invoke the destination function. */
export interface LambdaPermissionProfile {
  readonly kind: 'lambda permission';
  readonly principal: string;
  readonly sourceArn: string;
  readonly ofThisAccount?: true;
  readonly permissions: { readonly [permission: string]: string };
}

const DESTINATION = '{Destination.Arn}';
const EXECUTIONS = 'arn:${AWS::Partition}:states:${AWS::Region}:${AWS::AccountId}:execution:{Destination.Name}:*';
// Step Functions runs nested executions synchronously through this rule, which it manages itself.
const EXECUTION_RULE =
  'arn:${AWS::Partition}:events:${AWS::Region}:${AWS::AccountId}:rule/StepFunctionsGetEventsForStepFunctionsExecutionRule';
const API_ROUTES = 'arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:{Source.ResourceId}/{Source.Qualifier}';

function grant(service: string, actions: string, ...resources: string[]): ConnectorGrant {
  return { actions: actions.split(' ').map((action) => `${service}:${action}`), resources };
}

function sourceRole(permissions: RolePolicyProfile['permissions']): RolePolicyProfile {
  return { kind: 'role policy', roleOf: 'Source', permissions };
}

function invokedBy(principal: string, sourceArn = '{Source.Arn}'): LambdaPermissionProfile {
  return { kind: 'lambda permission', principal, sourceArn, permissions: { Write: 'lambda:InvokeFunction' } };
}

function sentBy(principal: string): ResourcePolicyProfile {
  return { kind: 'queue policy', principal, permissions: { Write: 'sqs:SendMessage' } };
}

const TABLE = sourceRole({
  Read: [grant('dynamodb', 'GetItem Query Scan BatchGetItem ConditionCheckItem PartiQLSelect', DESTINATION, `${DESTINATION}/index/*`)],
  Write: [
    grant(
      'dynamodb',
      'PutItem UpdateItem DeleteItem BatchWriteItem PartiQLDelete PartiQLInsert PartiQLUpdate',
      DESTINATION,
      `${DESTINATION}/index/*`,
    ),
  ],
});

const BUCKET = sourceRole({
  Read: [
    grant(
      's3',
      'GetObject GetObjectAcl GetObjectLegalHold GetObjectRetention GetObjectTorrent GetObjectVersion GetObjectVersionAcl ' +
        'GetObjectVersionForReplication GetObjectVersionTorrent ListBucket ListBucketMultipartUploads ListBucketVersions ' +
        'ListMultipartUploadParts',
      DESTINATION,
      `${DESTINATION}/*`,
    ),
  ],
  Write: [
    grant(
      's3',
      'AbortMultipartUpload DeleteObject DeleteObjectVersion PutObject PutObjectLegalHold PutObjectRetention RestoreObject',
      DESTINATION,
      `${DESTINATION}/*`,
    ),
  ],
});

const EVENT_BUS = sourceRole({ Write: [grant('events', 'PutEvents', DESTINATION)] });
const TOPIC = sourceRole({ Write: [grant('sns', 'Publish', DESTINATION)] });
const FUNCTION = sourceRole({ Write: [grant('lambda', 'InvokeAsync InvokeFunction', DESTINATION)] });

const FROM_FUNCTION: { readonly [destination: string]: ConnectorProfile } = {
  'AWS::DynamoDB::Table': TABLE,
  'AWS::Events::EventBus': EVENT_BUS,
  'AWS::Lambda::Function': FUNCTION,
  'AWS::Location::PlaceIndex': sourceRole({
    Read: [
      grant(
        'geo',
        'DescribePlaceIndex GetPlace SearchPlaceIndexForPosition SearchPlaceIndexForSuggestions SearchPlaceIndexForText',
        DESTINATION,
      ),
    ],
  }),
  'AWS::S3::Bucket': BUCKET,
  'AWS::SNS::Topic': TOPIC,
  'AWS::SQS::Queue': sourceRole({
    Read: [grant('sqs', 'ReceiveMessage GetQueueAttributes', DESTINATION)],
    Write: [grant('sqs', 'DeleteMessage SendMessage ChangeMessageVisibility PurgeQueue', DESTINATION)],
  }),
  'AWS::StepFunctions::StateMachine': sourceRole({
    Write: [grant('states', 'StartExecution StartSyncExecution', DESTINATION), grant('states', 'StopExecution', EXECUTIONS)],
    Read: [
      grant('states', 'DescribeStateMachine ListExecutions', DESTINATION),
      grant('states', 'DescribeExecution DescribeStateMachineForExecution GetExecutionHistory', EXECUTIONS),
    ],
  }),
};

const FROM_STATE_MACHINE: { readonly [destination: string]: ConnectorProfile } = {
  'AWS::DynamoDB::Table': TABLE,
  'AWS::Events::EventBus': EVENT_BUS,
  'AWS::Lambda::Function': FUNCTION,
  'AWS::S3::Bucket': BUCKET,
  'AWS::SNS::Topic': TOPIC,
  'AWS::SQS::Queue': sourceRole({ Write: [grant('sqs', 'SendMessage', DESTINATION)] }),
  'AWS::StepFunctions::StateMachine': {
    kind: 'role policy',
    roleOf: 'Source',
    before: 'source',
    combinations: [['Read'], ['Read', 'Write']],
    permissions: {
      Read: [grant('states', 'DescribeExecution', EXECUTIONS), grant('events', 'DescribeRule', EXECUTION_RULE)],
      Write: [
        grant('states', 'StartExecution', DESTINATION),
        grant('states', 'StopExecution', EXECUTIONS),
        grant('events', 'PutTargets PutRule', EXECUTION_RULE),
      ],
    },
  },
};

/** What connectors make, by type of the source and of the destination.
 *  https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/reference-sam-connector.html */
const PROFILES: { readonly [source: string]: { readonly [destination: string]: ConnectorProfile } } = {
  'AWS::ApiGateway::RestApi': { 'AWS::Lambda::Function': invokedBy('apigateway.amazonaws.com', API_ROUTES) },
  'AWS::ApiGatewayV2::Api': { 'AWS::Lambda::Function': invokedBy('apigateway.amazonaws.com', API_ROUTES) },
  'AWS::AppSync::DataSource': {
    'AWS::DynamoDB::Table': TABLE,
    'AWS::Events::EventBus': EVENT_BUS,
    'AWS::Lambda::Function': sourceRole({
      Write: [grant('lambda', 'InvokeAsync InvokeFunction', DESTINATION, `${DESTINATION}:*`)],
    }),
  },
  'AWS::AppSync::GraphQLApi': {
    'AWS::Lambda::Function': invokedBy(
      'appsync.amazonaws.com',
      'arn:${AWS::Partition}:appsync:${AWS::Region}:${AWS::AccountId}:apis/{Source.ResourceId}',
    ),
  },
  'AWS::DynamoDB::Table': {
    'AWS::Lambda::Function': {
      kind: 'role policy',
      roleOf: 'Destination',
      before: 'event source mapping',
      permissions: { Read: [grant('dynamodb', 'DescribeStream GetRecords GetShardIterator ListStreams', '{Source.Arn}/stream/*')] },
    },
  },
  'AWS::Events::Rule': {
    'AWS::Events::EventBus': EVENT_BUS,
    'AWS::Lambda::Function': invokedBy('events.amazonaws.com'),
    'AWS::SNS::Topic': { kind: 'topic policy', principal: 'events.amazonaws.com', permissions: { Write: 'sns:Publish' } },
    'AWS::SQS::Queue': sentBy('events.amazonaws.com'),
    'AWS::StepFunctions::StateMachine': sourceRole({ Write: [grant('states', 'StartExecution', DESTINATION)] }),
  },
  'AWS::Lambda::Function': FROM_FUNCTION,
  'AWS::S3::Bucket': { 'AWS::Lambda::Function': { ...invokedBy('s3.amazonaws.com'), ofThisAccount: true } },
  'AWS::SNS::Topic': { 'AWS::Lambda::Function': invokedBy('sns.amazonaws.com'), 'AWS::SQS::Queue': sentBy('sns.amazonaws.com') },
  'AWS::SQS::Queue': {
    'AWS::Lambda::Function': {
      kind: 'role policy',
      roleOf: 'Destination',
      before: 'event source mapping',
      combinations: [['Read', 'Write']],
      permissions: {
        Write: [grant('sqs', 'DeleteMessage', '{Source.Arn}')],
        Read: [grant('sqs', 'ReceiveMessage GetQueueAttributes', '{Source.Arn}')],
      },
    },
  },
  'AWS::StepFunctions::StateMachine': FROM_STATE_MACHINE,
};

/** What a connector from one CloudFormation type to another makes; undefined when connectors do not join the two. */
export function connectorProfile(source: string, destination: string): ConnectorProfile | undefined {
  return Object.hasOwn(PROFILES, source) && Object.hasOwn(PROFILES[source]!, destination) ? PROFILES[source]![destination] : undefined;
}
