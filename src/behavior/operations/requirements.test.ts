import { describe, expect, test } from 'vitest';
import { HOLE } from './input-view.ts';
import type { InputView } from './input-view.ts';
import { testInput } from './testing.ts';
import { requirementsOf } from './requirements.ts';

/** `action kind(part=value,…)`, with `?` behind what is not certain and `+` behind what the service does with the caller's rights. */
function needs(service: string, operation: string, input: object): readonly string[] | null {
  const requirements = requirementsOf(service, operation, testInput(input));
  return (
    requirements?.map(({ action, resource, certain, dependent }) => {
      const parts = [...(resource?.parts ?? [])].map(([part, values]) => `${part}=${values === 'any' ? '*' : values.join('|')}`);
      const otherwise = [...(resource?.otherwise ?? [])].map(([part, text]) => `${part} or ${text}`);
      const on = resource === null ? '*' : `${resource.kind}(${[...parts, ...otherwise].join(',')})`;
      return `${action} ${on}${certain ? '' : '?'}${dependent ? '+' : ''}`;
    }) ?? null
  );
}

describe('an operation with an action of its own name', () => {
  test('needs that action on what its input names', () => {
    expect(needs('dynamodb', 'PutItem', { TableName: 'orders' })).toEqual(['dynamodb:PutItem dynamodb:table(TableName=orders)']);
    expect(needs('secretsmanager', 'GetSecretValue', { SecretId: 'payment/key' })).toEqual([
      'secretsmanager:GetSecretValue secretsmanager:Secret(SecretId=payment/key)',
    ]);
    expect(needs('ssm', 'GetParameters', { Names: ['/shop/url', '/shop/key'] })).toEqual([
      'ssm:GetParameters ssm:parameter(ParameterNameWithoutLeadingSlash=/shop/url|/shop/key)',
    ]);
  });
  test('needs it on anything of the kind when the input does not say', () => {
    expect(needs('kms', 'Decrypt', { CiphertextBlob: 'AQID' })).toEqual(['kms:Decrypt kms:key(KeyId=*)']);
  });
  test('needs it on * when the action takes no resource', () => {
    expect(needs('translate', 'TranslateText', {})).toEqual(['translate:TranslateText *']);
    expect(needs('cloudwatch', 'PutMetricData', { Namespace: 'Shop' })).toEqual(['cloudwatch:PutMetricData *']);
    expect(needs('xray', 'PutTraceSegments', {})).toEqual(['xray:PutTraceSegments *']);
  });
  test('names the tagged resource by its ARN alone', () => {
    const arn = 'arn:aws:states:eu-west-1:111122223333:activity:pack';
    expect(needs('stepfunctions', 'TagResource', { resourceArn: arn })).toEqual([`states:TagResource arn(Arn=${arn})`]);
  });
});

test('a snapshot is made of a volume and tagged, and copied under its own ARN', () => {
  const snapshot = 'arn:aws:fsx:eu-west-1:111122223333:snapshot/fsvol-0a/fsvolsnap-0b';
  expect(needs('fsx', 'CreateSnapshot', { Name: 'nightly', VolumeId: 'fsvol-0a', Tags: [] })).toEqual([
    'fsx:CreateSnapshot fsx:volume(FileSystemId=*,VolumeId=fsvol-0a)',
    'fsx:CreateSnapshot fsx:snapshot(VolumeId=fsvol-0a,SnapshotId=*)',
    'fsx:TagResource fsx:snapshot(VolumeId=fsvol-0a,SnapshotId=*)',
  ]);
  expect(needs('fsx', 'CopySnapshotAndUpdateVolume', { VolumeId: 'fsvol-0c', SourceSnapshotARN: snapshot })).toEqual([
    'fsx:CopySnapshotAndUpdateVolume fsx:volume(FileSystemId=*,VolumeId=fsvol-0c)',
    `fsx:CopySnapshotAndUpdateVolume arn(Arn=${snapshot})`,
  ]);
});

