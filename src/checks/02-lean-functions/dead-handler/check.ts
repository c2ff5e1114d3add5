import type { App } from '../../../model/app.ts';
import { defineCheck } from '../../../model/check.ts';
import type { Check } from '../../../model/check.ts';
import type { Outcome } from '../../../model/finding.ts';
import type { LambdaFunction } from '../../../model/function.ts';
import { property } from '../../../model/template.ts';
import { isUnknown } from '../../../model/value.ts';
import { cannotTell, fail, pass } from '../../outcomes.ts';
import { unloadedHandlers } from './unloaded.ts';
import { kept } from '../../../util/kept.ts';

const check: Check = defineCheck({
  id: 'dead-handler',
  title: 'Code or a function that nothing starts',
  practices: [2],
  severity: 'low',
  promise: 'proof',
  proves: 'functions that something can start',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/lambda/latest/dg/lambda-invocation.html',
    'https://docs.aws.amazon.com/lambda/latest/dg/best-practices.html',
  ],
  looksAt: [
    'AWS::Lambda::Function',
    'AWS::Serverless::Function',
    'AWS::Lambda::EventSourceMapping',
    'AWS::Lambda::Permission',
    'AWS::Lambda::Url',
  ],
  messages: {
    handler: '{file} exports {name} and is shipped with {functions}, and no function of the app starts it',
    function: 'nothing starts {function}: it has no trigger, no URL, and nothing of the app names it',
  },
  remedy: 'Remove the code or the function, or add the event that it was written for.',
  *run(app) {
    for (const fn of app.functions) yield judge(app, fn);
    yield* unloaded(app);
  },
});
export default check;

function judge(app: App, fn: LambdaFunction): Outcome {
  if (fn.triggers.length > 0 || fn.urls.length > 0 || isNamed(app, fn)) return pass(fn.id);
  if (app.opaque !== null) return cannotTell(fn.id, app.opaque);
  // The routes of an API may call it with a role of theirs, and need no permission then.
  const hidden = app
    .ofType('AWS::ApiGateway::RestApi', 'AWS::ApiGatewayV2::Api')
    .map((api) => property(api, 'Body'))
    .find(isUnknown);
  if (hidden !== undefined) return cannotTell(fn.id, hidden);
  const args = { function: fn.resource.logicalId };
  return fail({ subject: fn.id, message: 'function', args, at: fn.at, absence: true });
}

/**
 * Whether anything in the templates names the function beside its own definition: a state machine, a custom resource, an output by
 * which people call it; or whether it has a name of its own, by which others may.
 */
function isNamed(app: App, fn: LambdaFunction): boolean {
  if (property(fn.resource, 'FunctionName') !== undefined) return true;
  const id = fn.resource.owner?.id ?? fn.resource.logicalId;
  return wordsOf(app).get(id.slice(id.lastIndexOf('/') + 1)) !== 1;
}

/** How often each word stands in the templates; counted once. */
const wordsOf = kept((app: App): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>();
  for (const { text } of app.files) for (const [word] of text.matchAll(/[\w-]+/g)) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
});

function* unloaded(app: App): Iterable<Outcome> {
  for (const { file, name, at, functions } of unloadedHandlers(app)) {
    const args = { file, name, functions };
    yield fail({ subject: file, message: 'handler', args, at, data: { name, functions } });
  }
}
