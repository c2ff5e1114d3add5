import type { App } from '../../model/app.ts';
import type { EnvironmentVariable } from '../../model/function.ts';
import type { Parameter } from '../../model/template.ts';
import { atomsOf, isUnknown, showAtom, unknown } from '../../model/value.ts';
import type { Atom, Unknown } from '../../model/value.ts';
import type { Span } from '../../util/span.ts';
import { isPlaceholder, secretShape } from './secret-shape.ts';
import { asksForTheValue, nameKind, wordsOf } from './variable-names.ts';

/** What an environment variable carries, and how it gets there; `none` when it is nothing secret. */
export type Sensitivity =
  | { readonly kind: 'literal'; readonly what: string; readonly text: string; readonly at: Span; readonly parameter: string | null }
  | { readonly kind: 'no-echo'; readonly parameter: string; readonly declaredAt: Span | undefined }
  | { readonly kind: 'parameter'; readonly parameter: string; readonly declaredAt: Span | undefined }
  | { readonly kind: 'attribute'; readonly resource: string; readonly attribute: string }
  | { readonly kind: 'dynamic'; readonly service: string; readonly reference: string }
  | { readonly kind: 'unknown'; readonly because: Unknown }
  | { readonly kind: 'none' };

const NONE: Sensitivity = { kind: 'none' };

/** Attributes whose value is a secret (CloudFormation template reference, return values of each type). */
const SECRET_ATTRIBUTES: ReadonlySet<string> = new Set([
  'AWS::IAM::AccessKey.SecretAccessKey',
  'AWS::Cognito::UserPoolClient.ClientSecret',
  'AWS::AppSync::ApiKey.ApiKey',
]);

/** Judges one variable by its name, its value and where the value comes from. */
export function sensitivityOf(app: App, variable: EnvironmentVariable): Sensitivity {
  const { name, value } = variable;
  if (isUnknown(value)) return { kind: 'unknown', because: value };
  const atoms = atomsOf(value);
  if (atoms === undefined) return NONE;
  return (
    literalIn(app, variable, atoms) ??
    noEchoIn(app, variable, atoms) ??
    attributeIn(app, atoms) ??
    dynamicIn(name, atoms) ??
    parameterIn(app, variable, atoms) ??
    unreadable(app, variable, atoms) ??
    NONE
  );
}

function literalIn(app: App, { name, value }: EnvironmentVariable, atoms: readonly Atom[]): Sensitivity | null {
  const text = atoms.map(showAtom).join('');
  const names = value.kind === 'scalar' ? (value.parameters ?? []) : [];
  const shape = [name, ...(nameKind(name) === 'plain' ? names : [])].map((one) => secretShape(one, text)).find((found) => found !== null);
  if (shape === undefined) return null;
  const source = names.map((one) => declared(app, one)).find((parameter) => parameter !== undefined && defaultOf(parameter) === text);
  return { kind: 'literal', what: shape.what, text, at: source?.defaultAt ?? value.at, parameter: source?.name ?? null };
}

function noEchoIn(app: App, { name, value }: EnvironmentVariable, atoms: readonly Atom[]): Sensitivity | null {
  const hidden = atoms.find((atom) => atom.kind === 'parameter' && atom.noEcho);
  if (hidden?.kind !== 'parameter') return null;
  // `SECRET_NAME: !Ref ApiKey`: a parameter that takes either is hidden for the one that is secret.
  if (/^(?:.*_)?SECRET_?(?:NAME|ARN|ID)$/i.test(name)) return storedOrNamed(hidden.name, value.at);
  return { kind: 'no-echo', parameter: hidden.name, declaredAt: declared(app, hidden.name)?.at };
}

function storedOrNamed(parameter: string, at: Span): Sensitivity {
  const reason = `whether parameter ${parameter} brings a secret or the name of one is known only at deployment`;
  return { kind: 'unknown', because: unknown(reason, at) };
}

function attributeIn(app: App, atoms: readonly Atom[]): Sensitivity | null {
  for (const atom of atoms) {
    if (atom.kind !== 'resource' || atom.attribute === null) continue;
    const resource = app.resource(atom.id);
    if (resource !== undefined && SECRET_ATTRIBUTES.has(`${resource.type}.${atom.attribute}`)) {
      return { kind: 'attribute', resource: resource.logicalId, attribute: atom.attribute };
    }
  }
  return null;
}