test('services that work with the caller’s rights may need what the input names', () => {
  const details = { ExportAssetsToS3: { AssetDestinations: [{ Bucket: 'prices', Key: 'daily.csv' }] } };
  expect(needs('dataexchange', 'CreateJob', { Type: 'EXPORT_ASSETS_TO_S3', Details: details })).toContain(
    's3:PutObject s3:object(BucketName=prices,ObjectName=daily.csv)?+',
  );
  expect(needs('rds', 'CopyDBSnapshot', { TargetDBSnapshotIdentifier: 'nightly', KmsKeyId: 'alias/vault' })).toContain(
    'kms:CreateGrant kms:key(KeyId=alias/vault)?+',
  );
  expect(needs('codedeploy', 'CreateDeploymentGroup', { serviceRoleArn: 'arn:aws:iam::111122223333:role/shift' })).toContain(
    'iam:PassRole iam:role(RoleNameWithPath=arn:aws:iam::111122223333:role/shift)',
  );
});

test('an operation that the service does not have is not known', () => {
  expect(needs('dynamodb', 'GetOrder', {})).toBeNull();
  expect(needs('orders', 'GetItem', {})).toBeNull();
  expect(needs('constructor', 'toString', {})).toBeNull();
});

test('an operation that AWS lists no action for yet is taken to need the one of its name, not for certain', () => {
  expect(needs('kinesis', 'CreateQueue', {})).toEqual(['kinesis:CreateQueue *?']);
});

describe('no permission', () => {
  test.each([
    ['sts', 'GetCallerIdentity'],
    ['sts', 'GetSessionToken'],
    ['sts', 'AssumeRoleWithWebIdentity'],
    ['cognito-idp', 'SignUp'],
    ['cognito-idp', 'InitiateAuth'],
    ['cognito-idp', 'StartWebAuthnRegistration'],
    ['cognito-identity', 'GetId'],
    ['dynamodb', 'DescribeEndpoints'],
    ['connectparticipant', 'SendMessage'],
  ])('%s:%s', (service, operation) => {
    expect(needs(service, operation, {})).toEqual([]);
  });
});

describe('DynamoDB', () => {
  test('a query of an index is decided on the index and not on the table', () => {
    expect(needs('dynamodb', 'Query', { TableName: 'orders' })).toEqual(['dynamodb:Query dynamodb:table(TableName=orders)']);
    expect(needs('dynamodb', 'Query', { TableName: 'orders', IndexName: 'byCustomer' })).toEqual([
      'dynamodb:Query dynamodb:index(TableName=orders,IndexName=byCustomer)',
    ]);
    expect(needs('dynamodb', 'Scan', { TableName: 'orders', IndexName: 'byCustomer' })).toEqual([
      'dynamodb:Scan dynamodb:index(TableName=orders,IndexName=byCustomer)',
    ]);
  });
  test('an index that may be given leaves both open', () => {
    expect(needs('dynamodb', 'Query', { TableName: 'orders', 'IndexName?': 'byCustomer' })).toEqual([
      'dynamodb:Query dynamodb:table(TableName=orders)?',
      'dynamodb:Query dynamodb:index(TableName=orders,IndexName=byCustomer)?',
    ]);
  });
  test('a batch has its tables as the keys of a map', () => {
    expect(needs('dynamodb', 'BatchWriteItem', { RequestItems: { orders: [], customers: [] } })).toEqual([
      'dynamodb:BatchWriteItem dynamodb:table(TableName=orders|customers)',
    ]);
  });
  test('a transaction needs the action of each kind of item, on its tables', () => {
    const items = [{ Put: { TableName: 'orders' } }, { Update: { TableName: 'stock' } }, { Update: { TableName: 'carts' } }];
    expect(needs('dynamodb', 'TransactWriteItems', { TransactItems: items })).toEqual([
      'dynamodb:PutItem dynamodb:table(TableName=orders)',
      'dynamodb:UpdateItem dynamodb:table(TableName=stock|carts)',
    ]);
    expect(needs('dynamodb', 'TransactGetItems', { TransactItems: [{ Get: { TableName: 'orders' } }] })).toEqual([
      'dynamodb:GetItem dynamodb:table(TableName=orders)',
    ]);
  });
  test.each([
    ['SELECT * FROM "orders" WHERE id = ?', 'PartiQLSelect'],
    ["insert into orders value {'id': ?}", 'PartiQLInsert'],
    ['UPDATE orders SET paid = true', 'PartiQLUpdate'],
    ['  DELETE FROM orders', 'PartiQLDelete'],
    ['EXISTS(SELECT * FROM orders)', 'PartiQLSelect'],
    [`SELECT * FROM "${HOLE}"`, 'PartiQLSelect'],
  ])('the statement %j needs %s', (statement, action) => {
    expect(needs('dynamodb', 'ExecuteStatement', { Statement: statement })).toEqual([
      `dynamodb:${action} dynamodb:table(TableName=${statement})`,
    ]);
  });
  test('a statement whose verb is not known may need any of the four', () => {
    expect(needs('dynamodb', 'ExecuteStatement', { Statement: HOLE })?.map((need) => need.slice(0, need.indexOf(' ')))).toEqual([
      'dynamodb:PartiQLSelect',
      'dynamodb:PartiQLInsert',
      'dynamodb:PartiQLUpdate',
      'dynamodb:PartiQLDelete',
    ]);
  });
  test('the statement is marked as one, for whoever looks for the table in it', () => {
    const [need] = requirementsOf('dynamodb', 'ExecuteStatement', testInput({ Statement: 'SELECT * FROM orders' })) ?? [];
    expect(need?.resource?.forms.get('TableName')).toBe('partiql');
  });
  test('a stream is named by its ARN', () => {
    const arn = 'arn:aws:dynamodb:eu-west-1:111122223333:table/orders/stream/2026-01-01T00:00:00.000';
    const [need] = requirementsOf('dynamodbstreams', 'DescribeStream', testInput({ StreamArn: arn })) ?? [];
    expect(need?.resource).toMatchObject({ kind: 'arn', named: 'dynamodb:stream' });
    expect(needs('dynamodbstreams', 'GetRecords', { ShardIterator: 'AAAA' })).toEqual(['dynamodb:GetRecords dynamodb:stream()']);
  });
});

