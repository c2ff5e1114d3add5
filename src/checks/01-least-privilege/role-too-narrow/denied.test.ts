import { expect, test } from 'vitest';
import type { BehaviorCall, Target } from '../../../model/behavior.ts';
import type { Need } from '../../../model/needs.ts';
import { SourceFile } from '../../../util/span.ts';
import { isCertainFor } from './denied.ts';

const at = { source: new SourceFile('save.py', ''), start: 0, end: 0 };
const ofTemplate: Target = { logicalId: null, arn: 'arn:aws:s3:::photos/*', unknown: null, via: "os.environ['BUCKET']", bound: at };
const ofCode: Target = { logicalId: null, arn: 'arn:aws:s3:::photos-on-my-machine/*', unknown: null, via: '', bound: null };

/** Whether the need of one of the targets that a call may have is certain. */
function isSure(target: Target, ...all: readonly Target[]): boolean {
  const grant = { action: 's3:PutObject', targets: all, certain: true, viaService: null, because: null };
  const call = { service: 's3', operation: 'PutObject', principal: null, grants: [grant], at, stack: [], must: true, how: null };
  const reason = { call: call as unknown as BehaviorCall, platform: null, target, because: null };
  const need: Need = { action: 's3:PutObject', arn: target.arn, viaService: null, reasons: [reason] };
  return isCertainFor(need)(reason);
}

test('a name in the code beside one that the environment gives is for where the environment gives none', () => {
  expect(isSure(ofTemplate, ofTemplate, ofCode)).toBe(true);
  expect(isSure(ofCode, ofTemplate, ofCode)).toBe(false);
  expect(isSure(ofCode, ofCode)).toBe(true);
});
