import { hole, replaceHoles } from '../../../src/iam/policy.ts';
import type { App } from '../../../src/model/app.ts';
import type { Resource } from '../../../src/model/template.ts';
import { resourcesIn } from '../../../src/model/value.ts';
import type { Atom, Value } from '../../../src/model/value.ts';

/** The account and region of the stage. */
export const ACCOUNT = '111122223333';
export const REGION = 'us-east-1';

/** Attributes of created resources by id; `''` is what `Ref` gives, `name` the part of the ARN that is the resource's own. */
export type Physical = Readonly<Record<string, Readonly<Record<string, string>>>>;

const PSEUDO: Readonly<Record<string, string>> = {
  'AWS::AccountId': ACCOUNT,
  'AWS::Region': REGION,
  'AWS::Partition': 'aws',
  'AWS::StackName': 'shop',
  'AWS::StackId': `arn:aws:cloudformation:${REGION}:${ACCOUNT}:stack/shop/1`,
  'AWS::URLSuffix': 'amazonaws.com',
};

/** Values that a deployment gives to parameters. */
export type Given = Readonly<Record<string, string>>;

/** A value as plain data. Resources stand as holes, named `Orders` or `Orders.Arn`, unless `physical` says what they are. */
export function plain(value: Value, physical?: Physical, given: Given = {}): unknown {
  switch (value.kind) {
    case 'scalar':
      return value.value;
    case 'text':
      return value.atoms.map((atom) => atomText(atom, physical, given)).join('');
    case 'list':
      return value.items.map((item) => plain(item, physical, given));
    case 'map':
      return Object.fromEntries([...value.entries].map(([key, entry]) => [key, plain(entry.value, physical, given)]));
    case 'unknown':
      return 'unknown';
  }
}

function atomText(atom: Atom, physical: Physical | undefined, given: Given): string {
  switch (atom.kind) {
    case 'literal':
      return atom.text;
    case 'resource': {
      if (physical === undefined) return hole(atom.attribute === null ? atom.id : `${atom.id}.${atom.attribute}`);
      return physical[atom.id]?.[atom.attribute ?? ''] ?? `${atom.id}-${atom.attribute ?? 'id'}`.toLowerCase();
    }
    case 'parameter':
      return given[atom.name] ?? givenTo(atom.name);
    case 'pseudo':
      return PSEUDO[atom.name] ?? atom.name;
    case 'dynamic':
    case 'import':
    case 'unknown':
      return 'unknown';
  }
}

/** What parameters without a default are given when nobody says what. */
function givenTo(parameter: string): string {
  return `given-${parameter.toLowerCase()}`;
}

/** A text of the policy engine with the names that the deployment gave. */
export function filled(text: string, physical: Physical): string {
  return replaceHoles(text, (name) => {
    if (physical[name] !== undefined) return physical[name]['name'] ?? name;
    const dot = name.lastIndexOf('.');
    const owner = physical[name.slice(0, dot)];
    if (owner !== undefined) return owner[name.slice(dot + 1)] ?? `${name.slice(0, dot)}-${name.slice(dot + 1)}`.toLowerCase();
    return PSEUDO[name] ?? givenTo(name);
  });
}

/** Data with `${Orders}` and `${Orders.Arn}` in its texts and keys replaced. */
export function named(data: unknown, physical: Physical): unknown {
  if (Array.isArray(data)) return data.map((item) => named(item, physical));
  if (typeof data === 'object' && data !== null)
    return Object.fromEntries(Object.entries(data).map(([key, value]) => [namedText(key, physical), named(value, physical)]));
  return typeof data === 'string' ? namedText(data, physical) : data;
}

function namedText(text: string, physical: Physical): string {
  return text.replace(
    /\$\{([\w:]+)(?:\.([\w.]+))?\}/g,
    (whole, id: string, attribute: string | undefined) => physical[id]?.[attribute ?? ''] ?? PSEUDO[id] ?? whole,
  );
}

/** The app's resources as the stage makes them, each after those that it names. */
export function toMake(app: App, given: Given = {}): { readonly id: string; readonly type: string; readonly properties: unknown }[] {
  const made: Resource[] = [];
  const open = new Set<string>();
  const visit = (resource: Resource | undefined): void => {
    if (resource === undefined || open.has(resource.id)) return;
    open.add(resource.id);
    for (const id of resourcesIn(resource.properties)) visit(app.resource(id));
    made.push(resource);
  };
  app.resources.forEach(visit);
  return made.map(({ id, type, properties }) => ({
    id,
    type,
    properties: properties.kind === 'map' ? plain(properties, undefined, given) : {},
  }));
}
