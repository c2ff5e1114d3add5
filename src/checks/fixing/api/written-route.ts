import type { Api, Route } from '../../../model/api/api.ts';
import type { App } from '../../../model/app.ts';
import type { Path } from '../../../model/change.ts';
import type { Resource } from '../../../model/template.ts';
import { written, writtenTree } from '../../../model/written.ts';
import { kept } from '../../../util/kept.ts';
import { at } from '../../../util/node.ts';
import type { MapNode, Node } from '../../../util/node.ts';
import type { SourceFile } from '../../../util/span.ts';
import { writtenOf } from '../owner.ts';
import { apiOwner } from './api-owner.ts';
import type { ApiOwner } from './api-owner.ts';

/** Where the owner wrote a route. */
export interface WrittenRoute {
  readonly kind: 'event' | 'operation' | 'method' | 'route';
  readonly file: SourceFile;
  /** Of the event's or resource's properties, or of the operation. */
  readonly path: Path;
}

/** Where the owner wrote a route: an event of SAM, an operation of an OpenAPI document, an `AWS::ApiGateway::Method` or `AWS::ApiGatewayV2::Route`. */
export function writtenRoute(app: App, route: Route): WrittenRoute | undefined {
  const { api } = route;
  const declared = app.ofType('AWS::ApiGateway::Method', 'AWS::ApiGatewayV2::Route').find((one) => one.at === route.at);
  if (declared !== undefined) return ofResource(declared);
  const owner = apiOwner(api);
  if (owner === undefined) return undefined;
  return operation(owner, route) ?? (owner.section === null ? undefined : event(owner, route));
}

function ofResource(resource: Resource): WrittenRoute | undefined {
  const own = writtenOf(resource);
  if (own === undefined || own.type !== resource.type) return undefined;
  const kind = own.type === 'AWS::ApiGateway::Method' ? 'method' : 'route';
  return { kind, file: own.file, path: [...own.path, 'Properties'] };
}

/** Where an OpenAPI document is written into the template. */
export function documentPath(owner: ApiOwner): Path | undefined {
  const path = [...owner.base, owner.section === null ? 'Body' : 'DefinitionBody'];
  const node = written(owner.file, path);
  return node?.kind === 'map' && at(node, 'paths')?.kind === 'map' ? path : undefined;
}

function operation(owner: ApiOwner, route: Route): WrittenRoute | undefined {
  const document = documentPath(owner);
  if (document === undefined) return undefined;
  const paths = [route.path, ...(route.path === '$default' ? ['/$default'] : [])];
  const keys = route.method === 'ANY' ? ['x-amazon-apigateway-any-method'] : [route.method.toLowerCase(), route.method];
  for (const one of paths) {
    for (const key of keys) {
      const path = [...document, 'paths', one, key];
      if (written(owner.file, path)?.kind === 'map') return { kind: 'operation', file: owner.file, path };
    }
  }
  return undefined;
}

/** Events of an API, of functions and state machines, with where their properties stand. */
export const eventsOf: (owner: ApiOwner) => readonly { readonly path: Path; readonly properties: MapNode }[] = kept((owner) => {
  const resources = at(writtenTree(owner.file) ?? undefined, 'Resources');
  if (resources?.kind !== 'map') return [];
  return [...resources.entries].flatMap(([id, { value }]) => {
    const events = at(value, 'Properties', 'Events');
    if (events?.kind !== 'map') return [];
    return [...events.entries].flatMap(([name, { value: one }]) => {
      const properties = at(one, 'Properties');
      if (textOf(at(one, 'Type')) !== owner.section || properties?.kind !== 'map' || !isOf(owner, properties)) return [];
      return [{ path: ['Resources', id, 'Properties', 'Events', name, 'Properties'], properties }];
    });
  });
});

function isOf(owner: ApiOwner, event: MapNode): boolean {
  const api = event.get(owner.section === 'Api' ? 'RestApiId' : 'ApiId');
  if (api === undefined) return owner.isImplicit;
  return (textOf(at(api, 'Ref')) ?? textOf(api)) === owner.name;
}

function event(owner: ApiOwner, route: Route): WrittenRoute | undefined {
  const found = eventsOf(owner).filter(({ properties }) => {
    const path = textOf(properties.get('Path')) ?? '$default';
    const method = (textOf(properties.get('Method')) ?? 'any').toUpperCase();
    return path === route.path && (method === route.method || (method === 'X-AMAZON-APIGATEWAY-ANY-METHOD' && route.method === 'ANY'));
  });
  return found.length === 1 ? { kind: 'event', file: owner.file, path: found[0]!.path } : undefined;
}

function textOf(node: Node | undefined): string | undefined {
  return node?.kind === 'scalar' && node.value !== null ? String(node.value) : undefined;
}

/** Where the owner set who may call a route of SAM: `Auth.Authorizer` of its event; undefined where the event does not say. */
export function eventAuthorizer(file: SourceFile, path: Path): string | undefined {
  return textOf(written(file, [...path, 'Auth', 'Authorizer']));
}

/** Routes that answer browsers' preflight requests, which carry no credentials. */
export function hasPreflight(api: Api): boolean {
  return api.routes.some((route) => route.method === 'OPTIONS');
}
