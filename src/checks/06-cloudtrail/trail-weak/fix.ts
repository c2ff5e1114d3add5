import type { App } from '../../../model/app.ts';
import type { Change } from '../../../model/change.ts';
import type { CheckFix, Fix, NoFix } from '../../../model/fix.ts';
import { property } from '../../../model/template.ts';
import type { Trail } from '../../../model/trail.ts';
import { flag } from '../../../model/value.ts';
import { customerKey } from '../../fixing/customer-key.ts';
import { noFix, notWritten, setProperty, writtenOf } from '../../fixing/owner.ts';
import type { Written } from '../../fixing/owner.ts';
import { recording } from '../../fixing/trail-selectors.ts';

/** Each weakness by itself, so that one that must stay does not keep the others. */
export const fix: CheckFix = {
  safety: 'safe',
  // Roles that could tamper with it are narrowed before.
  after: ['role-too-wide'],
  plan(fail, app) {
    if (fail.message === 'bucket') return blocked(app, fail.subject);
    const trail = app.trails.find(({ resource }) => resource.id === fail.subject);
    if (trail === undefined) return noFix(`${fail.subject} is not a trail of this app`);
    const own = writtenOf(trail.resource);
    return own?.type === 'AWS::CloudTrail::Trail' ? stronger(app, trail, { own, code: fail.message }) : notWritten(trail.resource);
  },
};

const SWITCHES: Readonly<Record<string, { readonly name: string; readonly what: string }>> = {
  off: { name: 'IsLogging', what: 'Switch on' },
  region: { name: 'IsMultiRegionTrail', what: 'Record every region in' },
  validation: { name: 'EnableLogFileValidation', what: 'Let digests prove the log files of' },
};

function stronger(app: App, trail: Trail, { own, code }: { own: Written; code: string }): Fix | NoFix {
  const { logicalId } = own;
  const setting = SWITCHES[code];
  if (setting !== undefined) {
    const changes = [setProperty(own, setting.name, true), ...(code === 'region' ? withGlobalServices(trail, own) : [])];
    return { safety: 'safe', title: `${setting.what} ${logicalId}`, changes };
  }
  if (code === 'key') {
    const key = customerKey(app, own.file, 'cloudtrail');
    const title = `Encrypt the log files of ${logicalId} with ${key.logicalId}`;
    return { safety: 'safe', title, changes: [...key.changes, setProperty(own, 'KMSKeyId', key.arn)] };
  }
  const changes = recording(trail, { management: true, data: [] });
  if (changes === null) return noFix(`the selectors of ${logicalId} are decided at deployment`);
  return { safety: 'safe', title: `Record all management events in ${logicalId}`, changes };
}

/** A trail of all regions records global services too, or is refused (CloudTrail API reference, UpdateTrail). */
function withGlobalServices(trail: Trail, own: Written): Change[] {
  return flag(property(trail.resource, 'IncludeGlobalServiceEvents'), true) === true
    ? []
    : [setProperty(own, 'IncludeGlobalServiceEvents', true)];
}

function blocked(app: App, id: string): Fix | NoFix {
  const bucket = app.resource(id);
  if (bucket === undefined) return noFix(`${id} is not a resource of this app`);
  const own = writtenOf(bucket);
  if (own?.type !== bucket.type) return notWritten(bucket);
  const value = { BlockPublicAcls: true, BlockPublicPolicy: true, IgnorePublicAcls: true, RestrictPublicBuckets: true };
  return {
    safety: 'safe',
    title: `Block public access to ${own.logicalId}`,
    changes: [setProperty(own, 'PublicAccessBlockConfiguration', value)],
  };
}
