import type { SourcePlace } from '../host.ts';
import type { Abstract } from '../value.ts';
import { textOf } from '../values/make.ts';
import { environmentPart } from '../values/query.ts';
import type { Run } from './state.ts';

/** The value of an environment variable, and a note that it is read. */
export function readEnvironment(run: Run, name: string, at: SourcePlace, hasDefault: boolean): Abstract {
  const key = `${name}:${at.file}:${at.start}`;
  let read = run.distinctReads.get(key);
  if (read === undefined) run.distinctReads.set(key, (read = { name, at, hasDefault }));
  run.reads.push(read);
  return textOf([{ kind: 'environment', name, value: run.code.environment(name) }]);
}

/**
 * Notes of the variables whose values are these that the code goes on without them: of those read since `from`, or of all that were read when
 * the value comes from further off.
 */
export function markDefault(run: Run, from: number, values: readonly Abstract[]): void {
  const recent = run.reads.slice(from);
  for (const value of values) {
    const { name, isRequired } = environmentPart(value) ?? {};
    // `os.environ['TABLE']` fails before anything can be decided by it.
    if (name === undefined || isRequired === true) continue;
    const near = recent.filter((read) => read.name === name);
    for (const read of near.length > 0 ? near : run.distinctReads.values()) if (read.name === name) read.hasDefault = true;
  }
}

/** Notes that the code goes on without the variables that were read since `from` inside an expression: `Number(process.env.LIMIT) || 5`. */
export function markDefaultWithin(run: Run, from: number, { file, start, end }: SourcePlace): void {
  for (const read of run.reads.slice(from)) {
    if (read.at.file === file && start <= read.at.start && read.at.end <= end) read.hasDefault = true;
  }
}