describe('S3', () => {
  const photo = { Bucket: 'photos', Key: 'cat.jpg' };
  const object = 's3:object(BucketName=photos,ObjectName=cat.jpg)';
  test('an upload needs PutObject alone', () => {
    expect(needs('s3', 'PutObject', { ...photo, Body: '' })).toEqual([`s3:PutObject ${object}`]);
  });
  test('an upload with an access control list, tags or a lock needs the action of each', () => {
    expect(
      needs('s3', 'PutObject', {
        ...photo,
        ACL: 'public-read',
        Tagging: 'a=b',
        ObjectLockMode: 'COMPLIANCE',
        ObjectLockLegalHoldStatus: 'ON',
      }),
    ).toEqual([
      `s3:PutObject ${object}`,
      `s3:PutObjectAcl ${object}`,
      `s3:PutObjectTagging ${object}`,
      `s3:PutObjectRetention ${object}`,
      `s3:PutObjectLegalHold ${object}`,
    ]);
    expect(needs('s3', 'CreateMultipartUpload', { ...photo, GrantRead: 'id=x' })).toEqual([
      `s3:PutObject ${object}`,
      `s3:PutObjectAcl ${object}`,
    ]);
  });
  test('what may be given is not certain', () => {
    expect(needs('s3', 'PutObject', { ...photo, 'Tagging?': 'a=b' })).toEqual([`s3:PutObject ${object}`, `s3:PutObjectTagging ${object}?`]);
  });
  test('a version is read with an action of its own', () => {
    expect(needs('s3', 'GetObject', photo)).toEqual([`s3:GetObject ${object}`]);
    expect(needs('s3', 'HeadObject', { ...photo, VersionId: '3' })).toEqual([`s3:GetObjectVersion ${object}`]);
    expect(needs('s3', 'GetObjectTagging', { ...photo, VersionId: '3' })).toEqual([`s3:GetObjectVersionTagging ${object}`]);
  });
  test('a version is deleted with an action of its own', () => {
    expect(needs('s3', 'DeleteObject', photo)).toEqual([`s3:DeleteObject ${object}`]);
    expect(needs('s3', 'DeleteObject', { ...photo, VersionId: '3' })).toEqual([
      `s3:DeleteObject ${object}?`,
      `s3:DeleteObjectVersion ${object}`,
    ]);
    expect(needs('s3', 'DeleteObjects', { Bucket: 'photos', Delete: { Objects: [{ Key: 'a' }, { Key: 'b', VersionId: '1' }] } })).toEqual([
      's3:DeleteObject s3:object(BucketName=photos,ObjectName=a|b)',
      's3:DeleteObjectVersion s3:object(BucketName=photos,ObjectName=a|b)',
    ]);
  });
  test('a copy reads its source and writes its target; the tags of the source may go with it', () => {
    expect(needs('s3', 'CopyObject', { ...photo, CopySource: 'uploads/cat.jpg' })).toEqual([
      's3:GetObject s3:object(BucketName=uploads/cat.jpg,ObjectName=uploads/cat.jpg)',
      `s3:PutObject ${object}`,
      's3:GetObjectTagging s3:object(BucketName=uploads/cat.jpg,ObjectName=uploads/cat.jpg)?',
      `s3:PutObjectTagging ${object}?`,
    ]);
    expect(needs('s3', 'CopyObject', { ...photo, CopySource: 'uploads/cat.jpg', TaggingDirective: 'REPLACE', Tagging: 'a=b' })).toEqual([
      's3:GetObject s3:object(BucketName=uploads/cat.jpg,ObjectName=uploads/cat.jpg)',
      `s3:PutObject ${object}`,
      `s3:PutObjectTagging ${object}`,
    ]);
  });
  test('a copy of a version reads that version', () => {
    expect(needs('s3', 'UploadPartCopy', { ...photo, CopySource: 'uploads/cat.jpg?versionId=7' })).toEqual([
      's3:GetObjectVersion s3:object(BucketName=uploads/cat.jpg?versionId=7,ObjectName=uploads/cat.jpg?versionId=7)',
      `s3:PutObject ${object}`,
    ]);
  });
  test.each([
    ['ListObjectsV2', 's3:ListBucket'],
    ['HeadBucket', 's3:ListBucket'],
    ['ListObjectVersions', 's3:ListBucketVersions'],
    ['DeleteBucketEncryption', 's3:PutEncryptionConfiguration'],
    ['DeletePublicAccessBlock', 's3:PutBucketPublicAccessBlock'],
    ['PutBucketNotificationConfiguration', 's3:PutBucketNotification'],
    ['DeleteBucketCors', 's3:PutBucketCORS'],
  ])('%s is decided with %s', (operation, action) => {
    expect(needs('s3', operation, { Bucket: 'photos' })).toEqual([`${action} s3:bucket(BucketName=photos)`]);
  });
  test('all buckets are listed with an action of another name', () => {
    expect(needs('s3', 'ListBuckets', {})).toEqual(['s3:ListAllMyBuckets *']);
  });
});

