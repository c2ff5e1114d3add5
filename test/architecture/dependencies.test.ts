import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT, manifest, textOf } from './project.ts';

/** What the lockfile says of one installed package; keys are paths such as `node_modules/yaml`. */
interface Locked {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly dev?: boolean;
  readonly devOptional?: boolean;
  readonly license?: string;
  readonly hasInstallScript?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const packages = (JSON.parse(textOf('package-lock.json')) as { packages: Record<string, Locked> }).packages;
const installed = Object.entries(packages).filter(([path]) => path !== '');
const shipped = installed.filter(([, locked]) => locked.dev !== true && locked.devOptional !== true);

const ALLOWED = new Set([
  'MIT',
  'ISC',
  '0BSD',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  'MPL-2.0',
  'Unlicense',
  'CC0-1.0',
  'BlueOak-1.0.0',
  'Python-2.0',
]);

/** Whether an SPDX expression leaves a choice that is allowed: every part of an AND, one part of an OR. */
function isAllowed(expression: string): boolean {
  const alternatives = expression.replaceAll(/[()]/g, '').split(/\s+OR\s+/);
  return alternatives.some((alternative) => alternative.split(/\s+AND\s+/).every((licence) => ALLOWED.has(licence.trim())));
}

/** The path at which Node finds `name` from the package at `from`, as its resolution climbs; undefined: not locked. */
function found(from: string, name: string): string | undefined {
  for (let base = from; ;) {
    const path = `${base === '' ? '' : `${base}/`}node_modules/${name}`;
    if (path in packages) return path;
    if (base === '') return undefined;
    base = base.includes('/node_modules/') ? base.slice(0, base.lastIndexOf('/node_modules/')) : '';
  }
}

test('whatever ships with the package has an allowed licence, said in the package itself', () => {
  const wrong = shipped.flatMap(([path, locked]) => {
    const page = join(ROOT, path, 'package.json');
    // Parts for other platforms are not installed here; the lockfile has what their registry page says.
    const { license } = existsSync(page) ? (JSON.parse(readFileSync(page, 'utf8')) as { license?: unknown }) : locked;
    return typeof license === 'string' && isAllowed(license) ? [] : [`${path}: ${String(license)}`];
  });
  expect(wrong).toEqual([]);
});

test('not even a tool of development is under a network copyleft licence', () => {
  expect(installed.filter(([, locked]) => /AGPL|SSPL|BUSL/.test(locked.license ?? '')).map(([path]) => path)).toEqual([]);
});

test('nothing that ships runs a script when it is installed', () => {
  expect(shipped.filter(([, locked]) => locked.hasInstallScript === true).map(([path]) => path)).toEqual([]);
});

// npm leaves a platform's package out of the lockfile when the registry lacks it, and `npm ci` then fails everywhere.
test('the lockfile is complete for every platform', () => {
  const missing = Object.entries(packages).flatMap(([path, locked]) =>
    Object.keys({ ...locked.dependencies, ...locked.optionalDependencies }).flatMap((name) =>
      found(path, name) === undefined ? [`${path} needs ${name}`] : [],
    ),
  );
  expect(missing).toEqual([]);
});

test('the lockfile proves every package by its hash and names no host', () => {
  expect(installed.filter(([, locked]) => locked.integrity === undefined || locked.resolved !== undefined).map(([path]) => path)).toEqual(
    [],
  );
});

test('every direct dependency is pinned to one version', () => {
  const { dependencies = {}, devDependencies = {} } = manifest();
  expect(Object.entries({ ...dependencies, ...devDependencies }).filter(([, range]) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(range))).toEqual(
    [],
  );
});
