import type { CheckFix } from '../../../model/fix.ts';
import { noFix, notWritten, setProperty, writtenOf, writtenProperty } from '../../fixing/owner.ts';

/** Rotation keeps the key's ARN and all older key material, so nothing that uses the key notices (KMS developer guide, rotate keys). */
export const fix: CheckFix = {
  safety: 'safe',
  plan(fail, app) {
    const key = app.resource(fail.subject);
    if (key === undefined) return noFix('the key is not in the template');
    const written = writtenOf(key);
    if (written === undefined) return notWritten(key);
    if (writtenProperty(written, 'EnableKeyRotation')?.kind === 'map') return noFix('its EnableKeyRotation is chosen among several');
    return { safety: 'safe', title: `Rotate ${key.logicalId} every year`, changes: [setProperty(written, 'EnableKeyRotation', true)] };
  },
};
