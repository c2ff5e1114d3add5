import type { App } from '../../../model/app.ts';
import type { Authored, Change, Path } from '../../../model/change.ts';
import type { EnvironmentVariable, LambdaFunction } from '../../../model/function.ts';
import { property } from '../../../model/template.ts';
import type { Resource } from '../../../model/template.ts';
import { resourceNamed } from '../../../model/value.ts';
import { written } from '../../../model/written.ts';
import { toJson } from '../../../util/node.ts';
import type { Node } from '../../../util/node.ts';
import type { SourceFile } from '../../../util/span.ts';
import { customerKey } from '../customer-key.ts';
import { freeId, getAtt, newResourceIn, ref, writtenOf, writtenProperty } from '../owner.ts';

/** Where a secret that an environment variable carries comes from. */
export type SecretOrigin =
  /** The template holds it, itself or as a parameter's default. */
  | { readonly kind: 'literal'; readonly text: string; readonly parameter: string | null }
  /** A parameter brings it. */
  | { readonly kind: 'parameter'; readonly parameter: string }
  /** A resource's attribute is it. */
  | { readonly kind: 'attribute' };

/** A variable whose value belongs into a secret, and where the owner wrote it. */
export interface SecretVariable {
  readonly fn: LambdaFunction;
  readonly variable: EnvironmentVariable;
  readonly origin: SecretOrigin;
  readonly file: SourceFile;
  /** Of the variable, in its file. */
  readonly path: Path;
  readonly node: Node;
}

/** A secret of Secrets Manager that takes a variable's value. */
export interface StoredSecret {
  readonly logicalId: string;
  /** None of them holds the value. */
  readonly changes: readonly Change[];
  readonly key: Authored | null;
  readonly todo: readonly string[];
}

/** The secret for a variable: the one of the app that has the value already, else a new one whose value a parameter brings. `all`: every such variable of the app, in its order. */
export function storedSecret(app: App, wanted: SecretVariable, all: readonly SecretVariable[]): StoredSecret {
  const { file, origin } = wanted;
  const bare = origin.kind === 'literal' && origin.parameter === null;
  const value = bare ? null : authored(wanted.node);
  const known = value === null ? undefined : holding(app, file, value);
  if (known !== undefined) {
    const key = keyOfSecret(app, known);
    return { logicalId: known.logicalId, changes: parameterEdits(wanted), key, todo: todoOf(wanted, null) };
  }
  const { secret, parameter } = namesOf(app, wanted, all);
  const key = app.config.storage.encryption === 'customer-key' ? customerKey(app, file, 'account') : null;
  const users = all.filter((one) => one.file === file && keyOf(one) === keyOf(wanted));
  const body = {
    Type: 'AWS::SecretsManager::Secret',
    ...conditionOf(users),
    Properties: {
      Description: describedFor(users),
      ...(key === null ? {} : { KmsKeyId: key.arn }),
      SecretString: value ?? ref(parameter),
    },
  };
  const made: Change[] = [...(key?.changes ?? []), newResourceIn(file, secret, body)];
  if (value === null)
    made.push({
      kind: 'set',
      file,
      path: ['Parameters', parameter],
      value: { Type: 'String', NoEcho: true, Description: describedFor(users) },
    });
  return {
    logicalId: secret,
    changes: [...made, ...parameterEdits(wanted)],
    key: key?.arn ?? null,
    todo: todoOf(wanted, value === null ? parameter : null),
  };
}

/** `GATEWAY_TOKEN of ChargePayment, RefundPayment`. */
function describedFor(users: readonly SecretVariable[]): string {
  const names = new Set(users.map(({ variable }) => variable.name));
  return `${[...names].join(', ')} of ${[...new Set(users.map(({ fn }) => fn.resource.logicalId))].join(', ')}`;
}

/** What two variables have in common that one secret can hold. */
function keyOf({ origin, node }: SecretVariable): string {
  return origin.kind === 'literal' && origin.parameter === null ? `text ${origin.text}` : JSON.stringify(authored(node));
}

function authored(node: Node): Authored {
  return toJson(node);
}

/** ARN of the app's key that a secret is encrypted with; null: none of the app. */
export function keyOfSecret(app: App, secret: Resource): Authored | null {
  const key = app.resource(resourceNamed(property(secret, 'KmsKeyId')));
  return key?.type === 'AWS::KMS::Key' ? getAtt(key.logicalId, 'Arn') : null;
}

