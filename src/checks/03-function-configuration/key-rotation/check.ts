import { defineCheck } from '../../../model/check.ts';
import type { Check } from '../../../model/check.ts';
import type { Outcome } from '../../../model/finding.ts';
import { property } from '../../../model/template.ts';
import type { Resource } from '../../../model/template.ts';
import { exactText, flag, isUnknown, keyPlace, show, unknown } from '../../../model/value.ts';
import { cannotTell, judged, notApplicable } from '../../outcomes.ts';
import { fix } from './fix.ts';

const check: Check = defineCheck({
  id: 'key-rotation',
  title: 'Customer key is not rotated',
  practices: [3],
  severity: 'medium',
  promise: 'rule',
  since: '0.1.0',
  sources: ['https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html'],
  looksAt: ['AWS::KMS::Key'],
  messages: { off: '{key} keeps one key material for ever: automatic rotation is off, as it is by default' },
  remedy: 'Set EnableKeyRotation to true (and RotationPeriodInDays if a year is too long).',
  *run(app) {
    for (const key of app.ofType('AWS::KMS::Key')) yield judge(key);
    for (const replica of app.ofType('AWS::KMS::ReplicaKey')) yield notApplicable(replica.id, 'a replica is rotated with its primary key');
  },
  fix,
});
export default check;

function judge(key: Resource): Outcome {
  for (const [path, rotatable] of ROTATABLE) {
    const value = property(key, path);
    if (value === undefined) continue;
    if (isUnknown(value)) return cannotTell(key.id, value);
    const text = exactText(value);
    if (text === undefined) return cannotTell(key.id, unknown(`${path} is ${show(value)}, known only at deployment`, value.at));
    if (text !== rotatable) return notApplicable(key.id, `KMS rotates no key with ${path} ${text} by itself`);
  }
  const at = keyPlace(key.properties, 'EnableKeyRotation') ?? key.at;
  return judged(key.id, flag(property(key, 'EnableKeyRotation'), false), { message: 'off', args: { key: key.logicalId }, at });
}

/** Only symmetric encryption keys whose material KMS made rotate automatically (KMS developer guide, rotate keys); these are the defaults. */
const ROTATABLE: readonly (readonly [path: string, value: string])[] = [
  ['KeySpec', 'SYMMETRIC_DEFAULT'],
  ['KeyUsage', 'ENCRYPT_DECRYPT'],
  ['Origin', 'AWS_KMS'],
];