describe('messages', () => {
  test('a batch to a queue or topic is decided with the action for one message', () => {
    const QueueUrl = 'https://sqs.eu-west-1.amazonaws.com/111122223333/orders';
    expect(needs('sqs', 'SendMessageBatch', { QueueUrl })).toEqual([`sqs:SendMessage sqs:queue(QueueName=${QueueUrl})`]);
    expect(needs('sns', 'PublishBatch', { TopicArn: 'arn:aws:sns:eu-west-1:111122223333:orders' })).toEqual([
      'sns:Publish sns:topic(TopicName=arn:aws:sns:eu-west-1:111122223333:orders)',
    ]);
  });
  test('a text message to a number has no topic', () => {
    expect(needs('sns', 'Publish', { PhoneNumber: '+15555550100' })).toEqual(['sns:Publish *']);
  });
  test('events without a bus go to the default one', () => {
    expect(needs('events', 'PutEvents', { Entries: [{ Source: 'shop' }] })).toEqual([
      'events:PutEvents events:event-bus(EventBusName=*,EventBusName or default)',
    ]);
    expect(needs('events', 'PutEvents', { Entries: [{ EventBusName: 'orders' }] })).toEqual([
      'events:PutEvents events:event-bus(EventBusName=orders)',
    ]);
  });
  test('a rule of a bus of its own has another ARN than one of the default bus', () => {
    expect(needs('events', 'DisableRule', { Name: 'nightly' })).toEqual([
      'events:DisableRule events:rule-on-default-event-bus(RuleName=nightly)',
    ]);
    expect(needs('events', 'DisableRule', { Name: 'nightly', EventBusName: 'orders' })).toEqual([
      'events:DisableRule events:rule-on-custom-event-bus(EventBusName=orders,RuleName=nightly)',
    ]);
  });
  test('a message to a connected client is ManageConnections with the method', () => {
    expect(needs('apigatewaymanagementapi', 'PostToConnection', { ConnectionId: 'x' })).toEqual([
      'execute-api:ManageConnections execute-api:execute-api-general(ApiId=*,Stage=*,Method=*,ApiSpecificResourcePath=*,Method or POST,ApiSpecificResourcePath or @connections/*)',
    ]);
  });
  test('a retained message to a device needs more', () => {
    expect(needs('iot-data', 'Publish', { topic: 'oven/1' })).toEqual(['iot:Publish iot:topic(TopicName=oven/1)']);
    expect(needs('iot-data', 'Publish', { topic: 'oven/1', retain: true })).toHaveLength(2);
  });
  test('mail as raw text is decided with SendRawEmail', () => {
    expect(needs('sesv2', 'SendEmail', { FromEmailAddress: 'shop@example.com', Content: { Raw: {} } })).toEqual([
      'ses:SendRawEmail ses:identity(IdentityName=shop@example.com)',
    ]);
    expect(needs('sesv2', 'SendEmail', { FromEmailAddress: 'shop@example.com', Content: { Simple: {} } })).toEqual([
      'ses:SendEmail ses:identity(IdentityName=shop@example.com)',
    ]);
  });
});

