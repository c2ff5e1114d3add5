import { parse } from 'smol-toml';
import { toJson } from '../util/node.ts';
import { SourceFile } from '../util/span.ts';
import { readYaml } from '../util/yaml.ts';

/** One environment of a `samconfig` file that `sam deploy` would use. */
export interface SamEnvironment {
  readonly name: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly region: string | null;
}

/** File names that the SAM CLI looks for, in its order. https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-sam-cli-config.html */
export const SAMCONFIG_NAMES: readonly string[] = ['samconfig.toml', 'samconfig.yaml', 'samconfig.yml'];

/** The environments that a `samconfig` file deploys to; none when no environment gives parameters, for then they are all the same template. */
export function readSamconfig(
  name: string,
  text: string,
): { readonly ok: true; readonly environments: readonly SamEnvironment[] } | { readonly ok: false; readonly message: string } {
  const data = name.endsWith('.toml') ? readToml(text) : readYamlData(name, text);
  if (typeof data === 'string') return { ok: false, message: data };
  const environments: SamEnvironment[] = [];
  for (const [name, tables] of Object.entries(data)) {
    const environment = name === 'version' || !isTable(tables) ? undefined : environmentOf(name, tables);
    if (environment !== undefined) environments.push(environment);
  }
  const isTold = environments.some(({ parameters }) => Object.keys(parameters).length > 0);
  return { ok: true, environments: isTold ? environments : [] };
}

/** An environment with a stack name or parameters; others hold settings of other commands. */
function environmentOf(name: string, tables: Table): SamEnvironment | undefined {
  // `global` holds what every command shares; the command's own table wins.
  const settings = { ...parametersOf(tables, 'global'), ...parametersOf(tables, 'deploy') };
  const parameters = overrides(settings['parameter_overrides']);
  if (Object.keys(parameters).length === 0 && settings['stack_name'] === undefined) return undefined;
  const region = settings['region'];
  return { name, parameters, region: typeof region === 'string' ? region : null };
}

type Table = Readonly<Record<string, unknown>>;

function isTable(value: unknown): value is Table {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parametersOf(tables: Table, command: string): Table {
  const table = tables[command];
  const parameters = isTable(table) ? table['parameters'] : undefined;
  return isTable(parameters) ? parameters : {};
}

function readToml(text: string): Table | string {
  try {
    return parse(text);
  } catch (error) {
    return `is not valid TOML: ${(error as Error).message.split('\n')[0] ?? ''}`;
  }
}

function readYamlData(name: string, text: string): Table | string {
  const read = readYaml(new SourceFile(name, text));
  if (!read.ok) return `is ${read.error.message}`;
  const data = toJson(read.node);
  return isTable(data) ? data : 'is not a map of environments';
}

/** `parameter_overrides` as a text, a list of texts, or a map; `Key=Value` and `ParameterKey=Key,ParameterValue=Value`. */
function overrides(value: unknown): Readonly<Record<string, string>> {
  if (isTable(value)) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, Array.isArray(item) ? item.join(',') : String(item)]));
  }
  const texts = Array.isArray(value) ? value.filter((item) => typeof item === 'string') : typeof value === 'string' ? [value] : [];
  const result: Record<string, string> = Object.create(null) as Record<string, string>;
  for (const text of texts) {
    for (const [key, given] of pairs(text)) result[key] = given;
  }
  return { ...result };
}

const LONG_FORM = /ParameterKey=([A-Za-z0-9]+),ParameterValue=("(?:\\.|[^"\\])*"|'[^']*'|\S*)/g;
const SHORT_FORM = /([A-Za-z0-9]+)=("(?:\\.|[^"\\])*"|'[^']*'|(?:\\.|[^\s"'\\])*)/g;

function pairs(text: string): [string, string][] {
  const form = text.includes('ParameterKey=') ? LONG_FORM : SHORT_FORM;
  return [...text.matchAll(form)].map((match) => [match[1]!, unquoted(match[2]!)]);
}

function unquoted(text: string): string {
  const quoted = /^(["'])([\s\S]*)\1$/.exec(text);
  return (quoted?.[2] ?? text).replace(/\\(.)/g, '$1');
}
