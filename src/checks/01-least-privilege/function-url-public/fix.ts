import type { App } from '../../../model/app.ts';
import type { Change } from '../../../model/change.ts';
import type { CheckFix } from '../../../model/fix.ts';
import type { Permission } from '../../../model/permission.ts';
import type { Resource } from '../../../model/template.ts';
import { exactText, flag } from '../../../model/value.ts';
import { written, writtenTree } from '../../../model/written.ts';
import type { Node } from '../../../util/node.ts';
import { signatureHeader, whyWebhook } from '../../fixing/webhook.ts';
import { isSettable } from '../../fixing/place.ts';
import { mentionsOf } from '../../fixing/policies/mentions.ts';
import { noFix, notWritten, writtenOf } from '../../fixing/owner.ts';

/** Callers have to sign afterwards; the permissions that opened the URL to everybody go, as they open nothing any more. */
export const fix: CheckFix = {
  safety: 'review',
  plan(fail, app) {
    const url = app.resource(fail.subject);
    if (url === undefined) return noFix(`${fail.subject} is not in the app`);
    const own = writtenOf(url);
    if (own === undefined) return notWritten(url);
    const fn = app.functions.find(({ id }) => id === fail.data?.['function']);
    const header = fn === undefined ? undefined : signatureHeader(app, fn);
    if (fn !== undefined && header !== undefined) return noFix(whyWebhook(fn, header));
    const name = ['FunctionUrlConfig', 'AuthType'];
    const isSam = own.type === 'AWS::Serverless::Function';
    const isGlobal =
      isSam &&
      written(own.file, [...own.path, 'Properties', ...name]) === undefined &&
      written(own.file, ['Globals', 'Function', ...name]) !== undefined;
    const path = isGlobal ? ['Globals', 'Function', ...name] : [...own.path, 'Properties', ...(isSam ? name : ['AuthType'])];
    if (!isSettable(own.file, path)) return noFix(`the settings of the URL of ${own.logicalId} are not written as a map`);
    const target = String(fail.args?.['function']);
    return {
      safety: 'review',
      title: `Let only signed requests call the URL of ${target}`,
      changes: [{ kind: 'set', file: own.file, path, value: 'AWS_IAM' }, ...withoutOpening(app, fail.data?.['function'])],
      todo: [callersTask(app, url, target)],
    };
  },
};

/** CloudFront signs for its viewers where the origin says so (https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-lambda.html). */
function callersTask(app: App, url: Resource, target: string): string {
  const actions = 'lambda:InvokeFunctionUrl and lambda:InvokeFunction';
  // The host of the URL is cut out of it by functions, so what names the URL is looked for as written.
  const named = new Set(mentionsOf(writtenTree(url.at.source) ?? undefined, url.logicalId).map(([, id]) => id));
  const front = app.ofType('AWS::CloudFront::Distribution').find(({ logicalId }) => named.has(logicalId));
  return front === undefined
    ? `Let the callers of the URL sign their requests (SigV4), and allow their roles ${actions} on ${target}`
    : `Give the origin of ${front.logicalId} an origin access control of type lambda, and allow cloudfront.amazonaws.com ${actions} on ${target} for that distribution`;
}

function withoutOpening(app: App, functionId: unknown): Change[] {
  const opening = app.permissions.filter((permission) => permission.functionId === functionId && opensUrl(permission));
  return opening.flatMap(({ resource }): Change[] => {
    const own = writtenOf(resource);
    const tree = own === undefined ? null : writtenTree(own.file);
    if (own === undefined || own.type !== resource.type || tree === null || isMentioned(tree, own.logicalId)) return [];
    return [{ kind: 'remove', file: own.file, path: own.path }];
  });
}

/** Permissions that hold for URLs without authorization, or for calls through any URL, and for everybody. */
function opensUrl({ principal, functionUrlAuthType, invokedViaFunctionUrl }: Permission): boolean {
  return exactText(principal) === '*' && (exactText(functionUrlAuthType) === 'NONE' || flag(invokedViaFunctionUrl, false) === true);
}

/** Whether a reference or a DependsOn names a resource. */
function isMentioned(node: Node, id: string): boolean {
  if (node.kind === 'scalar') return node.value === id || (typeof node.value === 'string' && node.value.includes(`\${${id}`));
  return (node.kind === 'list' ? node.items : [...node.entries.values()].map(({ value }) => value)).some((part) => isMentioned(part, id));
}
