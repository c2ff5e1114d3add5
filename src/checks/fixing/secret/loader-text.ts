import { posix } from 'node:path';

/** Where a stored secret lies, by the name of its service. */
export type SecretStore = 'secretsmanager' | 'ssm';

/** A variable that a loader fills from Secrets Manager or Parameter Store. */
export interface FetchedSecret {
  readonly store: SecretStore;
  /** The variable that the code reads. */
  readonly name: string;
  /** The variable that holds the ARN or name of the secret or parameter. */
  readonly source: string;
  /** The key of its JSON that is wanted; null: all of its text. */
  readonly key: string | null;
}

/** The module of a handler, and how a loader stands before it. */
export interface LoadedModule {
  /**
   * `module`: an ECMAScript module that waits at its top, so that the handler passes through as it is. `call`: a module for bundles in
   * CommonJS, which cannot wait before their first call.
   */
  readonly form: 'module' | 'call' | 'python';
  /** The handler's file, without its folder: `charge.ts`. */
  readonly file: string;
  /** What the loader imports: `./charge.js`, or `jobs.export` in Python. */
  readonly specifier: string;
  /** Names from the module to the handler: `['handler']`. */
  readonly exportPath: readonly string[];
  /** Whether the module is CommonJS: told by its name, or not known. */
  readonly syntax: 'esm' | 'commonjs' | 'either';
  readonly isTypeScript: boolean;
}

/** The text of a module that puts secrets where the code expects them, then loads the handler: the code itself is left alone. */
export function loaderText(loaded: LoadedModule, secrets: readonly FetchedSecret[]): string {
  return loaded.form === 'python' ? pythonText(loaded, secrets) : scriptText(loaded, secrets);
}

function scriptText(loaded: LoadedModule, secrets: readonly FetchedSecret[]): string {
  const stores = storesOf(secrets);
  const lines = [
    `// Fetches the secrets that ${loaded.file} expects in process.env, then loads it.`,
    ...stores.map((store) => SCRIPT_STORES[store].load),
    '',
    ...stores.map((store) => SCRIPT_STORES[store].client),
    '',
    ...stores.flatMap((store) => [...SCRIPT_STORES[store].fetch(loaded.isTypeScript), '']),
    ...(loaded.form === 'module' ? waiting(loaded, secrets) : atFirstCall(loaded, secrets)),
  ];
  return `${lines.join('\n')}\n`;
}

/** The clients of the stores, and functions that read one value of them. */
const SCRIPT_STORES = {
  secretsmanager: {
    reads: 'secretValue',
    load: `import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';`,
    client: 'const secretsManager = new SecretsManagerClient({});',
    fetch: (isTypeScript: boolean): string[] => [
      `async function secretValue(secretId${isTypeScript ? ': string | undefined' : ''}) {`,
      '  const { SecretString } = await secretsManager.send(new GetSecretValueCommand({ SecretId: secretId }));',
      `  return SecretString${isTypeScript ? " ?? ''" : ''};`,
      '}',
    ],
  },
  ssm: {
    reads: 'parameterValue',
    load: `import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';`,
    client: 'const parameterStore = new SSMClient({});',
    fetch: (isTypeScript: boolean): string[] => [
      `async function parameterValue(name${isTypeScript ? ': string | undefined' : ''}) {`,
      '  const { Parameter } = await parameterStore.send(new GetParameterCommand({ Name: name, WithDecryption: true }));',
      `  return Parameter${isTypeScript ? "?.Value ?? ''" : '.Value'};`,
      '}',
    ],
  },
} as const;

function storesOf(secrets: readonly FetchedSecret[]): SecretStore[] {
  return (['secretsmanager', 'ssm'] as const).filter((store) => secrets.some((one) => one.store === store));
}

function filled(secrets: readonly FetchedSecret[]): string[] {
  return secrets.map(({ store, name, source, key }) => {
    const value = `await ${SCRIPT_STORES[store].reads}(process.env.${source})`;
    return `process.env.${name} = ${key === null ? value : `JSON.parse(${value})${member(key)}`};`;
  });
}

/** The handler is whatever the module gives: answers as streams and callbacks stay what they are. */
function waiting(loaded: LoadedModule, secrets: readonly FetchedSecret[]): string[] {
  const { exportPath, specifier, syntax } = loaded;
  const [first = 'handler', ...rest] = exportPath;
  const name = exportedName(exportPath);
  if (syntax === 'esm' && rest.length === 0 && first === name) {
    return [...filled(secrets), '', `export const { ${name} } = await import('${specifier}');`];
  }
  const found =
    syntax === 'esm'
      ? `loaded${member(first)}`
      : syntax === 'commonjs'
        ? `loaded.default${member(first)}`
        : `(loaded${member(first)} ?? loaded.default${member(first)})`;
  const whole = `${found}${rest.map(member).join('')}`;
  return [
    ...filled(secrets),
    '',
    `const loaded = await import('${specifier}');`,
    '',
    `export const ${name} = ${rest.length === 0 ? whole.replace(/^\((.*)\)$/, '$1') : whole};`,
  ];
}

