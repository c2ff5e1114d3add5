import type { App } from '../../../model/app.ts';
import { defineCheck } from '../../../model/check.ts';
import type { Check } from '../../../model/check.ts';
import type { Outcome } from '../../../model/finding.ts';
import { functionNamed } from '../../../model/permission.ts';
import { property } from '../../../model/template.ts';
import type { Resource } from '../../../model/template.ts';
import { exactText, isUnknown, show, unknown } from '../../../model/value.ts';
import { cannotTell, fail, pass } from '../../outcomes.ts';
import { fix } from './fix.ts';

const check: Check = defineCheck({
  id: 'function-url-public',
  title: 'Function URL answers without authorization',
  practices: [1, 4],
  severity: 'high',
  promise: 'rule',
  since: '0.1.0',
  sources: ['https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html'],
  looksAt: ['AWS::Lambda::Url', 'AWS::Serverless::Function'],
  messages: {
    open: 'The URL of {function} answers everybody on the internet, as its AuthType is NONE',
    almostOpen: 'The URL of {function} has AuthType NONE, so one permission for everybody opens it to the internet',
  },
  remedy: 'Set AuthType to AWS_IAM and let callers sign their requests, or put the function behind an API with an authorizer.',
  fix,
  *run(app) {
    for (const url of app.ofType('AWS::Lambda::Url')) yield judge(app, url);
  },
});
export default check;

function judge(app: App, url: Resource): Outcome {
  const authType = property(url, 'AuthType');
  const text = exactText(authType);
  if (authType !== undefined && text === undefined) {
    return cannotTell(
      url.id,
      isUnknown(authType) ? authType : unknown(`the AuthType is ${show(authType)}, known only at deployment`, authType.at),
    );
  }
  if (text !== 'NONE') return pass(url.id);
  const target = functionNamed(app, property(url, 'TargetFunctionArn'));
  const fn = app.resource(target ?? undefined)?.logicalId ?? show(property(url, 'TargetFunctionArn'));
  const opening = app.permissions.filter(({ functionId, principal }) => functionId === target && exactText(principal) === '*');
  const common = { subject: url.id, args: { function: fn }, at: authType?.at ?? url.at, data: { function: target } };
  // A URL without authorization still asks the function's own policy (Lambda developer guide, function URL access control);
  // it may have been opened outside a template whose function is not ours.
  if (opening.length === 0 && target !== null && app.opaque === null) return fail({ ...common, message: 'almostOpen', severity: 'medium' });
  const evidence = opening.map((permission) => ({ text: `${permission.resource.logicalId} lets everybody invoke it`, at: permission.at }));
  return fail({ ...common, message: 'open', evidence });
}
