import type { Host, SourcePlace } from '../../host.ts';
import type { Abstract, TextPart, TextValue } from '../../value.ts';
import { boolean, exactText, NOTHING, textOf } from '../../values/values.ts';
import { DEFAULT_CONFIG } from './client-config.ts';

/** A request to one of the extensions that AWS offers as layers: they call a service with the function's role.
 *  https://docs.aws.amazon.com/secretsmanager/latest/userguide/retrieving-secrets_lambda.html
 *  https://docs.aws.amazon.com/systems-manager/latest/userguide/ps-integration-lambda-extensions.html
 *  https://docs.aws.amazon.com/appconfig/latest/userguide/appconfig-integration-lambda-extensions-how-to-use.html
 *  Gives what the service answers; undefined for a URL that leads elsewhere. */
export function extensionCall(url: Abstract, host: Host, at: SourcePlace): Abstract | undefined {
  if (url.kind !== 'text') return undefined;
  const { line, back } = written(url);
  const [, port, path = ''] = /^http:\/\/(?:localhost|127\.0\.0\.1):([^/]+)(.*)$/s.exec(line) ?? [];
  if (port === undefined) return undefined;
  const call = (service: string, operation: string, input: readonly (readonly [string, Abstract])[]): Abstract =>
    host.record({ service, operation, input: host.object(input), client: DEFAULT_CONFIG, at, how: 'Lambda extension' });
  const secret = /^\/secretsmanager\/get\/?\?(?:.*&)?secretId=([^&]*)/s.exec(path)?.[1];
  if (secret !== undefined) return call('secretsmanager', 'GetSecretValue', [['SecretId', back(secret)]]);
  const name = /^\/systemsmanager\/parameters\/get\/?\?(?:.*&)?name=([^&]*)/s.exec(path)?.[1];
  if (name !== undefined) {
    const decrypts = /[?&]withDecryption=true/i.test(path);
    return call('ssm', 'GetParameter', [['Name', back(name)], ...(decrypts ? [['WithDecryption', boolean(true)] as const] : [])]);
  }
  const flags = /^\/+applications\/([^/]*)\/environments\/([^/]*)\/configurations\/([^/?]*)/s.exec(path);
  if (flags === null && port !== APP_CONFIG_PORT) return undefined;
  const part = (index: number): Abstract => (flags?.[index] === undefined ? NOTHING : back(flags[index]));
  const session = call('appconfigdata', 'StartConfigurationSession', [
    ['ApplicationIdentifier', part(1)],
    ['EnvironmentIdentifier', part(2)],
    ['ConfigurationProfileIdentifier', part(3)],
  ]);
  const token = host.get(session, 'InitialConfigurationToken', at);
  return call('appconfigdata', 'GetLatestConfiguration', [['ConfigurationToken', token]]);
}

/** Where the AppConfig extension listens unless it is told otherwise. */
const APP_CONFIG_PORT = '2772';

/** Stands for a part of the text that is not known; from Unicode's private use area. */
const HOLE = 0xe000;

/** A text as one line with a character for each hole, and the way back. */
function written(text: TextValue): { readonly line: string; readonly back: (piece: string) => Abstract } {
  const line = text.parts.map((part, index) => exactText(textOf([part])) ?? String.fromCharCode(HOLE + index)).join('');
  const back = (piece: string): Abstract =>
    textOf(
      decoded(piece)
        .split('')
        .map((character): TextPart => {
          const hole = text.parts[character.charCodeAt(0) - HOLE];
          return hole ?? { kind: 'literal', text: character };
        }),
    );
  return { line, back };
}

/** Without the percent signs that stand for other characters. */
function decoded(piece: string): string {
  try {
    return decodeURIComponent(piece);
  } catch {
    return piece;
  }
}
