import { defineCheck } from '../../../model/check.ts';
import type { Check } from '../../../model/check.ts';
import { keyPlace, flag } from '../../../model/value.ts';
import { property } from '../../../model/template.ts';
import type { Resource } from '../../../model/template.ts';
import type { Outcome } from '../../../model/finding.ts';
import { all, fail, judged } from '../../outcomes.ts';
import { fix } from './fix.ts';

const BLOCKS: readonly string[] = ['BlockPublicAcls', 'BlockPublicPolicy', 'IgnorePublicAcls', 'RestrictPublicBuckets'];

const check: Check = defineCheck({
  id: 'bucket-public-access',
  title: 'Bucket does not block public access',
  practices: [1],
  severity: 'medium',
  promise: 'rule',
  since: '0.1.0',
  sources: ['https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html'],
  looksAt: ['AWS::S3::Bucket'],
  messages: {
    missing:
      '{bucket} declares no public access block: the one that S3 gives a new bucket is all that keeps a policy or an ACL from opening it, and nothing here would put it back',
    partial: '{bucket} leaves {off} off, so it can still be opened to everyone',
  },
  remedy: 'Set all four settings of PublicAccessBlockConfiguration to true.',
  yieldsTo: ['trail-weak'],
  fix,
  *run(app) {
    for (const bucket of app.ofType('AWS::S3::Bucket')) yield judge(bucket);
  },
});
export default check;

function judge(bucket: Resource): Outcome {
  const block = property(bucket, 'PublicAccessBlockConfiguration');
  if (block === undefined) {
    // Buckets made since April 2023 start with all four on (S3 user guide, Blocking public access); a setting that is off is worse.
    return fail({ subject: bucket.id, message: 'missing', args: { bucket: bucket.logicalId }, at: bucket.at, severity: 'low' });
  }
  const settings = BLOCKS.map((name) =>
    flag(block.kind === 'unknown' ? block : property(bucket, `PublicAccessBlockConfiguration.${name}`), false),
  );
  const off = BLOCKS.filter((_, i) => settings[i] === false);
  // A setting that is left out has no place of its own.
  const [at = block.at, ...others] = off.flatMap((name) => keyPlace(block, name) ?? []);
  const evidence = others.map((place) => ({ text: 'and so does this setting', at: place }));
  return judged(bucket.id, all(settings), { message: 'partial', args: { bucket: bucket.logicalId, off }, at, evidence });
}
