import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeGenerated } from './write.ts';

interface Identifier {
  readonly target: string;
  readonly source: string;
  readonly name?: string;
  readonly path?: string;
  readonly value?: string | number | boolean;
}

interface Request {
  readonly operation: string;
  readonly params?: readonly Identifier[];
}

interface Related {
  readonly type: string;
  readonly identifiers?: readonly Identifier[];
  readonly path?: string;
}

interface Action {
  readonly request?: Request;
  readonly resource?: Related;
}

interface Resource {
  readonly identifiers?: readonly { readonly name: string; readonly memberName?: string }[];
  readonly load?: Action;
  readonly actions?: Readonly<Record<string, Action>>;
  readonly batchActions?: Readonly<Record<string, Action>>;
  readonly has?: Readonly<Record<string, Action>>;
  readonly hasMany?: Readonly<Record<string, Action>>;
  readonly waiters?: Readonly<Record<string, { readonly waiterName: string; readonly params?: readonly Identifier[] }>>;
}

interface Model {
  readonly service: Resource;
  readonly resources: Readonly<Record<string, Resource>>;
}

/** Rewrites boto3-resources.generated.json from boto3's models of resources. The package boto3 (Apache-2.0) may be installed in any
 *  folder; BOTO3_DATA names its folder `data`. An entry is described in src/data/boto3-resources.ts. */
export async function refreshBoto3Resources(): Promise<string> {
  const data = process.env['BOTO3_DATA'];
  if (!data) return 'left as it is: BOTO3_DATA names no folder';
  const entries = new Map<string, string>();
  for (const service of readdirSync(data)) {
    const file = newestModel(join(data, service));
    if (file === undefined) continue;
    const model = JSON.parse(readFileSync(file, 'utf8')) as Model;
    entries.set(`${service}.`, encoded({ ...model.service, has: everyResource(model) }));
    for (const [name, resource] of Object.entries(model.resources)) entries.set(`${service}.${name}`, encoded(resource));
  }
  const version = /__version__ = '([^']+)'/.exec(readFileSync(join(data, '../__init__.py'), 'utf8'))?.[1] ?? 'unknown';
  return writeGenerated({ file: 'boto3-resources.generated.json', from: `boto3 ${version} (Apache-2.0)`, entries });
}

function newestModel(folder: string): string | undefined {
  const versions = readdirSync(folder).filter((version) => existsSync(join(folder, version, 'resources-1.json')));
  const newest = versions.toSorted().at(-1);
  return newest === undefined ? undefined : join(folder, newest, 'resources-1.json');
}

/** The service's own resource makes every other one, from identifiers that are given. */
function everyResource(model: Model): Record<string, Action> {
  const all = Object.entries(model.resources).map(([type, resource]): [string, Action] => [
    type,
    { resource: { type, identifiers: (resource.identifiers ?? []).map(({ name }) => ({ target: name, source: 'input' })) } },
  ]);
  return { ...Object.fromEntries(all), ...model.service.has };
}

function encoded(resource: Resource): string {
  const list = (actions: Readonly<Record<string, Action>> | undefined): string =>
    Object.entries(actions ?? {})
      .map(([name, action]) => `${name}:${actionText(action)}`)
      .join(' ');
  return [
    (resource.identifiers ?? []).map(({ name, memberName }) => (memberName === undefined ? name : `${name}=${memberName}`)).join(' '),
    resource.load ? actionText(resource.load) : '',
    list(resource.actions),
    list(resource.has),
    list(resource.hasMany),
    list(resource.batchActions),
    Object.entries(resource.waiters ?? {})
      .map(([name, { waiterName, params = [] }]) => `${name}:${[waiterName, ...params.map(source)].join(',')}`)
      .join(' '),
  ].join('|');
}

function actionText({ request, resource }: Action): string {
  const call = request ? [request.operation, ...(request.params ?? []).map(source)].join(',') : '';
  if (!resource) return call;
  // With a path, the answer holds the new resource's attributes, so that reading them calls nothing.
  return `${call}>${resource.path === undefined ? '' : '+'}${[resource.type, ...(resource.identifiers ?? []).map(source)].join(',')}`;
}

const MARKS: Readonly<Record<string, string>> = { identifier: '~', data: '@', response: '$', requestParameter: '!', input: '?' };

function source({ target, source, name, path, value }: Identifier): string {
  const mark = MARKS[source];
  // Paths that choose among several members (`[Versions,DeleteMarkers]|[].Key`) are left out.
  const from = /^[\w.[\]]*$/.test(name ?? path ?? '') ? (name ?? path ?? '') : '';
  return mark === undefined ? `${target}='${value}` : `${target}=${mark}${from}`;
}
