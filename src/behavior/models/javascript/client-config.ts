import type { Host, SourcePlace } from '../../host.ts';
import type { Abstract, ClientConfig, ModelValue } from '../../value.ts';
import { environmentPart, isNothing, membersOf, present, unionOf, unknownFrom } from '../../values/values.ts';

/** A client that was given nothing: the function's Region and role. */
export const DEFAULT_CONFIG: ClientConfig = { region: null, endpoint: null, credentials: null };

/** What matters of the options that a client is made with; members that are not given are taken from `base`. */
export function configOf(options: Abstract, host: Host, at: SourcePlace, base: ClientConfig = DEFAULT_CONFIG): ClientConfig {
  if (options.kind === 'nothing') return base;
  const given = (key: string): Abstract | null => {
    const value = present(host.get(options, key, at));
    return isNothing(value) === true ? null : value;
  };
  // Options that come from elsewhere as a whole are about Regions and retries; keys are given by name.
  const credentials = options.kind === 'unknown' ? null : credentialsIn(options, host, at);
  return {
    region: given('region') ?? base.region,
    endpoint: given('endpoint') ?? base.endpoint,
    credentials: credentials === null ? base.credentials : principalOf(credentials, host, at),
  };
}

/** The credentials among the options; the SDK v2 takes the keys beside the other options too. Null when there are none. */
function credentialsIn(options: Abstract, host: Host, at: SourcePlace): Abstract | null {
  const credentials = host.get(options, 'credentials', at);
  if (isNothing(credentials) !== true) return credentials;
  return options.kind === 'object' && isNothing(host.get(options, 'accessKeyId', at)) !== true ? options : null;
}

/** The credentials of a role: the function's own when `role` is null. `keys` are the access key id and its companions. */
export function credentialsOfRole(role: Abstract | null, keys: (key: string, host: Host) => Abstract | undefined): ModelValue {
  const model: ModelValue = {
    kind: 'model',
    label: 'credentials',
    data: { type: 'credentials', role },
    get: (key, host) => keys(key, host),
    // A provider is a function that gives the credentials.
    call: () => model,
  };
  return model;
}

/** The environment variables in which Lambda hands a function its role's keys.
 *  https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime */
const OWN_KEYS: Readonly<Record<string, string>> = {
  accessKeyId: 'AWS_ACCESS_KEY_ID',
  secretAccessKey: 'AWS_SECRET_ACCESS_KEY',
  sessionToken: 'AWS_SESSION_TOKEN',
};

/** The credentials of the function's own role, as the default chain of providers gives them. */
export function ownCredentials(): ModelValue {
  return credentialsOfRole(null, (key, host) => {
    const variable = OWN_KEYS[key];
    return variable === undefined ? undefined : host.environment(variable);
  });
}

/** Credentials that neither the function's role nor a role it assumes stands behind. */
export function foreignCredentials(because: string): Abstract {
  return unknownFrom({ from: 'code', because });
}

/** Whose credentials a value holds, as `ClientConfig` says it: a `credentials` model, an unknown, or null for the function's own role. */
export function principalOf(credentials: Abstract, host: Host, at: SourcePlace): Abstract | null {
  const found = membersOf(credentials).map((member) => principalOfOne(member, host, at));
  return ownOrUnion(found);
}

/** Credentials that may be the function's own are: a role that lacks what is then needed fails in that case. */
function ownOrUnion(found: readonly (Abstract | null)[]): Abstract | null {
  const others = found.filter((one) => one !== null);
  return others.length < found.length ? null : unionOf(others);
}

function principalOfOne(value: Abstract, host: Host, at: SourcePlace): Abstract | null {
  switch (value.kind) {
    case 'nothing':
      return null;
    case 'model':
      return principalOfModel(value);
    case 'object': {
      // An instance of a provider class, or the plain keys.
      const key = host.get(value, 'accessKeyId', at);
      return key.kind === 'nothing' ? foreignCredentials('credentials of another kind') : principalOfKey(key);
    }
    case 'unknown':
      return principalOfKey(value);
    case 'function':
      return provided(value, host, at);
    default:
      return foreignCredentials('credentials of another kind');
  }
}

/** A function of the code is a provider: the SDK calls it before the first request. */
function provided(provider: Abstract, host: Host, at: SourcePlace): Abstract | null {
  const credentials = host.call(provider, [], { at });
  return credentials.kind === 'function' ? foreignCredentials('credentials that a function provides') : principalOf(credentials, host, at);
}

function principalOfModel(value: ModelValue): Abstract | null {
  if (value.data?.type !== 'credentials') return foreignCredentials(`credentials from ${value.label}`);
  return value.data.role === null ? null : value;
}

function principalOfKey(key: Abstract): Abstract | null {
  const found = membersOf(key).map((member): Abstract | null => {
    if (member.kind === 'nothing' || isOwnKey(member)) return null;
    const role = assumedRole(member);
    return role
      ? credentialsOfRole(role, () => member)
      : member.kind === 'unknown'
        ? member
        : foreignCredentials('an access key that the code gives');
  });
  return ownOrUnion(found);
}

function isOwnKey(key: Abstract): boolean {
  return environmentPart(key)?.name === OWN_KEYS['accessKeyId'];
}

/** The credentials that an access key is part of, where AssumeRole gave it; null for every other key. */
export function assumedCredentials(key: Abstract | undefined): Abstract | null {
  const role = key && assumedRole(key);
  return role ? credentialsOfRole(role, () => key) : null;
}

/** The role whose AssumeRole answer a value is part of. */
function assumedRole(value: Abstract): Abstract | undefined {
  const origin =
    value.kind === 'unknown'
      ? value.origin
      : value.kind === 'text' && value.parts[0]?.kind === 'origin'
        ? value.parts[0].origin
        : undefined;
  if (origin?.from !== 'answer' || origin.service !== 'sts' || !origin.operation.startsWith('AssumeRole')) return undefined;
  const role = origin.input?.kind === 'object' ? origin.input.fields.get('RoleArn') : undefined;
  return role ?? unknownFrom({ from: 'code', because: 'a role that is assumed' });
}