describe('roles', () => {
  const role = 'arn:aws:iam::111122223333:role/nightly';
  test('a role that is handed to a service has to be passed', () => {
    expect(needs('scheduler', 'CreateSchedule', { Name: 'nightly', Target: { RoleArn: role } })).toEqual([
      'scheduler:CreateSchedule scheduler:schedule(GroupName=*,ScheduleName=nightly,GroupName or default)',
      `iam:PassRole iam:role(RoleNameWithPath=${role})`,
    ]);
    expect(needs('events', 'PutTargets', { Rule: 'nightly', Targets: [{ Arn: 'x' }] })).toEqual([
      'events:PutTargets events:rule-on-default-event-bus(RuleName=nightly)',
    ]);
  });
  test('a function that is updated without a role passes none', () => {
    expect(needs('lambda', 'UpdateFunctionConfiguration', { FunctionName: 'save-order', Timeout: 3 })).toEqual([
      'lambda:UpdateFunctionConfiguration lambda:function(FunctionName=save-order)',
    ]);
  });
  test('a task passes the roles of its definition, if that has any', () => {
    expect(needs('ecs', 'RunTask', { taskDefinition: 'report:3' })).toEqual([
      'ecs:RunTask ecs:task-definition(TaskDefinitionFamilyName=report:3)',
      'iam:PassRole iam:role()?',
    ]);
  });
});

describe('calls that a service makes with the rights of its caller', () => {
  test('the RDS Data API reads the secret', () => {
    expect(needs('rds-data', 'ExecuteStatement', { resourceArn: 'arn:c', secretArn: 'arn:s' })).toEqual([
      'rds-data:ExecuteStatement rds-data:cluster(DbClusterInstanceName=arn:c)',
      'secretsmanager:GetSecretValue secretsmanager:Secret(SecretId=arn:s)+',
    ]);
  });
  test('Athena reads the catalog and the data, and writes the results', () => {
    const found = needs('athena', 'StartQueryExecution', { ResultConfiguration: { OutputLocation: 's3://results/q' } }) ?? [];
    expect(found[0]).toBe('athena:StartQueryExecution athena:workgroup(WorkGroupName=*,WorkGroupName or primary)');
    expect(found).toContain('s3:PutObject s3:object(BucketName=s3://results/q)+');
    expect(found).toContain('glue:GetTable glue:rootcatalog()?+');
  });
  test('Rekognition reads the image that lies in a bucket, and no other', () => {
    expect(needs('rekognition', 'DetectLabels', { Image: { S3Object: { Bucket: 'photos', Name: 'cat.jpg' } } })).toEqual([
      'rekognition:DetectLabels *',
      's3:GetObject s3:object(BucketName=photos,ObjectName=cat.jpg)+',
    ]);
    expect(needs('rekognition', 'DetectLabels', { Image: { Bytes: '' } })).toEqual(['rekognition:DetectLabels *']);
  });
  test('a parameter that stands for a secret is read from Secrets Manager', () => {
    expect(needs('ssm', 'GetParameter', { Name: '/aws/reference/secretsmanager/payment' })).toHaveLength(2);
    expect(needs('ssm', 'GetParameter', { Name: '/shop/url' })).toHaveLength(1);
  });
  test('the Redshift Data API signs in as it is told', () => {
    const actions = (input: object): readonly string[] | undefined =>
      needs('redshift-data', 'ExecuteStatement', input)?.map((need) => need.split(' ')[0] ?? '');
    expect(actions({ ClusterIdentifier: 'dw', DbUser: 'etl' })).toContain('redshift:GetClusterCredentials');
    expect(actions({ ClusterIdentifier: 'dw', Database: 'dev' })).toContain('redshift:GetClusterCredentialsWithIAM');
    expect(actions({ WorkgroupName: 'dw' })).toEqual(['redshift-data:ExecuteStatement', 'redshift-serverless:GetCredentials']);
    expect(actions({ ClusterIdentifier: 'dw', SecretArn: 'arn:s' })).toEqual([
      'redshift-data:ExecuteStatement',
      'secretsmanager:GetSecretValue',
    ]);
  });
});

