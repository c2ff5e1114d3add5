import { posix } from 'node:path';

/** What a Dockerfile puts into a Lambda function's image, as far as its text tells. */
export interface ImageContent {
  readonly language: 'javascript' | 'python';
  /** What its CMD starts, `app.handler`; null when it has no CMD of one word. */
  readonly handler: string | null;
  /** The folder that the handler's module is looked for in. */
  readonly folder: string;
  /** Copies from the build's context, in order. */
  readonly copies: readonly ImageCopy[];
}

/** A `COPY` from the context: paths there, and an absolute path in the image. */
export interface ImageCopy {
  readonly from: readonly string[];
  readonly to: string;
  /** Whether `to` is a folder for certain. */
  readonly isFolder: boolean;
}

/** Where Lambda's base images expect code. https://docs.aws.amazon.com/lambda/latest/dg/images-create.html */
const TASK = '/var/task';

/** Images with Lambda's own runtime. */
const BASE = /(?:^|\/)(?:lambda\/|sam\/(?:build|emulation)-|aws-lambda-)(python|nodejs)(?:$|[\d.:@])/;

/** Clients of Lambda's runtime interface, which other images start a handler with. */
const CLIENT = /\b(awslambdaric|aws-lambda-ric)\b/;

/** Reads the last stage of a Dockerfile; undefined when it does not say which language's handler it starts.
 *  https://docs.docker.com/reference/dockerfile/ */
export function readDockerfile(text: string): ImageContent | undefined {
  const stages = new Map<string, Stage>();
  let variables = new Map<string, string>([['LAMBDA_TASK_ROOT', TASK]]);
  let stage: Stage | undefined;
  for (const { name, rest } of instructions(text)) {
    const value = substituted(rest, variables);
    if (name === 'FROM') {
      const [image = '', , alias] = value.split(/\s+/).filter((word) => !word.startsWith('--'));
      stage = begun(image, stages);
      variables = new Map(variables);
      if (alias !== undefined) stages.set(alias.toLowerCase(), stage);
    } else if (name === 'ARG' || name === 'ENV') assign(value, variables);
    else if (stage !== undefined) apply(stage, name, value);
  }
  if (stage === undefined) return undefined;
  const { copies, command, language, folder } = stage;
  return language === null ? undefined : { language, folder, copies, handler: command?.length === 1 ? (command[0] ?? null) : null };
}

interface Stage {
  language: 'javascript' | 'python' | null;
  folder: string;
  command: readonly string[] | null;
  readonly copies: ImageCopy[];
}

interface Instruction {
  readonly name: string;
  readonly rest: string;
}

function instructions(text: string): Instruction[] {
  const lines = text
    .split(/\r?\n/)
    .filter((line) => !/^\s*(?:#|$)/.test(line))
    .join('\n')
    .replaceAll(/\\[ \t]*\n/g, ' ');
  return lines.split('\n').flatMap((line): Instruction[] => {
    const [, name, rest] = /^\s*([A-Za-z]+)\s+(.*)$/.exec(line) ?? [];
    return name === undefined || rest === undefined ? [] : [{ name: name.toUpperCase(), rest: rest.trim() }];
  });
}

function begun(image: string, stages: ReadonlyMap<string, Stage>): Stage {
  const earlier = stages.get(image.toLowerCase());
  if (earlier !== undefined) return { ...earlier, copies: [...earlier.copies] };
  const language = BASE.exec(image)?.[1];
  return {
    language: language === undefined ? null : language === 'python' ? 'python' : 'javascript',
    folder: language === undefined ? '/' : TASK,
    command: null,
    copies: [],
  };
}

function apply(stage: Stage, name: string, value: string): void {
  if (name === 'WORKDIR') stage.folder = posix.resolve(stage.folder, value);
  else if (name === 'CMD') stage.command = words(value);
  else if (name === 'ENTRYPOINT') {
    const client = CLIENT.exec(value)?.[1];
    if (client !== undefined) stage.language = client === 'awslambdaric' ? 'python' : 'javascript';
    else if (!value.includes('lambda-entrypoint.sh')) stage.language = null;
  } else if ((name === 'COPY' || name === 'ADD') && !/--from=/.test(value)) {
    const paths = words(value.replaceAll(/--[a-z]+(?:=\S+)?\s+/g, ''));
    const to = paths.at(-1) ?? '';
    const isFolder = paths.length > 2 || /(?:^|\/)\.?$/.test(to);
    if (paths.length > 1) stage.copies.push({ from: paths.slice(0, -1), to: posix.resolve(stage.folder, to), isFolder });
  }
}

/** `["a", "b"]` or `a b`. */
function words(value: string): string[] {
  if (value.startsWith('[')) return [...value.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, word = '']) => word);
  return value.split(/\s+/).map((word) => word.replaceAll(/^["']|["']$/g, ''));
}

function substituted(value: string, variables: ReadonlyMap<string, string>): string {
  return value.replaceAll(
    /\$(?:\{(\w+)(?::-[^}]*)?\}|(\w+))/g,
    (whole, braced?: string, bare?: string) => variables.get(braced ?? bare ?? '') ?? whole,
  );
}

/** `NAME=value …` or `NAME value`. */
function assign(value: string, variables: Map<string, string>): void {
  const pairs = [...value.matchAll(/(\w+)=("[^"]*"|'[^']*'|\S*)/g)];
  if (pairs.length === 0) {
    const [name = '', ...rest] = value.split(/\s+/);
    if (rest.length > 0) variables.set(name, rest.join(' '));
  }
  for (const [, name = '', given = ''] of pairs) variables.set(name, given.replaceAll(/^["']|["']$/g, ''));
}
