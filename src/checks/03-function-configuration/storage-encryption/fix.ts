import type { App } from '../../../model/app.ts';
import type { Authored, Change } from '../../../model/change.ts';
import type { CheckFix, Fix, NoFix } from '../../../model/fix.ts';
import { refersTo } from '../../../model/reference.ts';
import { property } from '../../../model/template.ts';
import type { Resource } from '../../../model/template.ts';
import { noFix, notWritten, propertyPath, setProperty, writtenOf, writtenProperty } from '../../fixing/owner.ts';
import type { Written } from '../../fixing/owner.ts';
import { at } from '../../../util/node.ts';
import { underCustomerKey } from './customer-key.ts';

/** How a type is encrypted without making it anew (CloudFormation template reference, `Update requires` of each property). */
interface InPlace {
  readonly property: string;
  readonly value: Authored;
  readonly safety: 'safe' | 'review';
  readonly todo?: string;
}

const IN_PLACE: Readonly<Record<string, InPlace>> = {
  'AWS::SQS::Queue': { property: 'SqsManagedSseEnabled', value: true, safety: 'safe' },
  // Whoever may use the stream needs no permission for the key of AWS's (Kinesis developer guide, permissions to use user-generated keys).
  'AWS::Kinesis::Stream': {
    property: 'StreamEncryption',
    value: { EncryptionType: 'KMS', KeyId: 'alias/aws/kinesis' },
    safety: 'safe',
  },
  'AWS::KinesisFirehose::DeliveryStream': {
    property: 'DeliveryStreamEncryptionConfigurationInput',
    value: { KeyType: 'AWS_OWNED_CMK' },
    safety: 'safe',
  },
  'AWS::Redshift::Cluster': {
    property: 'Encrypted',
    value: true,
    safety: 'review',
    todo: 'Deploy when the cluster may be read only: its data is moved to an encrypted one',
  },
};

/** Encryption can be added to these, but not changed (CloudFormation template reference, EncryptionAtRestOptions). */
const SEARCH: readonly string[] = ['AWS::OpenSearchService::Domain', 'AWS::Elasticsearch::Domain'];

/** Switches encryption on where the resource stays the same one; a store that CloudFormation would replace is left to its owner. */
export const fix: CheckFix = {
  safety: 'safe',
  plan(fail, app) {
    const resource = app.resource(fail.subject);
    if (resource === undefined) return noFix('the resource is not in the template');
    const written = writtenOf(resource);
    if (written === undefined) return notWritten(resource);
    if (fail.message === 'cache') return cached(written);
    return fail.message === 'key' ? underCustomerKey(app, resource, written) : switchedOn(app, resource, written);
  },
};

function switchedOn(app: App, resource: Resource, written: Written): Fix | NoFix {
  const title = `Encrypt what ${resource.logicalId} stores`;
  if (SEARCH.includes(resource.type) && writtenProperty(written, 'EncryptionAtRestOptions') === undefined) {
    const todo = ['Check the version of the domain: encryption can be added from OpenSearch 1.0 and Elasticsearch 6.7 on'];
    return { safety: 'review', title, changes: [setProperty(written, 'EncryptionAtRestOptions.Enabled', true)], todo };
  }
  const way = IN_PLACE[resource.type];
  if (way === undefined) {
    return noFix(
      `CloudFormation makes ${resource.logicalId} anew when its encryption changes, without its data: make an encrypted copy first`,
    );
  }
  if (resource.type === 'AWS::Kinesis::Stream' && isSharedStream(app, resource)) {
    return noFix(
      `the policy of ${resource.logicalId} lets others use it, and no other account may use AWS's own key: encrypt it under a key whose policy names them`,
    );
  }
  if (writtenProperty(written, way.property)?.kind === 'map')
    return noFix(`${way.property} of ${resource.logicalId} is chosen among several`);
  const changes = [setProperty(written, way.property, way.value)];
  return { safety: way.safety, title, changes, ...(way.todo === undefined ? {} : { todo: [way.todo] }) };
}

/** Policies of streams are for other accounts (https://docs.aws.amazon.com/streams/latest/dev/resource-based-policy-examples.html). */
function isSharedStream(app: App, stream: Resource): boolean {
  return app.ofType('AWS::Kinesis::ResourcePolicy').some((policy) => refersTo(property(policy, 'ResourceArn'), stream) !== false);
}

/** Every method that is cached says so itself. */
function cached(written: Written): Fix | NoFix {
  const settings = writtenProperty(written, 'MethodSettings');
  if (settings?.kind !== 'list') return noFix(`the methods of ${written.logicalId} have no settings of their own in the template`);
  const path = propertyPath(written, 'MethodSettings');
  const changes = settings.items.flatMap((setting, i): Change[] => {
    const isCached =
      at(setting, 'CachingEnabled')?.kind === 'scalar' && String((at(setting, 'CachingEnabled') as { value: unknown }).value) === 'true';
    return isCached ? [{ kind: 'set', file: written.file, path: [...path, i, 'CacheDataEncrypted'], value: true }] : [];
  });
  if (changes.length === 0) return noFix(`which methods of ${written.logicalId} are cached is said at deployment`);
  return { safety: 'safe', title: `Encrypt the cache of ${written.logicalId}`, changes };
}
