import { defineCheck } from '../../../model/check.ts';
import type { Check } from '../../../model/check.ts';
import type { App } from '../../../model/app.ts';
import type { Outcome, Severity } from '../../../model/finding.ts';
import { property } from '../../../model/template.ts';
import type { Trail } from '../../../model/trail.ts';
import { isUnknown, resourceNamed } from '../../../model/value.ts';
import type { Unknown } from '../../../model/value.ts';
import type { Span } from '../../../util/span.ts';
import { cannotTell, fail, pass } from '../../outcomes.ts';

interface Weakness {
  readonly code: string;
  readonly isSound: boolean | Unknown;
  readonly severity: Severity;
  readonly at: Span | undefined;
}

const check: Check = defineCheck({
  id: 'trail-weak',
  title: 'Trail misses events or can be altered unnoticed',
  practices: [6],
  severity: 'high',
  promise: 'rule',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/best-practices-security.html',
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-validation-intro.html',
  ],
  looksAt: ['AWS::CloudTrail::Trail'],
  messages: {
    off: '{trail} is not logging',
    region: '{trail} records one region only, so what happens in any other leaves no trace',
    validation: '{trail} writes no digests, so a deleted or edited log file is not noticed',
    management: '{trail} does not record all management events, so some changes leave no trace',
    key: 'the log files of {trail} are not encrypted with a customer key',
    bucket: 'the bucket {bucket} of {trail} does not block public access',
  },
  remedy: 'Set IsLogging, IsMultiRegionTrail and EnableLogFileValidation to true, KMSKeyId to a key, and guard the bucket.',
  *run(app) {
    for (const trail of app.trails) yield* judge(app, trail);
  },
});
export default check;

function* judge(app: App, trail: Trail): Iterable<Outcome> {
  const { resource } = trail;
  const weaknesses = weaknessesOf(app, trail);
  const found = weaknesses.filter(({ isSound }) => isSound === false);
  const args = { trail: resource.logicalId, bucket: resourceNamed(trail.bucket) ?? '' };
  for (const { code, severity, at } of found) yield fail({ subject: resource.id, message: code, args, severity, at: at ?? resource.at });
  if (found.length > 0) return;
  const blocked = weaknesses.map(({ isSound }) => isSound).find(isUnknown);
  yield blocked === undefined ? pass(resource.id) : cannotTell(resource.id, blocked);
}

function weaknessesOf(app: App, trail: Trail): Weakness[] {
  const at = (path: string): Span | undefined => property(trail.resource, path)?.at;
  const management = trail.managementEvents;
  return [
    { code: 'off', isSound: trail.logging, severity: 'high', at: at('IsLogging') },
    { code: 'region', isSound: trail.multiRegion, severity: 'high', at: at('IsMultiRegionTrail') },
    { code: 'validation', isSound: trail.logFileValidation, severity: 'medium', at: at('EnableLogFileValidation') },
    { code: 'management', isSound: isUnknown(management) ? management : management === 'all', severity: 'high', at: at('EventSelectors') ?? at('AdvancedEventSelectors') },
    { code: 'key', isSound: trail.kmsKey !== undefined && (isUnknown(trail.kmsKey) ? trail.kmsKey : true), severity: 'medium', at: undefined },
    { code: 'bucket', isSound: bucketGuarded(app, trail), severity: 'high', at: trail.bucket?.at },
  ];
}

/** A bucket outside the template is somebody else's to guard. */
function bucketGuarded(app: App, trail: Trail): boolean {
  const bucket = app.resource(resourceNamed(trail.bucket));
  return bucket?.type !== 'AWS::S3::Bucket' || property(bucket, 'PublicAccessBlockConfiguration') !== undefined;
}