/** Secrets Manager and SecureString values are secret by where they lie, plain SSM parameters only by their name. */
function dynamicIn(name: string, atoms: readonly Atom[]): Sensitivity | null {
  for (const atom of atoms) {
    if (atom.kind === 'dynamic' && bringsSecret(name, atom)) {
      return { kind: 'dynamic', service: atom.service, reference: atom.reference };
    }
    if (atom.kind === 'parameter' && isLookedUp(atom) && speaksOfSecret(name, atom.name)) {
      return { kind: 'dynamic', service: 'ssm', reference: atom.name };
    }
  }
  return null;
}

/** A secret's JSON keys for where the database is and who asks are no secrets. */
const OPEN_KEYS: RegExp = /:SecretString:(?:user(?:name)?|host|port|dbname|dbClusterIdentifier|dbInstanceIdentifier|engine)(?::|$)/i;

function bringsSecret(name: string, atom: Extract<Atom, { kind: 'dynamic' }>): boolean {
  return atom.service === 'ssm' ? speaksOfSecret(name, atom.reference) : !OPEN_KEYS.test(atom.reference);
}

function parameterIn(app: App, { name, value }: EnvironmentVariable, atoms: readonly Atom[]): Sensitivity | null {
  const names =
    value.kind === 'scalar'
      ? (value.parameters ?? []).filter(() => isPlaceholder(String(value.value)))
      : atoms.flatMap((atom) => (atom.kind === 'parameter' && /^(String|Number)$/.test(atom.type) ? [atom.name] : []));
  const parameter = names.find((one) => speaksOfSecret(name, one) || fillsPassword(atoms, one));
  if (parameter === undefined) return null;
  const declaredAt = declared(app, parameter)?.at;
  if (namesTheStore(name, parameter)) return storedOrNamed(parameter, value.at);
  return { kind: 'parameter', parameter, declaredAt };
}

/** What another stack or a custom resource gives under a name that says secret. */
function unreadable(app: App, { name, value }: EnvironmentVariable, atoms: readonly Atom[]): Sensitivity | null {
  if (nameKind(name) !== 'secret') return null;
  const source = atoms.find(
    (atom) =>
      atom.kind === 'unknown' || atom.kind === 'import' || (atom.kind === 'resource' && atom.attribute !== null && isCustom(app, atom.id)),
  );
  if (source === undefined) return null;
  const reason = source.kind === 'unknown' ? source.reason : `what ${showAtom(source)} brings is known only at deployment`;
  return { kind: 'unknown', because: unknown(reason, value.at) };
}

/** The variable's name decides; where it says nothing, that of what fills it. */
function speaksOfSecret(name: string, source: string): boolean {
  const kind = nameKind(name);
  return kind === 'secret' || (kind === 'plain' && nameKind(source) === 'secret');
}

/** `DB_SECRET: !Ref DbSecret` may as well bring the name of a secret in Secrets Manager. */
function namesTheStore(name: string, source: string): boolean {
  const last = wordsOf(nameKind(name) === 'secret' ? name : source).at(-1) ?? '';
  return /^(secrets?|credentials?|creds)$/.test(last) && !asksForTheValue(name) && !asksForTheValue(source);
}

/** `postgres://orders:${DbPassword}@host` */
function fillsPassword(atoms: readonly Atom[], parameter: string): boolean {
  const text = atoms.map(showAtom).join('');
  return /:\/\/[^\s/@]*:\$\{([^}]+)\}@/.exec(text)?.[1] === parameter;
}

function isCustom(app: App, id: string): boolean {
  return /^(Custom::|AWS::CloudFormation::(CustomResource|Stack)$)/.test(app.resource(id)?.type ?? '');
}

function isLookedUp(atom: Extract<Atom, { kind: 'parameter' }>): boolean {
  return atom.type.startsWith('AWS::SSM::Parameter::Value<');
}

function declared(app: App, name: string): Parameter | undefined {
  return app.parameters.find((parameter) => parameter.name === name);
}

function defaultOf(parameter: Parameter): string | undefined {
  return parameter.default?.kind === 'scalar' ? String(parameter.default.value) : undefined;
}
