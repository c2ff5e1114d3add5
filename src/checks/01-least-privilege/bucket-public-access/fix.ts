import type { App } from '../../../model/app.ts';
import type { CheckFix } from '../../../model/fix.ts';
import { limitsCallers, speaksOfAnyone } from '../../../model/restriction.ts';
import { property } from '../../../model/template.ts';
import type { Resource } from '../../../model/template.ts';
import { exactText, get } from '../../../model/value.ts';
import { noFix, notWritten, propertyPath, setProperty, writtenOf, writtenProperty } from '../../fixing/owner.ts';
import { onlyEntry } from '../../../util/node.ts';

const BLOCKS: readonly string[] = ['BlockPublicAcls', 'BlockPublicPolicy', 'IgnorePublicAcls', 'RestrictPublicBuckets'];

/** The four blocks, except for a bucket that is open on purpose. A setting that is off by name is a decision: a person must read the edit. */
export const fix: CheckFix = {
  safety: 'safe',
  plan({ subject }, app) {
    const bucket = app.resource(subject);
    if (bucket === undefined) return noFix(`${subject} is not in the template`);
    const written = writtenOf(bucket);
    if (written === undefined || written.type !== bucket.type) return notWritten(bucket);
    const open = openedBy(app, bucket);
    if (open !== null) return noFix(`${bucket.logicalId} is open to everyone by ${open}, which the blocks would end`);
    const block = writtenProperty(written, 'PublicAccessBlockConfiguration');
    if (block !== undefined && (block.kind !== 'map' || onlyEntry(block)?.key.startsWith('Fn::') === true)) {
      return noFix(`what ${bucket.logicalId} blocks depends on the deployment`);
    }
    const title = `Block public access to ${bucket.logicalId}`;
    const path = propertyPath(written, 'PublicAccessBlockConfiguration');
    if (block === undefined) {
      const value = Object.fromEntries(BLOCKS.map((name) => [name, true]));
      const isSite = property(bucket, 'WebsiteConfiguration') !== undefined;
      return { safety: isSite ? 'review' : 'safe', title, changes: [{ kind: 'set', file: written.file, path, value }] };
    }
    const blocks = property(bucket, 'PublicAccessBlockConfiguration');
    const off = BLOCKS.filter((name) => !isOn(get(blocks, name)));
    const isDecided = off.some((name) => block.has(name));
    return {
      safety: isDecided ? 'review' : 'safe',
      title,
      changes: off.map((name) => setProperty(written, `PublicAccessBlockConfiguration.${name}`, true)),
    };
  },
};

function isOn(value: ReturnType<typeof property>): boolean {
  return value?.kind === 'scalar' && String(value.value) === 'true';
}

/** The policy or ACL of the template that lets everyone in; null: nothing does. */
function openedBy(app: App, bucket: Resource): string | null {
  const acl = exactText(property(bucket, 'AccessControl'));
  if (acl?.startsWith('Public') === true) return `its AccessControl ${acl}`;
  const policy = app.resourcePolicies.find(
    ({ guards, document }) =>
      guards.includes(bucket.id) &&
      document.statements.some(
        (statement) => statement.effect === 'Allow' && speaksOfAnyone(statement) === true && limitsCallers(statement) === false,
      ),
  );
  return policy?.resource.logicalId ?? null;
}
