import type { App } from '../../../model/app.ts';
import type { CheckFix } from '../../../model/fix.ts';
import { keptForBoth } from '../../../util/kept.ts';
import type { LambdaFunction } from '../../../model/function.ts';
import { customerKey } from '../../fixing/customer-key.ts';
import { setOnFunction } from '../../fixing/function-setting.ts';
import { noFix, notWritten, writtenOf, writtenProperty } from '../../fixing/owner.ts';
import { judgeKey } from './judge-key.ts';

/**
 * The app's customer key for the variables. The role needs no permission: Lambda makes itself a grant on the key when the function is
 * configured (https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars-encryption.html).
 */
export const fix: CheckFix = {
  safety: 'safe',
  plan(fail, app) {
    const fn = app.functions.find(({ id }) => id === fail.subject);
    if (fn === undefined) return noFix('the function is not in the template');
    const written = writtenOf(fn.resource);
    if (written === undefined) return notWritten(fn.resource);
    if (writtenProperty(written, 'KmsKeyArn')?.kind === 'map') return noFix('its key is chosen among several');
    const key = customerKey(app, written.file, 'account');
    const setting = { sam: 'KmsKeyArn', cloudformation: 'KmsKeyArn', value: key.arn };
    const changes = setOnFunction(app, fn, setting, (one) => wantsKey(app, one));
    if (changes === null) return notWritten(fn.resource);
    return {
      safety: 'safe',
      title: `Encrypt the environment variables of ${fn.resource.logicalId} with ${key.logicalId}`,
      changes: [...key.changes, ...changes],
    };
  },
};

/** A function without variables has nothing to encrypt, whatever key is set. */
const wantsKey = keptForBoth((app: App, fn: LambdaFunction): boolean => {
  if (fn.kmsKey === undefined && fn.environmentUnknown === null && fn.environment.length === 0) return true;
  return judgeKey(app, fn).verdict === 'fail';
});
