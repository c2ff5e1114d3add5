import type { App } from '../../../model/app.ts';
import type { EnvironmentRead } from '../../../model/behavior.ts';
import type { CheckFix, Fix } from '../../../model/fix.ts';
import type { EnvironmentVariable, LambdaFunction } from '../../../model/function.ts';
import { toJson } from '../../../util/node.ts';
import { removeVariable, seesAllFunctions, variablePlace } from '../../fixing/environment-variable.ts';
import { noFix } from '../../fixing/owner.ts';
import { wordsOf } from '../variable-names.ts';
import { isSetElsewhere } from './set-elsewhere.ts';

/** A misspelt variable is called what the code calls it; one that no code reads goes. What a missing one should hold only its owner knows. */
export const fix: CheckFix = {
  safety: 'review',
  plan(fail, app) {
    const fn = app.functions.find(({ id }) => fail.subject.startsWith(`${id}.`));
    if (fn === undefined) return noFix('the function is not in the template');
    const name = fail.subject.slice(fn.id.length + 1);
    if (fail.message === 'undefined') {
      const set = fn.environment.find((variable) => isMisspelt(app, fn, variable, name));
      return (set && renamed(fn, set, name)) ?? noFix('what the variable should hold is for its owner to say');
    }
    const variable = fn.environment.find((one) => one.name === name);
    const place = variable && variablePlace(fn, variable);
    if (place === undefined) return noFix('the variable is not written at a function or under Globals');
    const meant = app.behaviorOf(fn).reads.find((read) => isMisspelt(app, fn, variable!, read.name));
    if (meant !== undefined) return renamed(fn, variable!, meant.name) ?? noFix(`the code may mean ${name} by ${meant.name}`);
    const missing = app.behaviorOf(fn).reads.find((read) => isMissing(fn, read));
    if (missing !== undefined) return noFix(`the code may mean ${name} by ${missing.name}, which is not set`);
    if (place.isGlobal && !seesAllFunctions(app, place.file)) return noFix('a function that a condition leaves out may read it');
    const title = `Remove ${name}, which no code reads, from ${place.isGlobal ? 'Globals' : fn.resource.logicalId}`;
    return { safety: 'review', title, changes: [removeVariable(place)] };
  },
};

/** Set and never read, while the code reads nearly the same name that nobody sets. */
function isMisspelt(app: App, fn: LambdaFunction, { name }: EnvironmentVariable, read: string): boolean {
  const { reads } = app.behaviorOf(fn);
  if (name === read || reads.some((one) => one.name === name) || isSetElsewhere(read)) return false;
  if (fn.environment.some((one) => one.name === read)) return false;
  return spelling(name) === spelling(read);
}

function isMissing(fn: LambdaFunction, read: EnvironmentRead): boolean {
  return !read.hasDefault && !isSetElsewhere(read.name) && fn.environment.every(({ name }) => name !== read.name);
}

/** `ORDER_TABLE`, `ORDERS_TABLE` and `ordersTable` alike. */
function spelling(name: string): string {
  return wordsOf(name)
    .map((word) => word.replace(/s$/, ''))
    .join(' ');
}

function renamed(fn: LambdaFunction, variable: EnvironmentVariable, name: string): Fix | undefined {
  const place = variablePlace(fn, variable);
  if (place === undefined || place.isGlobal) return undefined;
  const { file, path, node } = place;
  return {
    safety: 'review',
    title: `Call ${variable.name} of ${fn.resource.logicalId} ${name}, as the code does`,
    changes: [
      { kind: 'set', file, path: [...path.slice(0, -1), name], value: toJson(node), after: variable.name },
      { kind: 'remove', file, path },
    ],
  };
}
