import type { LoggedData } from '../../../model/behavior.ts';
import type { Severity } from '../../../model/finding.ts';
import { asksForTheValue, nameKind } from '../../03-function-configuration/variable-names.ts';

/** Why data that reaches the log is sensitive. */
export interface SensitiveFlow {
  /** `the whole event`, `the secret that GetSecretValue answers`. */
  readonly words: string;
  readonly severity: Severity;
  readonly isSecret: boolean;
  /** Sensitive only where the function's events carry people's requests or messages. */
  readonly isWholeEvent: boolean;
}

/** Whether data that reaches the log is sensitive, and as what; null when nothing says so. */
export function sensitivityOf(what: LoggedData): SensitiveFlow | null {
  switch (what.from) {
    case 'event':
      return ofEvent(what.path);
    case 'answer':
      return ofAnswer(what.service, what.operation, what.path);
    case 'environment':
      return ofEnvironment(what.name);
    case 'context':
      return null;
  }
}

/** Headers that carry credentials. https://developer.mozilla.org/docs/Web/HTTP/Reference/Headers */
const CREDENTIAL_HEADERS =
  /^(?:authorization|proxy-authorization|cookie|cookies|x-api-key|authorizationtoken|x-amz-security-token|x-auth-token)$/i;

function ofEvent(path: readonly string[]): SensitiveFlow | null {
  const steps = path.filter((step) => !/^(?:\[\]|\{\}|\d+)$/.test(step));
  const last = steps.at(-1);
  if (last === undefined || (steps.length === 1 && last === 'Records'))
    return { words: 'the whole event', severity: 'low', isSecret: false, isWholeEvent: true };
  if (/^(?:multiValueHeaders|headers)$/i.test(last))
    return { words: 'the request headers', severity: 'medium', isSecret: false, isWholeEvent: false };
  if (CREDENTIAL_HEADERS.test(last)) return secret(`the caller's ${last.toLowerCase()}`, 'medium');
  // `nextToken` and the like are places in a list, `taskToken` proves who may answer.
  if (nameKind(last) === 'secret') return secret(`the event's ${last}`, 'medium');
  return null;
}

/** Operations that answer with secrets, and where in the answer these are. */
const SECRET_ANSWERS: readonly { readonly call: RegExp; readonly member: RegExp; readonly words: string }[] = [
  { call: /^secretsmanager (?:Batch)?GetSecretValue$/, member: /^(?:Secret(?:String|Binary)|SecretValues)$/, words: 'the secret' },
  { call: /^ssm GetParameters?(?:ByPath)?$/, member: /^(?:Value|Parameters?)$/, words: 'the decrypted parameter' },
  {
    call: /^sts (?:AssumeRole\w*|GetSessionToken|GetFederationToken)$/,
    member: /^(?:Credentials|SecretAccessKey|SessionToken)$/,
    words: 'the credentials',
  },
  { call: /^kms (?:Decrypt|GenerateDataKey|GenerateDataKeyPair)$/, member: /^(?:Plaintext|PrivateKeyPlaintext)$/, words: 'the plaintext' },
  {
    call: /^cognito-idp (?:Admin)?(?:InitiateAuth|RespondToAuthChallenge)$/,
    member: /^(?:AuthenticationResult|AccessToken|IdToken|RefreshToken)$/,
    words: 'the tokens',
  },
  { call: /^cognito-identity GetCredentialsForIdentity$/, member: /^(?:Credentials|SecretKey|SessionToken)$/, words: 'the credentials' },
  { call: /^ecr GetAuthorizationToken$/, member: /^(?:authorizationData|authorizationToken)$/, words: 'the token' },
];

/** Members that say what a secret is called, not what it is. */
const ABOUT =
  /^(?:ARN|Arn|Name|VersionId|VersionStages|CreatedDate|Expiration|AccessKeyId|KeyId|\$metadata|ResponseMetadata|length|Type|Version|LastModifiedDate|ChallengeName|expiresAt|proxyEndpoint|NextToken)$/;

function ofAnswer(service: string, operation: string, path: readonly string[]): SensitiveFlow | null {
  const found = SECRET_ANSWERS.find(({ call }) => call.test(`${service} ${operation}`));
  if (found === undefined || path.some((step) => ABOUT.test(step))) return null;
  if (path.length > 0 && !path.some((step) => found.member.test(step))) return null;
  const member = path.findIndex((step) => found.member.test(step));
  if (member >= 0 && member < path.length - 1 && isOpen(path.at(-1)!)) return null;
  return secret(`${found.words} that ${operation} answers`, 'high');
}

/**
 * Fields inside a secret that is a JSON of several: where the database is and who asks are none. What is called a message or a code is
 * that of an error, which code hands over in the same place as the secret.
 */
function isOpen(field: string): boolean {
  if (/^(?:user(?:name)?|host|port|dbname|engine|db\w*identifier|database|region)$/i.test(field)) return true;
  return nameKind(field) === 'pointer' || nameKind(field) === 'public' || /(?:error|message|reason|status|code|category)$/i.test(field);
}

/** The keys of the function's role, which Lambda hands over in the environment. */
const OWN_KEYS: ReadonlySet<string> = new Set(['AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN']);

function ofEnvironment(name: string): SensitiveFlow | null {
  if (name === '*') return secret("all environment variables, the role's own keys among them,", 'high');
  if (OWN_KEYS.has(name)) return secret(`${name}, the key of its role,`, 'high');
  const isSecret = nameKind(name) === 'secret' && (asksForTheValue(name) || /(?:TOKEN|KEY)$/i.test(name));
  return isSecret ? secret(`the variable ${name}`, 'medium') : null;
}

function secret(words: string, severity: Severity): SensitiveFlow {
  return { words, severity, isSecret: true, isWholeEvent: false };
}
