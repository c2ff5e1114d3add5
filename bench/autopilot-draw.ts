/**
 * Draws functions to label by hand: `node bench/autopilot-draw.ts [--seed 20261122] [--count 20] [--except labels.json] FOLDER`
 *
 * The population: functions of SAM templates whose handler's file exists and that use an AWS SDK, as the texts of that file and of
 * the files of its own that it imports say. It is found without casemate's readers, so that what they miss is in it. At most
 * one function of each top folder is drawn, and none of the folders that the file given with `--except` has labels of. Prints one line a function: language, folder, template, function, handler's file.
 */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { parse } from 'yaml';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { seed: { type: 'string', default: '20261122' }, count: { type: 'string', default: '20' }, except: { type: 'string' } },
});
const root = positionals[0] ?? '.';

/** A function that may be drawn. */
interface Candidate {
  readonly language: 'javascript' | 'python';
  readonly template: string;
  readonly id: string;
  readonly file: string;
}

type Plain = Readonly<Record<string, unknown>>;

const ENDINGS = { javascript: ['.js', '.mjs', '.cjs', '.ts', '.mts', '.tsx'], python: ['.py'] };
const SDK = { javascript: /['"](?:aws-sdk|@aws-sdk\/[\w-]+)/, python: /\b(?:boto3|aioboto3|botocore)\b/ };

function plain(value: unknown): Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Plain) : {};
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** The functions of a template; none when it is no SAM template. */
function functionsOf(template: string): Candidate[] {
  const source = readFileSync(join(root, template), 'utf8');
  if (!source.includes('AWS::Serverless-2016-10-31')) return [];
  let document: Plain;
  try {
    document = plain(parse(source, { logLevel: 'silent' }));
  } catch {
    return [];
  }
  const globals = plain(plain(document['Globals'])['Function']);
  return Object.entries(plain(document['Resources'])).flatMap(([id, resource]): Candidate[] => {
    if (plain(resource)['Type'] !== 'AWS::Serverless::Function') return [];
    const properties = { ...globals, ...plain(plain(resource)['Properties']) } as Plain;
    const runtime = text(properties['Runtime']);
    const language = runtime.startsWith('nodejs') ? 'javascript' : runtime.startsWith('python') ? 'python' : null;
    if (language === null) return [];
    const file = handlerFile(dirname(template), properties, plain(resource), language);
    return file === null || !usesSdk(file, language) ? [] : [{ language, template, id, file }];
  });
}

function handlerFile(folder: string, properties: Plain, resource: Plain, language: Candidate['language']): string | null {
  const handler = text(properties['Handler']).replace(/\.[^./]+$/, '');
  const code = text(properties['CodeUri']) || '.';
  const points = plain(plain(resource['Metadata'])['BuildProperties'])['EntryPoints'];
  const entries = Array.isArray(points) ? points.map(text) : [];
  const stems = [handler, ...(language === 'python' ? [handler.replaceAll('.', '/')] : [])];
  const paths = [...entries, ...stems.flatMap((stem) => ENDINGS[language].map((ending) => stem + ending))];
  return paths.map((path) => normalize(join(folder, code, path))).find((path) => existsSync(join(root, path))) ?? null;
}

/** Whether a file, or one of the function's own that it imports, names an AWS SDK. */
function usesSdk(file: string, language: Candidate['language'], seen: Set<string> = new Set()): boolean {
  if (seen.has(file)) return false;
  seen.add(file);
  const source = readFileSync(join(root, file), 'utf8');
  if (SDK[language].test(source)) return true;
  const names = [...source.matchAll(language === 'python' ? /^\s*(?:from|import) ([\w.]+)/gm : /['"](\.{1,2}\/[^'"]+)['"]/g)];
  return names
    .flatMap(([, name = '']) =>
      language === 'python' ? [name.replace(/^\.+/, '').replaceAll('.', '/')] : [name.replace(/\.[cm]?js$/, ''), name],
    )
    .flatMap((name) => ['', ...ENDINGS[language], '/index.js', '/index.ts'].map((ending) => normalize(join(dirname(file), name + ending))))
    .filter((path) => /\.\w+$/.test(path) && existsSync(join(root, path)))
    .some((path) => usesSdk(path, language, seen));
}

/** Fisher-Yates with mulberry32. */
function shuffled<T>(items: readonly T[], seed: number): T[] {
  const result = [...items];
  let state = seed >>> 0;
  for (let i = result.length - 1; i > 0; i--) {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    const other = Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * (i + 1));
    [result[i], result[other]] = [result[other]!, result[i]!];
  }
  return result;
}

function labelledFolders(file: string): string[] {
  const { functions } = JSON.parse(readFileSync(file, 'utf8')) as { functions: readonly { template: string }[] };
  return functions.map(({ template }) => template.split('/')[0]!);
}

const labelled = values.except === undefined ? [] : labelledFolders(values.except);
const templates = globSync('**/*.{yaml,yml}', { cwd: root, exclude: (path) => path.includes('node_modules') }).toSorted();
const all = templates.flatMap(functionsOf).toSorted((a, b) => (`${a.template}#${a.id}` < `${b.template}#${b.id}` ? -1 : 1));
for (const language of ['javascript', 'python'] as const) {
  const own = all.filter((one) => one.language === language);
  const folders = new Set(labelled);
  const drawn = shuffled(own, Number(values.seed)).filter(({ template }) => {
    const top = template.split('/')[0]!;
    return !folders.has(top) && folders.add(top).size <= labelled.length + Number(values.count);
  });
  console.error(`${language}: ${own.length} functions in ${new Set(own.map(({ template }) => template.split('/')[0])).size} folders`);
  for (const { template, id, file } of drawn.slice(0, Number(values.count))) {
    console.log(`${language} ${template} ${id} ${relative(dirname(template), file)}`);
  }
}
