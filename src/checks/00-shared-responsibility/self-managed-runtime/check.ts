import { defineCheck } from '../../../model/check.ts';
import type { Check } from '../../../model/check.ts';
import type { App } from '../../../model/app.ts';
import { runtimeOf } from '../../../data/runtimes.ts';
import type { Outcome } from '../../../model/finding.ts';
import type { LambdaFunction } from '../../../model/function.ts';
import { property } from '../../../model/template.ts';
import { exactText, flag, get, isUnknown, itemsOf, resourcesIn, show, unknown } from '../../../model/value.ts';
import type { Unknown } from '../../../model/value.ts';
import { all, any, cannotTell, fail, pass } from '../../outcomes.ts';
import { fix } from './fix.ts';

const ID = 'self-managed-runtime';

const check: Check = defineCheck({
  id: ID,
  title: 'Patching the runtime is yours, and nothing here does it',
  practices: [0, 9],
  severity: 'medium',
  promise: 'rule',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/lambda/latest/dg/runtimes-update.html',
    'https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html',
    'https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-scanning.html',
  ],
  looksAt: ['AWS::Lambda::Function', 'AWS::ECR::Repository', 'AWS::CodeBuild::Project', 'AWS::CodePipeline::Pipeline', 'AWS::Events::Rule'],
  messages: {
    image:
      '{function} is a container image: its system and runtime are patched only when you rebuild it, and nothing here rebuilds it on a schedule and scans it',
    provided:
      '{function} brings its own runtime on {runtime}: AWS patches the system, the runtime only changes when you rebuild, and nothing here does so on a schedule',
  },
  remedy:
    'Rebuild on a schedule (a rule or schedule that starts the pipeline or build), scan images in ECR, or say under account.elsewhere of the config where that happens.',
  config: ['account.elsewhere'],
  *run(app) {
    const patching = all([rebuiltOnSchedule(app), scanned(app)]);
    for (const fn of app.functions) yield judge(app, fn, patching);
  },
  fix,
});
export default check;

function judge(app: App, fn: LambdaFunction, patching: boolean | Unknown): Outcome {
  const { packageType } = fn;
  if (isUnknown(packageType)) return cannotTell(fn.id, packageType);
  const runtime = exactText(fn.runtime);
  const isImage = packageType === 'Image';
  if (!isImage) {
    // `python${Version}` is AWS's to patch, whatever the version.
    if (runtime === undefined && MANAGED.test(show(fn.runtime))) return pass(fn.id);
    if (runtime === undefined)
      return cannotTell(fn.id, isUnknown(fn.runtime) ? fn.runtime : unknown(`the runtime is ${show(fn.runtime)}`, fn.at));
    if (runtimeOf(runtime)?.kind !== 'provided') return pass(fn.id);
  }
  if (app.config.account.elsewhere[ID] !== undefined) return pass(fn.id);
  // Nothing but the build matters without an image: there is nothing to scan in ECR.
  const done = isImage ? patching : rebuiltOnSchedule(app);
  if (done === true) return pass(fn.id);
  if (done !== false) return cannotTell(fn.id, done);
  return fail({
    subject: fn.id,
    message: isImage ? 'image' : 'provided',
    args: { function: fn.resource.logicalId, runtime: runtime ?? 'an image' },
    at: isImage ? fn.at : (fn.runtime?.at ?? fn.at),
    severity: isImage ? 'medium' : 'low',
    absence: true,
  });
}

const MANAGED = /^(?:dotnet|java|nodejs|python|ruby)/;

const BUILDS: readonly string[] = ['AWS::CodePipeline::Pipeline', 'AWS::CodeBuild::Project'];

/** Whether a rule or schedule starts a build or pipeline of the app; Image Builder pipelines have their own schedule. */
function rebuiltOnSchedule(app: App): boolean | Unknown {
  const builds = new Set(app.ofType(...BUILDS).map((resource) => resource.id));
  const rules = app.ofType('AWS::Events::Rule').filter((rule) => property(rule, 'ScheduleExpression') !== undefined);
  const targets = [
    ...rules.flatMap((rule) => itemsOf(property(rule, 'Targets')).map((target) => get(target, 'Arn'))),
    ...app.ofType('AWS::Scheduler::Schedule').flatMap((schedule) => [property(schedule, 'Target.Arn'), property(schedule, 'Target.Input')]),
  ];
  const started = targets.some((target) => [...resourcesIn(target)].some((id) => builds.has(id)));
  const imageBuilder = app.ofType('AWS::ImageBuilder::ImagePipeline').some((pipeline) => property(pipeline, 'Schedule') !== undefined);
  return started || imageBuilder || (targets.find(isUnknown) ?? false);
}

/** Whether an image repository of the app, or the registry, scans what is pushed. */
function scanned(app: App): boolean | Unknown {
  if (app.ofType('AWS::ECR::RegistryScanningConfiguration').length > 0) return true;
  return any(
    app.ofType('AWS::ECR::Repository').map((repository) => flag(property(repository, 'ImageScanningConfiguration.ScanOnPush'), false)),
  );
}
