import type { App } from '../../../model/app.ts';
import type { Need } from '../../../model/needs.ts';
import { canonicalArn } from '../../../model/policy-text.ts';
import type { RolePolicy } from '../../../model/role-policy.ts';
import { allowedBy } from '../allowed.ts';

/**
 * The needs, and with reads of objects the right to list their bucket where the role has it: without it, S3 answers 403 and not 404 for an
 * object that is not there, and code that expects the latter breaks. https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html
 */
export function withListing(app: App, role: RolePolicy, needs: readonly Need[]): readonly Need[] {
  const added = new Map<string, Need>();
  for (const need of needs) {
    if (need.action !== 's3:GetObject') continue;
    const bucket = canonicalArn(need.arn).replace(/^(arn:[^:]*:s3:::[^/]*)\/.*$/, '$1');
    const listing: Need = { ...need, action: 's3:ListBucket', arn: bucket };
    const isNeeded = needs.some(({ action, arn }) => action === 's3:ListBucket' && canonicalArn(arn) === bucket);
    if (!isNeeded && bucket.startsWith('arn:') && allowedBy(app, role, listing) === 'allowed') added.set(bucket, listing);
  }
  return added.size === 0 ? needs : [...needs, ...added.values()];
}
