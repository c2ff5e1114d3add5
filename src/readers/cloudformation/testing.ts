import type { Stack } from '../../model/template.ts';
import { show } from '../../model/value.ts';
import type { Value } from '../../model/value.ts';
import type { Json } from '../../util/node.ts';
import { SourceFile } from '../../util/span.ts';
import { readYaml } from '../../util/yaml.ts';
import { branchesOf } from './branches.ts';
import { NO_CHOICES } from './choices.ts';
import { InstanceScope } from './instance-scope.ts';
import type { Settings } from './instance.ts';
import { instantiate } from './instantiate.ts';
import { problemsOf } from './problems/problems.ts';
import { makeStack } from './stack.ts';
import { readTemplate } from './template-file.ts';
import type { TemplateFile } from './template-file.ts';

/** How a test reads a template. */
export interface Reading {
  readonly parameters?: Readonly<Record<string, string>>;
  readonly region?: string;
  /** Defaults are not judged both ways, as in a named deployment. */
  readonly isNamed?: boolean;
  /** Texts of nested templates and includes by path. */
  readonly files?: Readonly<Record<string, string>>;
}

/** The stacks that a template makes, one a branch, for tests of the readers. */
export function stacksOf(text: string, reading: Reading = {}): { readonly branch: string | null; readonly stack: Stack }[] {
  const root = read('template.yaml', text, reading.files ?? {});
  const settings: Settings = {
    given: reading.parameters ?? {},
    region: reading.region ?? null,
    defaultRegion: 'us-east-1',
    bothWays: reading.isNamed !== true,
    choices: NO_CHOICES,
    undecidable: new Set(),
  };
  const known = new Map([[root.path, root]]);
  const make = (chosen: Settings): ReturnType<typeof instantiate> =>
    instantiate(root, chosen, {
      definition(_parent, location) {
        const text = reading.files?.[location];
        return text === undefined ? undefined : new SourceFile(location, text);
      },
      nested(_parent, location) {
        const nested = reading.files?.[location];
        if (nested === undefined) {
          return { ok: false, message: `${location} does not exist`, fault: location.includes(':') ? null : { kind: 'nested-stack' } };
        }
        const file = known.get(location) ?? read(location, nested, reading.files ?? {});
        known.set(location, file);
        return { ok: true, file };
      },
    });
  const base = make(settings);
  const branches = branchesOf(base, settings).branches.map((branch) => ({
    branch: branch.name,
    scope: new InstanceScope(make(branch.settings), branch.settings),
  }));
  const problems = problemsOf(
    base,
    branches.map(({ scope }) => scope),
  );
  return branches.map(({ branch, scope }) => ({ branch, stack: makeStack(scope, problems) }));
}

/** The only stack that a template makes. */
export function stackOf(text: string, reading: Reading = {}): Stack {
  const stacks = stacksOf(text, reading);
  if (stacks.length !== 1) throw new Error(`${stacks.length} branches: ${stacks.map(({ branch }) => branch).join(', ')}`);
  return stacks[0]!.stack;
}

function read(path: string, text: string, files: Readonly<Record<string, string>>): TemplateFile {
  const include = (location: string): ReturnType<Parameters<typeof readTemplate>[0]['include']> => {
    const included = files[location];
    if (included === undefined) return undefined;
    const source = new SourceFile(location, included);
    return { source, read: readYaml(source) };
  };
  const result = readTemplate({ path, shownPath: path, text, include });
  if (!result.ok) throw new Error(result.message);
  return result.file;
}

/** A value as plain data; texts with holes as `Fn::Sub` would write them, unknowns as `{unknown: reason}`. */
export function plain(value: Value | undefined): Json | undefined {
  switch (value?.kind) {
    case undefined:
      return undefined;
    case 'scalar':
      return value.value;
    case 'text':
      return show(value);
    case 'list':
      return value.items.map((item) => plain(item)!);
    case 'map':
      return Object.fromEntries([...value.entries].map(([key, entry]) => [key, plain(entry.value)!]));
    case 'unknown':
      return { unknown: value.reason };
  }
}

/** Problems of a stack as `kind: message`. */
export function faults(stack: Stack): string[] {
  return stack.problems.map(({ kind, message }) => `${kind}: ${message}`);
}