describe('models', () => {
  test('a conversation is an invocation of the model, with the guardrail that is given', () => {
    expect(needs('bedrock-runtime', 'Converse', { modelId: 'amazon.nova-lite-v1:0' })).toEqual([
      'bedrock:InvokeModel bedrock:foundation-model(ResourceId=amazon.nova-lite-v1:0)',
    ]);
    expect(needs('bedrock-runtime', 'ConverseStream', { modelId: 'm', guardrailConfig: { guardrailIdentifier: 'g' } })).toEqual([
      'bedrock:InvokeModelWithResponseStream bedrock:foundation-model(ResourceId=m)',
      'bedrock:ApplyGuardrail bedrock:guardrail(GuardrailId=g)',
    ]);
  });
});

describe('functions and workflows', () => {
  test('an invocation with a qualifier is decided on the alias', () => {
    expect(needs('lambda', 'Invoke', { FunctionName: 'save-order' })).toEqual([
      'lambda:InvokeFunction lambda:function(FunctionName=save-order)',
    ]);
    expect(needs('lambda', 'Invoke', { FunctionName: 'save-order', Qualifier: 'live' })).toEqual([
      'lambda:InvokeFunction lambda:function-alias(FunctionName=save-order,Alias=live)',
    ]);
  });
  test('the older asynchronous invocation asks for the same right', () => {
    expect(needs('lambda', 'InvokeAsync', { FunctionName: 'save-order' })).toContain(
      'lambda:InvokeFunction lambda:function(FunctionName=save-order)',
    );
  });
  test('an execution is described by its own ARN', () => {
    expect(needs('stepfunctions', 'DescribeExecution', { executionArn: 'arn:e' })).toEqual(['states:DescribeExecution arn(Arn=arn:e)']);
  });
  test('a re-encryption uses both keys', () => {
    expect(needs('kms', 'ReEncrypt', { SourceKeyId: 'a', DestinationKeyId: 'b' })).toEqual([
      'kms:ReEncryptFrom kms:key(KeyId=a)',
      'kms:ReEncryptTo kms:key(KeyId=b)',
    ]);
  });
  test('the actions of API Gateway are the methods of HTTP', () => {
    expect(needs('apigateway', 'UpdateStage', {})).toEqual(['apigateway:PATCH apigateway:resource()']);
  });
});

test('an input of which nothing is known makes the own action certain and what parameters add not', () => {
  const unknown: InputView<string> = { at: () => ({ values: [], present: 'maybe', complete: false }), exact: () => undefined };
  const found = requirementsOf('s3', 'PutObject', unknown) ?? [];
  expect(found.map(({ action, certain }) => [action, certain])).toEqual([
    ['s3:PutObject', true],
    ['s3:PutObjectAcl', false],
    ['s3:PutObjectTagging', false],
    ['s3:PutObjectRetention', false],
    ['s3:PutObjectLegalHold', false],
  ]);
  expect(found[0]?.resource).toMatchObject({
    complete: false,
    parts: new Map([
      ['BucketName', 'any'],
      ['ObjectName', 'any'],
    ]),
  });
});
