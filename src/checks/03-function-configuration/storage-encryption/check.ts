import { defineCheck } from '../../../model/check.ts';
import type { Check } from '../../../model/check.ts';
import type { App } from '../../../model/app.ts';
import type { Stage } from '../../../model/api/api.ts';
import type { Outcome } from '../../../model/finding.ts';
import { property } from '../../../model/template.ts';
import type { Resource } from '../../../model/template.ts';
import { isUnknown, show } from '../../../model/value.ts';
import { cannotTell, fail, judged, notApplicable, pass } from '../../outcomes.ts';
import { fix } from './fix.ts';
import { hasCustomerKey, STORES } from './stores.ts';
import type { Store } from './stores.ts';

const check: Check = defineCheck({
  id: 'storage-encryption',
  title: 'Stored data is not encrypted as this app asks',
  practices: [3],
  severity: 'medium',
  promise: 'rule',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/streams/latest/dev/what-is-sse.html',
    'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-server-side-encryption.html',
    'https://docs.aws.amazon.com/efs/latest/ug/encryption-at-rest.html',
    'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Overview.Encryption.html',
    'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/at-rest-encryption.html',
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-caching.html',
  ],
  looksAt: [...Object.keys(STORES), 'AWS::ApiGateway::Stage'],
  messages: {
    plain: '{resource} stores its data unencrypted: {property} is not on',
    cache: 'stage {stage} caches answers unencrypted: CacheDataEncrypted is not on',
    key: '{resource} is not encrypted under a customer key, which this app asks for',
  },
  remedy:
    'Switch the encryption of the type on (StreamEncryption, Encrypted, StorageEncrypted, AtRestEncryptionEnabled ...), and name a customer key where the config asks for one.',
  config: ['storage.encryption'],
  *run(app) {
    for (const resource of app.ofType(...Object.keys(STORES))) yield judge(app, resource, STORES[resource.type]!);
    for (const api of app.apis) for (const stage of api.stages) yield* judgeCache(stage);
  },
  fix,
});
export default check;

function judge(app: App, resource: Resource, store: Store): Outcome {
  const encrypted = store.encrypted(resource);
  const subject = resource.id;
  const at = property(resource, store.property)?.at ?? resource.at;
  if (encrypted === null) return notApplicable(subject, 'it keeps no data of its own');
  if (encrypted === false) return fail({ subject, message: 'plain', args: { resource: resource.logicalId, property: store.property }, at });
  if (app.config.storage.encryption === 'customer-key' && store.key !== undefined) {
    // Without a key the default holds, so an unknown switch does not matter here.
    return judged(subject, hasCustomerKey(store, resource), { message: 'key', args: { resource: resource.logicalId }, at });
  }
  return isUnknown(encrypted) ? cannotTell(subject, encrypted) : pass(subject);
}

function* judgeCache(stage: Stage): Iterable<Outcome> {
  const { cacheEncrypted, resource } = stage;
  if (cacheEncrypted === null || resource === null) return;
  yield judged(resource.id, cacheEncrypted, { message: 'cache', args: { stage: show(stage.name) }, at: stage.at });
}
