import { posix } from 'node:path';

/** What an image adds to AWS's base image, where that is no more than code and its packages. */
export interface PlainImage {
  readonly language: 'python' | 'nodejs';
  /** `app.handler`. */
  readonly handler: string;
  /** What the context's manifest is called; null where no package is installed. */
  readonly manifest: 'requirements.txt' | 'package.json' | null;
}

/** AWS's own images with a managed runtime in them. https://docs.aws.amazon.com/lambda/latest/dg/images-create.html */
const BASE = /^(?:--platform=\S+\s+)?public\.ecr\.aws\/lambda\/(python|nodejs):[\w.-]+$/;
const TASK = /^(?:\.\/?|\/var\/task\/?|\$\{?LAMBDA_TASK_ROOT\}?\/?)$/;
const INSTALLS: readonly (readonly [pattern: RegExp, manifest: PlainImage['manifest']])[] = [
  [
    /^(?:python3? -m )?pip3? install(?: (?:--no-cache-dir|--upgrade|-U))* -r (?:\.\/|\$\{?LAMBDA_TASK_ROOT\}?\/)?requirements\.txt(?: (?:-t|--target) \S+| --no-cache-dir)*$/,
    'requirements.txt',
  ],
  [/^npm (?:ci|install)(?: --(?:omit=dev|production|only=production))*$/, 'package.json'],
];

/** Reads a Dockerfile whose image a managed runtime could replace as it is; null where it does anything else. */
export function plainImage(text: string): PlainImage | null {
  let language: PlainImage['language'] | undefined;
  let handler: string | undefined;
  let manifest: PlainImage['manifest'] = null;
  for (const line of lines(text)) {
    const [, name = '', rest = ''] = /^([A-Za-z]+)\s+(.*)$/.exec(line) ?? [];
    if (name.toUpperCase() === 'FROM' && language === undefined) {
      language = BASE.exec(rest.trim())?.[1] as PlainImage['language'] | undefined;
      if (language === undefined) return null;
    } else if (name.toUpperCase() === 'COPY') {
      if (!copiesInPlace(rest)) return null;
    } else if (name.toUpperCase() === 'RUN') {
      const install = INSTALLS.find(([pattern]) => pattern.test(rest.trim()));
      if (install === undefined) return null;
      manifest = install[1];
    } else if (name.toUpperCase() === 'CMD') handler = /^\[\s*"([\w./-]+)"\s*\]$/.exec(rest.trim())?.[1];
    else return null;
  }
  return language === undefined || handler === undefined ? null : { language, handler, manifest };
}

function lines(text: string): string[] {
  return text
    .replace(/\\[ \t]*\r?\n/g, ' ')
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
}

/** Files of the context that keep their paths below the folder of the code, as a package has them. */
function copiesInPlace(rest: string): boolean {
  const words = rest.trim().startsWith('[') ? [...rest.matchAll(/"([^"]*)"/g)].map(([, word = '']) => word) : rest.trim().split(/\s+/);
  const to = words.at(-1) ?? '';
  const from = words.slice(0, -1);
  if (from.length === 0 || from.some((word) => word.startsWith('--'))) return false;
  if (TASK.test(to)) return from.every((source) => isWhole(source) || !posix.normalize(source).includes('/'));
  // `COPY lib ./lib` and `COPY lib/ ${LAMBDA_TASK_ROOT}/lib/`.
  const below = posix.normalize(to.replace(/^(?:\$\{?LAMBDA_TASK_ROOT\}?|\/var\/task)\//, '')).replace(/\/$/, '');
  return from.length === 1 && !to.startsWith('/') && posix.normalize(from[0]!).replace(/\/$/, '') === below;
}

function isWhole(source: string): boolean {
  return source === '.' || source === './';
}
