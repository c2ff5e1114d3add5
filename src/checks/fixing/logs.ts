import { RETENTION_DAYS } from '../../data/log-retention.ts';
import type { App } from '../../model/app.ts';
import type { Authored, Change, SetChange } from '../../model/change.ts';
import type { Config } from '../../model/config.ts';
import { at } from '../../util/node.ts';
import type { Node } from '../../util/node.ts';
import { conditionOf, freeId, newResource, writtenOf } from './owner.ts';
import type { Written } from './owner.ts';

/** Days for a new log group: `fix.logRetentionDays`, or the nearest that CloudWatch Logs takes within `logs.retentionDays`. */
export function retentionDays(config: Config): number {
  return nearestRetention(config, config.fix.logRetentionDays);
}

/** The days nearest to a number that CloudWatch Logs takes and `logs.retentionDays` asks for. */
export function nearestRetention({ logs }: Config, wish: number): number {
  const { min, max } = logs.retentionDays;
  const within = RETENTION_DAYS.filter((days) => days >= min && days <= max);
  return within.toSorted((a, b) => Math.abs(a - wish) - Math.abs(b - wish))[0] ?? wish;
}

/** A log group beside the resource whose logs it takes, under the same condition. Its name is CloudFormation's to make unless one is given. */
export function newLogGroup(
  app: App,
  beside: Written,
  { wish, name }: { wish: string; name?: Authored },
): { id: string; change: SetChange } {
  const id = freeId(app, beside.file, wish);
  const properties = { ...(name !== undefined && { LogGroupName: name }), RetentionInDays: retentionDays(app.config) };
  return { id, change: newResource(beside, id, { Type: 'AWS::Logs::LogGroup', ...conditionOf(beside), Properties: properties }) };
}

/** What the owner writes behind a function's logical id for its log group: `Logs`, unless the app has groups that say otherwise. */
export function groupSuffix(app: App): string {
  for (const { resource, functionId } of app.logGroups) {
    const fn = app.resource(functionId ?? undefined)?.logicalId;
    if (fn !== undefined && resource.logicalId.startsWith(fn) && resource.logicalId !== fn) return resource.logicalId.slice(fn.length);
  }
  return 'Logs';
}

/** Lets a resource be made behind another one of its file; nothing where it is already said. */
export function dependsOn(resource: Written, id: string): Change[] {
  const { file } = resource;
  const path = [...resource.path, 'DependsOn'];
  const said = at(resource.node, 'DependsOn');
  if (said?.kind === 'list') return [{ kind: 'append', file, path, items: [id] }];
  if (said?.kind === 'scalar') return said.value === id ? [] : [{ kind: 'set', file, path, value: [String(said.value), id] }];
  return [{ kind: 'set', file, path, value: id, after: 'Type' }];
}

/** Whether keys can be set in a value: it is not there, or a map that is no intrinsic function. */
export function isPlainMap(node: Node | undefined): boolean {
  return node === undefined || (node.kind === 'map' && !node.keys().some((key) => key === 'Ref' || key.startsWith('Fn::')));
}

/** Whether the resource can be edited where it stands: written as the type it is, and not made by SAM of another. */
export function isWrittenAs(app: App, id: string, type: string): boolean {
  const resource = app.resource(id);
  return resource !== undefined && writtenOf(resource)?.type === type;
}
