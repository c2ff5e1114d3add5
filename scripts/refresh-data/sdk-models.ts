import { readdirSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

/** A shape of a service model, as far as it is read here. */
export interface Shape {
  readonly type: string;
  readonly members?: Readonly<Record<string, { readonly shape: string; readonly idempotencyToken?: boolean }>>;
  readonly required?: readonly string[];
  readonly member?: { readonly shape: string };
  readonly key?: { readonly shape: string };
  readonly value?: { readonly shape: string };
  readonly pattern?: string;
}

/** A service model of botocore: https://botocore.amazonaws.com/v1/documentation/api/latest/development/designnotes.html */
export interface ServiceModel {
  readonly metadata: { readonly serviceId: string; readonly endpointPrefix: string; readonly signingName?: string };
  readonly operations: Readonly<
    Record<string, { readonly input?: { readonly shape: string }; readonly authtype?: string; readonly auth?: readonly string[] }>
  >;
  readonly shapes: Readonly<Record<string, Shape>>;
}

/** The names of the services in botocore's data folder, sorted. */
export function botocoreServices(data: string): readonly string[] {
  return readdirSync(data, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .toSorted();
}

/** The newest model of a service. */
export function modelOf(data: string, service: string): ServiceModel {
  return newest(data, service, 'service-2.json') as ServiceModel;
}

/** `<waiter>:<operation>` for each waiter of a service. */
export function waitersOf(data: string, service: string): readonly string[] {
  const found = newest(data, service, 'waiters-2.json') as
    | { waiters: Readonly<Record<string, { readonly operation: string }>> }
    | undefined;
  return Object.entries(found?.waiters ?? {}).map(([name, { operation }]) => `${name}:${operation}`);
}

/** The version in botocore's `__init__.py`. */
export function botocoreVersion(data: string): string {
  return /__version__ = '([^']+)'/.exec(readFileSync(`${data}/../__init__.py`, 'utf8'))?.[1] ?? 'of unknown version';
}

/** A file of the newest version of a service's API, which botocore compresses when it is large. */
function newest(data: string, service: string, file: string): unknown {
  const version = readdirSync(`${data}/${service}`)
    .filter((name) => /^\d{4}-/.test(name))
    .toSorted()
    .at(-1);
  const folder = `${data}/${service}/${version}`;
  const files = readdirSync(folder);
  if (files.includes(`${file}.gz`)) return JSON.parse(gunzipSync(readFileSync(`${folder}/${file}.gz`)).toString());
  return files.includes(file) ? JSON.parse(readFileSync(`${folder}/${file}`, 'utf8')) : undefined;
}