/** A secret of the same file that is made with the same value. */
function holding(app: App, file: SourceFile, value: Authored): Resource | undefined {
  const wanted = JSON.stringify(value);
  return app.ofType('AWS::SecretsManager::Secret').find((secret) => {
    const made = secret.at.source === file ? writtenOf(secret) : undefined;
    const text = made && writtenProperty(made, 'SecretString');
    return text !== undefined && made?.node.has('Condition') === false && JSON.stringify(toJson(text)) === wanted;
  });
}

interface Names {
  readonly secret: string;
  /** For a parameter that is still to be made. */
  readonly parameter: string;
}

/** Names are given to all variables in one order, so that every edit of them gives the same. */
function namesOf(app: App, wanted: SecretVariable, all: readonly SecretVariable[]): Names {
  const given = new Map<string, Names>();
  const taken = new Set<string>();
  const take = (wish: string): string => {
    let id = freeId(app, wanted.file, wish);
    for (let count = 2; taken.has(id); count++) id = freeId(app, wanted.file, `${wish}${count}`);
    taken.add(id);
    return id;
  };
  for (const one of all) {
    const key = keyOf(one);
    if (one.file !== wanted.file || given.has(key)) continue;
    const { origin } = one;
    const isPlain = origin.kind === 'parameter' && authoredRef(one.node) === origin.parameter;
    const name = isPlain ? origin.parameter : pascal(one.variable.name);
    const parameter = origin.kind === 'literal' && origin.parameter === null ? take(name) : name;
    given.set(key, { parameter, secret: take(name.endsWith('Secret') ? `Stored${name}` : `${name}Secret`) });
  }
  return given.get(keyOf(wanted))!;
}

function authoredRef(node: Node): string | undefined {
  const json = toJson(node);
  return typeof json === 'object' && json !== null && !Array.isArray(json) && typeof json['Ref'] === 'string' ? json['Ref'] : undefined;
}

/** `GATEWAY_SIGNING_KEY` -> `GatewaySigningKey`. */
function pascal(name: string): string {
  const words = name.split(/[^A-Za-z\d]+/).filter((word) => word !== '');
  return words
    .map((word) => word.charAt(0).toUpperCase() + (word === word.toUpperCase() ? word.slice(1).toLowerCase() : word.slice(1)))
    .join('');
}

/** The condition under which all users are made. */
function conditionOf(users: readonly SecretVariable[]): { readonly Condition?: Authored } {
  const conditions = users.map(({ fn }) => writtenOf(fn.resource)?.node.get('Condition'));
  const names = new Set(conditions.map((node) => (node?.kind === 'scalar' ? String(node.value) : '')));
  const [only] = names;
  return names.size === 1 && only !== undefined && only !== '' ? { Condition: only } : {};
}

/** A parameter that brings a secret shows it nowhere and has none for a default. */
function parameterEdits({ origin, file }: SecretVariable): Change[] {
  if (origin.kind === 'attribute' || origin.parameter === null) return [];
  const path = ['Parameters', origin.parameter];
  if (written(file, path)?.kind !== 'map') return [];
  const hidden = written(file, [...path, 'NoEcho']);
  const isHidden = hidden?.kind === 'scalar' && String(hidden.value) === 'true';
  return [
    ...(isHidden ? [] : [{ kind: 'set', file, path: [...path, 'NoEcho'], value: true } as const]),
    ...(origin.kind === 'literal' ? [{ kind: 'remove', file, path: [...path, 'Default'] } as const] : []),
  ];
}

/** What is left of a secret in the template when no code reads it: a parameter's default, which others may name. */
export function emptiedParameter(secret: SecretVariable): Pick<StoredSecret, 'changes' | 'todo'> {
  const { origin, file, variable } = secret;
  if (origin.kind !== 'literal') return { changes: [], todo: [] };
  const path = ['Parameters', origin.parameter ?? '', 'Default'];
  const changes: Change[] = origin.parameter === null || written(file, path) === undefined ? [] : [{ kind: 'set', file, path, value: '' }];
  return { changes, todo: [leaked(variable)] };
}

function todoOf({ variable, origin }: SecretVariable, made: string | null): string[] {
  const parameter = origin.kind === 'literal' ? (made ?? origin.parameter) : null;
  if (parameter === null) return [];
  return [leaked(variable), `Give the parameter ${parameter} at deployment: it has no default`];
}

function leaked({ name }: EnvironmentVariable): string {
  return `Change the secret that ${name} held where it is issued: it stays in the history of the repository`;
}
