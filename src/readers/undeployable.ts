import { resolve } from 'node:path';
import type { ReadProblem } from '../model/report.ts';
import type { TemplateProblem } from '../model/template.ts';
import { relativePath } from './files.ts';

/** What to do about faults that keep a whole template from being read or created, by kind. */
const ADVICE: ReadonlyMap<TemplateProblem['kind'], string> = new Map([
  ['circular-dependency', 'Break the circle: take one of its references out; between resources, it may go into a resource of its own.'],
  ['circular-nesting', 'Remove one of the nested stacks from the circle.'],
]);

/**
 * The faults of an app's stacks that make verdicts about the app as a whole uncertain, as problems of reading: circles, and
 * nested templates that are not at hand. Other faults are for checks alone. `folder` is the app's, as an absolute path.
 */
export function undeployable(problems: readonly TemplateProblem[], folder: string, cwd: string): ReadProblem[] {
  return problems.flatMap(({ kind, message, at, advice = ADVICE.get(kind) }) => {
    if (advice === undefined) return [];
    const { line, column } = at.source.position(at.start);
    return [{ path: relativePath(cwd, resolve(folder, at.source.path)), line, column, message, advice }];
  });
}
