import { hole } from '../../iam/policy.ts';
import type { App } from '../../model/app.ts';
import type { Target } from '../../model/behavior.ts';
import { physicalName, policyText, resourceArn } from '../../model/policy-text.ts';
import { property } from '../../model/template.ts';
import { exactText, get, isUnknown, itemsOf, resourceNamed, show } from '../../model/value.ts';
import type { Value } from '../../model/value.ts';

/** Where a type says with which key it is encrypted. */
const KEY_PROPERTIES: ReadonlyMap<string, readonly string[]> = new Map([
  ['AWS::DynamoDB::Table', ['SSESpecification.KMSMasterKeyId']],
  ['AWS::SQS::Queue', ['KmsMasterKeyId']],
  ['AWS::SNS::Topic', ['KmsMasterKeyId']],
  ['AWS::SecretsManager::Secret', ['KmsKeyId']],
  ['AWS::Kinesis::Stream', ['StreamEncryption.KeyId']],
  ['AWS::KinesisFirehose::DeliveryStream', ['DeliveryStreamEncryptionConfigurationInput.KeyARN']],
  ['AWS::Events::EventBus', ['KmsKeyIdentifier']],
  ['AWS::StepFunctions::StateMachine', ['EncryptionConfiguration.KmsKeyId']],
  ['AWS::Logs::LogGroup', ['KmsKeyId']],
  ['AWS::SSM::Parameter', ['KeyId']],
]);

/** The customer key that a resource of the app is encrypted with; null when AWS's own key is used or nothing is said. */
export function customerKey(app: App, id: string | null): Target | null {
  const resource = app.resource(id ?? undefined);
  if (resource === undefined) return null;
  const value =
    resource.type === 'AWS::S3::Bucket'
      ? bucketKey(property(resource, 'BucketEncryption'))
      : firstOf(resource.type, (path) => property(resource, path));
  return value === undefined ? null : keyTarget(app, value);
}

function firstOf(type: string, read: (path: string) => Value | undefined): Value | undefined {
  return (KEY_PROPERTIES.get(type) ?? []).map(read).find((value) => value !== undefined);
}

function bucketKey(encryption: Value | undefined): Value | undefined {
  return itemsOf(get(encryption, 'ServerSideEncryptionConfiguration'))
    .map((rule) => get(rule, 'ServerSideEncryptionByDefault.KMSMasterKeyID'))
    .find((value) => value !== undefined);
}

/** A key by id, ARN or alias. AWS's own keys (`alias/aws/sqs`) need no permission that a policy could give (KMS developer guide, AWS managed keys). */
export function keyTarget(app: App, value: Value): Target | null {
  const exact = exactText(value);
  if (exact !== undefined && /^(?:arn:[^:]*:kms:[^:]*:[^:]*:)?alias\/aws\//.test(exact)) return null;
  const base = { via: show(value), bound: value.at };
  const named = app.resource(resourceNamed(value));
  const aliased = named?.type === 'AWS::KMS::Alias' ? app.resource(resourceNamed(property(named, 'TargetKeyId'))) : named;
  if (aliased?.type === 'AWS::KMS::Key' || aliased?.type === 'AWS::KMS::ReplicaKey') {
    return { ...base, logicalId: aliased.id, arn: resourceArn(app, aliased) ?? '*', unknown: null };
  }
  if (exact?.startsWith('alias/')) {
    const alias = app.ofType('AWS::KMS::Alias').find((one) => physicalName(app, one) === exact);
    const key = app.resource(resourceNamed(alias && property(alias, 'TargetKeyId')));
    if (key !== undefined) return { ...base, logicalId: key.id, arn: resourceArn(app, key) ?? '*', unknown: null };
    return {
      ...base,
      logicalId: null,
      arn: `arn:${hole('AWS::Partition')}:kms:${hole('AWS::Region')}:${hole('AWS::AccountId')}:key/*`,
      unknown: `which key ${exact} names is known only in the account`,
    };
  }
  const text = policyText(app, value);
  if (isUnknown(text)) return { ...base, logicalId: null, arn: '*', unknown: text.reason };
  const arn = text.startsWith('arn:')
    ? text
    : `arn:${hole('AWS::Partition')}:kms:${hole('AWS::Region')}:${hole('AWS::AccountId')}:key/${text}`;
  return { ...base, logicalId: null, arn, unknown: null };
}

/** The value of `kms:ViaService` for a service in the app's region. https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-via-service */
export function viaService(service: string): string {
  return `${service}.${hole('AWS::Region')}.amazonaws.com`;
}
