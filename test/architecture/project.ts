import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseSync } from 'oxc-parser';
import type { ParseResult } from 'oxc-parser';

/** The checkout's folder, absolute. */
export const ROOT: string = resolve(import.meta.dirname, '../..');

/** Every file of the project, tracked or about to be, relative to ROOT with `/`; what .gitignore names is left out. */
export function projectFiles(): string[] {
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], { cwd: ROOT, encoding: 'utf8' });
  return [...new Set(listed.split('\0'))].filter((path) => path !== '' && existsSync(join(ROOT, path))).toSorted();
}

/** The text of a file of the project. */
export function textOf(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}

/** The TypeScript that ships: `src` without tests and fixtures. */
export function shippedSources(): string[] {
  return projectFiles().filter((path) => /^src\/.*\.ts$/.test(path) && !isTestOrFixture(path));
}

/** Whether a file serves tests only: a test, a fixture, or `testing.ts`, the builders that tests of other folders share. */
export function isTestOrFixture(path: string): boolean {
  return /\.test\.ts$|(?:^|\/)fixtures\/|(?:^|\/)testing(?:\.ts$|\/)/.test(path);
}

/** Whether a file was written by a program, which its name says. */
export function isGenerated(path: string): boolean {
  return /\.generated\.[a-z]+$/.test(path);
}

/** The syntax tree, comments and imports of a TypeScript text; a text that does not parse throws. */
export function parse(path: string, text: string): ParseResult {
  const result = parseSync(path, text, { sourceType: 'module' });
  const [error] = result.errors;
  if (error !== undefined) throw new Error(`${path}: ${error.message}`);
  return result;
}

/** The package's own manifest. */
export interface Manifest {
  readonly name: string;
  readonly bin: Readonly<Record<string, string>>;
  readonly exports: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
  readonly scripts: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

/** package.json, read. */
export function manifest(): Manifest {
  return JSON.parse(textOf('package.json')) as Manifest;
}
