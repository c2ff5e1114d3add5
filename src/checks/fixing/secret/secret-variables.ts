import type { App } from '../../../model/app.ts';
import type { Authored } from '../../../model/change.ts';
import type { EnvironmentVariable, LambdaFunction } from '../../../model/function.ts';
import { atomsOf } from '../../../model/value.ts';
import type { Node } from '../../../util/node.ts';
import { sensitivityOf } from '../../03-function-configuration/sensitive-value.ts';
import { variablePlace } from '../environment-variable.ts';
import { ref, sub } from '../owner.ts';
import type { SecretStore } from './loader-text.ts';
import { keyOfSecret } from './stored-secret.ts';
import type { SecretOrigin, SecretVariable } from './stored-secret.ts';

/** A variable that brings a copy of a secret which lies in Secrets Manager or Parameter Store. */
export interface CopiedSecret {
  readonly store: SecretStore;
  /** What the code asks the store for. */
  readonly id: Authored;
  /** The ARN to allow. */
  readonly arn: Authored;
  /** The key of its JSON; null: all of it. */
  readonly key: string | null;
  /** The secret's logical id, or its name. */
  readonly name: string;
  /** ARN of the customer key that it is encrypted with; null: none that is known. */
  readonly encryption: Authored | null;
  readonly todo: readonly string[];
}

/** A variable with a secret in it, and where it stands. */
export type FoundSecret = Omit<SecretVariable, 'origin'> & {
  readonly origin: SecretOrigin | ({ readonly kind: 'copied' } & CopiedSecret);
  /** It is set for all functions of the file, under `Globals`. */
  readonly isGlobal: boolean;
};

// Programs beside the handler read these: they start before it, and never see what it sets.
const READ_BY_EXTENSIONS =
  /^(?:DD_|NEW_RELIC_|LUMIGO_|SENTRY_|OTEL_|DT_|DYNATRACE_|HONEYCOMB_|LIBHONEY_|ELASTIC_APM_|SPLUNK_|AWS_|LAMBDA_|PARAMETERS_SECRETS_|DOPPLER_|VAULT_|NODE_|PYTHON)/;

/** The secret in a variable as an edit can take it out; why it cannot; null where there is none. */
export function secretIn(app: App, fn: LambdaFunction, variable: EnvironmentVariable): FoundSecret | string | null {
  const found = sensitivityOf(app, variable);
  if (found.kind === 'none' || found.kind === 'unknown') return null;
  const place = variablePlace(fn, variable);
  if (place === undefined) return `${variable.name} is not written as a variable of its own in ${variable.nameAt.source.path}`;
  if (READ_BY_EXTENSIONS.test(variable.name))
    return `${variable.name} may be read by an extension, which starts before any code of the function`;
  const { node } = place;
  if (isChosen(node)) return `the value of ${variable.name} is chosen among several`;
  const base = { fn, variable, ...place };
  switch (found.kind) {
    case 'literal':
      if (found.parameter === null && node.kind !== 'scalar') return `the value of ${variable.name} is put together in the template`;
      return { ...base, origin: { kind: 'literal', text: found.text, parameter: found.parameter } };
    case 'no-echo':
    case 'parameter':
      return { ...base, origin: { kind: 'parameter', parameter: found.parameter } };
    case 'attribute':
      return { ...base, origin: { kind: 'attribute' } };
    case 'dynamic': {
      const copied = copiedFrom(app, variable);
      return typeof copied === 'string' ? copied : { ...base, origin: { kind: 'copied', ...copied } };
    }
  }
}

function isChosen(node: Node): boolean {
  if (node.kind === 'scalar') return false;
  if (node.kind === 'list') return node.items.some(isChosen);
  return [...node.entries].some(([key, { value }]) => /^Fn::(?:If|FindInMap|Select|Transform|ForEach)/.test(key) || isChosen(value));
}

/** `{{resolve:secretsmanager:id:SecretString:key}}` and nothing else. https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references-secretsmanager.html */
function copiedFrom(app: App, { name, value }: EnvironmentVariable): CopiedSecret | string {
  const atoms = atomsOf(value) ?? [];
  const [only] = atoms;
  if (atoms.length === 1 && only?.kind === 'parameter')
    return `CloudFormation looks ${name} up for the parameter ${only.name}, whose other users need its value`;
  if (atoms.length !== 1 || only?.kind !== 'dynamic') return `${name} holds more than the stored secret`;
  if (only.service === 'ssm') return fromParameterStore(name, only.reference);
  if (only.service !== 'secretsmanager') return `${name} comes from ${only.service}, which no loader reads`;
  const [, id = '', , key = '', stage = '', version = ''] =
    /^((?:arn:[^:]*:secretsmanager:[^:]*:[^:]*:secret:)?[^:]*)(?::(SecretString)?(?::([^:]*)(?::([^:]*)(?::([^:]*))?)?)?)?$/.exec(
      only.reference,
    ) ?? [];
  if (id === '' || (stage !== '' && stage !== 'AWSCURRENT') || version !== '') return `${name} asks for one version of the secret`;
  const logical = /^\$\{([\w/]+)\}$/.exec(id)?.[1];
  const resource = app.resource(logical);
  if (resource !== undefined)
    return {
      store: 'secretsmanager',
      id: ref(resource.logicalId),
      arn: ref(resource.logicalId),
      key: key || null,
      name: resource.logicalId,
      encryption: keyOfSecret(app, resource),
      todo: [],
    };
  if (id.includes('${')) return `which secret ${name} is a copy of is known only at deployment`;
  const arn = id.startsWith('arn:')
    ? id
    : sub(`arn:\${AWS::Partition}:secretsmanager:\${AWS::Region}:\${AWS::AccountId}:secret:${id}-??????`);
  return { store: 'secretsmanager', id, arn, key: key || null, name: id, encryption: null, todo: [] };
}

/** `{{resolve:ssm:name:version}}`. https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references-ssm.html */
function fromParameterStore(variable: string, reference: string): CopiedSecret | string {
  if (!/^[\w./-]+(?::\d+)?$/.test(reference)) return `which parameter ${variable} is a copy of is known only at deployment`;
  const [id = '', version] = reference.split(':');
  const path = id.replace(/^\/?/, '/');
  const todo = version === undefined ? [] : [`Mind that ${variable} follows the parameter ${id}: it was pinned to version ${version}`];
  const arn = sub(`arn:\${AWS::Partition}:ssm:\${AWS::Region}:\${AWS::AccountId}:parameter${path}`);
  return { store: 'ssm', id, arn, key: null, name: path, encryption: null, todo };
}
