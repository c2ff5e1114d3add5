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
import { fix } from './fix.ts';

interface Weakness {
  readonly code: string;
  readonly isSound: boolean | Unknown;
  readonly severity: Severity;
  readonly at: Span | undefined;
  /** The bucket, where that is what is weak. */
  readonly subject?: string;
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
    management: '{trail} records no management events that change something, so who changed what leaves no trace',
    reads: '{trail} records only management events that change something, so looking round for what can be taken leaves no trace',
    key: 'the log files of {trail} are not encrypted with a customer key',
    bucket: 'the bucket {bucket} of {trail} declares no public access block',
  },
  remedy: 'Set IsLogging, IsMultiRegionTrail and EnableLogFileValidation to true, KMSKeyId to a key, and guard the bucket.',
  fix,
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
  for (const { code, severity, at, subject = resource.id } of found) {
    const evidence = subject === resource.id ? [] : [{ text: `${resource.logicalId} keeps its log files there`, at: trail.bucket?.at }];
    yield fail({ subject, message: code, args, severity, at: at ?? resource.at, evidence });
  }
  if (found.some(({ subject }) => subject === undefined)) return;
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
    {
      // A trail that misses the reads still tells of every change.
      code: management === 'write' ? 'reads' : 'management',
      isSound: isUnknown(management) ? management : management === 'all',
      severity: management === 'write' ? 'low' : 'high',
      at: at('EventSelectors') ?? at('AdvancedEventSelectors'),
    },
    {
      code: 'key',
      isSound: trail.kmsKey !== undefined && (isUnknown(trail.kmsKey) ? trail.kmsKey : true),
      severity: 'medium',
      at: undefined,
    },
    ...bucketWeakness(app, trail),
  ];
}

/** A bucket outside the template is somebody else's to guard. */
function bucketWeakness(app: App, trail: Trail): Weakness[] {
  const bucket = app.resource(resourceNamed(trail.bucket));
  if (bucket?.type !== 'AWS::S3::Bucket') return [];
  const isSound = property(bucket, 'PublicAccessBlockConfiguration') !== undefined;
  return [{ code: 'bucket', isSound, severity: 'medium', at: bucket.at, subject: bucket.id }];
}
