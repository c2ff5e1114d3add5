import type { App } from '../../../model/app.ts';
import type { Authored, Change, Path } from '../../../model/change.ts';
import type { CheckFix, Fix, NoFix } from '../../../model/fix.ts';
import type { FailOutcome } from '../../../model/finding.ts';
import { writtenTree } from '../../../model/written.ts';
import { at, onlyEntry, stringOf, toJson } from '../../../util/node.ts';
import type { Node } from '../../../util/node.ts';
import type { SourceFile } from '../../../util/span.ts';
import { freeId, noFix, sub } from '../../fixing/owner.ts';
import { pathAt } from '../../fixing/place.ts';

/** The deployment's own region and partition by pseudo parameters; an account, which may be another one, by a parameter that keeps it. */
export const fix: CheckFix = {
  safety: 'review',
  plan(fail, app) {
    const path = pathAt(fail.at);
    const tree = writtenTree(fail.at.source) ?? undefined;
    if (path === undefined || tree === undefined) return noFix('the text stands in no file that can be edited');
    return rewritten(app, fail, withIntrinsic(tree, path));
  },
};

const REGION = /\b(?:us|eu|ap|sa|ca|me|af|il|mx|cn)(?:-gov|-iso[a-z]?)?-(?:north|south|east|west|central)+-\d\b/g;

interface Place {
  readonly path: Path;
  readonly node: Node | undefined;
}

/** The text itself, or the `Fn::Sub` or `Fn::Join` around it. */
function withIntrinsic(tree: Node, path: Path): Place {
  for (let length = path.length; length > Math.max(0, path.length - 4); length--) {
    const outer = path.slice(0, length);
    const node = at(tree, ...outer);
    const key = onlyEntry(node)?.key;
    if (key === 'Fn::Sub' || key === 'Fn::Join') return { path: outer, node };
  }
  return { path, node: at(tree, ...path) };
}

function rewritten(app: App, { args, at: place }: FailOutcome, { path, node }: Place): Fix | NoFix {
  const { source: file } = place;
  const text = textOf(node);
  if (text === null) return noFix('the text is put together in a way that no single one replaces');
  const account = String(args?.['account'] ?? '');
  const region = String(args?.['region'] ?? '');
  // Lambda and what else writes logs does so where it runs, so a log group is the deployment's own.
  const isOwn = /^arn:[^:]*:logs:/.test(text);
  const parameter =
    account === ''
      ? null
      : isOwn
        ? { name: 'AWS::AccountId', changes: [] }
        : parameterFor(app, file, { name: 'ResourceAccount', value: account });
  // Where a template speaks of several regions, each is meant to be just that one.
  const regions = new Set(file.text.match(REGION));
  const isOwnRegion = region === '' || isOwn || (region === app.config.region && regions.size === 1);
  const other = isOwnRegion ? null : parameterFor(app, file, { name: 'ResourceRegion', value: region });
  const regionName = other === null ? 'AWS::Region' : other.name;
  const parts = text
    .replace(/^arn:(?:aws|aws-cn|aws-us-gov):/, 'arn:${AWS::Partition}:')
    .replaceAll(account === '' ? '\0' : account, `\${${parameter?.name ?? ''}}`)
    .replaceAll(region === '' ? '\0' : region, `\${${regionName}}`);
  const made = [parameter, other].flatMap((one) => one?.changes ?? []);
  const value: Authored = withVariables(node, parts);
  return {
    safety: 'review',
    title: `Write ${String(args?.['arn'])} with references`,
    changes: [...made, { kind: 'set', file, path, value }],
    ...(made.length > 0 ? { todo: ['Give each deployment its own value of the new parameter'] } : {}),
  };
}

/** As an `Fn::Sub` template; null where a part is something that cannot stand in one. */
function textOf(node: Node | undefined): string | null {
  const plain = stringOf(node);
  if (plain !== undefined) return plain.includes('${') ? null : plain;
  const call = onlyEntry(node);
  if (call?.key === 'Fn::Sub') return stringOf(call.value.kind === 'list' ? call.value.items[0] : call.value) ?? null;
  if (call?.key !== 'Fn::Join' || call.value.kind !== 'list') return null;
  const [separator, items] = call.value.items;
  if (stringOf(separator) === undefined || items?.kind !== 'list') return null;
  const parts = items.items.map((item) => {
    const reference = onlyEntry(item);
    return reference?.key === 'Ref' ? `\${${stringOf(reference.value)}}` : (stringOf(item) ?? null);
  });
  return parts.includes(null) ? null : parts.join(stringOf(separator));
}

function withVariables(node: Node | undefined, text: string): Authored {
  const call = onlyEntry(node);
  const variables = call?.key === 'Fn::Sub' && call.value.kind === 'list' ? call.value.items[1] : undefined;
  return variables === undefined ? sub(text) : { 'Fn::Sub': [text, toJson(variables)] };
}

/** A parameter of the file with that value as its default: one that is there, else a new one. */
function parameterFor(
  app: App,
  file: SourceFile,
  { name, value }: { name: string; value: string },
): { name: string; changes: readonly Change[] } {
  const parameters = at(writtenTree(file) ?? undefined, 'Parameters');
  const known = parameters?.kind === 'map' ? parameters.keys().find((key) => defaultOf(at(parameters, key)) === value) : undefined;
  if (known !== undefined) return { name: known, changes: [] };
  const id = freeId(app, file, name);
  const isNew = parameters === undefined;
  const change: Change = {
    kind: 'set',
    file,
    path: ['Parameters', id],
    value: { Type: 'String', Default: value },
    ...(isNew ? {} : { after: parameters.kind === 'map' ? (parameters.keys().at(-1) ?? '') : '' }),
  };
  return { name: id, changes: [change] };
}

function defaultOf(parameter: Node | undefined): string | undefined {
  const value = at(parameter, 'Default');
  return value?.kind === 'scalar' ? (value.raw ?? String(value.value)) : undefined;
}
