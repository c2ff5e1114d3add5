import type { App } from '../../model/app.ts';
import type { PlatformGrant } from '../../model/behavior.ts';
import type { Value } from '../../model/value.ts';
import { customerKey, viaService } from './customer-key.ts';
import { targetOf } from './target.ts';

const SEND: readonly { readonly service: string; readonly action: string }[] = [
  { service: 'sqs', action: 'sqs:SendMessage' },
  { service: 'sns', action: 'sns:Publish' },
  { service: 'lambda', action: 'lambda:InvokeFunction' },
  { service: 'events', action: 'events:PutEvents' },
  { service: 's3', action: 's3:PutObject' },
];

/** What it takes to send a record to a queue, topic, function, bus or bucket. */
export function sendTo(app: App, destination: Value, because: string): PlatformGrant[] {
  const target = targetOf(app, destination);
  const service = /^arn:[^:]*:([^:]+):/.exec(target.arn)?.[1];
  const send = SEND.find((one) => one.service === service);
  if (send === undefined) return [];
  const objects = service === 's3' ? { ...target, arn: `${target.arn}/*` } : target;
  const base = { because, at: destination.at, needed: true };
  const key = customerKey(app, target.logicalId);
  const own = { ...base, actions: [send.action], targets: [objects], viaService: null };
  if (key === null) return [own];
  const encrypt = { ...base, actions: ['kms:Decrypt', 'kms:GenerateDataKey'], targets: [key], viaService: viaService(service!) };
  return [own, encrypt];
}
