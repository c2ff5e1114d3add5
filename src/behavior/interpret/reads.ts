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

/** Notes of the variables read since `from` whose values are these that the code goes on without them. */
export function markDefault(run: Run, from: number, values: readonly Abstract[]): void {
  if (run.reads.length === from) return;
  const names = values.map((value) => environmentPart(value)?.name);
  for (const read of run.reads.slice(from)) if (names.includes(read.name)) read.hasDefault = true;
}
