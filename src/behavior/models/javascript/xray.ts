import type { Invocation } from '../../host.ts';
import type { Abstract, ModelValue } from '../../value.ts';
import { argument, callbackOf, fn, harmless, moduleModel, passes } from './build.ts';
import { NOTHING } from '../../values/values.ts';

/** Functions that give back what they are given, with tracing added. */
const CAPTURES = [
  'captureAWS',
  'captureAWSClient',
  'captureAWSv3Client',
  'captureHTTPs',
  'captureMySQL',
  'captureMySQL2',
  'capturePostgres',
  'captureFetch',
  'captureCallbackFunc',
];

/** `aws-xray-sdk` and `aws-xray-sdk-core`. */
export function xray(): ModelValue {
  return moduleModel('aws-xray-sdk', {
    ...Object.fromEntries(CAPTURES.map((name) => [name, passes(name, name === 'captureCallbackFunc' ? 1 : 0)])),
    captureFunc: fn('captureFunc', traced),
    captureAsyncFunc: fn('captureAsyncFunc', traced),
  });
}

/** Calls the function with the subsegment. */
function traced(invocation: Invocation): Abstract {
  const body = callbackOf(invocation) ?? argument(invocation, 1);
  return body.kind === 'nothing' ? NOTHING : invocation.host.call(body, [harmless('aws-xray-sdk', ['segment'])], { at: invocation.at });
}
