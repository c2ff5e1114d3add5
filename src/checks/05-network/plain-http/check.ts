import { defineCheck } from '../../../model/check.ts';
import type { Check } from '../../../model/check.ts';
import type { Observation } from '../../../model/behavior.ts';
import type { Outcome } from '../../../model/finding.ts';
import { fail, pass } from '../../outcomes.ts';
import { observed, ofFollowed } from '../../followed.ts';
import type { Followed } from '../../followed.ts';
import { plainAddress } from './plain-address.ts';

const check: Check = defineCheck({
  id: 'plain-http',
  title: 'Code sends requests without TLS',
  practices: [5],
  severity: 'medium',
  promise: 'heuristic',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/wellarchitected/latest/security-pillar/sec_protect_data_transit_encrypt.html',
    'https://docs.aws.amazon.com/lambda/latest/dg/security-dataprotection.html',
    'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/in-transit-encryption.html',
  ],
  looksAt: ['AWS::Lambda::Function', 'AWS::Serverless::Function'],
  messages: {
    request: '{function} sends requests to {url} without TLS: whoever is on the way can read and change them',
    connection: '{function} connects to {url} without TLS: password and data cross the network readable',
  },
  remedy: 'Use https://, rediss://, amqps://, or the TLS option of the driver (`ssl`, `tls`, `sslmode=verify-full`).',
  *run(app) {
    yield* ofFollowed(app, judge);
  },
});
export default check;

function* judge({ fn, behavior }: Followed): Iterable<Outcome> {
  const found = observed(behavior, 'request').flatMap((one) => outcomeOf(one, fn.id, fn.resource.logicalId));
  if (found.length === 0) yield pass(fn.id);
  yield* found;
}

function outcomeOf({ url, through, at }: Extract<Observation, { kind: 'request' }>, subject: string, name: string): Outcome[] {
  const plain = plainAddress(url);
  if (plain === null) return [];
  const message = plain.isRequest ? 'request' : 'connection';
  const args = { function: name, url: plain.shown };
  const severity = plain.isPrivate ? ({ severity: 'low' } as const) : {};
  return [fail({ subject, message, args, at, ...severity, data: { url: plain.shown, through } })];
}
