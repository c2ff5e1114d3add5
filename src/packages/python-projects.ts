import { parse } from 'smol-toml';
import type { DeclaredPackage } from '../model/manifest.ts';
import type { SourceFile } from '../util/span.ts';
import { distributionName } from './requirements.ts';

/** What a pyproject.toml (PEP 621, Poetry, dependency groups) or a Pipfile asks for; undefined when it cannot be read. */
export function readPythonProject(source: SourceFile): readonly DeclaredPackage[] | undefined {
  let data: unknown;
  try {
    data = parse(source.text);
  } catch {
    return undefined;
  }
  const poetry = table(table(table(data)['tool'])['poetry']);
  const project = table(table(data)['project']);
  const groups = Object.values(table(poetry['group'])).flatMap((group) => Object.keys(table(table(group)['dependencies'])));
  const runtime = [
    ...listed(project['dependencies']),
    ...Object.keys(table(poetry['dependencies'])),
    ...Object.keys(table(table(data)['packages'])),
  ];
  const extras = [project['optional-dependencies'], table(data)['dependency-groups']].flatMap((each) =>
    Object.values(table(each)).flatMap(listed),
  );
  const development = [
    ...groups,
    ...Object.keys(table(poetry['dev-dependencies'])),
    ...Object.keys(table(table(data)['dev-packages'])),
    ...extras,
  ];
  return [
    ...runtime.filter((name) => name !== 'python').map((name) => declared(source, name, 'dependencies')),
    ...development.map((name) => declared(source, name, 'devDependencies')),
  ];
}

function declared(source: SourceFile, written: string, group: DeclaredPackage['group']): DeclaredPackage {
  const name = /^[\w.-]+/.exec(written)?.[0] ?? written;
  const start = Math.max(0, source.text.search(new RegExp(`(?<![\\w.-])${name.replaceAll('.', '\\.')}(?![\\w-])`)));
  return {
    name: distributionName(name),
    wanted: written.slice(name.length).trim(),
    group,
    at: { source, start, end: start + name.length },
  };
}

function table(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

function listed(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}