/** One environment runs one call at a time, so nothing is fetched twice; what failed is tried again at the next call. */
function atFirstCall(loaded: LoadedModule, secrets: readonly FetchedSecret[]): string[] {
  const { exportPath, specifier, isTypeScript } = loaded;
  const name = exportedName(exportPath);
  const path = exportPath.map(member).join('');
  const kind = `typeof import('${specifier}')`;
  return [
    'async function load() {',
    ...filled(secrets).map((line) => `  ${line}`),
    `  return import('${specifier}');`,
    '}',
    '',
    `let loaded${isTypeScript ? `: ${kind} | undefined` : ''};`,
    '',
    `export async function ${name}(...args${isTypeScript ? `: Parameters<(${kind})${exportPath.map((part) => `['${part}']`).join('')}>` : ''}) {`,
    '  loaded ??= await load();',
    `  return loaded${path}(...args);`,
    '}',
  ];
}

/** The name that a loader's handler has: the last of the path, where JavaScript takes it as one. */
export function exportedName(exportPath: readonly string[]): string {
  const last = exportPath.at(-1) ?? 'handler';
  return IDENTIFIER.test(last) && last !== 'default' ? last : 'handler';
}

const IDENTIFIER = /^[A-Za-z_$][\w$]*$/;

function member(name: string): string {
  return IDENTIFIER.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`;
}

// Words that no Python module can be imported by in a statement.
const PYTHON_KEYWORDS =
  /^(?:False|None|True|and|as|assert|async|await|break|class|continue|def|del|elif|else|except|finally|for|from|global|if|import|in|is|lambda|nonlocal|not|or|pass|raise|return|try|while|with|yield)$/;

function pythonText(loaded: LoadedModule, secrets: readonly FetchedSecret[]): string {
  const { specifier, file } = loaded;
  const handler = loaded.exportPath.at(-1) ?? 'handler';
  const isPlain = specifier.split('.').every((part) => /^[A-Za-z_]\w*$/.test(part) && !PYTHON_KEYWORDS.test(part));
  const hasKeys = secrets.some(({ key }) => key !== null);
  const lines = [
    `"""Fetches the secrets that ${file} expects in os.environ, then loads it."""`,
    '',
    ...(isPlain ? [] : ['import importlib']),
    ...(hasKeys ? ['import json'] : []),
    'import os',
    '',
    'import boto3',
    '',
    ...pythonFetch(secrets),
    '',
    isPlain ? `from ${specifier} import ${handler}  # noqa: E402, F401` : `${handler} = importlib.import_module("${specifier}").${handler}`,
  ];
  return `${lines.join('\n')}\n`;
}

const PYTHON_STORES = {
  secretsmanager: {
    reads: '_secret_value',
    client: '_secrets_manager = boto3.client("secretsmanager")',
    fetch: ['def _secret_value(secret_id):', '    return _secrets_manager.get_secret_value(SecretId=secret_id)["SecretString"]'],
  },
  ssm: {
    reads: '_parameter_value',
    client: '_parameter_store = boto3.client("ssm")',
    fetch: [
      'def _parameter_value(name):',
      '    return _parameter_store.get_parameter(Name=name, WithDecryption=True)["Parameter"]["Value"]',
    ],
  },
} as const;

function pythonFetch(secrets: readonly FetchedSecret[]): string[] {
  const stores = storesOf(secrets);
  return [
    ...stores.map((store) => PYTHON_STORES[store].client),
    '',
    '',
    ...stores.flatMap((store) => [...PYTHON_STORES[store].fetch, '', '']),
    ...secrets.map(({ store, name, source, key }) => {
      const value = `${PYTHON_STORES[store].reads}(os.environ["${source}"])`;
      return `os.environ["${name}"] = ${key === null ? value : `json.loads(${value})[${JSON.stringify(key)}]`}`;
    }),
  ];
}

/** The same as text in front of Python code in the template. */
export function pythonPrologue(secrets: readonly FetchedSecret[]): string {
  const imports = [...(secrets.some(({ key }) => key !== null) ? ['import json'] : []), 'import os', 'import boto3'];
  return `${[...imports, '', ...pythonFetch(secrets).filter((line, i, all) => line !== '' || all[i + 1] !== '')].join('\n')}\n\n`;
}

/** `charge-secrets` beside `charge`, `export_secrets` beside `export`. */
export function loaderName(module: string, isPython: boolean): string {
  const name = posix.basename(module);
  return posix.join(posix.dirname(module), isPython ? `${name.replaceAll('-', '_')}_secrets` : `${name}-secrets`);
}
