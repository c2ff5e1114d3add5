import type { Change, Path } from '../../model/change.ts';
import type { App } from '../../model/app.ts';
import type { EnvironmentVariable, LambdaFunction } from '../../model/function.ts';
import { written } from '../../model/written.ts';
import { at } from '../../util/node.ts';
import type { Node } from '../../util/node.ts';
import type { SourceFile } from '../../util/span.ts';
import { writtenOf } from './owner.ts';

/** Where the owner wrote an environment variable. */
export interface VariablePlace {
  readonly file: SourceFile;
  readonly path: Path;
  /** Its value. */
  readonly node: Node;
  /** It is set for all functions of the file, under `Globals`. */
  readonly isGlobal: boolean;
}

/** Where a variable of a function stands, at the function or under `Globals`; undefined where it is written in no way that can be edited. */
export function variablePlace(fn: LambdaFunction, { name, nameAt }: EnvironmentVariable): VariablePlace | undefined {
  const owner = writtenOf(fn.resource);
  if (owner === undefined || nameAt.source !== owner.file) return undefined;
  const below = ['Environment', 'Variables', name];
  const own = [...owner.path, 'Properties', ...below];
  const shared = ['Globals', 'Function', ...below];
  for (const path of [own, shared]) {
    const node = written(owner.file, path);
    if (node !== undefined) return { file: owner.file, path, node, isGlobal: path === shared };
  }
  return undefined;
}

/** Takes a variable away, and the environment with it where nothing else is in it. */
export function removeVariable({ file, path }: VariablePlace): Change {
  const variables = written(file, path.slice(0, -1));
  const environment = written(file, path.slice(0, -2));
  const isLast = variables?.kind === 'map' && variables.entries.size === 1 && environment?.kind === 'map' && environment.entries.size === 1;
  return { kind: 'remove', file, path: isLast ? path.slice(0, -2) : path };
}

/** Whether every function that a file's `Globals` are for is one of the app as it stands, none being left out by a condition. */
export function seesAllFunctions(app: App, file: SourceFile): boolean {
  const resources = written(file, ['Resources']);
  if (resources?.kind !== 'map') return false;
  const known = new Set(app.functions.map((fn) => writtenOf(fn.resource)?.logicalId));
  return [...resources.entries].every(([id, { value }]) => {
    const type = at(value, 'Type');
    return type?.kind !== 'scalar' || type.value !== 'AWS::Serverless::Function' || known.has(id);
  });
}
