import type { App } from '../../../model/app.ts';
import type { Behavior, EnvironmentRead } from '../../../model/behavior.ts';
import { defineCheck } from '../../../model/check.ts';
import type { Check } from '../../../model/check.ts';
import type { Outcome } from '../../../model/finding.ts';
import type { LambdaFunction } from '../../../model/function.ts';
import { isUnknown } from '../../../model/value.ts';
import { ownPlace } from '../../../util/own-place.ts';
import { cannotTell, fail, notApplicable, pass } from '../../outcomes.ts';
import { observed } from '../../followed.ts';
import { isReadElsewhere, isSetElsewhere } from './set-elsewhere.ts';
import { fix } from './fix.ts';

const check: Check = defineCheck({
  id: 'environment-undefined',
  title: 'Code and template disagree about environment variables',
  practices: [3],
  severity: 'low',
  promise: 'proof',
  proves: 'functions whose variables are all set',
  since: '0.1.0',
  sources: ['https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html'],
  looksAt: ['AWS::Lambda::Function', 'AWS::Serverless::Function'],
  messages: {
    undefined: '{function} reads {variable}, which the template does not set and the code has no default for',
    unread: '{variable} is set and read by no code of {functions}',
  },
  remedy: 'Set the variable under Environment.Variables, give it a default in the code, or remove what is not read.',
  *run(app) {
    for (const fn of app.functions) yield* judge(app, fn);
    yield* unread(app);
  },
  fix,
});
export default check;

function* judge(app: App, fn: LambdaFunction): Iterable<Outcome> {
  const behavior = app.behaviorOf(fn);
  if (fn.environmentUnknown !== null) return yield cannotTell(fn.id, fn.environmentUnknown);
  if (!behavior.analysed) return yield notApplicable(fn.id, 'its code was not followed');
  if (isUnknown(fn.packageType)) return yield cannotTell(fn.id, fn.packageType);
  // An image may set variables of its own (Dockerfile reference, ENV).
  if (fn.packageType === 'Image') return yield notApplicable(fn.id, 'its image may set variables of its own');
  const missing = behavior.reads.filter((read) => isMissing(app, fn, read));
  if (missing.length > 0) for (const read of firstOfEach(missing)) yield undefinedRead(fn, read);
  else if (behavior.reads.length === 0) yield notApplicable(fn.id, 'its code reads no environment variable');
  else yield pass(fn.id);
}

function isMissing(app: App, fn: LambdaFunction, read: EnvironmentRead): boolean {
  if (read.hasDefault || isSetElsewhere(read.name) || fn.environment.some(({ name }) => name === read.name)) return false;
  return failsWhenAbsent(read) || !isShared(app, fn, read);
}

/** `os.environ['TABLE']` raises where the variable is not set; every other form goes on. */
function failsWhenAbsent(read: EnvironmentRead): boolean {
  const { source, start, end } = ownPlace(read.at);
  return /environ\s*\[/.test(source.text.slice(start, end));
}

/** A module that several functions load may read what only the others use. */
function isShared(app: App, fn: LambdaFunction, read: EnvironmentRead): boolean {
  const { path } = ownPlace(read.at).source;
  return app.functions.some(
    (other) => other !== fn && other.environment.some(({ name }) => name === read.name) && app.behaviorOf(other).files.includes(path),
  );
}

function firstOfEach(reads: readonly EnvironmentRead[]): EnvironmentRead[] {
  return [...new Map(reads.toReversed().map((read) => [read.name, read])).values()].toReversed();
}

function undefinedRead(fn: LambdaFunction, { name, at }: EnvironmentRead): Outcome {
  const args = { function: fn.resource.logicalId, variable: name };
  return fail({ subject: `${fn.id}.${name}`, message: 'undefined', args, at, absence: true, data: { variable: name } });
}

/** Variables that no function reads for which they are set; one line under Globals is set for many. */
function* unread(app: App): Iterable<Outcome> {
  const places = new Map<string, { variable: LambdaFunction['environment'][number]; functions: LambdaFunction[] }>();
  for (const fn of app.functions) {
    for (const variable of fn.environment) {
      const key = `${variable.nameAt.source.path}:${variable.nameAt.start}`;
      const known = places.get(key);
      if (known === undefined) places.set(key, { variable, functions: [fn] });
      else known.functions.push(fn);
    }
  }
  for (const { variable, functions } of places.values()) {
    const { name, nameAt: at, subject } = variable;
    if (isReadElsewhere(name) || functions.some((fn) => mayRead(app.behaviorOf(fn), fn, name))) continue;
    const args = { variable: name, functions: functions.map((fn) => fn.resource.logicalId) };
    yield fail({ subject, message: 'unread', args, at, severity: 'info', data: { variable: name } });
  }
}

/** Whether the code may read a variable: only what was followed whole, without libraries that read by names of their own, may not. */
function mayRead(behavior: Behavior, fn: LambdaFunction, name: string): boolean {
  if (!behavior.analysed || !behavior.complete || fn.packageType !== 'Zip' || fn.layers.length > 0) return true;
  if (observed(behavior, 'environment').length > 0) return true;
  return behavior.reads.some((read) => read.name === name);
}
